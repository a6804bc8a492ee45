"""Who owes what today: plan the digests, claim one, send one. The only writer of digests and reminders.

A reminder is told once its digest is sent. A digest lives for one day: what it could not tell by then goes
into the next working day's digest, so that a backlog is one mail. Only a digest whose worker was killed while
it was sending stays: its mail may be out already, so it goes out again as itself, under its own Message-ID.
"""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Coalesce

from accounts.audit import recorded
from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import calendars_for, due_of_next_step
from replies.delivery import MAX_ATTEMPTS, STOPPED, Outbox, claimed, deliver, move
from replies.emails import digest_message, step_of
from replies.ladder import rung_reached
from replies.models import Digest, Reminder, Reply
from replies.planned import Batch, OpenList, Planned, batches, open_lists, wanted_on
from replies.recipients import Recipients, Told
from replies.workflow import Status

__all__ = ["Planned", "claim_next", "plan_digests", "send", "wanted_on"]

PASSED = "Its day passed before a worker took it up; what is still owed is in a later digest."
SETTLED = "Everything in it was settled before it was sent."
# The number of the lock that whoever plans holds.
PLANNING = 7_265_100
ROWS_A_STATEMENT = 1000

# The digest of each person and day; None for one that takes nothing more.
Digests = dict[tuple[int, date], int | None]


def plan_digests(now: datetime) -> None:
    """Store what each person is to be told now, in a number of queries that grows with batches only.

    May run at any time, twice, or at once in two processes: what is planned or told already stays as it is.
    All of it is stored or nothing, so that no digest is sent of which a part is still to come.
    """
    with recorded(None, "reminders planned"):
        _wait_for_others()
        lists = open_lists(now)
        _close_unsent(lists, now)
        digests: Digests = {}
        for batch in batches(lists):
            if batch.planned:
                days = {(planned.user_id, planned.day) for planned in batch.planned} - digests.keys()
                digests |= dict.fromkeys(days) | _fresh_digests(days, now)
                _store(batch, digests)


