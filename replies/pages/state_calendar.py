"""What the page of a State's calendar shows: a year with its holidays and what falls on them."""

from calendar import Calendar as Weeks
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from issues.calendars import NamedDay, named_days, own_days
from issues.models import CalendarDay, ListOfIssues
from issues.schedule import DAY, Calendar
from replies.calendar_effects import Deadline, deadlines_by_day
from replies.effects import unfinished


@dataclass(frozen=True, slots=True)
class Row:
    """A day with a name, and the deadlines on it."""

    named: NamedDay
    deadlines: Sequence[Deadline]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the picture of its month; None where the week begins or ends in another."""

    day: date | None
    marks: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """A month as its weeks."""

    first: date
    weeks: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class StateCalendar:
    """A year of a State's calendar."""

    state: str
    state_name: str
    year: int
    calendar: Calendar
    lists: Sequence[ListOfIssues]
    rows: list[Row]
    months: list[Month]
    weekdays: list[date]
    # Deadlines of the year that fall on a day off, the earliest first.
    on_days_off: list[tuple[date, list[Deadline]]]
    working_days: int

    @property
    def before(self) -> str:
        """The year before, as a number without groups."""
        return str(self.year - 1)

    @property
    def after(self) -> str:
        return str(self.year + 1)

    @property
    def sentence(self) -> str:
        """How many deadlines fall on a day off; where none does, how many days are worked."""
        n = sum(len(found) for _day, found in self.on_days_off)
        if n:
            text = ngettext(
                "%(n)d deadline of %(year)d falls on a day off.",
                "%(n)d deadlines of %(year)d fall on a day off.",
                n,
            )
            return text % {"n": n, "year": self.year}
        text = ngettext(
            "%(year)d has %(n)d working day, and no deadline falls on a day off.",
            "%(year)d has %(n)d working days, and no deadline falls on a day off.",
            self.working_days,
        )
        return text % {"n": self.working_days, "year": self.year}


def calendar_page(lists: Sequence[ListOfIssues], year: int, today: date) -> StateCalendar:
    """A year of the State of these lists, the visible ones of one State; three queries."""
    state = lists[0].state
    calendar = CalendarDay.objects.calendar(state)
    open_lists = [stored for stored in lists if stored.status == ListOfIssues.Status.OPEN]
    deadlines = deadlines_by_day(open_lists, unfinished(open_lists), calendar)
    named = named_days(state, year, own_days(state, year), (get_language() or "en")[:2])
    days = {found.day: found for found in named}
    weeks = Weeks(firstweekday=0)
    all_days = [date(year, 1, 1) + DAY * n for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    cells = {day: _cell(day, calendar, days.get(day), deadlines, today) for day in all_days}
    return StateCalendar(
        state=state,
        state_name=lists[0].state_name,
        year=year,
        calendar=calendar,
        lists=lists,
        rows=[Row(found, deadlines.get(found.day, [])) for found in named],
        months=[
            Month(
                date(year, month, 1),
                [
                    [cells[day] if day.month == month else Cell(None) for day in week]
                    for week in weeks.monthdatescalendar(year, month)
                ],
            )
            for month in range(1, 13)
        ],
        weekdays=weeks.monthdatescalendar(year, 6)[0],
        on_days_off=[
            (day, deadlines[day])
            for day in sorted(deadlines)
            if day.year == year and not calendar.is_working(day)
        ],
        working_days=sum(map(calendar.is_working, all_days)),
    )


def _cell(
    day: date,
    calendar: Calendar,
    named: NamedDay | None,
    deadlines: Mapping[date, Sequence[Deadline]],
    today: date,
) -> Cell:
    is_off, due = not calendar.is_working(day), len(deadlines.get(day, ()))
    marks = {"off": is_off, "named": named is not None, "due": due, "today": day == today}
    marks |= {"own": named is not None and named.own is not None}
    said = [named.name] if named and named.name else []
    said += [_("day off")] if is_off else [_("working day")] if named else []
    said += [ngettext("%(n)d deadline", "%(n)d deadlines", due) % {"n": due}] if due else []
    return Cell(
        day, " ".join(f"year__day--{name}" for name, holds in marks.items() if holds), " · ".join(said)
    )
