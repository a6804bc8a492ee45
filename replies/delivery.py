"""A mail that goes out once: its row is claimed by one worker, then sent, or put off when that fails."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol, Self, TypeVar

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.audit import recorded
from replies.mail_faults import fault_of, no_address
from replies.models import Bundle, Digest, Notice

# Longer than one mail can take (EMAIL_TIMEOUT for each step of the talk with the server).
LEASE = timedelta(minutes=10)
# Shorter than what Celery lets a task run (CELERY_TASK_TIME_LIMIT): the next run goes on where this one ends.
RUN = timedelta(minutes=10)
PAUSES = (timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
# Together a day and a half: mail may be down for a day.
MAX_ATTEMPTS = 14
# Mail servers end a connection that is used too often.
MAILS_A_CONNECTION = 50
STOPPED = "The worker was stopped before the mail server had answered."
UNWRITTEN = "The mail could not be written. The application’s log has the error: send it to whoever runs it."

logger = logging.getLogger(__name__)

Mail = TypeVar("Mail", Digest, Notice, Bundle)
Mail_contra = TypeVar("Mail_contra", contravariant=True)


class Outbox:
    """One connection to the mail server for the mails of a run; a new one after an error, or after many."""

    def __init__(self) -> None:
        self._connection: Any = None
        self._sent = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def send(self, message: EmailMultiAlternatives) -> None:
        """Hand a mail to the server; an error is raised, and the next mail has a connection of its own."""
        if self._sent >= MAILS_A_CONNECTION:
            self._close()
        try:
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            self._connection.send_messages([message])
        except Exception:
            self._close()
            raise
        self._sent += 1

    def _close(self) -> None:
        connection, self._connection, self._sent = self._connection, None, 0
        if connection is not None:
            with suppress(OSError):  # of what is broken anyway, and has sent what it has sent
                connection.close()


class Send(Protocol[Mail_contra]):
    """Sends one claimed row."""

    def __call__(self, row: Mail_contra, now: datetime, /, *, outbox: Outbox) -> None: ...


def send_all(claim_next: Callable[[datetime], Mail | None], send: Send[Mail]) -> None:
    """Claim and send, over one connection, until nothing is left or the time of a run is over."""
    end = timezone.now() + RUN
    with Outbox() as outbox:
        while (now := timezone.now()) < end and (row := claim_next(now)) is not None:
            send(row, timezone.now(), outbox=outbox)


def claimed(ready: QuerySet[Mail], now: datetime) -> Mail | None:
    """Take the next of these rows for this process alone, for the length of the lease; None when none is due.

    A row whose worker was killed is due again after the lease, and says so: its mail may be out already.
    """
    due = ready.filter(status__in=["due", "sending"], next_attempt_at__lte=now, attempts__lt=MAX_ATTEMPTS)
    in_turn = due.order_by("next_attempt_at", "pk").select_related("user")
    while (found := in_turn.first()) is not None:
        facts = {"interrupted": True} if found.status == "sending" else {}
        if move(found, "sending", attempts=found.attempts + 1, next_attempt_at=now + LEASE, **facts):
            return found
    return None


def deliver(
    row: Mail, write: Callable[[], EmailMultiAlternatives], now: datetime, *, outbox: Outbox | None = None
) -> None:
    """Write and send the mail of a claimed row; on failure set the next attempt, or give up after the last.

    Without an `outbox` the mail has a connection of its own. Given up at once is what no further attempt
    can mend: a person without an address, or an address that the server says does not exist.
    A mail that cannot be written holds up no other; the log has the error.
    After a kill between sending and the mark the mail goes out again under the same Message-ID, by which
    mail systems recognise a double: rather twice than never.
    """
    if not row.user.email:
        move(row, "failed", error=no_address(row.user.name))
        return
    try:
        message = write()
    except Exception:
        logger.exception("%s %d could not be written", type(row).__name__, row.pk)
        _postpone(row, now, UNWRITTEN)
        return
    try:
        if outbox is None:
            message.send()
        else:
            outbox.send(message)
    except (OSError, ValueError) as error:
        fault = fault_of(error)
        if fault.is_final:
            move(row, "failed", error=fault.text)
        else:
            _postpone(row, now, fault.text)
    else:
        move(row, "sent", sent_at=now, error="")


def give_up(rows: "type[Notice | Bundle]", now: datetime) -> None:
    """Close the mails whose last attempt ended with its worker."""
    spent = rows.objects.filter(status="sending", next_attempt_at__lte=now, attempts__gte=MAX_ATTEMPTS)
    with recorded(None, f"{rows.__name__.lower()} failed"):
        spent.update(status="failed", error=STOPPED)


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