def _wait_for_others() -> None:
    """Let one process plan at a time; the lock ends with the transaction, and with a killed process."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PLANNING])


def _close_unsent(lists: list[OpenList], now: datetime) -> None:
    """Give up the digests of past days, except those that are being sent or were killed while they were."""
    before = min((stored.today for stored in lists), default=now.date())
    dead = Q(status=Digest.Status.SENDING, next_attempt_at__lte=now)
    given_up = Q(status=Digest.Status.DUE)
    if lists:
        dead &= Q(attempts__gte=MAX_ATTEMPTS)
        given_up &= Q(interrupted=False) | Q(attempts__gte=MAX_ATTEMPTS)
    unsent = Digest.objects.filter(given_up | dead, day__lt=before)
    why = Case(When(error="", then=Value(STOPPED, TextField())), default=F("error"))
    unsent.filter(attempts__gt=0).update(status=Digest.Status.FAILED, error=why)
    unsent.filter(attempts=0).update(status=Digest.Status.DROPPED, error=PASSED)


def _store(batch: Batch, digests: Digests) -> None:
    """Write the reminders into the digests of their day; those of a digest given up move into it.

    A digest that a worker has touched takes no more: its mail may be out already, and a second one with the
    same Message-ID would be dropped unread. Its person is told on the next working day.
    """
    replies = {reply.pk: reply for reply in batch.replies}
    Reminder.objects.bulk_create(
        [
            Reminder(
                digest_id=digest,
                user_id=planned.user_id,
                issue_id=replies[planned.reply_id].issue,
                ministry_id=replies[planned.reply_id].step.ministry,
                reply_id=planned.reply_id,
                due_date=planned.due_date,
                rung=planned.rung,
                chase=planned.chase,
                escalated=planned.escalated,
                deputy_of_id=planned.deputy_of_id,
            )
            for planned in sorted(batch.planned, key=lambda row: (row.user_id, row.reply_id))
            if (digest := digests[planned.user_id, planned.day]) is not None
        ],
        update_conflicts=True,
        unique_fields=["user", "reply", "due_date", "rung"],
        update_fields=["digest", "chase", "escalated", "deputy_of"],
        batch_size=ROWS_A_STATEMENT,
    )


def _fresh_digests(days: set[tuple[int, date]], now: datetime) -> Digests:
    """The digests of these people and days that no worker has touched, made where there is none; locked."""
    if not days:
        return {}
    Digest.objects.bulk_create(
        [Digest(user_id=user, day=day, next_attempt_at=now) for user, day in sorted(days)],
        ignore_conflicts=True,
        batch_size=ROWS_A_STATEMENT,
    )
    fresh = Digest.objects.filter(
        user__in={user for user, _day in days},
        day__in={day for _user, day in days},
        status=Digest.Status.DUE,
        attempts=0,
    )
    rows = fresh.order_by("pk").select_for_update().values_list("user", "day", "pk")
    return {(user, day): pk for user, day, pk in rows}


def claim_next(now: datetime) -> Digest | None:
    """Take the next digest that may go out at this moment for this process alone; None when none is ready.

    Those of today from the hour of their person on; of a past day those whose worker was killed.
    """
    hours: dict[date, int] = {}
    for stored in open_lists(now):
        if stored.is_working:
            hours[stored.today] = max(stored.local.hour, hours.get(stored.today, 0))
    if not hours:
        return None
    ready = Q()
    for day, hour in hours.items():
        begun = Q(day__lt=day) & (Q(status=Digest.Status.SENDING) | Q(interrupted=True))
        ready |= Q(Q(day=day) | begun, hour__lte=hour)
    rows = Digest.objects.annotate(hour=Coalesce("user__digest_hour", Value(settings.DIGEST_HOUR)))
    return claimed(rows.filter(ready), now)


def send(digest: Digest, now: datetime, *, outbox: Outbox | None = None) -> None:
    """Send a claimed digest without what was settled in the meantime; on failure set the next attempt."""
    if _drop_settled(digest, now):
        deliver(digest, lambda: digest_message(digest, digest.day), now, outbox=outbox)
    else:
        move(digest, Digest.Status.DROPPED, error=SETTLED)


def _drop_settled(digest: Digest, now: datetime) -> bool:
    """Delete the reminders of what is owed no more, or told of by a later rung; say whether one is left.

    Were it owed again, it would be planned again.
    """
    replies = Reply.objects.with_due_date().select_related("assignment__issue__list_of_issues")
    by_pk = replies.filter(reminders__digest=digest).in_bulk()
    days = {pk: _day_of(reply.assignment.issue.list_of_issues, now) for pk, reply in by_pk.items()}
    calendars = calendars_for(by_pk.values())
    open_ones = {pk: reply for pk, reply in by_pk.items() if _is_open(reply)}
    recipients = Recipients.around(set(days.values()), [step_of(reply) for reply in open_ones.values()])
    reminders = list(digest.reminders.all())
    settled = [
        reminder.pk
        for reminder in reminders
        if (reply := open_ones.get(reminder.reply_id or 0)) is None
        or not _is_owed(reminder, reply, days[reply.pk], calendars, recipients)
    ]
    if settled:
        with recorded(None, "settled before it was sent"):
            digest.reminders.filter(pk__in=settled).delete()
    return len(settled) < len(reminders)


def _day_of(stored: ListOfIssues, now: datetime) -> date:
    return now.astimezone(ZoneInfo(stored.time_zone)).date()


def _is_open(reply: Reply) -> bool:
    is_list_open = reply.assignment.issue.list_of_issues.status == ListOfIssues.Status.OPEN
    return is_list_open and reply.status != Status.ACCEPTED


def _is_owed(
    reminder: Reminder, reply: Reply, today: date, calendars: Mapping[str, Calendar], recipients: Recipients
) -> bool:
    """Whether the person is still to be told of this step, on this rung, by this date, for that reason."""
    due = due_of_next_step(reply, calendars)
    if due is None or due != reminder.due_date:
        return False
    rung = rung_reached(due, today, calendars[reply.assignment.issue.list_of_issues.state])
    if rung is not None and rung > reminder.rung:
        return False
    told = recipients.told(step_of(reply), reminder.rung, today)
    return told.get(reminder.user_id) == Told(reminder.escalated, reminder.deputy_of_id)
