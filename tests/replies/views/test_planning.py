"""The page of the schedule: shown, planned backwards, looked at before it is saved."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import ListOfIssues
from issues.schedule import Plan
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

STEPS = Plan(*(date(2023, 2, day) for day in (6, 8, 10, 13, 14)))
DATES = {step: end.isoformat() for step, end in STEPS.ends.items()}
SHARES = {"drafts": 50, "clearance": 10, "review": 20, "translation": 15, "submission": 5}
TYPED = {"due": "2023-02-15", "time_zone": "UTC", **{f"share_{s}": n for s, n in SHARES.items()}, **DATES}


@pytest.fixture(autouse=True)
def _first_of_february() -> Iterator[None]:
    with time_machine.travel(datetime(2023, 2, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def stored() -> ListOfIssues:
    """A list with a schedule and one issue in a section, given to a ministry."""
    ends = {f"{step}_due": end for step, end in STEPS.ends.items()}
    stored = factories.make_list(document_date=date(2023, 1, 16), shares=list(SHARES.values()), **ends)
    issue = factories.make_issue(stored, section=factories.make_section(stored), label="Deaths & <b>")
    factories.make_reply(issue=issue, ministry=factories.make_ministry(name_en="Health"))
    return stored


@pytest.fixture
def coordinator(stored: ListOfIssues) -> User:
    return factories.make_coordinator(stored)


def url_of(stored: ListOfIssues, name: str = "schedule") -> str:
    return reverse(f"replies:{name}", args=[stored.pk])


def get(client: SignedIn, user: User, stored: ListOfIssues) -> str:
    return client.of(user).get(url_of(stored)).content.decode()


def post(
    client: SignedIn, stored: ListOfIssues, values: Mapping[str, Any], name: str = "schedule", **more: str
) -> tuple[int, str]:
    response = client.post(url_of(stored, name), values, headers=dict(more))
    return response.status_code, response.content.decode()


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page)
    assert found is not None
    return found[1]


def value_of(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'<input[^>]*value="([^"]*)"[^>]*name="{name}"', page
    )
    return found[1] if found else ""


def test_page_draws_the_steps_and_says_what_comes_next(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    page = get(client, coordinator, stored)

    for said in (
        "<h1>Drafts: 3 working days left. 1 step needs attention.</h1>",
        'data-first="2023-01-16" data-days="33"',
        'aria-label="Last day: Clearance" aria-valuemin="0" aria-valuemax="33" aria-valuenow="23"',
        '<tspan class="steps__step">Drafts</tspan> · 6 February 2023 · 15 working days',
        "Translation: 1 working day is little; its share would be 3.",
        "Deaths &amp; &lt;b&gt;",
        "Health",
        ">Schedule</a>",
    ):
        assert said in page
    assert (value_of(page, "drafts"), value_of(page, "share_drafts")) == ("2023-02-06", "50")


@pytest.mark.parametrize("role", ["focal_point", "observer"])
def test_page_is_read_only_to_who_does_not_plan(client: SignedIn, stored: ListOfIssues, role: str) -> None:
    page = get(client, factories.make_user(role), stored)

    shown = ("Only coordinators and administrators move the dates.", "<td>6 February 2023</td>")
    assert [said in page for said in shown] == [True, True]
    assert [part in page for part in ('type="date"', "data-handle", "Move these dates")] == [False] * 3


def test_next_step_shows_only_to_who_sees_the_reply(client: SignedIn, stored: ListOfIssues) -> None:
    reply = factories.make_reply_in("submitted", issue=factories.make_issue(stored))

    own = get(client, factories.clearing_officer_of(reply), stored)
    others = get(client, factories.make_user(), stored)

    next_step = '<span>8 February 2023</span> <span class="muted">clearing officer</span>'
    assert [next_step in page for page in (own, others)] == [True, False]


def test_overdue_and_accepted_replies_say_so(
    client: SignedIn, coordinator: User, stored: ListOfIssues
) -> None:
    factories.make_reply_in(
        "accepted", issue=factories.make_issue(stored, due_date=date(2023, 1, 20), number=8)
    )
    factories.make_reply(issue=factories.make_issue(stored, due_date=date(2023, 1, 23), number=9))

    page = get(client, coordinator, stored)

    assert ('<span class="late">23 January 2023</span>' in page, "20 January 2023" in page) == (True, False)


@pytest.mark.parametrize(
    ("fields", "said", "drafts"),
    [
        ({"due_date": None}, "Nothing is planned yet: set when the replies are due in Geneva.", ""),
        ({}, "Nothing is planned yet: look at the steps proposed, and set them.", "2023-02-08"),
        ({"due_date": date(2023, 2, 3)}, "Nothing is planned yet: look at the steps proposed", ""),
        ({"status": "submitted"}, "The list of issues was submitted: nothing in it changes any more.", ""),
    ],
    ids=["no_due_date", "proposed", "no_room", "submitted"],
)
def test_page_of_a_list_without_a_schedule(
    client: SignedIn, administrator: User, fields: dict[str, object], said: str, drafts: str
) -> None:
    page = get(client, administrator, factories.make_list(**fields))

    assert (said in page, value_of(page, "drafts")) == (True, drafts)
    assert "Here stand the issues and by when each is due" in page


def test_page_says_when_all_steps_are_over(
    client: SignedIn, administrator: User, stored: ListOfIssues
) -> None:
    with time_machine.travel(datetime(2023, 3, 1, 12, tzinfo=UTC), tick=False):
        page = get(client, administrator, stored)

    assert "<h1>All steps of the schedule are over. 1 step needs attention.</h1>" in page
    assert "is over." not in page


@pytest.mark.parametrize("n", [1, 3])
def test_page_takes_a_fixed_number_of_queries(
    client: SignedIn,
    stored: ListOfIssues,
    coordinator: User,
    n: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(n - 1):
        factories.make_reply(stored)
    get(client, coordinator, stored)

    with django_assert_num_queries(11):
        get(client, coordinator, stored)


def test_schedule_is_shown_before_it_is_saved(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    client.of(coordinator)
    values = TYPED | {"drafts": "2023-02-07"}

    status, page = post(client, stored, values)
    stored.refresh_from_db()
    before = stored.drafts_due
    saved, _page = post(client, stored, values | {"do": "save", "seen": seen_in(page)})

    stored.refresh_from_db()
    assert (status, before, saved, stored.drafts_due) == (200, STEPS.drafts, 302, date(2023, 2, 7))
    for said in (
        "<h3>The next step of 1 reply moves, in 1 ministry.</h3>",
        "<li>Drafts: 6 February 2023 → <b>7 February 2023</b></li>",
        "<td>Health</td>",
        "Move these dates",
    ):
        assert said in page


def test_schedule_that_was_not_shown_is_not_saved(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    client.of(coordinator)

    status, page = post(client, stored, TYPED | {"drafts": "2023-02-07", "do": "save", "seen": "a"})

    stored.refresh_from_db()
    assert (status, stored.drafts_due) == (200, STEPS.drafts)
    assert "Look at what changes, below, and confirm it once more" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Nothing is changed yet."),
        ({"time_zone": "Asia/Almaty", "share_drafts": 60}, "<li>Time zone</li>"),
        ({"time_zone": "Asia/Almaty", "share_drafts": 60}, "<li>Shares of the steps</li>"),
        ({"review": "2023-02-09"}, "<h3>Nobody&#x27;s next step moves.</h3>"),
        ({"drafts": "2023-01-31"}, "1 of them is overdue at once."),
        ({"drafts": "2023-01-31"}, "Drafts: 31 January 2023 is over."),
        ({"drafts": "2023-02-05"}, "is a day off; the last working day before it is 3 February 2023."),
        ({"clearance": "2023-02-13"}, "is after the next step ends (Coordination review, 10 February 2023)."),
        ({"submission": "2023-02-16"}, "is after the replies are due in Geneva, 15 February 2023."),
    ],
)
def test_preview_says_what_moves_and_what_is_wrong(
    client: SignedIn, stored: ListOfIssues, coordinator: User, changes: dict[str, object], said: str
) -> None:
    client.of(coordinator)

    status, page = post(client, stored, TYPED | changes, **{"HX-Request": "true"})

    assert (status, said in page, "<html" in page) == (200, True, False)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due": ""}, "Replies due in Geneva: Type a date."),
        ({"drafts": "soon"}, "Drafts: This is no date: type day, month and year."),
        ({"due": "2023-01-31"}, "31 January 2023 is over: choose today or a later day."),
        ({"review": "3023-02-10"}, "10 February 3023 is more than five years away: look at the year."),
        ({"share_drafts": "-1"}, "Drafts: Ensure this value is greater than or equal to 0."),
        ({f"share_{step}": "0" for step in SHARES}, "One of the shares has to be above 0."),
        ({"time_zone": "Mars"}, "Choose one of the time zones offered."),
    ],
)
def test_bad_input_says_what_to_do_and_stays(
    client: SignedIn, stored: ListOfIssues, coordinator: User, changes: dict[str, object], said: str
) -> None:
    client.of(coordinator)

    live = post(client, stored, TYPED | changes, **{"HX-Request": "true"})
    status, page = post(client, stored, TYPED | changes | {"do": "nonsense"})

    kept = [value_of(page, name) for name, value in changes.items() if value and name != "time_zone"]
    assert (live[0], said in live[1], status, said.rpartition(": ")[2] in page) == (422, True, 422, True)
    assert kept == [value for name, value in changes.items() if value and name != "time_zone"]


def test_plan_backwards_fills_the_steps_and_saves_nothing(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    client.of(coordinator)

    status, page = post(client, stored, TYPED | {"due": "2023-03-13", "drafts": "", "do": "plan"})

    stored.refresh_from_db()
    ends = [value_of(page, step) for step in SHARES]
    assert ends == ["2023-02-13", "2023-02-17", "2023-03-01", "2023-03-09", "2023-03-13"]
    assert (status, stored.drafts_due, "Move these dates" in page) == (200, STEPS.drafts, True)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due": "2023-01-17"}, "17 January 2023 is over"),
        ({"due": "2023-02-01", "share_translation": "1000"}, "Choose a later due date, or set the dates"),
    ],
)
def test_plan_backwards_without_room_says_what_is_missing(
    client: SignedIn, stored: ListOfIssues, coordinator: User, changes: dict[str, object], said: str
) -> None:
    client.of(coordinator)

    status, page = post(client, stored, TYPED | changes | {"do": "plan"})

    assert (status, said in page, value_of(page, "drafts")) == (422, True, "2023-02-06")


def fields_of(stored: ListOfIssues) -> tuple[str, str]:
    issue = stored.issues.get()
    return f"issue-{issue.pk}", f"assignment-{issue.assignments.get().pk}"


def test_own_date_is_shown_before_it_is_saved(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    client.of(coordinator)
    issue, assignment = fields_of(stored)
    values = {issue: "2023-02-16", assignment: ""}

    status, page = post(client, stored, values, "deadlines")
    live, part = post(client, stored, values, "deadlines", **{"HX-Request": "true"})
    unseen, _page = post(client, stored, values | {"do": "save"}, "deadlines")
    before = stored.issues.get().due_date
    saved, _page = post(client, stored, values | {"do": "save", "seen": seen_in(page)}, "deadlines")

    assert (status, live, unseen, before, saved) == (200, 200, 200, None, 302)
    assert stored.issues.get().due_date == date(2023, 2, 16)
    assert ("after Geneva" in part, "<html" in part, "<b>16 February 2023</b>" in page) == (True, False, True)


@pytest.mark.parametrize(
    ("values", "issue", "assignment"),
    [
        ({"many": "set", "day": "2023-02-09"}, "2023-02-09", "2023-02-09"),
        ({"many": "shift", "days": "2"}, "2023-02-08", "2023-02-08"),
        ({"many": "shift", "days": "-1", "issue": "2023-02-13"}, "2023-02-10", "2023-02-10"),
        ({"many": "clear", "issue": "2023-02-13"}, "", ""),
    ],
)
def test_many_rows_at_once_are_filled_and_not_saved(
    client: SignedIn,
    stored: ListOfIssues,
    coordinator: User,
    values: dict[str, str],
    issue: str,
    assignment: str,
) -> None:
    client.of(coordinator)
    names = fields_of(stored)
    sent = {names[0]: values.pop("issue", ""), names[1]: "", "rows": names, "do": "many"} | values

    status, page = post(client, stored, sent, "deadlines")

    found = tuple(value_of(page, name) for name in names)
    assert (status, found, stored.issues.get().due_date) == (200, (issue, assignment), None)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rows": []}, "Tick at least one row."),
        ({"many": "set"}, "Type the date that the ticked rows are to have."),
        ({"many": "shift"}, "Type by how many working days the ticked rows are to be shifted."),
        ({"rows": ["issue-0"]}, "A ticked row is no longer there: load the page again."),
        ({"issue": "2023-01-31", "do": "preview"}, "31 January 2023 is over: choose today or a later day."),
    ],
)
def test_many_rows_without_what_they_need_say_so(
    client: SignedIn, stored: ListOfIssues, coordinator: User, values: dict[str, object], said: str
) -> None:
    client.of(coordinator)
    issue, _assignment = fields_of(stored)
    sent = {issue: values.pop("issue", ""), "rows": [issue], "do": "many"} | values

    status, page = post(client, stored, sent, "deadlines")

    assert (status, said in page) == (422, True)


def test_shift_of_a_row_that_nothing_is_due_for_leaves_it(client: SignedIn, administrator: User) -> None:
    stored = factories.make_list(due_date=None)
    issue = factories.make_issue(stored)
    client.of(administrator)
    sent = {f"issue-{issue.pk}": "", "rows": [f"issue-{issue.pk}"], "many": "shift", "days": "2"}

    status, page = post(client, stored, sent | {"do": "many"}, "deadlines")

    assert (status, value_of(page, f"issue-{issue.pk}"), "Nothing is changed yet." in page) == (200, "", True)


@pytest.mark.parametrize("name", ["schedule", "deadlines"])
def test_list_submitted_meanwhile_is_said_on_the_page(
    client: SignedIn, stored: ListOfIssues, coordinator: User, name: str
) -> None:
    client.of(coordinator)
    typed = TYPED | {"due": "2023-02-16"} if name == "schedule" else {fields_of(stored)[0]: "2023-02-09"}
    _status, page = post(client, stored, typed, name)

    def submitted_first(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        if "FOR NO KEY UPDATE" in sql:
            ListOfIssues.objects.update(status="submitted")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(submitted_first):
        status, page = post(client, stored, typed | {"do": "save", "seen": seen_in(page)}, name)

    assert (status, "The list of issues was submitted: nothing in it changes" in page) == (422, True)


def test_reload_of_deadlines_leads_back(client: SignedIn, stored: ListOfIssues, coordinator: User) -> None:
    response = client.of(coordinator).get(url_of(stored, "deadlines"))

    assert (response.status_code, response.headers["Location"]) == (302, url_of(stored))
