"""What people are to be told at a moment. Reads only; `reminders` writes it down."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from issues.models import CalendarDay, ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import pace_for
from replies.ladder import RUNGS, Pace, step_reached
from replies.models import Digest, Reminder, Reply
from replies.recipients import Recipients, Step
from replies.workflow import Status

# So many replies are looked at together: it bounds the memory, however many there are.
BATCH = 4000
GIVEN_UP = (Digest.Status.FAILED, Digest.Status.DROPPED)


@dataclass(frozen=True, slots=True)
class OpenList:
    """An open list at one moment: the State's day and hour, and its calendar."""

    pk: int
    local: datetime
    calendar: Calendar
    pace: Pace

    @property
    def today(self) -> date:
        return self.local.date()

    @property
    def is_working(self) -> bool:
        """Whether mail may go out at all: not on a day off of the State."""
        return self.calendar.is_working(self.today)


@dataclass(frozen=True, slots=True)
class Planned:
    """That a person is to be told of a reply, in the digest of a day; `deputy_of_id`: in whose place."""

    user_id: int
    reply_id: int
    due_date: date
    rung: int
    chase: int
    escalated: bool
    deputy_of_id: int | None
    day: date


class Waiting(NamedTuple):
    """A reply that waits for somebody, with the date that its draft is due."""

    pk: int
    issue: int
    step: Step
    due: date


class Batch(NamedTuple):
    """The replies that were looked at together, and what people are to be told of them."""

    replies: list[Waiting]
    planned: list[Planned]


def open_lists(now: datetime, stored: ListOfIssues | None = None) -> list[OpenList]:
    """The open lists, or this one if it is open, at a moment; two queries."""
    rows = ListOfIssues.objects.filter(status=ListOfIssues.Status.OPEN).order_by("pk")
    found = list(rows if stored is None else rows.filter(pk=stored.pk))
    calendars = CalendarDay.objects.calendars(row.state for row in found)
    return [
        OpenList(
            row.pk,
            now.astimezone(ZoneInfo(row.time_zone)),
            calendars[row.state],
            pace_for(row, calendars[row.state]),
        )
        for row in found
    ]


def wanted_on(now: datetime, *, stored: ListOfIssues | None = None) -> list[Planned]:
    """Everything that would be planned at a moment, for all open lists or for one; nothing is written.

    What a person was told already, or stands in a digest that may still be sent, is left out.
    """
    return [planned for batch in batches(open_lists(now, stored)) for planned in batch.planned]


def batches(lists: list[OpenList]) -> Iterator[Batch]:
    """What is to be told in these lists and is not told yet, by so many replies at a time."""
    working = {stored.pk: stored for stored in lists if stored.is_working}
    if not working:
        return
    recipients = Recipients.of_all({stored.today for stored in working.values()})
    # One day more than the first rung, for dates that fall on a day off after it.
    horizon = max(stored.calendar.shift(stored.today, 1 - RUNGS[0]) for stored in working.values())
    last = 0
    while replies := _waiting(list(working), horizon, after=last):
        yield Batch(replies, _to_tell(replies, working, recipients))
        last = replies[-1].pk
        if len(replies) < BATCH:
            return


def _waiting(lists: Collection[int], horizon: date, *, after: int) -> list[Waiting]:
    """The next replies that wait for somebody, with dates up to `horizon`."""
    replies: QuerySet[Reply] = Reply.objects.with_due_date().exclude(status=Status.ACCEPTED)
    rows = (
        replies.filter(Q(due__lte=horizon), pk__gt=after, assignment__issue__list_of_issues__in=lists)
        .order_by("pk")
        .values_list(
            "pk",
            "assignment__issue",
            "assignment__issue__list_of_issues",
            "assignment__ministry",
            "status",
            F("due"),
        )[:BATCH]
    )
    return [
        Waiting(pk, issue, Step(stored, ministry, Status(status)), due)
        for pk, issue, stored, ministry, status, due in rows
    ]


def _to_tell(replies: list[Waiting], lists: dict[int, OpenList], recipients: Recipients) -> list[Planned]:
    reached = []
    for reply in replies:
        stored = lists[reply.step.stored]
        rung = step_reached(reply.step.status, reply.due, stored.today, stored.calendar, stored.pace)
        if rung is not None:
            reached.append((reply, stored, *rung))
    keys = {(reply.pk, due, rung) for reply, _stored, due, rung in reached}
    told, chases = _told_or_pending(keys), _chases(keys)
    return [
        Planned(
            user, reply.pk, due, rung, chases[reply.pk, due, rung], why.escalated, why.deputy_of, stored.today
        )
        for reply, stored, due, rung in reached
        for user, why in recipients.told(reply.step, rung, stored.today).items()
        if stored.local.hour >= recipients.people[user].digest_hour
        and (user, reply.pk, due, rung) not in told
    ]


def _told_or_pending(keys: Collection[tuple[int, date, int]]) -> set[tuple[int, int, date, int]]:
    """Who stands with these in a digest that is sent or may still be; a superset."""
    rows = _standing(keys).filter(rung__in={rung for _reply, _due, rung in keys})
    return set(rows.values_list("user", "reply", "due_date", "rung"))


def _chases(keys: Collection[tuple[int, date, int]]) -> dict[tuple[int, date, int], int]:
    """The how many-th reminder since its date each of these is; 0 before it has passed."""
    overdue = {key for key in keys if key[2] > 0}
    told: defaultdict[tuple[int, date], set[int]] = defaultdict(set)
    rows = _standing(overdue).filter(rung__gt=0).order_by().distinct()
    for reply, due, rung in rows.values_list("reply", "due_date", "rung"):
        told[reply, due].add(rung)
    numbers = {key: 1 + sum(rung < key[2] for rung in told[key[:2]]) for key in overdue}
    return {key: numbers.get(key, 0) for key in keys}


def _standing(keys: Collection[tuple[int, date, int]]) -> QuerySet[Reminder]:
    """Reminders about these replies and dates that stand in a digest not given up."""
    replies, dates = {reply for reply, _due, _rung in keys}, {due for _reply, due, _rung in keys}
    rows = Reminder.objects.filter(reply__in=replies, due_date__in=dates)
    return rows.exclude(digest__status__in=GIVEN_UP)
