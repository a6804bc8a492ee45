"""Each ministry's share of a list, and how quickly it replies."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from accounts.models import Ministry
from replies.models import Reply
from replies.progress.history import Move
from replies.requested import Requested
from replies.workflow import Status

A_DAY = timedelta(days=1)


@dataclass(slots=True)
class MinistryRow:
    """Numbers of data points; `days` is the median from an assignment to its first submission."""

    ministry: Ministry
    assigned: int = 0
    answered: int = 0
    submitted: int = 0
    accepted: int = 0
    returned: int = 0
    overdue: int = 0
    active_at: datetime | None = None
    days: float | None = None
    replies: set[int] = field(default_factory=set)

    def add(self, row: Requested, reply: Reply) -> None:
        """Count one more row of this ministry."""
        self.assigned += 1
        self.answered += row.is_answered
        self.submitted += row.has_reached("submitted")
        self.accepted += row.status == Status.ACCEPTED
        self.returned += row.status == Status.RETURNED
        self.overdue += row.is_overdue
        self.replies.add(reply.pk)
        written = row.written.edited_at if row.written.words or row.is_answered else None
        acts = (self.active_at, written, reply.submitted_at, reply.cleared_at)
        self.active_at = max((act for act in acts if act), default=None)


# What stands in each column, to sort by; an unknown median or no activity comes before all others.
ORDERS: Mapping[str, Callable[[MinistryRow], float | str]] = {
    "ministry": lambda row: row.ministry.name,
    "assigned": lambda row: row.assigned,
    "answered": lambda row: row.answered,
    "submitted": lambda row: row.submitted,
    "accepted": lambda row: row.accepted,
    "returned": lambda row: row.returned,
    "overdue": lambda row: row.overdue,
    "days": lambda row: -1 if row.days is None else row.days,
    "active": lambda row: row.active_at.timestamp() if row.active_at else 0,
}


def ministries_of(rows: Iterable[Requested], moves: Iterable[Move], order: str) -> list[MinistryRow]:
    """The ministries of the rows by this order, which is a column or one with a minus before it."""
    found: dict[int, MinistryRow] = {}
    for row in rows:
        if row.reply:
            ministry = row.reply.assignment.ministry
            found.setdefault(ministry.pk, MinistryRow(ministry)).add(row, row.reply)
    lengths = first_lengths(moves)
    for of in found.values():
        own = [lengths[reply] for reply in of.replies if reply in lengths]
        of.days = median(own) if own else None
    by_name = sorted(found.values(), key=lambda row: row.ministry.name)
    return sorted(by_name, key=ORDERS[order.removeprefix("-")], reverse=order.startswith("-"))


def first_lengths(moves: Iterable[Move]) -> dict[int, float]:
    """The calendar days from the beginning of each reply to its first submission."""
    begun: dict[int, datetime] = {}
    lengths: dict[int, float] = {}
    for move in moves:
        begun.setdefault(move.reply, move.at)
        if move.status == Status.SUBMITTED and move.reply not in lengths:
            lengths[move.reply] = (move.at - begun[move.reply]) / A_DAY
    return lengths
