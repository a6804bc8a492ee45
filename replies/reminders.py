"""Who owes what today: plan the digests, claim one, send one. The only writer of digests and reminders.

A reminder is told once its digest is sent. A digest lives for one day: what it could not tell by then goes
into the next working day's digest, so that a backlog is one mail.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, TextField, Value, When

from accounts.audit import recorded
from accounts.models import Role, User
from issues.models import CalendarDay, Coordination, ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import calendars_for, due_of_next_step, pace_for
from replies.delivery import STOPPED, claimed, deliver, move
from replies.emails import digest_message
from replies.ladder import RUNGS, Pace, step_reached, told
from replies.models import Digest, Reminder, Reply
from replies.permissions import is_coordinator, is_of_ministry
from replies.workflow import Status

PASSED = "Its day passed before a worker took it up; what is still owed is in a later digest."
SETTLED = "Everything in it was settled before it was sent."


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
    def may_send(self) -> bool:
        """Whether mail may go out now: on a working day of the State, from DIGEST_HOUR of its day."""
        return self.local.hour >= settings.DIGEST_HOUR and self.calendar.is_working(self.today)


class Key(NamedTuple):
    """What makes a reminder the same reminder."""

    user: int
    reply: int
    due_date: date
    rung: int


def _open_lists(now: datetime) -> list[OpenList]:
    rows = list(ListOfIssues.objects.filter(status=ListOfIssues.Status.OPEN).order_by("pk"))
    calendars = CalendarDay.objects.calendars(stored.state for stored in rows)
    return [
        OpenList(
            stored.pk,
            now.astimezone(ZoneInfo(stored.time_zone)),
            calendars[stored.state],
            pace_for(stored, calendars[stored.state]),
        )
        for stored in rows
    ]


def plan_digests(now: datetime) -> None:
    """Store what each person is to be told now, in a number of queries that does not grow with people.

    May run at any time, twice, or at once in two processes: what is planned or told already stays as it is.
    """
    with recorded(None, "reminders planned"):
        lists = _open_lists(now)
        _close_unsent(before=min((stored.today for stored in lists), default=now.date()), now=now)
        wanted = _wanted([stored for stored in lists if stored.may_send])
        for key in _told_or_pending(wanted):
            wanted.pop(key, None)
        if wanted:
            _store(wanted, now)


def _close_unsent(*, before: date, now: datetime) -> None:
    """Give up the digests of past days, except one that a worker is sending at this moment."""
    unsent = Digest.objects.filter(day__lt=before).filter(
        Q(status=Digest.Status.DUE) | Q(status=Digest.Status.SENDING, next_attempt_at__lte=now)
    )
    why = Case(When(error="", then=Value(STOPPED, TextField())), default=F("error"))
    unsent.filter(attempts__gt=0).update(status=Digest.Status.FAILED, error=why)
    unsent.filter(attempts=0).update(status=Digest.Status.DROPPED, error=PASSED)


def _wanted(lists: list[OpenList]) -> dict[Key, date]:
    """Every reminder whose rung is reached in these lists, with the day of its digest."""
    if not lists:
        return {}
    by_pk = {stored.pk: stored for stored in lists}
    # One day more than the first rung, for dates that fall on a day off after it.
    horizon = max(stored.calendar.shift(stored.today, 1 - RUNGS[0]) for stored in lists)
    people = _people()
    wanted: dict[Key, date] = {}
    for pk, stored_pk, ministry, status, due in _unfinished(by_pk, horizon):
        stored = by_pk[stored_pk]
        step = step_reached(Status(status), due, stored.today, stored.calendar, stored.pace)
        if step is None:
            continue
        for role in told(Status(status), step[1]):
            place = stored_pk if role == Role.COORDINATOR else ministry
            wanted |= {Key(user, pk, *step): stored.today for user in people[role, place]}
    return wanted


def _unfinished(lists: Iterable[int], horizon: date) -> QuerySet[Reply, tuple[int, int, int, str, date]]:
    """Replies that wait for somebody, with dates up to `horizon`: pk, list, ministry, status, date."""
    replies = Reply.objects.with_due_date().exclude(status=Status.ACCEPTED)
    return (
        replies.filter(assignment__issue__list_of_issues__in=list(lists))
        .filter(Q(due__lte=horizon))
        .values_list("pk", "assignment__issue__list_of_issues", "assignment__ministry", "status", F("due"))
    )


def _people() -> defaultdict[tuple[str, int], list[int]]:
    """Active people by their role and the ministry, or for coordinators the list, for which they hold it."""
    found = defaultdict(list)
    of_ministries = User.objects.filter(is_active=True, ministry__isnull=False)
    for pk, role, ministry in of_ministries.values_list("pk", "role", "ministry"):
        found[role, ministry].append(pk)
    coordinators = Coordination.objects.filter(user__is_active=True, user__role=Role.COORDINATOR)
    for pk, stored in coordinators.values_list("user", "list_of_issues"):
        found[Role.COORDINATOR, stored].append(pk)
    return found


def _told_or_pending(wanted: Iterable[Key]) -> list[Key]:
    """Those that stand in a digest which is sent or may still be; a superset, for any list."""
    dates = {key.due_date for key in wanted}
    rungs = {key.rung for key in wanted}
    given_up = [Digest.Status.FAILED, Digest.Status.DROPPED]
    rows = Reminder.objects.filter(due_date__in=dates, rung__in=rungs).exclude(digest__status__in=given_up)
    return [Key(*row) for row in rows.values_list("user", "reply", "due_date", "rung")]


def _store(wanted: dict[Key, date], now: datetime) -> None:
    """Write the reminders into the digests of their day; those of a digest given up move into it.

    A digest that a worker has touched takes no more: its mail may be out already, and a second one with the
    same Message-ID would be dropped unread. Its person is told on the next working day.
    """
    days = sorted({(key.user, day) for key, day in wanted.items()})
    Digest.objects.bulk_create(
        [Digest(user_id=user, day=day, next_attempt_at=now) for user, day in days],
        ignore_conflicts=True,
    )
    fresh = Digest.objects.filter(day__in={day for _, day in days}, status=Digest.Status.DUE, attempts=0)
    digests = {(digest.user_id, digest.day): digest for digest in fresh.order_by("pk").select_for_update()}
    places = {
        pk: (issue, ministry)
        for pk, issue, ministry in Reply.objects.filter(pk__in={key.reply for key in wanted}).values_list(
            "pk", "assignment__issue", "assignment__ministry"
        )
    }
    Reminder.objects.bulk_create(
        [
            Reminder(
                issue_id=places[key.reply][0],
                ministry_id=places[key.reply][1],
                digest=digests[key.user, day],
                user_id=key.user,
                reply_id=key.reply,
                due_date=key.due_date,
                rung=key.rung,
            )
            for key, day in sorted(wanted.items())
            if (key.user, day) in digests
        ],
        update_conflicts=True,
        unique_fields=["user", "reply", "due_date", "rung"],
        update_fields=["digest"],
    )


def claim_next(now: datetime) -> Digest | None:
    """Take the next digest of today for this process alone; None when none is ready."""
    days = {stored.today for stored in _open_lists(now) if stored.may_send}
    return claimed(Digest.objects.filter(day__in=days), now)


def send(digest: Digest, now: datetime) -> None:
    """Send a claimed digest without what was settled in the meantime; on failure set the next attempt."""
    _drop_settled(digest)
    if not digest.reminders.exists():
        move(digest, Digest.Status.DROPPED, error=SETTLED)
        return
    deliver(digest, digest_message(digest, digest.day), now)


def _drop_settled(digest: Digest) -> None:
    """Delete the reminders of what is owed no more; were it owed again, they would be planned again."""
    replies = Reply.objects.with_due_date().select_related("assignment__issue__list_of_issues")
    coordinators = "assignment__issue__list_of_issues__coordinations"
    by_pk = replies.filter(reminders__digest=digest).prefetch_related(coordinators).in_bulk()
    calendars = calendars_for(by_pk.values())
    settled = [
        reminder.pk
        for reminder in digest.reminders.all()
        if not _is_owed(reminder, by_pk.get(reminder.reply_id), digest.user, calendars)
    ]
    if settled:
        with recorded(None, "settled before it was sent"):
            digest.reminders.filter(pk__in=settled).delete()


def _is_owed(reminder: Reminder, reply: Reply | None, user: User, calendars: Mapping[str, Calendar]) -> bool:
    if reply is None or not user.is_active or reply.status == Status.ACCEPTED:
        return False
    if reply.assignment.issue.list_of_issues.status != ListOfIssues.Status.OPEN:
        return False
    if not (is_of_ministry(user, reply) or is_coordinator(user, reply)):
        return False
    is_told = user.role in told(Status(reply.status), reminder.rung)
    return due_of_next_step(reply, calendars) == reminder.due_date and is_told
