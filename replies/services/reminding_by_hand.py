"""A coordinator reminds people by hand: stored at once, sent by the task that sends news."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues import services as issues_services
from issues.models import ListOfIssues
from replies.by_hand import LeftOut, bundle_for, news_for, plan_for
from replies.models import Bundle, News, Reply
from replies.permissions import remind_refusal
from replies.services.refusing import Refused
from replies.tasks import send_news


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many people are reminded, and which replies are asked of nobody; `again`: it went before."""

    people: int
    left_out: list[LeftOut]
    again: bool = False


def remind(stored: ListOfIssues, replies: Iterable[Reply], *, note: str, key: UUID, by: User) -> Reminded:
    """Ask for the next steps of these replies, in one mail to each person who owes one.

    With the same key nothing is sent again. Refused where the list is not open, and where no mail is left to
    send; what was accepted in the meantime, and who cannot be reached, is left out and said.
    """
    with recorded(by, "reminded by hand"):
        if why := remind_refusal(by, issues_services.locked(stored)):
            raise Refused(why)
        if gone := Bundle.objects.filter(key=key).count():
            return Reminded(gone, [], again=True)
        plan = plan_for(stored, _as_they_stand(stored, replies), by=by)
        if not plan.addressees:
            raise Refused(
                " ".join([_("Nobody was reminded."), *(left_out.why for left_out in plan.left_out)])
            )
        now = timezone.now()
        bundles = Bundle.objects.bulk_create(
            bundle_for(addressee, note=note, key=key, by=by, at=now) for addressee in plan.addressees
        )
        News.objects.bulk_create(
            news
            for addressee, bundle in zip(plan.addressees, bundles, strict=True)
            for news in news_for(addressee, bundle=bundle, by=by, at=now)
        )
        # Without the broker it waits for the next run of the schedule.
        transaction.on_commit(send_news.delay, robust=True)
    return Reminded(len(bundles), plan.left_out)


def _as_they_stand(stored: ListOfIssues, replies: Iterable[Reply]) -> list[Reply]:
    """The replies as they are now, locked; those of another list and those taken away are left out."""
    rows = Reply.objects.with_issue().with_due_date().select_for_update(of=("self",))
    wanted = rows.filter(pk__in=[reply.pk for reply in replies], assignment__issue__list_of_issues=stored)
    return list(wanted.order_by("pk"))
