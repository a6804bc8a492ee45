from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.utils.formats import date_format
from hypothesis import assume, given
from hypothesis import strategies as st

from issues.schedule import (
    DEFAULT_SHARES,
    Calendar,
    Flaw,
    Plan,
    ScheduleTooTight,
    Shares,
    plan,
    start_of,
    warnings_of,
)

KAZAKHSTAN = Calendar("KAZ", frozenset(), frozenset())
WEEKENDS_ONLY = Calendar("XXX", frozenset(), frozenset())

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
some_days = st.frozensets(days, max_size=20)
calendars = st.builds(Calendar, st.sampled_from(["KAZ", "XXX", ""]), some_days, some_days)
shares = st.builds(Shares, *[st.integers(1, 100)] * 5)


def week_from(monday: date, calendar: Calendar) -> str:
    return "".join("x" if calendar.is_working(monday + timedelta(n)) else "-" for n in range(7))


@pytest.mark.parametrize(
    ("monday", "calendar", "expected"),
    [
        (date(2023, 2, 6), KAZAKHSTAN, "xxxxx--"),
        (date(2023, 3, 20), KAZAKHSTAN, "x---x--"),
        (date(2023, 3, 20), WEEKENDS_ONLY, "xxxxx--"),
        (date(2023, 3, 20), Calendar(""), "xxxxx--"),
        (date(2023, 6, 26), KAZAKHSTAN, "xx-xxx-"),
        (date(2023, 7, 3), KAZAKHSTAN, "xxx----"),
        (date(2023, 2, 6), Calendar("KAZ", added=frozenset({date(2023, 2, 8)})), "xx-xx--"),
        (date(2023, 2, 6), Calendar("KAZ", removed=frozenset({date(2023, 2, 11)})), "xxxxxx-"),
        (date(2023, 3, 20), Calendar("KAZ", removed=frozenset({date(2023, 3, 22)})), "x-x-x--"),
        (
            date(2023, 2, 6),
            Calendar("KAZ", frozenset({date(2023, 2, 8)}), frozenset({date(2023, 2, 8)})),
            "xxxxx--",
        ),
    ],
    ids=[
        "ordinary",
        "nowruz",
        "unknown_country",
        "no_country",
        "moved_saturday_worked",
        "moved_friday_off",
        "day_added",
        "saturday_removed",
        "holiday_removed",
        "both",
    ],
)
def test_is_working_in_one_week(monday, calendar, expected):
    assert week_from(monday, calendar) == expected


def test_next_and_previous_working_on_nowruz():
    around = (
        KAZAKHSTAN.previous_working(date(2023, 3, 23)),
        KAZAKHSTAN.next_working(date(2023, 3, 21)),
        KAZAKHSTAN.previous_working(date(2023, 3, 24)),
        KAZAKHSTAN.next_working(date(2023, 3, 24)),
    )

    assert around == (date(2023, 3, 20), date(2023, 3, 24), date(2023, 3, 24), date(2023, 3, 24))


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2023, 3, 20), 1, date(2023, 3, 24)),
        (date(2023, 3, 20), 2, date(2023, 3, 27)),
        (date(2023, 3, 22), 1, date(2023, 3, 24)),
        (date(2023, 3, 25), 0, date(2023, 3, 25)),
        (date(2023, 3, 24), -1, date(2023, 3, 20)),
        (date(2023, 3, 26), -1, date(2023, 3, 24)),
    ],
)
def test_shift_and_distance_agree(start, n, end):
    both = (KAZAKHSTAN.shift(start, n), KAZAKHSTAN.distance(start, end))

    assert both == (end, n)


def test_distance_to_a_day_off_counts_working_days_only():
    distances = (
        KAZAKHSTAN.distance(date(2023, 3, 17), date(2023, 3, 23)),
        KAZAKHSTAN.distance(date(2023, 3, 23), date(2023, 3, 17)),
        KAZAKHSTAN.distance(date(2023, 3, 21), date(2023, 3, 23)),
    )

    assert distances == (1, -2, 0)


@given(calendar=calendars, start=days, n=st.integers(-60, 60))
def test_distance_of_any_shift_is_its_length(calendar, start, n):
    end = calendar.shift(start, n)

    assert (calendar.distance(start, end), n == 0 or calendar.is_working(end)) == (n, True)


@given(calendar=calendars, first=days, gap=st.integers(0, 100), second_gap=st.integers(0, 100))
def test_distances_between_working_days_add_up(calendar, first, gap, second_gap):
    start = calendar.next_working(first)
    middle = calendar.next_working(start + timedelta(gap))
    end = calendar.next_working(middle + timedelta(second_gap))

    whole = calendar.distance(start, end)

    assert whole == calendar.distance(start, middle) + calendar.distance(middle, end)
    assert whole == -calendar.distance(end, start)


def test_plan_of_the_fourth_report_of_kazakhstan():
    planned = plan(date(2022, 12, 16), date(2023, 2, 15), KAZAKHSTAN)

    assert planned == Plan(
        drafts=date(2023, 1, 18),
        clearance=date(2023, 1, 24),
        review=date(2023, 2, 3),
        translation=date(2023, 2, 13),
        submission=date(2023, 2, 15),
    )


def test_plan_due_on_a_day_off_submits_before():
    planned = plan(date(2023, 1, 16), date(2023, 3, 23), KAZAKHSTAN)

    assert planned.submission == date(2023, 3, 20)


def test_plan_of_five_working_days_has_a_day_for_each_step():
    planned = plan(date(2023, 2, 3), date(2023, 2, 10), KAZAKHSTAN)

    assert planned == Plan(*(date(2023, 2, day) for day in (6, 7, 8, 9, 10)))


