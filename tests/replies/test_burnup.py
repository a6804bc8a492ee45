"""Burn-up: what was done by the end of each day, what was planned, and when all is done at this pace."""

from datetime import date, timedelta

import pytest

from issues.schedule import Calendar
from replies.burnup import Done, Forecast, Step, Writing, days_between, done_by_day, forecast, planned

# A State without a known calendar: weekends alone are off. 6 February 2023 is a Monday.
CALENDAR = Calendar("RUR")
MONDAY, TUESDAY, WEDNESDAY = (date(2023, 2, 6), date(2023, 2, 7), date(2023, 2, 8))
SATURDAY, NEXT_MONDAY, NEXT_FRIDAY = (date(2023, 2, 11), date(2023, 2, 13), date(2023, 2, 17))
PIECES = [(1, 11), (1, 12), (2, None)]


def numbers(done: list[Done]) -> list[tuple[int, int, int, int]]:
    return [(one.answered, one.submitted, one.cleared, one.accepted) for one in done]


def test_each_day_ends_with_what_happened_until_then() -> None:
    steps = [
        Step(MONDAY, 1, "drafting"),
        Step(TUESDAY, 1, "submitted"),
        Step(TUESDAY, 2, "submitted"),
        Step(TUESDAY, 2, "cleared"),
        Step(WEDNESDAY, 2, "accepted"),
    ]
    written = [
        Writing(MONDAY, (1, 11), True),
        Writing(TUESDAY, (1, 12), True),
        Writing(TUESDAY, (2, None), True),
    ]

    done = list(done_by_day(PIECES, steps, written, days_between(MONDAY, WEDNESDAY)))

    assert [one.day for one in done] == [MONDAY, TUESDAY, WEDNESDAY]
    assert numbers(done) == [(1, 0, 0, 0), (3, 3, 1, 0), (3, 3, 1, 1)]


def test_what_is_returned_or_emptied_counts_no_more() -> None:
    steps = [Step(MONDAY, 1, "accepted"), Step(TUESDAY, 1, "returned")]
    written = [Writing(MONDAY, (1, 11), True), Writing(WEDNESDAY, (1, 11), False)]

    done = list(done_by_day(PIECES, steps, written, days_between(MONDAY, WEDNESDAY)))

    assert numbers(done) == [(1, 2, 2, 2), (1, 0, 0, 0), (0, 0, 0, 0)]


def test_what_was_before_the_first_day_counts_on_it_and_what_is_asked_no_more_never() -> None:
    steps = [Step(MONDAY, 1, "submitted"), Step(MONDAY, 9, "accepted")]
    written = [
        Writing(MONDAY, (1, 11), True),
        Writing(MONDAY, (9, 11), True),
        Writing(MONDAY, (1, 99), False),
    ]

    done = list(done_by_day(PIECES, steps, written, [WEDNESDAY]))

    assert numbers(done) == [(1, 2, 0, 0)]


def test_without_any_history_nothing_is_done() -> None:
    assert numbers(list(done_by_day(PIECES, [], [], [MONDAY, TUESDAY]))) == [(0, 0, 0, 0)] * 2


def test_plan_rises_on_working_days_until_drafts_are_due_and_then_stays() -> None:
    days = days_between(MONDAY - timedelta(1), NEXT_MONDAY + timedelta(1))

    found = planned(100, MONDAY, NEXT_MONDAY, days, CALENDAR)

    assert found == [0, 0, 20, 40, 60, 80, 80, 80, 100, 100]


@pytest.mark.parametrize(
    ("drafts", "found"), [(None, None), (MONDAY, [9, 9]), (MONDAY - timedelta(9), [9, 9])]
)
def test_plan_without_a_date_or_with_one_that_is_past(drafts: date | None, found: list[int] | None) -> None:
    assert planned(9, MONDAY, drafts, [MONDAY, TUESDAY], CALENDAR) == found


def days_of(*efforts: int, first: date = MONDAY) -> list[Done]:
    """Days that end with all of so many data points accepted."""
    return [Done(first + timedelta(n), *[count] * 4) for n, count in enumerate(efforts)]


def test_forecast_goes_on_as_in_the_last_days() -> None:
    done = days_of(0, 10, 20)  # ten data points a working day, eighty are left

    found = forecast(done, 100, MONDAY, NEXT_FRIDAY, CALENDAR)

    # Eight working days after Wednesday the 8th: Monday the 20th, one working day after the target.
    assert found == Forecast(10, date(2023, 2, 20), NEXT_FRIDAY, 1)


def test_forecast_looks_back_ten_working_days_and_rounds_days_up() -> None:
    done = days_of(*[50] * 14, 61)  # from Monday the 6th to Monday the 20th: eleven in ten working days

    found = forecast(done, 100, MONDAY, date(2023, 5, 1), CALENDAR)

    assert found == Forecast(1.1, CALENDAR.shift(date(2023, 2, 20), 36), date(2023, 5, 1), -14)


def test_half_done_work_counts_by_its_stages() -> None:
    done = [Done(MONDAY), Done(TUESDAY, answered=8, submitted=4)]  # 12 of 4 × 10: three data points

    assert forecast(done, 10, MONDAY, None, CALENDAR) == Forecast(3, date(2023, 2, 10), None, None)


@pytest.mark.parametrize(
    ("done", "found"),
    [
        (days_of(0, 0), Forecast(0, None, NEXT_FRIDAY, None)),
        (days_of(20, 10, first=SATURDAY), Forecast(0, None, NEXT_FRIDAY, None)),
        ([Done(MONDAY), *([Done(TUESDAY, answered=1)])], Forecast(0.25, None, NEXT_FRIDAY, None)),
        (days_of(1000, 1000), Forecast(0, TUESDAY, NEXT_FRIDAY, -8)),
        (days_of(500), Forecast(500, TUESDAY, NEXT_FRIDAY, -8)),
    ],
    ids=["nothing moved", "it went down", "it takes years", "all is done", "the first day"],
)
def test_forecast_at_its_ends(done: list[Done], found: Forecast) -> None:
    assert forecast(done, 1000, done[0].day, NEXT_FRIDAY, CALENDAR) == found
