"""When somebody last looked at the progress of a list: not part of the record."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from issues.models import ListOfIssues
from replies.models import Visit
from replies.permissions import progress_refusal
from replies.progress.news import BREAK
from replies.services.refusing import Refused


@transaction.atomic
def visit(stored: ListOfIssues, *, by: User) -> Visit:
    """Note that the person looks at the list now; after a break the look before becomes the previous visit.

    Refused to whom the progress of all ministries is not shown.
    """
    if why := progress_refusal(by):
        raise Refused(why)
    now, rows = timezone.now(), Visit.objects.select_for_update()
    found, is_new = rows.get_or_create(list_of_issues=stored, user=by, defaults={"visited_at": now})
    if not is_new:
        if now - found.visited_at > BREAK:
            found.previous_at = found.visited_at
        found.visited_at = now
        found.save(update_fields=["visited_at", "previous_at"])
    return found
