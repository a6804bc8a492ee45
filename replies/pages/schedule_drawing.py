"""The timeline of a schedule: where its bars, days and dates stand, in percentages, as SVG wants them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from issues.schedule import DAY, Calendar, Plan

NAMES: dict[str, Promise] = {
    "drafts": gettext_lazy("Drafts"),
    "clearance": gettext_lazy("Clearance"),
    "review": gettext_lazy("Coordination review"),
    "translation": gettext_lazy("Translation"),
    "submission": gettext_lazy("Submission"),
}
TOP, ROW, LABEL, BAR, NAMES_END = 30, 42, 13, 19, 18
MARGIN = timedelta(days=3)
# So many months are named at most, whatever the length of the schedule.
MONTHS = 7
# From here on a label stands left of the end of its bar.
TURNING = 0.45


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of days from `x`, `width` wide."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its name: a month that begins, today, the date due."""

    x: str
    label: str
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One step; `place` is its last day, counted from the first day of the timeline."""

    step: str
    name: str
    end: date
    days: int
    stretch: Stretch
    end_x: str
    y: int
    place: int
    is_flawed: bool
    is_turned: bool

    @property
    def label_y(self) -> int:
        return self.y + LABEL

    @property
    def bar_y(self) -> int:
        return self.y + BAR

    @property
    def words(self) -> str:
        """The last day, and how many working days the step has."""
        days = ngettext("%d working day", "%d working days", self.days) % self.days
        return f"{date_format(self.end)} · {days}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that is drawn; `days` is the length, `off` are the days off counted from the first."""

    first: date
    days: int
    off: str
    shades: tuple[Stretch, ...]
    months: tuple[Mark, ...]
    today: Mark | None
    due: Mark
    bars: tuple[Bar, ...]
    height: int

    @property
    def inner(self) -> int:
        """The height below the names of the months."""
        return self.height - NAMES_END


def timeline_of(
    start: date, steps: Plan, due: date, calendar: Calendar, today: date, flawed: Mapping[str, object]
) -> Timeline:
    """The timeline from `start`, or the first step if that is earlier, to the last of all dates."""
    ends = steps.ends
    first = min(start, *ends.values())
    length = (max(due, *ends.values()) + MARGIN - first).days
    off = [n for n in range(length) if not calendar.is_working(first + DAY * n)]

    def at(day: date) -> float:
        return (day - first).days / length

    return Timeline(
        first=first,
        days=length,
        off=" ".join(map(str, off)),
        shades=tuple(_shades(off, length)),
        months=tuple(_months(first, length)),
        today=Mark(_percent(at(today)), date_format(today)) if 0 <= at(today) < 1 else None,
        due=Mark(_percent(at(due + DAY)), date_format(due), at(due) > TURNING),
        bars=tuple(_bars(start, ends, calendar, first, length, flawed)),
        height=TOP + ROW * len(ends) + 6,
    )


def _bars(
    start: date,
    ends: Mapping[str, date],
    calendar: Calendar,
    first: date,
    length: int,
    flawed: Mapping[str, object],
) -> Iterator[Bar]:
    before = start
    for n, (step, end) in enumerate(ends.items()):
        place, begins = (end - first).days, (before - first).days
        # A step lasts from the day after the one before it to the end of its own last day.
        begins += n > 0
        width = max(place + 1 - begins, 0)
        x = min(begins, place + 1)
        yield Bar(
            step=step,
            name=str(NAMES[step]),
            end=end,
            days=calendar.distance(before, end),
            stretch=Stretch(_percent(x / length), _percent(width / length)),
            end_x=_percent((place + 1) / length),
            y=TOP + ROW * n,
            place=place,
            is_flawed=step in flawed,
            is_turned=(place + 1) / length > TURNING,
        )
        before = end


def _shades(off: list[int], length: int) -> Iterator[Stretch]:
    """The days off, those that follow each other as one."""
    for _key, found in groupby(enumerate(off), key=lambda pair: pair[1] - pair[0]):
        days = [day for _n, day in found]
        yield Stretch(_percent(days[0] / length), _percent(len(days) / length))


def _months(first: date, length: int) -> Iterator[Mark]:
    """The first days of months, every second or third one only where there are many."""
    days = [first + DAY * n for n in range(length)]
    firsts = [day for day in days if day.day == 1]
    for day in firsts[:: len(firsts) // MONTHS + 1]:
        yield Mark(_percent((day - first).days / length), date_format(day, "YEAR_MONTH_FORMAT"))


def _percent(part: float) -> str:
    """A part of 1, with a point whatever the language."""
    return f"{part * 100:.3f}%"
