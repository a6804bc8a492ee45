"""Moving dates: what is stored, who is told, what is refused."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import AtOnce, User
from issues.models import ListOfIssues
from issues.schedule import DEFAULT_SHARES, Plan
from replies import services
from replies.models import News
from tests import factories

pytestmark = pytest.mark.django_db

DUE = date(2023, 2, 15)
STEPS = Plan(*(date(2023, 2, day) for day in (6, 8, 10, 13, 14)))


@pytest.fixture(autouse=True)
def _first_of_february() -> Iterator[None]:
    with time_machine.travel(datetime(2023, 2, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list()


@pytest.fixture
def administrator() -> User:
    return factories.make_user("administrator")


def news() -> list[tuple[User, str, int | None, dict[str, Any]]]:
    rows = News.objects.order_by("pk").select_related("user", "issue")
    return [(row.user, row.kind, row.issue.number if row.issue else None, row.facts) for row in rows]


def test_set_schedule_stores_it_and_tells_whose_step_moves(stored: ListOfIssues, administrator: User) -> None:
    draft, handed_in = (factories.make_reply(stored) for _ in range(2))
    author, officer = factories.focal_point_of(draft), factories.clearing_officer_of(handed_in)
    other_author = factories.focal_point_of(handed_in)
    factories.clearing_officer_of(draft)
    coordinator = factories.make_coordinator(stored)
    factories.answer_all(handed_in, by=other_author)
    services.submit(handed_in, by=other_author)

    effects = services.set_schedule(stored, DUE, STEPS, DEFAULT_SHARES, "Asia/Almaty", by=administrator)

    stored.refresh_from_db()
    kept = (stored.drafts_due, stored.submission_due, stored.shares, stored.time_zone)
    assert kept == (STEPS.drafts, STEPS.submission, [50, 10, 20, 15, 5], "Asia/Almaty")
    assert [effect.reply for effect in effects] == [draft, handed_in]
    # Nothing was planned: the draft was due with the replies, its clearance three working days later.
    assert news() == [
        (author, AtOnce.MOVED, 1, {"before": "2023-02-15", "after": "2023-02-06", "step": "drafts"}),
        (officer, AtOnce.MOVED, 2, {"before": "2023-02-20", "after": "2023-02-08", "step": "clearance"}),
        (coordinator, AtOnce.MOVED, None, {"before": None, "after": "2023-02-13", "step": "translation"}),
        (coordinator, AtOnce.MOVED, None, {"before": None, "after": "2023-02-14", "step": "submission"}),
    ]


def test_set_schedule_tells_coordinators_of_what_they_accept(
    stored: ListOfIssues, administrator: User
) -> None:
    reply = factories.make_reply_in("cleared", stored=stored)
    coordinator = stored.coordinators.get()
    News.objects.all().delete()

    services.set_schedule(stored, date(2023, 2, 16), STEPS, DEFAULT_SHARES, "UTC", by=administrator)

    found = [(user, facts["step"], facts["before"], facts["after"]) for user, _, _, facts in news()]
    assert found == [
        (coordinator, "review", "2023-02-23", "2023-02-10"),
        (coordinator, "due", "2023-02-15", "2023-02-16"),
        (coordinator, "translation", None, "2023-02-13"),
        (coordinator, "submission", None, "2023-02-14"),
    ]
    assert News.objects.first().reply == reply


def test_set_schedule_by_a_command_tells_nobody(stored: ListOfIssues) -> None:
    factories.focal_point_of(factories.make_reply(stored))

    effects = services.set_schedule(stored, DUE, STEPS, DEFAULT_SHARES, "UTC", by=None)

    assert (len(effects), News.objects.count()) == (1, 0)


def test_set_schedule_keeps_a_due_date_that_is_over(administrator: User) -> None:
    stored = factories.make_list(due_date=date(2023, 1, 31))

    services.set_schedule(stored, date(2023, 1, 31), STEPS, DEFAULT_SHARES, "UTC", by=administrator)

    assert stored.drafts_due == STEPS.drafts


def test_set_schedule_refuses_a_new_due_date_that_is_over(stored: ListOfIssues, administrator: User) -> None:
    with pytest.raises(services.Refused) as refusal:
        services.set_schedule(stored, date(2023, 1, 31), STEPS, DEFAULT_SHARES, "UTC", by=administrator)

    stored.refresh_from_db()
    assert (str(refusal.value), stored.drafts_due) == (
        "31 January 2023 is over: choose today or a later day.",
        None,
    )


@pytest.mark.parametrize(
    ("role", "status", "why"),
    [
        ("focal_point", "open", "Only coordinators and administrators move the dates."),
        ("coordinator", "open", "Only coordinators of the list move its dates."),
        ("administrator", "submitted", "The list of issues was submitted: nothing in it changes any more."),
    ],
)
def test_dates_are_refused_in_words(role: str, status: str, why: str) -> None:
    stored, user = factories.make_list(status=status), factories.make_user(role)

    with pytest.raises(services.Refused) as refusal:
        services.set_own_dates(stored, {}, {}, by=user)

    assert str(refusal.value) == why


def test_set_issue_dates_tells_once_for_each_reply(stored: ListOfIssues) -> None:
    coordinator = factories.make_coordinator(stored)
    replies = [factories.make_reply(stored) for _ in range(3)]
    people = [factories.focal_point_of(reply) for reply in replies]
    dates = {reply.assignment.issue: date(2023, 2, 20) for reply in replies}

    services.set_issue_dates(stored, dates, by=coordinator)

    facts = {"before": "2023-02-15", "after": "2023-02-20", "step": "drafts"}
    assert news() == [(person, AtOnce.MOVED, n, facts) for n, person in enumerate(people, start=1)]


@pytest.mark.parametrize("n", [1, 3])
def test_set_issue_dates_takes_a_fixed_number_of_queries(
    stored: ListOfIssues, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    coordinator = factories.make_coordinator(stored)
    replies = [factories.make_reply(stored) for _ in range(n)]
    for reply in replies:
        factories.focal_point_of(reply)
    dates = {reply.assignment.issue: date(2023, 2, 20) for reply in replies}

    with django_assert_num_queries(16):
        services.set_issue_dates(stored, dates, by=coordinator)

    assert News.objects.count() == n


def test_set_assignment_date_and_take_it_away(stored: ListOfIssues) -> None:
    coordinator, assignment = factories.make_coordinator(stored), factories.make_reply(stored).assignment

    first = services.set_assignment_date(assignment, date(2023, 2, 20), by=coordinator)
    second = services.set_assignment_date(assignment, None, by=coordinator)

    moves = [(effect.before, effect.after) for effect in (*first, *second)]
    assert moves == [(DUE, date(2023, 2, 20)), (date(2023, 2, 20), DUE)]


def test_own_date_that_is_over_is_refused_all_or_nothing(stored: ListOfIssues) -> None:
    coordinator = factories.make_coordinator(stored)
    kept = factories.make_issue(stored, due_date=date(2023, 1, 20))
    moved = factories.make_issue(stored)
    over = date(2023, 1, 31)

    with pytest.raises(services.Refused, match="31 January 2023 is over"):
        services.set_issue_dates(stored, {kept: date(2023, 1, 20), moved: over}, by=coordinator)
    with pytest.raises(services.Refused, match="31 January 2023 is over"):
        services.set_assignment_date(factories.make_reply(issue=moved).assignment, over, by=coordinator)

    assert [issue.due_date for issue in stored.issues.all()] == [date(2023, 1, 20), None]
