"""The days of a State's year that are not as the week says: its holidays by name, and what was entered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from holidays import country_holidays

from issues.models import CalendarDay
from issues.schedule import Calendar

# The language of names where the package lacks the one of the person.
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day with a name: `by_law` says whether it would be worked had nobody entered anything.

    `own` is what an administrator entered for it.
    """

    day: date
    name: str
    is_working: bool
    by_law: bool
    own: CalendarDay | None = None

    @property
    def is_undone(self) -> bool:
        """Whether making it what it is not takes back what was entered."""
        return self.own is not None and self.is_working != self.by_law


@dataclass(frozen=True, slots=True)
class Law:
    """The holidays of a year with their names, and its weekend days that a decree made working days."""

    names: Mapping[date, str]
    worked: frozenset[date]


@lru_cache(maxsize=256)
def law_of(state: str, year: int, language: str) -> Law:
    """What the package `holidays` knows of a year; nothing for a State that it does not know."""
    try:
        known = country_holidays(state, years=year)
    except NotImplementedError:
        return Law({}, frozenset())
    spoken = _spoken(known.supported_languages, language) or _spoken(known.supported_languages, ENGLISH)
    if spoken:
        known = country_holidays(state, years=year, language=spoken)
    return Law(dict(known), frozenset(day for day in known.weekend_workdays if day.year == year))


def _spoken(languages: Iterable[str], wanted: str) -> str:
    return next((name for name in languages if name.partition("_")[0] == wanted), "")


def own_days(state: str, year: int) -> list[CalendarDay]:
    """What administrators entered for a year; one query."""
    return list(CalendarDay.objects.filter(state=state, day__year=year).order_by("day"))


def named_days(state: str, year: int, own: Iterable[CalendarDay], language: str) -> list[NamedDay]:
    """All days of a year that have a name or were entered, in their order."""
    law, by_law, entered = law_of(state, year, language), Calendar(state), {row.day: row for row in own}
    found = []
    for day in sorted({*law.names, *law.worked, *entered}):
        row, is_worked = entered.get(day), by_law.is_working(day)
        name = row.name if row and row.name else law.names.get(day, "")
        found.append(NamedDay(day, name, row.is_working if row else is_worked, is_worked, row))
    return found
