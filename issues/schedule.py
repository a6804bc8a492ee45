"""Working days of a State and the schedule planned backwards from the date due in Geneva. Pure."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from holidays import country_holidays

DAY = timedelta(days=1)
FIRST_WEEKEND_WEEKDAY = 5
STEPS = ("drafts", "clearance", "review", "translation", "submission")
# A document older than this when its replies are due does not tell when the work began.
LONGEST = timedelta(days=550)


class ScheduleTooTight(ValueError):
    """The steps do not fit between the two dates; the message says what is missing and what to do."""


@lru_cache(maxsize=1024)
def _days_of(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """The public holidays of a year, and its weekend days that a decree made working days."""
    try:
        known = country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset(), frozenset()
    return frozenset(known), frozenset(known.weekend_workdays)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a State: Monday to Friday without its public holidays.

    `country` is an ISO 3166 code of three letters; one that the package `holidays` does not know has weekends
    only. `added` are further days off, `removed` are days that are worked although they would be off (a moved
    Saturday, a feast that the package estimated wrongly); a day that stands in both is worked.
    """

    country: str
    added: frozenset[date] = frozenset()
    removed: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.removed or day in self.added:
            return day in self.removed
        holidays, moved = _days_of(self.country, day.year)
        return day in moved or (day.weekday() < FIRST_WEEKEND_WEEKDAY and day not in holidays)

    def next_working(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working(day):
            day += DAY
        return day

    def previous_working(self, day: date) -> date:
        """The last working day on or before `day`."""
        while not self.is_working(day):
            day -= DAY
        return day

    def shift(self, day: date, n: int) -> date:
        """The `n`-th working day after `day`, before it when `n` is negative; `day` itself when it is 0."""
        for _n in range(n):
            day = self.next_working(day + DAY)
        for _n in range(-n):
            day = self.previous_working(day - DAY)
        return day

    def distance(self, start: date, end: date) -> int:
        """The number `n` of working days for which `shift(start, n)` is, or comes next to, `end`.

        Counts the working days after `start` up to and including `end`; negative where `end` is the earlier.
        """
        step = DAY if end > start else -DAY
        days = (start + step * n for n in range(1, abs((end - start).days) + 1))
        counted = sum(map(self.is_working, days))
        return counted if end > start else -counted


@dataclass(frozen=True, slots=True)
class Shares:
    """How the working days from the issue of the list to its due date are divided: parts of their sum."""

    drafts: int
    clearance: int
    review: int
    translation: int
    submission: int

    def __post_init__(self) -> None:
        if min(self.parts) < 0 or sum(self.parts) == 0:
            raise ValueError("A share of the schedule is a number from 0 up, and one of them is above 0.")

    @property
    def parts(self) -> tuple[int, int, int, int, int]:
        return (self.drafts, self.clearance, self.review, self.translation, self.submission)


DEFAULT_SHARES = Shares(drafts=50, clearance=10, review=20, translation=15, submission=5)


@dataclass(frozen=True, slots=True)
class Plan:
    """The last day of each step, all working days, each later than the one before."""

    drafts: date
    clearance: date
    review: date
    translation: date
    submission: date

    @property
    def ends(self) -> dict[str, date]:
        """The dates by the names of the steps, in their order."""
        return dict(zip(STEPS, astuple(self), strict=True))


def plan(issued: date, due: date, calendar: Calendar, shares: Shares = DEFAULT_SHARES) -> Plan:
    """Plan backwards from `due`, the day on which the replies are due to the Committee.

    The submission is the last working day on or before `due`. Each step before it gets its share of the
    working days since `issued`, rounded down but at least one; the drafts get what is left.
    Raises ScheduleTooTight where nothing is left for them.
    """
    submission = calendar.previous_working(due)
    total = max(calendar.distance(issued, submission), 0)
    lengths = [max(total * part // sum(shares.parts), 1) for part in shares.parts[1:]]
    if total <= sum(lengths):
        raise ScheduleTooTight(_too_tight(issued, due, total, sum(lengths) + 1))
    ends = [submission]
    for length in reversed(lengths):
        ends.append(calendar.shift(ends[-1], -length))
    submission, translation, review, clearance, drafts = ends
    return Plan(drafts, clearance, review, translation, submission)


def _too_tight(issued: date, due: date, total: int, needed: int) -> str:
    values = {"issued": date_format(issued), "due": date_format(due), "total": total, "needed": needed}
    return (
        _(
            "From %(issued)s to %(due)s the number of working days is %(total)d, but the steps from "
            "drafts to submission need %(needed)d. Choose a later due date, or set the dates of the "
            "steps by hand."
        )
        % values
    )


def start_of(
    issued: date | None, due: date | None, steps: Plan | None, shares: Shares, calendar: Calendar, today: date
) -> date:
    """The day from which the work is counted: the issue of the list, where that is no long time ago.

    Else the day from which the drafts would have their share, else today.
    """
    if issued is not None and (due is None or issued < due <= issued + LONGEST):
        return issued
    if steps is None:
        return today
    later = sum(shares.parts[1:])
    known = max(calendar.distance(steps.drafts, steps.submission), 1)
    own = round(known * shares.drafts / later) if later else known
    return calendar.shift(steps.drafts, -max(own, 1))


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a step, by `kind`.

    "after_due", "order" (it ends after the step that follows), "day_off", "short" (it has `has` working days,
    its share would be `needed`), "past".
    """

    step: str
    kind: str
    has: int = 0
    needed: int = 0


def warnings_of(
    start: date, steps: Plan, due: date, calendar: Calendar, today: date, shares: Shares = DEFAULT_SHARES
) -> list[Flaw]:
    """What is wrong with a schedule that runs from `start`, in the order of its steps.

    A step is too short with less than one working day, or less than half of what its share would give it.
    """
    ends = list(steps.ends.items())
    total = max(calendar.distance(start, calendar.previous_working(due)), 0)
    found: list[Flaw] = []
    before = start
    for n, (step, end) in enumerate(ends):
        found += _flaws(step, end, due, calendar, today)
        following = ends[n + 1][1] if n + 1 < len(ends) else None
        if following is not None and end > following:
            found.append(Flaw(step, "order"))
        has, needed = calendar.distance(before, end), total * shares.parts[n] // sum(shares.parts)
        if end >= before and (has < 1 or has * 2 < needed):
            found.append(Flaw(step, "short", has, max(needed, 1)))
        before = end
    return found


def _flaws(step: str, end: date, due: date, calendar: Calendar, today: date) -> Iterator[Flaw]:
    if end > due:
        yield Flaw(step, "after_due")
    if not calendar.is_working(end):
        yield Flaw(step, "day_off")
    if end < today:
        yield Flaw(step, "past")
