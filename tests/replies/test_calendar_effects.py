"""What a day of the calendar touches."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.calendar_effects import (
    DayEffects,
    Deadline,
    changed,
    deadlines_by_day,
    effects_of_day,
)
from replies.effects import unfinished
from tests import factories

WEDNESDAY, MONDAY = date(2023, 2, 15), date(2023, 2, 20)
SIX_DATES = {
    "drafts_due": date(2023, 2, 6),
    "clearance_due": date(2023, 2, 8),
    "review_due": date(2023, 2, 10),
    "translation_due": date(2023, 2, 13),
    "submission_due": date(2023, 2, 14),
    "due_date": WEDNESDAY,
}
days = st.dates(date(2023, 1, 1), date(2023, 3, 1))
calendars = st.builds(Calendar, st.just("KAZ"), st.frozensets(days), st.frozensets(days))


@given(calendar=calendars, day=days, is_working=st.booleans())
def test_changed_calendar_differs_in_that_day_only(calendar: Calendar, day: date, is_working: bool) -> None:
    after = changed(calendar, day, is_working=is_working)

    assert after.is_working(day) == is_working
    assert (after.added ^ calendar.added) | (after.removed ^ calendar.removed) <= {day}


@pytest.mark.django_db
def test_deadlines_are_the_dates_of_lists_and_the_next_steps() -> None:
    stored = factories.make_list(**SIX_DATES)
    reply = factories.make_reply(stored)
    factories.make_reply_in("accepted", stored=stored)
    factories.make_reply(factories.make_list(due_date=None))  # of another list, without a date
    undated = factories.make_list(due_date=None)
    dateless = factories.make_reply(undated)

    found = deadlines_by_day([stored, undated], unfinished([stored, undated]), Calendar("RUR"))

    expected = {day: [Deadline(stored, name)] for name, day in SIX_DATES.items()}
    expected[SIX_DATES["drafts_due"]] += [Deadline(stored, reply=reply)]
    assert found == expected
    assert unfinished([stored, undated]) == [reply, dateless]
    labels = [deadline.label for deadline in found[SIX_DATES["drafts_due"]]]
    assert labels == ["drafts due", ""]


@pytest.mark.django_db
def test_day_off_touches_what_falls_on_it_and_what_is_counted_across_it() -> None:
    stored = factories.make_list()
    draft, handed_in = factories.make_reply(stored), factories.make_reply_in("submitted", stored=stored)

    on_it = effects_of_day([stored], Calendar("RUR"), WEDNESDAY, is_working=False)
    across = effects_of_day([stored], Calendar("RUR"), MONDAY, is_working=False)
    worked = effects_of_day([stored], Calendar("RUR"), date(2023, 2, 18), is_working=True)

    # The clearance is due three working days after the draft: on Monday, or with one day more on Tuesday.
    assert [(found.name, found.reply) for found in on_it.on_it] == [("due_date", None), ("", draft)]
    assert on_it.moved == []
    moves = [[(e.reply, e.step, e.before, e.after) for e in found.moved] for found in (across, worked)]
    assert moves == [
        [(handed_in, "clearance", MONDAY, date(2023, 2, 21))],
        [(handed_in, "clearance", MONDAY, date(2023, 2, 18))],
    ]
    assert (across.on_it, worked.on_it, DayEffects().seen) == ([], [], "")
    assert len({on_it.seen, across.seen, worked.seen, ""}) == 4


@pytest.mark.django_db
def test_list_without_replies_is_touched_by_its_own_dates_only() -> None:
    stored: ListOfIssues = factories.make_list()

    found = effects_of_day([stored], Calendar("RUR"), WEDNESDAY, is_working=False)

    assert found == DayEffects([Deadline(stored, "due_date")], [])
