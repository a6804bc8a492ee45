"""Who is told on which working day, against literal days of March 2023 in Kazakhstan (Nowruz: 21 to 23)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.schedule import Calendar
from replies.ladder import Pace, days_late, next_rung_day, pace_of, rung_reached, step_due, step_reached, told
from replies.workflow import Status

KAZAKHSTAN = Calendar("KAZ")
FRIDAY = date(2023, 3, 24)
NOWRUZ = date(2023, 3, 22)


def march(day: int) -> date:
    return date(2023, 3, 1) + timedelta(day - 1)


@pytest.mark.parametrize(
    ("today", "rung"),
    [
        (march(3), None),
        (march(6), -10),
        (march(9), -10),
        (march(13), -10),
        (march(14), -5),
        (march(16), -5),
        (march(17), -2),
        (march(20), -2),
        (FRIDAY, 0),
        (march(25), 0),
        (march(27), 1),
        (march(28), 1),
        (march(29), 3),
        (march(30), 3),
        (march(31), 5),
        (march(36), 5),
        (march(37), 5),
        (march(38), 10),
        (march(45), 15),
    ],
)
def test_rung_reached_around_a_friday(today: date, rung: int | None) -> None:
    # 8 and 21 to 23 March are holidays: from the 6th to the 24th it is ten working days.
    assert rung_reached(date(2023, 3, 24), today, KAZAKHSTAN) == rung


def test_rung_reached_when_due_on_a_day_off_counts_from_the_working_day_before() -> None:
    days = [march(17), march(20), march(24)]

    assert [rung_reached(NOWRUZ, day, KAZAKHSTAN) for day in days] == [-2, 0, 1]


def test_days_late_is_signed() -> None:
    days = [march(17), march(20), march(24), march(27)]

    assert [days_late(NOWRUZ, day, KAZAKHSTAN) for day in days] == [-1, 0, 1, 2]


@given(due=st.dates(date(2023, 1, 1), date(2026, 12, 31)), later=st.integers(-60, 120))
def test_rung_reached_never_falls_as_days_pass(due: date, later: int) -> None:
    today = due + timedelta(later)

    rungs = [rung_reached(due, day, KAZAKHSTAN) for day in (today, today + timedelta(1))]

    first, second = (-99 if rung is None else rung for rung in rungs)
    assert first <= second <= max(days_late(due, today + timedelta(1), KAZAKHSTAN), first)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.NOT_STARTED, date(2023, 3, 17)),
        (Status.DRAFTING, date(2023, 3, 17)),
        (Status.RETURNED, date(2023, 3, 17)),
        (Status.SUBMITTED, date(2023, 3, 27)),
        (Status.CLEARED, date(2023, 3, 30)),
    ],
)
def test_step_due_of_each_status(status: Status, expected: date) -> None:
    assert step_due(status, date(2023, 3, 17), KAZAKHSTAN) == expected


@pytest.mark.parametrize(
    ("status", "rung", "roles"),
    [
        (Status.NOT_STARTED, -10, {"focal_point"}),
        (Status.DRAFTING, 0, {"focal_point"}),
        (Status.DRAFTING, 1, {"focal_point"}),
        (Status.RETURNED, 3, {"focal_point", "clearing_officer"}),
        (Status.NOT_STARTED, 5, {"focal_point", "clearing_officer", "coordinator"}),
        (Status.NOT_STARTED, 10, {"focal_point", "clearing_officer", "coordinator"}),
        (Status.SUBMITTED, -10, {"clearing_officer"}),
        (Status.SUBMITTED, 3, {"clearing_officer"}),
        (Status.SUBMITTED, 5, {"clearing_officer", "coordinator"}),
        (Status.CLEARED, -2, {"coordinator"}),
        (Status.CLEARED, 15, {"coordinator"}),
    ],
)
def test_told_on_each_rung(status: Status, rung: int, roles: set[str]) -> None:
    assert told(status, rung) == roles


def test_step_reached_before_and_on_the_ladder() -> None:
    days = [march(6), march(7), FRIDAY]

    reached = [step_reached(Status.SUBMITTED, date(2023, 3, 17), day, KAZAKHSTAN) for day in days]

    assert reached == [None, (march(27), -10), (march(27), -2)]


def test_pace_of_a_schedule() -> None:
    friday, monday, next_monday = date(2023, 3, 17), date(2023, 3, 27), date(2023, 4, 3)

    assert pace_of(None, monday, next_monday, KAZAKHSTAN) == Pace(3, 6)
    assert pace_of(friday, None, None, KAZAKHSTAN) == Pace(3, 6)
    assert pace_of(friday, monday, next_monday, KAZAKHSTAN) == Pace(3, 8)
    assert pace_of(monday, friday, friday, KAZAKHSTAN) == Pace(0, 0)


def test_step_due_at_another_pace() -> None:
    due = [
        step_due(status, date(2023, 3, 17), KAZAKHSTAN, Pace(1, 2))
        for status in (Status.DRAFTING, Status.SUBMITTED, Status.CLEARED)
    ]

    assert due == [date(2023, 3, 17), date(2023, 3, 20), date(2023, 3, 24)]


def test_next_rung_day() -> None:
    friday = date(2023, 3, 17)
    days = [date(2023, 2, 1), date(2023, 3, 14), friday, date(2023, 3, 24), date(2023, 4, 20)]

    found = [next_rung_day(friday, day, KAZAKHSTAN) for day in days]

    assert [f"{day:%m-%d}" for day in found] == ["03-02", "03-15", "03-20", "03-27", "04-26"]
