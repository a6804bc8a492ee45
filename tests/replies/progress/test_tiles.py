"""Where an issue stands, by its rows, and what puts it at risk."""

from datetime import date

import pytest

from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.models import Reply
from replies.progress.tiles import Tile, state_of, tiles_of
from replies.requested import Requested, requested_of
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2023, 2, 8)  # a Wednesday
LATE, LATER = date(2023, 2, 7), date(2023, 3, 8)


@pytest.mark.parametrize(
    ("replies", "state"),
    [
        ([], "unassigned"),
        ([("not_started", False), ("not_started", False)], "not_started"),
        ([("not_started", False), ("drafting", False)], "drafting"),
        ([("returned", False), ("accepted", False)], "drafting"),
        ([("submitted", False), ("drafting", False)], "drafting"),
        ([("submitted", False), ("cleared", False)], "in_review"),
        ([("submitted", True), ("cleared", False)], "overdue"),
        ([("accepted", False), ("submitted", False)], "in_review"),
        ([("accepted", False), ("accepted", False)], "accepted"),
        ([("not_started", True)], "overdue"),
    ],
)
def test_state_of_an_issue(replies: list[tuple[str, bool]], state: str) -> None:
    issue = factories.make_issue()
    rows = [
        Requested(issue, None, reply=Reply(status=status), is_overdue=is_late, is_known=True)
        for status, is_late in replies
    ]

    assert state_of(rows or [Requested(issue, None)]) == state


def tile(stored: ListOfIssues, led: set[int] | None = None) -> Tile:
    """The only tile of a list."""
    whole = requested_of(stored, factories.make_coordinator(stored))
    leads = {row.issue.pk for row in whole.rows} if led is None else led
    return tiles_of(whole.rows, leads, Calendar("RUR"), TODAY)[0]


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> ListOfIssues:
    monkeypatch.setattr(ListOfIssues, "today", TODAY)
    return factories.make_list(due_date=LATER)


def test_issue_that_goes_its_way_is_not_at_risk(stored: ListOfIssues) -> None:
    factories.make_reply_in("drafting", stored=stored)

    found = tile(stored)

    assert (found.state, found.words, found.risks, found.title) == (
        "drafting",
        "drafting",
        (),
        "Deaths in custody · replies: 1 drafting",
    )


def test_issue_is_at_risk_for_each_reason_that_it_has(stored: ListOfIssues) -> None:
    returned = factories.make_reply_in("returned", stored=stored)
    issue = returned.assignment.issue
    ministry = factories.make_ministry(name_en="Interior")
    late = factories.make_reply(issue=issue, role="contributor", ministry=ministry).assignment
    late.due_date = LATE
    late.save()
    factories.services.decline(late, reason="Not ours.", by=factories.focal_point_of(late.reply))

    found = tile(stored, led=set())

    reasons = (
        "overdue: Interior (to be written)",
        "no lead",
        "declined by a ministry",
        "returned to a ministry",
    )
    assert (found.state, found.risks) == ("overdue", reasons)
    stand = "replies: 1 not started, 1 returned"
    assert found.title == " · ".join(["Deaths in custody", stand, *reasons])


def test_title_counts_replies_and_not_data_points(stored: ListOfIssues) -> None:
    issue = factories.make_reply_in("cleared", stored=stored, points=3).assignment.issue
    factories.make_reply(issue=issue, role="contributor")

    assert tile(stored).title == "Deaths in custody · replies: 1 not started, 1 cleared"


def test_title_of_what_nobody_is_asked_is_its_label_and_its_risk(stored: ListOfIssues) -> None:
    factories.make_issue(stored)

    assert tile(stored, led=set()).title == "Deaths in custody · no lead"


@pytest.mark.parametrize(
    ("status", "due", "is_at_risk"),
    [
        ("not_started", TODAY, True),
        ("not_started", date(2023, 2, 15), True),
        ("not_started", date(2023, 2, 16), False),
        ("drafting", TODAY, False),
        ("accepted", TODAY, False),
    ],
)
def test_issue_without_any_answer_is_at_risk_five_working_days_before_its_date(
    stored: ListOfIssues, status: str, due: date, *, is_at_risk: bool
) -> None:
    issue = factories.make_issue(stored, due_date=due)
    factories.make_reply_in(status, issue=issue)

    assert tile(stored).risks == ("due within five working days, nothing answered",) * is_at_risk
