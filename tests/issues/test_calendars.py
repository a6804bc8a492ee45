"""The days of a State's year by name, and how they are entered."""

from datetime import date

import pytest

from accounts.models import User
from issues.calendar_services import set_day
from issues.calendars import NamedDay, named_days, own_days
from issues.models import CalendarDay
from issues.schedule import Calendar

NOWRUZ, SATURDAY, TUESDAY = date(2026, 3, 23), date(2026, 6, 13), date(2026, 6, 16)


def shown(state: str, year: int, language: str = "en", *own: CalendarDay) -> dict[date, NamedDay]:
    return {found.day: found for found in named_days(state, year, own, language)}


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Independence Day"), ("kk", "Тәуелсіздік күні"), ("ru", "Independence Day")]
)
def test_holiday_has_its_name_in_the_language_or_in_english(language: str, name: str) -> None:
    day = date(2026, 12, 16)

    assert shown("KAZ", 2026, language)[day] == NamedDay(day, name, is_working=False, by_law=False)


def test_holiday_without_a_language_has_the_name_that_the_package_knows() -> None:
    assert shown("BWA", 2026)[date(2026, 9, 30)].name == "Botswana Day"


def test_weekend_day_that_a_decree_made_a_working_day_is_among_them() -> None:
    day = date(2013, 5, 4)

    assert shown("KAZ", 2013)[day] == NamedDay(day, "", is_working=True, by_law=True)


def test_state_that_the_package_does_not_know_has_what_was_entered_only() -> None:
    own = CalendarDay(state="RUR", day=TUESDAY, is_working=False, name="Day of the crown")

    found = named_days("RUR", 2026, [own], "en")

    assert found == [NamedDay(TUESDAY, "Day of the crown", is_working=False, by_law=True, own=own)]


def test_what_was_entered_stands_above_the_law_under_its_name() -> None:
    worked = CalendarDay(state="KAZ", day=NOWRUZ, is_working=True)
    known = CalendarDay(state="KAZ", day=SATURDAY, is_working=False, name="A decree")

    found = shown("KAZ", 2026, "en", worked, known)

    assert found[NOWRUZ] == NamedDay(NOWRUZ, "Nowruz Holiday", is_working=True, by_law=False, own=worked)
    # An entry that says what the law says by now takes nothing back when it is changed.
    undone = [found[day].is_undone for day in (NOWRUZ, SATURDAY, date(2026, 12, 16))]
    assert undone == [True, False, False]


@pytest.mark.django_db
def test_days_are_entered_named_anew_and_taken_back(administrator: User) -> None:
    set_day("KAZ", TUESDAY, is_working=False, name="A decree", by=administrator)
    set_day("KAZ", TUESDAY, is_working=False, name="Mourning", by=administrator)
    set_day("KAZ", NOWRUZ, is_working=True, name="", by=administrator)
    set_day("KAZ", date(2027, 6, 15), is_working=False, name="Another year", by=administrator)

    entered = [(row.day, row.is_working, row.name) for row in own_days("KAZ", 2026)]
    calendar = CalendarDay.objects.calendar("KAZ")
    set_day("KAZ", TUESDAY, is_working=True, name="", by=administrator)
    set_day("KAZ", NOWRUZ, is_working=False, name="", by=administrator)

    assert entered == [(NOWRUZ, True, ""), (TUESDAY, False, "Mourning")]
    assert (calendar.is_working(NOWRUZ), calendar.is_working(TUESDAY)) == (True, False)
    assert own_days("KAZ", 2026) == []
    assert CalendarDay.objects.calendar("KAZ") == Calendar("KAZ", frozenset({date(2027, 6, 15)}))


@pytest.mark.django_db
def test_change_of_the_calendar_is_recorded_with_who_made_it(administrator: User) -> None:
    set_day("KAZ", TUESDAY, is_working=False, name="A decree", by=administrator)

    event = CalendarDay.objects.get().events.get()
    assert event.pgh_context == {"user": administrator.pk, "reason": "calendar changed"}
