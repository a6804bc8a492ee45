"""Where an issue stands, by the replies to it."""

from datetime import date

import pytest

from replies.models import Reply
from replies.progress import state_of

TODAY = date(2023, 2, 10)
LATE, LATER = date(2023, 2, 9), date(2023, 2, 10)


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        ([], "unassigned"),
        ([("not_started", LATER), ("not_started", None)], "not_started"),
        ([("not_started", LATER), ("drafting", LATER)], "drafting"),
        ([("returned", LATER), ("accepted", LATER)], "drafting"),
        ([("submitted", LATER), ("drafting", LATER)], "drafting"),
        ([("submitted", LATE), ("cleared", LATE)], "in_review"),
        ([("accepted", LATE), ("submitted", LATE)], "in_review"),
        ([("accepted", LATE), ("accepted", LATE)], "accepted"),
        ([("accepted", LATE), ("drafting", LATE)], "overdue"),
        ([("not_started", LATE)], "overdue"),
    ],
)
def test_state_of_an_issue(replies: list[tuple[str, date | None]], state: str) -> None:
    rows = [Reply(status=status) for status, _due in replies]
    for row, (_status, due) in zip(rows, replies, strict=True):
        row.due = due

    assert state_of(rows, TODAY) == state
