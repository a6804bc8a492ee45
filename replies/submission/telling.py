"""Everyone involved is told of a submission and of its reopening: each by one mail."""

from datetime import datetime

from django.db.models import Q

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.delivery import Outbox, claimed, deliver, move
from replies.models import Notice, Submission
from replies.submission.mails import notice_message

LEFT = "The person may not sign in any more."
OVERTAKEN = "The list was opened again before this was sent."


def people_of(stored: ListOfIssues) -> list[User]:
    """Everyone involved in a list who may sign in: its coordinators, the people of its ministries, all
    administrators and all observers."""
    everywhere = Q(role__in=[Role.ADMINISTRATOR, Role.OBSERVER])
    coordinators = Q(role=Role.COORDINATOR, coordinations__list_of_issues=stored)
    of_ministries = Q(ministry__assignments__issue__list_of_issues=stored)
    involved = User.objects.filter(everywhere | coordinators | of_ministries, is_active=True)
    return list(involved.order_by("pk").distinct())


def note_everyone(submission: Submission, kind: str, now: datetime) -> None:
    """Store that each person is to be told, in the transaction of what they are told of."""
    Notice.objects.bulk_create(
        Notice(submission=submission, user=user, kind=kind, next_attempt_at=now)
        for user in people_of(submission.list_of_issues)
    )


def claim_next(now: datetime) -> Notice | None:
    """Take the next notice for this process alone; None when none is ready."""
    return claimed(
        Notice.objects.select_related(
            "submission__list_of_issues", "submission__by", "submission__reopened_by"
        ),
        now,
    )


def send(notice: Notice, now: datetime, *, outbox: Outbox | None = None) -> None:
    """Send a claimed notice, unless it is true no more; on failure set the next attempt."""
    if why := _idle(notice):
        move(notice, Notice.Status.DROPPED, error=why)
        return
    deliver(notice, lambda: notice_message(notice), now, outbox=outbox)


def _idle(notice: Notice) -> str:
    """Why the person is not told any more."""
    if not notice.user.is_active:
        return LEFT
    is_reopened = notice.submission.reopened_at is not None
    return OVERTAKEN if is_reopened and notice.kind == Notice.Kind.SUBMITTED else ""
