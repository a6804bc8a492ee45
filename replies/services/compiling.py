"""Runs that build the consolidated document: queued, and called off."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues.models import ListOfIssues
from replies.document.options import printed_language
from replies.models import Compilation, WordTemplate
from replies.services.refusing import Refused
from replies.tasks import compile_list


def start_compilation(stored: ListOfIssues, *, by: User, **options: Any) -> Compilation:
    """Queue a run that builds the consolidated document, with the options of `Compilation`.

    Without languages it is in that of the list. Refused while the list has another run under way.
    """
    now = timezone.now()
    languages = options.pop("languages", None) or [printed_language(stored.language)]
    try:
        with recorded(by, "compilation started"):
            run = Compilation.objects.create(
                list_of_issues=stored,
                languages=languages,
                template=WordTemplate.objects.current(),
                started_by=by,
                started_at=now,
                heartbeat_at=now,
                **options,
            )
            # Without the broker the run waits, and is taken up when that is back.
            transaction.on_commit(lambda: compile_list.delay(compilation_id=run.pk), robust=True)
    except IntegrityError as error:
        raise Refused(_("The document is being compiled already; wait until it is done.")) from error
    return run


def cancel_compilation(run: Compilation, *, by: User) -> None:
    """Call a run off: its worker stops at its next step and leaves nothing. Refused once it has ended."""
    with recorded(by, "compilation cancelled"):
        cancelled = Compilation.objects.active().filter(pk=run.pk)
        values = {"status": Compilation.Status.CANCELLED, "cancelled_by": by, "finished_at": timezone.now()}
        if not cancelled.update(**values):
            raise Refused(_("This compilation has ended already."))
