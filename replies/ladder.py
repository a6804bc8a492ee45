"""The ladder of reminders: who is told of a reply's next step, and on which working days. Pure.

Source of the rules: the domain's page, “Deadlines and reminders”.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from accounts.models import Role
from issues.schedule import Calendar
from replies.workflow import OWED, Status

CHAIN = (Role.FOCAL_POINT, Role.CLEARING_OFFICER, Role.COORDINATOR)
OWNERS = {status: role for role, statuses in OWED.items() for status in statuses}
RUNGS = (-10, -5, -2, 0, 1, 3, 5)
WEEK = 5
TOLD_FROM = {Role.FOCAL_POINT: 1, Role.CLEARING_OFFICER: 3, Role.COORDINATOR: 5}
SUPERIORS_FROM = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """How many working days after its draft the clearance and the acceptance of a reply are due."""

    clearance: int = 3
    acceptance: int = 6


USUAL = Pace()


def pace_of(drafts: date | None, clearance: date | None, review: date | None, calendar: Calendar) -> Pace:
    """The pace of a list's schedule, by the last days of its steps; the usual one where a step has no date.

    A step that is planned before the one it follows is due together with it.
    """
    if drafts is None:
        return USUAL
    until_cleared = USUAL.clearance if clearance is None else max(calendar.distance(drafts, clearance), 0)
    until_accepted = USUAL.acceptance if review is None else calendar.distance(drafts, review)
    return Pace(until_cleared, max(until_accepted, until_cleared))


def step_due(status: Status, due: date, calendar: Calendar, pace: Pace = USUAL) -> date:
    """The date of the next step of a reply whose draft is due on `due`.

    The draft itself on that day, its clearance and acceptance so many working days later as the pace says:
    whatever the day on which the step before it was really done.
    """
    days = {Role.FOCAL_POINT: 0, Role.CLEARING_OFFICER: pace.clearance, Role.COORDINATOR: pace.acceptance}
    return calendar.shift(due, days[OWNERS[status]])


def days_late(due: date, today: date, calendar: Calendar) -> int:
    """Working days from the date to `today`, negative before it.

    A date that falls on a day off counts as the last working day before it, on which a person can still act.
    """
    return calendar.distance(calendar.previous_working(due), today)


def rung_reached(due: date, today: date, calendar: Calendar) -> int | None:
    """The highest rung at or below `today`, in working days from the date; None before the first.

    Because it is the highest, the days on which nothing ran are caught up by one reminder.
    """
    late = days_late(due, today, calendar)
    if late >= WEEK:
        return late - late % WEEK
    return max((rung for rung in RUNGS if rung <= late), default=None)


def next_rung_day(due: date, today: date, calendar: Calendar) -> date:
    """The first day after `today` on which a rung is reached while the step is not done."""
    late = days_late(due, today, calendar)
    ahead = [rung for rung in RUNGS if rung > late] or [late - late % WEEK + WEEK]
    return calendar.shift(calendar.previous_working(due), ahead[0])


def told(status: Status, rung: int) -> frozenset[Role]:
    """The roles that a rung is sent to: the step's owner, and those above once it is overdue enough."""
    owner = OWNERS[status]
    above = CHAIN[CHAIN.index(owner) + 1 :]
    return frozenset({owner, *(role for role in above if rung >= TOLD_FROM[role])})


@lru_cache(maxsize=4096)
def step_reached(
    status: Status, due: date, today: date, calendar: Calendar, pace: Pace = USUAL
) -> tuple[date, int] | None:
    """The date of the next step of a reply whose draft is due on `due`, and the rung reached, if any."""
    step = step_due(status, due, calendar, pace)
    rung = rung_reached(step, today, calendar)
    return None if rung is None else (step, rung)
