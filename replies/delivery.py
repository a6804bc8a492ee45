"""A mail that goes out once: its row is claimed by one worker, then sent, or put off when that fails."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet

from accounts.audit import recorded
from replies.models import Digest, Notice

# Longer than one mail can take (EMAIL_TIMEOUT for each step of the talk with the server).
LEASE = timedelta(minutes=10)
PAUSES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
MAX_ATTEMPTS = 8
STOPPED = "The worker was stopped before the mail server had answered."

Mail = TypeVar("Mail", Digest, Notice)


def claimed(ready: QuerySet[Mail], now: datetime) -> Mail | None:
    """Take the next of these rows for this process alone, for the length of the lease; None when none is due.

    A row whose worker was killed is due again after the lease.
    """
    due = ready.filter(status__in=["due", "sending"], next_attempt_at__lte=now, attempts__lt=MAX_ATTEMPTS)
    in_turn = due.order_by("next_attempt_at", "pk").select_related("user")
    while (found := in_turn.first()) is not None:
        if move(found, "sending", attempts=found.attempts + 1, next_attempt_at=now + LEASE):
            return found
    return None


def deliver(row: Mail, message: EmailMultiAlternatives, now: datetime) -> None:
    """Send the mail of a claimed row; on failure set the next attempt, or give up after the last.

    After a kill between sending and the mark the mail goes out again under the same Message-ID, by which
    mail systems recognise a double: rather twice than never.
    """
    try:
        message.send()
    except OSError as error:
        _postpone(row, now, str(error))
    else:
        move(row, "sent", sent_at=now, error="")


def _postpone(row: Mail, now: datetime, error: str) -> None:
    if row.attempts >= MAX_ATTEMPTS:
        move(row, "failed", error=error)
        return
    pause = PAUSES[min(row.attempts, len(PAUSES)) - 1]
    move(row, "due", error=error, next_attempt_at=now + pause)


def move(row: Mail, status: str, **facts: object) -> bool:
    """Change a row only if it is still as this process knows it; say whether it was."""
    rows = type(row).objects.filter(pk=row.pk, status=row.status, attempts=row.attempts)
    with recorded(None, f"{type(row).__name__.lower()} {status}"):
        changed = rows.update(status=status, **facts) == 1
    if changed:
        row.status = status
        for name, value in facts.items():
            setattr(row, name, value)
    return changed
