"""The sentence on top of the dashboard."""

from datetime import date
from typing import Any

import pytest

from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.burnup import Done, Forecast
from replies.pages.progress_words import ago, sentence_of

TODAY = date(2023, 2, 10)  # a Friday
DUE = date(2023, 2, 15)
SOME = {"answered": 2, "submitted": 1}


def sentence(found: Forecast, *, due: date | None = DUE, status: str = "open", **done: int) -> str:
    stored = ListOfIssues(due_date=due, status=status)
    return sentence_of(stored, Calendar("RUR"), Done(TODAY, **done or SOME), 4, found)


def late(days: int | None) -> Forecast:
    return Forecast(1, date(2023, 3, 1), DUE, days)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (late(12), "At this pace all is accepted on 1 March, 12 working days late."),
        (late(1), "At this pace all is accepted on 1 March, 1 working day late."),
        (late(0), "At this pace all is accepted on 1 March, just in time."),
        (late(-1), "At this pace all is accepted on 1 March, with 1 working day to spare."),
        (late(None), "At this pace all is accepted on 1 March."),
        (
            Forecast(1, date(2024, 3, 1), DUE, None),
            "At this pace all is accepted on 1 March 2024.",
        ),
        (Forecast(0.01, None, DUE, None), "At this pace not all is accepted within three years."),
        (Forecast(0, None, DUE, None), "Nothing has moved forward in ten working days."),
    ],
)
def test_sentence_says_whether_the_time_is_enough(found: Forecast, said: str) -> None:
    assert sentence(found) == f"3 working days left. {said}"


def test_sentence_of_what_is_done_and_of_what_is_not_begun() -> None:
    everything: Any = dict.fromkeys(("answered", "submitted", "cleared", "accepted"), 4)

    assert sentence(late(0), **everything) == "3 working days left. Everything is accepted."
    assert sentence(late(0), answered=0) == "3 working days left. Nothing is answered yet."


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "No date is set for Geneva."),
        (TODAY, "Due in Geneva today."),
        (date(2023, 2, 13), "1 working day left."),
        (date(2023, 2, 9), "1 day past the date."),
        (date(2023, 2, 1), "9 days past the date."),
    ],
)
def test_sentence_says_how_much_time_is_left(due: date | None, said: str) -> None:
    pace = "At this pace all is accepted on 1 March, just in time."
    assert sentence(late(0), due=due) == f"{said} {pace}"


def test_sentence_of_a_list_that_is_not_open() -> None:
    assert sentence(late(0), status="intake") == "3 working days left. The list is not open yet."
    assert sentence(late(0), status="archived", accepted=3) == (
        "The replies are submitted. 3 of 4 data points were accepted."
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (None, "–"),
        (TODAY, "today"),
        (date(2023, 2, 9), "yesterday"),
        (date(2023, 2, 4), "6 days ago"),
        (date(2022, 12, 31), "31 December 2022"),
    ],
)
def test_last_activity_is_told_by_its_distance(day: date | None, said: str) -> None:
    assert ago(day, TODAY) == said
