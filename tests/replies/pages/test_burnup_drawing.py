"""The chart: where its lines, marks and names stand, and its table."""

from datetime import date, timedelta
from itertools import pairwise

from issues.schedule import Calendar
from replies.burnup import Done, Forecast, forecast
from replies.pages.burnup_drawing import Chart, chart_of

CALENDAR = Calendar("RUR")
FIRST = date(2023, 2, 6)  # a Monday
DRAFTS, DUE = date(2023, 2, 24), date(2023, 3, 10)


def days(n: int, **counts: int) -> list[Done]:
    """So many days, the last of which ends with these numbers."""
    return [Done(FIRST + timedelta(k)) for k in range(n - 1)] + [Done(FIRST + timedelta(n - 1), **counts)]


def chart(done: list[Done], dates: tuple[date | None, date | None] = (DRAFTS, DUE), total: int = 10) -> Chart:
    found = forecast(done, total, FIRST, dates[1], CALENDAR)
    return chart_of(done, total, found, dates, CALENDAR)


def test_lines_end_today_with_their_numbers() -> None:
    found = chart(days(5, answered=8, submitted=4, cleared=4, accepted=2))

    assert [line.label for line in found.lines] == [
        "● 8 answered",
        "■ 4 submitted",
        "▲ 4 cleared",
        "◆ 2 accepted",
    ]
    assert {line.x for line in found.lines} == {found.marks[0][1].x}
    # The first, the last level day and today: a level stretch has no points in its middle.
    assert [len(line.points.split()) for line in found.lines] == [3] * 4
    assert found.lines[0].points.split()[-1].endswith(",200.0")
    assert found.words == (
        "Of 10 data points 8 are answered (planned by today: 3), 4 submitted, 4 cleared and 2 accepted."
    )


def test_names_of_lines_that_end_together_stand_apart() -> None:
    places = [
        [float(line.y.rstrip("%")) for line in chart(done).lines]
        for done in (days(2), days(2, answered=10, submitted=10, cleared=10, accepted=10))
    ]

    assert all(after - before > 8.4 for own in places for before, after in pairwise(own))
    assert all(0 < place < 100 for own in places for place in own)


def test_marks_and_months_stand_on_their_days() -> None:
    found = chart(days(5))

    assert [(name, mark.label, mark.is_turned) for name, mark in found.marks] == [
        ("today", "today", False),
        ("drafts", "drafts due", False),
        ("due", "due in Geneva", True),
    ]
    assert [mark.label for mark in found.months] == ["Mar"]


def test_forecast_runs_to_the_day_on_which_all_is_accepted_or_to_the_edge() -> None:
    soon = chart(days(3, answered=10, submitted=10, cleared=10, accepted=6))
    late = chart(days(10, answered=1))
    done = chart(days(3, answered=10, submitted=10, cleared=10, accepted=10))
    none = chart(days(3))

    assert soon.ahead is not None
    assert soon.ahead.points.split()[-1].endswith(",0.0")
    assert late.ahead is not None
    assert late.ahead.points.split()[-1].startswith("1000.0,")
    assert (done.ahead, none.ahead) == (None, None)


def test_chart_without_dates_or_with_dates_before_its_first_day() -> None:
    without = chart(days(3, answered=1), (None, None))
    before = chart(days(3, answered=1), (FIRST - timedelta(9), FIRST - timedelta(2)))

    assert (without.plan, [name for name, _mark in without.marks]) == (None, ["today"])
    assert [name for name, _mark in before.marks] == ["today"]
    assert without.words == "Of 10 data points 1 are answered, 0 submitted, 0 cleared and 0 accepted."
    assert [planned for _done, planned in without.table] == [None] * 3


def test_table_is_by_day_and_by_week_when_long() -> None:
    short, long = chart(days(31)), chart(days(40, answered=10))

    assert (len(short.table), short.is_by_week) == (31, False)
    assert [done.day for done, _planned in long.table] == [
        *[date(2023, 2, 12) + timedelta(7 * n) for n in range(5)],
        date(2023, 3, 17),
    ]
    assert (long.table[0][1], long.table[-1], long.is_by_week) == (
        3,
        (Done(date(2023, 3, 17), answered=10), 10),
        True,
    )


def test_forecast_far_ahead_does_not_squeeze_the_rest() -> None:
    done = days(5, answered=1)

    found = chart_of(done, 10, Forecast(1, FIRST + timedelta(700), DUE, 400), (DRAFTS, DUE), CALENDAR)

    assert float(found.marks[2][1].x.rstrip("%")) > 60
