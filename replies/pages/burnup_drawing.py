"""The burn-up chart: its lines in a box of 1,000 × 1,000 that is stretched, its words in percentages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from issues.schedule import DAY, Calendar
from replies.burnup import Done, Forecast, days_between, planned
from replies.requested import STAGES

SIDE = 1000
# Right of today there is room for the names of the lines.
ROOM = 0.3
# Two names stand so far apart, in parts of the height.
GAP = 0.085
MONTHS = 6
LONG = 31
MARKS = {"answered": "●", "submitted": "■", "cleared": "▲", "accepted": "◆"}
NAMES: dict[str, Promise] = {
    "answered": pgettext_lazy("data points", "answered"),
    "submitted": pgettext_lazy("data points", "submitted"),
    "cleared": pgettext_lazy("data points", "cleared"),
    "accepted": pgettext_lazy("data points", "accepted"),
}
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points of the box, with its name at its end."""

    name: str
    points: str
    label: str = ""
    x: str = ""
    y: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its name; `is_turned`: the name stands left of it."""

    x: str
    label: str
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, in the order of drawing; `table` says the same in numbers."""

    words: str
    total: int
    months: tuple[Mark, ...]
    marks: tuple[tuple[str, Mark], ...]
    plan: Line | None
    ahead: Line | None
    lines: tuple[Line, ...]
    table: tuple[tuple[Done, int | None], ...]
    is_by_week: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Where days and numbers stand."""

    first: date
    days: int
    total: int

    def x(self, day: date) -> float:
        """The end of a day, as a part of the width."""
        return min(max((day - self.first).days / self.days, 0), 1)

    def y(self, count: float) -> float:
        """A number, as a part of the height from above."""
        return 1 - count / max(self.total, 1)

    def point(self, day: date, count: float) -> str:
        return f"{self.x(day) * SIDE:.1f},{self.y(count) * SIDE:.1f}"

    def mark(self, day: date, label: str) -> Mark:
        return Mark(percent(self.x(day)), label, self.x(day) > 1 - ROOM)


def chart_of(
    done: Sequence[Done],
    total: int,
    found: Forecast,
    dates: tuple[date | None, date | None],
    calendar: Calendar,
) -> Chart:
    """The chart of what was done day by day, ending today; `dates` are when drafts and replies are due."""
    first, today, (drafts, due) = done[0].day, done[-1].day, dates
    scale = _scale(done, total, found, dates)
    last = first + DAY * scale.days
    days = days_between(first, max(today, last))
    plan = planned(total, first, drafts, days, calendar)
    table = tuple(_table(done, plan))
    marks = [("today", scale.mark(today, _("today")))]
    if drafts and drafts >= first:
        marks.append(("drafts", scale.mark(drafts, _("drafts due"))))
    if due and due >= first:
        marks.append(("due", scale.mark(due, _("due in Geneva"))))
    return Chart(
        words=_words(done[-1], total, table[-1][1]),
        total=total,
        months=tuple(_months(scale)),
        marks=tuple(marks),
        plan=_plan(scale, days, plan),
        ahead=_ahead(scale, done[-1], found),
        lines=tuple(_lines(scale, done)),
        table=table,
        is_by_week=len(done) > LONG,
    )


def _scale(
    done: Sequence[Done], total: int, found: Forecast, dates: tuple[date | None, date | None]
) -> Scale:
    """From the first day to the last date, or to where all is ready if that is not very much later."""
    first, today = done[0].day, done[-1].day
    span = max((day - first).days for day in (today, *dates) if day)
    ready = (found.ready - first).days if found.ready else 0
    needed = (today - first).days / (1 - ROOM)
    return Scale(first, max(span + 2, min(ready + 2, round(span * 1.6)), round(needed), 7), total)


def _words(now: Done, total: int, plan: int | None) -> str:
    values = {"total": total, "plan": plan} | {stage: getattr(now, stage) for stage in STAGES}
    if plan is None:
        return (
            _(
                "Of %(total)s data points %(answered)s are answered, %(submitted)s submitted, "
                "%(cleared)s cleared and %(accepted)s accepted."
            )
            % values
        )
    return (
        _(
            "Of %(total)s data points %(answered)s are answered (planned by today: %(plan)s), %(submitted)s "
            "submitted, %(cleared)s cleared and %(accepted)s accepted."
        )
        % values
    )


def _plan(scale: Scale, days: Sequence[date], plan: Sequence[int] | None) -> Line | None:
    if plan is None:
        return None
    points = _bends(scale, list(zip(days, plan, strict=True)))
    return Line("plan", points)


def _ahead(scale: Scale, now: Done, found: Forecast) -> Line | None:
    """From what is accepted today to the day on which everything is."""
    if found.ready is None or found.ready <= now.day:
        return None
    share = min((scale.first + DAY * scale.days - now.day) / (found.ready - now.day), 1)
    end = now.day + (found.ready - now.day) * share
    count = now.accepted + (scale.total - now.accepted) * share
    points = f"{scale.point(now.day, now.accepted)} {scale.point(end, count)}"
    return Line("ahead", points)


def _lines(scale: Scale, done: Sequence[Done]) -> Iterator[Line]:
    now, x = done[-1], percent(scale.x(done[-1].day))
    places = _apart([scale.y(getattr(now, stage)) for stage in STAGES])
    for stage, place in zip(STAGES, places, strict=True):
        points = _bends(scale, [(one.day, getattr(one, stage)) for one in done])
        label = f"{MARKS[stage]} {getattr(now, stage)} {NAMES[stage]}"
        yield Line(stage, points, label, x, percent(place))


def _bends(scale: Scale, line: Sequence[tuple[date, int]]) -> str:
    """The points of a line without those in the middle of a level stretch."""
    kept = [
        scale.point(day, count)
        for n, (day, count) in enumerate(line)
        if not 0 < n < len(line) - 1 or not line[n - 1][1] == count == line[n + 1][1]
    ]
    return " ".join(kept)


def _apart(places: Sequence[float]) -> list[float]:
    """The places of the names from above, each moved so that it stands clear of the one before it."""
    lowest = 1 - GAP / 2
    found: list[float] = []
    for n, place in enumerate(places):
        above = found[-1] + GAP if found else GAP / 2
        room = lowest - GAP * (len(places) - 1 - n)
        found.append(min(max(place, above), room))
    return found


def _months(scale: Scale) -> Iterator[Mark]:
    days = (scale.first + DAY * n for n in range(scale.days))
    firsts = [day for day in days if day.day == 1]
    for day in firsts[:: len(firsts) // MONTHS + 1]:
        # F is the month alone: the year is plain from the days around.
        yield Mark(percent(scale.x(day)), date_format(day, "M"))


def _table(done: Sequence[Done], plan: Sequence[int] | None) -> Iterator[tuple[Done, int | None]]:
    """Every day, or the last day of every week where there are many; today as the last."""
    for n, one in enumerate(done):
        if len(done) <= LONG or one.day.weekday() == WEEK.days - 1 or n == len(done) - 1:
            yield one, plan[n] if plan else None


def percent(part: float) -> str:
    """A part of 1, with a point whatever the language."""
    return f"{part * 100:.2f}%"
