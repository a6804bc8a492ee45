"""The calendar of a person for Outlook and Google: what they owe or wait for, and what their lists plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.addresses import address_of as path_of
from replies.calendar_effects import DATES
from replies.deadlines import calendars_for, due_of_next_step
from replies.desk import concerning
from replies.ladder import OWNERS
from replies.workflow import Status

_SIGNER = signing.Signer(salt="replies.feed", sep=".")
REFRESH = timedelta(hours=4)
# How long it is remembered since when a calendar is as it is; longer than any program waits to ask again.
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """A day in the calendar; `key` stays the same when the day moves."""

    key: str
    day: date
    summary: str
    description: str
    path: str


@dataclass(frozen=True, slots=True)
class Feed:
    """What a calendar holds, what stands for its content, and since when it is as it is."""

    name: str
    entries: tuple[Entry, ...]
    etag: str
    changed: datetime


def address_of(user: User) -> str:
    """The secret address of the person's calendar; empty while they have none."""
    if user.calendar_key is None:
        return ""
    return f"{settings.SITE_URL}{reverse('replies:feed', args=[token_of(user.pk, user.calendar_key)])}"


def token_of(user: int, key: UUID) -> str:
    """What says, signed, whose calendar it is; worthless once the person has another key."""
    return _SIGNER.sign(f"{user}.{key.hex}")


def person_of(token: str) -> User | None:
    """Whose calendar an address gives; None where it was changed, made new or stopped, or the person left."""
    try:
        user, key = _SIGNER.unsign(token).split(".")
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=user, calendar_key=key, is_active=True).first()


def feed_of(user: User) -> Feed:
    """The person's calendar in their language; two queries, one more for who coordinates."""
    with translation.override(user.language):
        name = _("Reply Tracker: deadlines")
        entries = tuple(sorted([*_of_replies(user), *_of_lists(user)], key=lambda entry: entry.day))
    etag = sha256(repr((name, settings.SITE_URL, entries)).encode()).hexdigest()
    return Feed(name, entries, etag, _changed(user, etag))


def _changed(user: User, etag: str) -> datetime:
    """Since when the calendar has been as it is, as far as anybody has asked for it."""
    place = f"feed:{user.pk}"
    known: tuple[str, datetime] | None = cache.get(place)
    if known is None or known[0] != etag:
        known = (etag, timezone.now().replace(microsecond=0))
    cache.set(place, known, REMEMBERED.total_seconds())
    return known[1]


def _of_replies(user: User) -> Iterator[Entry]:
    rows = list(concerning(user).of_open_lists().with_due_date().with_issue().order_by("pk"))
    calendars = calendars_for(rows)
    for reply in rows:
        due = due_of_next_step(reply, calendars)
        if due is not None:
            issue, ministry = reply.assignment.issue, reply.assignment.ministry.name
            values = {"number": issue.number, "symbol": issue.list_of_issues.symbol, "ministry": ministry}
            summary = _summary(Status(reply.status), user.role) % values
            yield Entry(
                f"reply-{reply.pk}", due, summary, f"{issue.label} · {ministry}", reply.get_absolute_url()
            )


def _summary(status: Status, role: str) -> str:
    """Whose step it is, and which: to the person themselves, or to who waits for it."""
    if OWNERS[status] != role:
        waiting = {
            Role.CLEARING_OFFICER: _("Issue %(number)d of %(symbol)s: is to be cleared"),
            Role.COORDINATOR: _("Issue %(number)d of %(symbol)s: is to be accepted"),
        }
        return waiting[OWNERS[status]]
    if status == Status.RETURNED:
        return _("Issue %(number)d of %(symbol)s: revise and submit")
    return {
        Role.FOCAL_POINT: _("Issue %(number)d of %(symbol)s: write and submit"),
        Role.CLEARING_OFFICER: _("Issue %(number)d of %(symbol)s: clear"),
        Role.COORDINATOR: _("Issue %(number)d of %(symbol)s: accept (%(ministry)s)"),
    }[OWNERS[status]]


def _of_lists(user: User) -> Iterator[Entry]:
    """The dates of the open lists that the person plans."""
    if user.role not in {Role.COORDINATOR, Role.ADMINISTRATOR}:
        return
    for stored in ListOfIssues.objects.visible_to(user).filter(status=ListOfIssues.Status.OPEN):
        for name, label in DATES.items():
            day = getattr(stored, name)
            if day is not None:
                path = path_of("replies:schedule", stored.pk)
                yield Entry(f"list-{stored.pk}-{name}", day, f"{stored.symbol}: {label}", stored.title, path)


def written(feed: Feed) -> bytes:
    """The calendar as a file (RFC 5545, RFC 7986): days without a time, which leave the person free."""
    found = Calendar()
    found.add("prodid", "-//Reply Tracker//Deadlines//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", feed.name)
    found.add("x-wr-calname", feed.name)
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", "PT4H")
    for entry in feed.entries:
        found.add_component(_event(entry, feed.changed))
    content: bytes = found.to_ical()
    return content


def _event(entry: Entry, changed: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", changed)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("description", entry.description)
    event.add("url", f"{settings.SITE_URL}{entry.path}")
    event.add("transp", "TRANSPARENT")
    return event
