"""The pages on which a coordinator reminds by hand: the selection, the preview, and whether it went."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import CalendarDay, ListOfIssues
from replies.by_hand import Plan, bundle_for, news_for
from replies.deadlines import calendars_for, due_of_next_step
from replies.gathering import FIRST_HOUR
from replies.models import Bundle, News, Reminder, Reply
from replies.news_mails import news_message
from replies.pages.reminder_words import Outcome, local, outcome_of
from replies.workflow import Status

ENDED = (Bundle.Status.SENT, Bundle.Status.FAILED, Bundle.Status.DROPPED)


@dataclass(frozen=True, slots=True)
class OpenReply:
    """A reply that somebody owes the next step of, by when, and when somebody was last told of it."""

    reply: Reply
    due: date | None
    is_overdue: bool
    told: str
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class ShownMail:
    """One mail as it will look."""

    to: User
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder by hand to one person, and whether it went."""

    user: User
    numbers: list[int]
    outcome: Outcome


def open_replies(
    stored: ListOfIssues, selected: Collection[int] = (), *, with_overdue: bool = False
) -> list[OpenReply]:
    """All open replies of the list, what is overdue first; two queries, whatever its size.

    Selected are these, or `with_overdue` all that are overdue, too.
    """
    told = _told_by(Reminder.objects, "digest__sent_at"), _told_by(News.objects, "bundle__sent_at")
    rows = Reply.objects.filter(assignment__issue__list_of_issues=stored).exclude(status=Status.ACCEPTED)
    replies: list[Any] = list(rows.with_issue().with_due_date().annotate(told=Greatest(*told)))
    calendars, today = calendars_for(replies), stored.today
    found = []
    for reply in replies:
        due = due_of_next_step(reply, calendars)
        at: datetime | None = reply.told
        is_overdue = due is not None and due < today
        is_selected = reply.pk in selected or (with_overdue and is_overdue)
        found.append(OpenReply(reply, due, is_overdue, local(at, stored) if at else "", is_selected))
    return sorted(
        found, key=lambda row: (row.due or date.max, row.reply.assignment.issue.number, row.reply.pk)
    )


def _told_by(rows: Any, sent_at: str) -> Subquery:
    """When the last mail about a reply went out."""
    own = rows.filter(reply=OuterRef("pk")).order_by().values("reply")
    return Subquery(own.annotate(last=Max(sent_at)).values("last"), output_field=DateTimeField())


def filtered(rows: Sequence[OpenReply], wanted: dict[str, Any]) -> list[OpenReply]:
    """Those of a ministry, of a status, overdue."""
    ministry, status = wanted.get("ministry"), wanted.get("status")
    return [
        row
        for row in rows
        if (not ministry or row.reply.assignment.ministry_id == ministry.pk)
        and (not status or row.reply.status == status)
        and (not wanted.get("overdue") or row.is_overdue)
    ]


def selection_sentence(rows: Sequence[OpenReply]) -> str:
    """What matters: how many are overdue, of how many."""
    if not rows:
        return _("Every reply is accepted: nobody has to be reminded.")
    overdue = sum(row.is_overdue for row in rows)
    still_open = ngettext("%d reply is open", "%d replies are open", len(rows)) % len(rows)
    if not overdue:
        return _("%s, and none is overdue.") % still_open
    return ngettext("%(open)s, %(n)d of them overdue.", "%(open)s, %(n)d of them overdue.", overdue) % {
        "open": still_open,
        "n": overdue,
    }


def preview_of(plan: Plan, *, note: str, by: User) -> ShownMail | None:
    """The mail to the first of those who get one, made as it is when it is sent."""
    if not plan.addressees:
        return None
    first, now = plan.addressees[0], timezone.now()
    message = news_message(
        bundle_for(first, note=note, key=None, by=by, at=now), news_for(first, bundle=None, by=by, at=now)
    )
    return ShownMail(first.user, str(message.subject), str(message.body))


def bundles_of(stored: ListOfIssues, key: UUID) -> QuerySet[Bundle]:
    """The mails of one reminder by hand."""
    own = News.objects.filter(list_of_issues=stored, bundle__key=key).values("bundle")
    mails = Bundle.objects.filter(pk__in=own).select_related("user__ministry", "sender")
    return mails.order_by("user__name", "pk")


def sent_page(stored: ListOfIssues, bundles: Sequence[Bundle]) -> dict[str, Any]:
    """To whom a reminder by hand went and to whom not yet; three queries."""
    numbers: defaultdict[int, set[int]] = defaultdict(set)
    rows = News.objects.filter(bundle__in=bundles, issue__isnull=False)
    for bundle, number in rows.values_list("bundle", "issue__number"):
        numbers[bundle or 0].add(number)
    sent = [Sent(bundle.user, sorted(numbers[bundle.pk]), outcome_of(bundle, stored)) for bundle in bundles]
    waiting = [bundle for bundle in bundles if bundle.status not in ENDED]
    now = timezone.now()
    return {
        "list_of_issues": stored,
        "sent": sent,
        "note": bundles[0].note,
        "sender": bundles[0].sender,
        "at": local(bundles[0].created_at, stored),
        "sentence": sent_sentence(bundles),
        "is_moving": bool(waiting) and _may_go_out(stored, now) and any(_is_next(b, now) for b in waiting),
        "rests": bool(waiting) and not _may_go_out(stored, now),
    }


def _may_go_out(stored: ListOfIssues, now: datetime) -> bool:
    """Whether mail goes out at this moment: on working days of the State, from seven on."""
    hour = now.astimezone(ZoneInfo(stored.time_zone)).hour
    return hour >= FIRST_HOUR and CalendarDay.objects.calendar(stored.state).is_working(stored.today)


def _is_next(bundle: Bundle, now: datetime) -> bool:
    """Whether a worker has it, or takes it up now."""
    return bundle.status == Bundle.Status.SENDING or bundle.next_attempt_at <= now


def sent_sentence(bundles: Sequence[Bundle]) -> str:
    """How many of the mails went, wait, and did not go."""
    counted = Counter(bundle.status for bundle in bundles)
    went, failed, dropped = (counted[status] for status in ENDED)
    waiting = len(bundles) - went - failed - dropped
    parts = [
        ngettext("Sent to %d person", "Sent to %d people", went) % went if went else "",
        ngettext("%d mail waits", "%d mails wait", waiting) % waiting if waiting else "",
        ngettext("%d mail could not be sent", "%d mails could not be sent", failed) % failed
        if failed
        else "",
        ngettext("%d mail was not needed", "%d mails were not needed", dropped) % dropped if dropped else "",
    ]
    return "; ".join(filter(None, parts)) + "."
