"""What moving dates does, before anything is written."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from issues.models import ListOfIssues
from issues.schedule import Calendar, Plan
from replies.effects import Effect, Proposed, effects_of
from tests import factories

pytestmark = pytest.mark.django_db

CALENDAR = Calendar("RUR")
STEPS = Plan(*(date(2023, 2, day) for day in (6, 8, 10, 13, 14)))
LATER = Plan(*(date(2023, 2, day) for day in (7, 8, 10, 13, 14)))


@pytest.fixture(autouse=True)
def _first_of_february() -> Iterator[None]:
    with time_machine.travel(datetime(2023, 2, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def stored() -> ListOfIssues:
    ends = {f"{step}_due": end for step, end in STEPS.ends.items()}
    return factories.make_list(**ends)


def shown(effects: list[Effect]) -> list[tuple[int, Role, date | None, date | None, bool, bool]]:
    return [
        (e.reply.assignment.issue.number, e.role, e.before, e.after, e.is_overdue, e.is_too_late)
        for e in effects
    ]


def test_effects_of_a_schedule_follow_the_status_of_each_reply(stored: ListOfIssues) -> None:
    for status in ("drafting", "submitted", "cleared", "accepted"):
        factories.make_reply_in(status, stored=stored)
    own = factories.make_issue(stored, due_date=date(2023, 2, 3))
    factories.make_reply(issue=own)

    found = effects_of(stored, Proposed(due=stored.due_date, steps=LATER), CALENDAR)

    # Later drafts, and a clearance and an acceptance as before: their dates do not move; where the issue has
    # its own date the pace of the schedule counts, which only those feel whose draft is handed in.
    assert shown(found) == [(1, Role.FOCAL_POINT, date(2023, 2, 6), date(2023, 2, 7), False, False)]


@pytest.mark.parametrize(
    ("status", "role", "before", "after"),
    [
        ("submitted", Role.CLEARING_OFFICER, date(2023, 2, 8), date(2023, 2, 9)),
        ("cleared", Role.COORDINATOR, date(2023, 2, 10), date(2023, 2, 13)),
    ],
)
def test_effects_of_another_pace(
    stored: ListOfIssues, status: str, role: Role, before: date, after: date
) -> None:
    factories.make_reply_in(status, stored=stored)
    steps = Plan(*(date(2023, 2, day) for day in (6, 9, 13, 13, 14)))

    found = effects_of(stored, Proposed(due=stored.due_date, steps=steps), CALENDAR)

    assert shown(found) == [(1, role, before, after, False, False)]


def test_effects_of_own_dates(stored: ListOfIssues) -> None:
    first, second = (factories.make_reply(stored) for _ in range(2))
    proposed = Proposed(
        issues={first.assignment.issue_id: date(2023, 1, 31)},
        assignments={second.assignment_id: date(2023, 2, 16)},
    )

    found = effects_of(stored, proposed, CALENDAR)

    assert shown(found) == [
        (1, Role.FOCAL_POINT, date(2023, 2, 6), date(2023, 1, 31), True, False),
        (2, Role.FOCAL_POINT, date(2023, 2, 6), date(2023, 2, 16), False, True),
    ]
    assert found[1].facts == {"before": "2023-02-06", "after": "2023-02-16", "step": "drafts"}


def test_effects_where_nothing_was_due() -> None:
    stored = factories.make_list(due_date=None)
    reply = factories.make_reply(stored)

    found = effects_of(stored, Proposed(issues={reply.assignment.issue_id: date(2023, 1, 31)}), CALENDAR)
    nothing = effects_of(stored, Proposed(), CALENDAR)

    assert shown(found) == [(1, Role.FOCAL_POINT, None, date(2023, 1, 31), True, False)]
    assert (found[0].facts["before"], nothing) == (None, [])


@pytest.mark.parametrize("n", [1, 3])
def test_effects_take_one_query(
    stored: ListOfIssues, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(n):
        factories.make_reply(stored)

    with django_assert_num_queries(1):
        found = effects_of(stored, Proposed(steps=LATER), CALENDAR)

    assert len(found) == n