@pytest.mark.parametrize(
    ("issued", "due", "total"),
    [
        (date(2023, 2, 6), date(2023, 2, 10), 4),
        (date(2023, 2, 10), date(2023, 2, 10), 0),
        (date(2023, 3, 10), date(2023, 2, 10), 0),
    ],
)
def test_plan_without_room_says_so(issued, due, total):
    with pytest.raises(ScheduleTooTight) as refusal:
        plan(issued, due, KAZAKHSTAN)

    assert str(refusal.value) == (
        f"From {date_format(issued)} to {date_format(due)} the number of working days is {total}, but the "
        "steps from drafts to submission need 5. Choose a later due date, or set the dates of the steps "
        "by hand."
    )


def test_plan_without_room_for_drafts_says_so():
    with pytest.raises(ScheduleTooTight, match="is 10, but the steps from drafts to submission need 14"):
        plan(date(2023, 2, 6), date(2023, 2, 20), KAZAKHSTAN, Shares(0, 0, 0, 70, 0))


@pytest.mark.parametrize("parts", [(0, 0, 0, 0, 0), (50, 10, -1, 15, 5)])
def test_shares_that_divide_nothing_are_refused(parts):
    with pytest.raises(ValueError, match="A share of the schedule is a number from 0 up"):
        Shares(*parts)


@given(calendar=calendars, issued=days, length=st.integers(0, 200), divided=shares)
def test_plan_stands_in_order_on_working_days(calendar, issued, length, divided):
    due = issued + timedelta(length)
    try:
        planned = plan(issued, due, calendar, divided)
    except ScheduleTooTight:
        assume(False)

    steps = [planned.drafts, planned.clearance, planned.review, planned.translation, planned.submission]
    assert all(map(calendar.is_working, steps))
    assert sorted({issued, *steps}) == [issued, *steps]
    assert calendar.distance(planned.submission, due) == 0
    assert planned.submission <= due


@given(calendar=calendars, issued=days, length=st.integers(0, 200), divided=shares)
def test_plan_gives_each_step_its_share(calendar, issued, length, divided):
    due = issued + timedelta(length)
    try:
        planned = plan(issued, due, calendar, divided)
    except ScheduleTooTight:
        assume(False)

    steps = [planned.drafts, planned.clearance, planned.review, planned.translation, planned.submission]
    total = calendar.distance(issued, planned.submission)
    lengths = [calendar.distance(a, b) for a, b in pairwise(steps)]
    assert lengths == [max(total * part // sum(divided.parts), 1) for part in divided.parts[1:]]


ISSUED, DUE = date(2023, 1, 2), date(2023, 3, 13)
FITTING = plan(ISSUED, DUE, WEEKENDS_ONLY)


def with_ends(**ends: date) -> Plan:
    return Plan(**FITTING.ends | ends)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (FITTING, []),
        (
            with_ends(clearance=date(2023, 2, 18)),
            [Flaw("clearance", "day_off")],
        ),
        (
            with_ends(clearance=FITTING.drafts),
            [Flaw("clearance", "short", 0, 5)],
        ),
        (
            with_ends(clearance=date(2023, 2, 9)),
            [Flaw("clearance", "short", 2, 5)],
        ),
        (
            with_ends(clearance=date(2023, 3, 3)),
            [Flaw("clearance", "order")],
        ),
        (
            with_ends(submission=date(2023, 3, 14)),
            [Flaw("submission", "after_due")],
        ),
        (
            with_ends(drafts=date(2022, 12, 30)),
            [Flaw("drafts", "past")],
        ),
    ],
    ids=["fits", "day_off", "no_day", "less_than_half", "order", "after_due", "past"],
)
def test_warnings_say_what_is_wrong_with_a_step(steps, found):
    assert warnings_of(ISSUED, steps, DUE, WEEKENDS_ONLY, today=ISSUED) == found


@given(calendar=calendars, issued=days, length=st.integers(0, 200), divided=shares)
def test_what_was_planned_is_nowhere_wrong_but_short(calendar, issued, length, divided):
    due = issued + timedelta(length)
    try:
        planned = plan(issued, due, calendar, divided)
    except ScheduleTooTight:
        assume(False)

    found = warnings_of(issued, planned, due, calendar, today=issued, shares=divided)

    # Where steps of no share take a day each, only the drafts are left with less.
    assert {(flaw.step, flaw.kind) for flaw in found} <= {("drafts", "short")}


@pytest.mark.parametrize(
    ("issued", "steps", "divided", "start"),
    [
        (ISSUED, None, DEFAULT_SHARES, ISSUED),
        (date(2019, 1, 2), None, DEFAULT_SHARES, date(2023, 1, 9)),
        (date(2023, 3, 13), None, DEFAULT_SHARES, date(2023, 1, 9)),
        (None, FITTING, DEFAULT_SHARES, date(2023, 1, 4)),
        (None, FITTING, Shares(1, 0, 0, 0, 0), date(2023, 1, 4)),
    ],
    ids=["issued", "long_ago", "issued_on_the_day", "by_shares", "drafts_only"],
)
def test_start_is_the_issue_or_what_the_shares_make_of_it(issued, steps, divided, start):
    assert start_of(issued, DUE, steps, divided, WEEKENDS_ONLY, today=date(2023, 1, 9)) == start


def test_start_without_a_due_date_is_the_issue():
    assert start_of(ISSUED, None, None, DEFAULT_SHARES, WEEKENDS_ONLY, today=DUE) == ISSUED
