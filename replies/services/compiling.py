"""Runs that build the consolidated document."""

from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues.models import ListOfIssues
from replies.models import Compilation
from replies.services.refusing import Refused
from replies.tasks import compile_list


def start_compilation(stored: ListOfIssues, *, layout: str, by: User) -> Compilation:
    """Queue a run that builds the consolidated document. Refused while the list has another under way."""
    now = timezone.now()
    try:
        with recorded(by, "compilation started"):
            run = Compilation.objects.create(
                list_of_issues=stored, layout=layout, started_by=by, started_at=now, heartbeat_at=now
            )
            transaction.on_commit(partial(compile_list.delay, compilation_id=run.pk))
    except IntegrityError as error:
        raise Refused(_("The document is being compiled already; wait until it is done.")) from error
    return run
