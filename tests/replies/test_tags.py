from datetime import UTC, date, datetime

import pytest
from django.utils.timezone import localtime

from accounts.models import User
from issues.models import DataPoint
from replies.models import Answer
from replies.templatetags.reply_tags import due_pill, printed, saved_at

TODAY = date(2023, 2, 10)


@pytest.mark.parametrize(
    ("due", "is_open", "pill"),
    [
        (None, True, '<span class="pill pill--idle">no date</span>'),
        (date(2023, 2, 9), True, '<span class="pill pill--late">overdue since 9 February</span>'),
        (date(2023, 2, 9), False, '<span class="pill pill--idle">due 9 February</span>'),
        (date(2023, 2, 17), True, '<span class="pill pill--wait">due 17 February</span>'),
        (date(2023, 2, 18), True, '<span class="pill pill--idle">due 18 February</span>'),
        (date(2024, 1, 9), True, '<span class="pill pill--idle">due 9 January 2024</span>'),
    ],
)
def test_due_pill_says_how_urgent(due: date | None, is_open: bool, pill: str) -> None:
    assert due_pill(due, TODAY, is_open=is_open) == pill


@pytest.mark.parametrize(
    ("answer", "html"),
    [
        (None, '<p class="muted">No answer yet.</p>'),
        (Answer(form="text", text=""), '<p class="muted">No answer yet.</p>'),
        (Answer(form="text", text="<p>Nine<script>x</script></p>"), "<p>Nine</p>"),
        (Answer(form="unavailable", text="a < b"), "<p>Not available, because a &lt; b</p>"),
        (Answer(form="see", see=DataPoint(pk=1, code="6(a).2")), "<p>See the answer to 6(a).2.</p>"),
        (Answer(form="nothing"), "<p>Nothing to add.</p>"),
    ],
)
def test_printed_shows_an_answer_as_it_reads(answer: Answer | None, html: str) -> None:
    assert printed(answer) == html


@pytest.mark.parametrize(
    ("hour", "reader", "words"),
    [(9, 1, "Saved 15:02"), (9, 2, "Saved 15:02 by Person"), (20, 1, "Saved 10 Feb 2023")],
)
def test_saved_at_says_when_and_by_whom(hour: int, reader: int, words: str) -> None:
    writer = User(pk=1, name="Person")
    answer = Answer(edited_by=writer, edited_at=datetime(2023, 2, 10, 9, 2, tzinfo=UTC))
    today = localtime(datetime(2023, 2, 10, hour, tzinfo=UTC)).date()

    assert saved_at(answer, today, User(pk=reader)) == words
