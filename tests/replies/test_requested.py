"""What a list requests, of whom, and what of it a person may know; and the filters over it."""

from datetime import date

import pytest
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from issues.models import ListOfIssues
from replies.filter_forms import FilterForm
from replies.filters import STATES, Filters, deadline_of, narrowed
from replies.models import Reply
from replies.requested import Requested, Whole, requested_of
from replies.workflow import Status
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2023, 2, 8)  # a Wednesday


def facts(whole: Whole) -> list[tuple[str, str | None, bool, bool, int]]:
    return [(row.code, row.status, row.is_open, row.is_answered, row.written.words) for row in whole.rows]


@pytest.fixture
def stored() -> ListOfIssues:
    """Issue 1 is answered by one ministry, 2 begun by another, 3 and 4 are asked of nobody."""
    stored = factories.make_list(due_date=TODAY)
    factories.make_reply_in("submitted", stored=stored, points=2)
    factories.make_reply(stored)
    factories.make_point(factories.make_issue(stored, section=factories.make_section(stored)))
    factories.make_issue(stored)
    return stored


def of(stored: ListOfIssues, number: int) -> Reply:
    return Reply.objects.get(assignment__issue__list_of_issues=stored, assignment__issue__number=number)


def test_rows_say_who_is_asked_what_and_where_it_stands(stored: ListOfIssues) -> None:
    known = [("1.1", "submitted", True, True, 2), ("1.2", "submitted", True, True, 2)]
    nobody = [("3.1", None, False, False, 0), ("4", None, False, False, 0)]

    whole = requested_of(stored, factories.make_coordinator(stored))

    assert facts(whole) == [*known, ("2.1", "not_started", True, False, 0), *nobody]
    assert [row.label for row in whole.rows][2:] == ["Data on deaths"] * 2 + ["Deaths in custody"]
    assert [row.has_reached("answered") for row in whole.rows] == [True, True, False, False, False]
    assert [row.ministry is None for row in whole.rows] == [False, False, False, True, True]
    assert [row.assignment is None for row in whole.rows] == [False, False, False, True, True]


def test_ministry_learns_nothing_of_others_and_an_observer_reads_nothing_unaccepted(
    stored: ListOfIssues,
) -> None:
    own = factories.focal_point_of(of(stored, 2))

    ministry, observer = (requested_of(stored, user) for user in (own, factories.make_user("observer")))

    assert facts(ministry)[:3] == [
        ("1.1", None, False, False, 2),
        ("1.2", None, False, False, 2),
        ("2.1", "not_started", True, False, 0),
    ]
    assert [row.ministry is not None for row in ministry.rows][:2] == [True, True]
    assert facts(observer)[0] == ("1.1", "submitted", False, True, 2)


def test_reply_without_data_points_owes_an_answer_to_the_issue() -> None:
    stored = factories.make_list()
    issue = factories.make_reply(stored, points=0).assignment.issue
    factories.make_reply(issue=issue, points=1, role="contributor")

    whole = requested_of(stored, factories.make_coordinator(stored))

    assert [(row.code, row.assignment and row.assignment.role) for row in whole.rows] == [
        ("1.1", "contributor"),
        ("1", "lead"),
    ]


def test_number_of_queries_does_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for points in (1, 3):
        stored = factories.make_list()
        user = factories.make_coordinator(stored)
        for _n in range(points):
            factories.make_reply_in("accepted", stored=stored, points=points)
        with django_assert_num_queries(5):
            requested_of(stored, user)


def test_step_is_overdue_after_its_own_day_and_never_once_accepted(
    stored: ListOfIssues, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_reply_in("accepted", stored=stored)
    monkeypatch.setattr(ListOfIssues, "today", date(2023, 2, 9))

    rows = requested_of(stored, factories.make_user("administrator")).rows

    late = {row.code: (row.is_overdue, deadline_of(row, date(2023, 2, 9))) for row in rows}
    assert late["2.1"] == (True, "overdue")
    assert late["5.1"] == (False, "")
    assert late["3.1"] == (False, "")


@pytest.mark.parametrize(
    ("due", "name"),
    [
        (None, "none"),
        (TODAY, "today"),
        (date(2023, 2, 12), "week"),
        (date(2023, 2, 13), "next-week"),
        (date(2023, 2, 19), "next-week"),
        (date(2023, 2, 20), "later"),
    ],
)
def test_deadline_is_named_by_the_week_it_falls_in(due: date | None, name: str) -> None:
    issue = factories.make_issue()
    row = Requested(issue, None, reply=Reply(status=Status.DRAFTING), due=due, is_known=True)

    assert deadline_of(row, TODAY) == name


def codes(whole: Whole, **filters: str) -> list[str]:
    return [row.code for row in narrowed(whole.rows, Filters(**filters), TODAY)]


def test_filters_keep_what_passes_all_of_them(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))
    code = of(stored, 2).assignment.ministry.code

    assert codes(whole) == ["1.1", "1.2", "2.1", "3.1", "4"]
    assert codes(whole, section="0") == codes(whole, article="2") == ["3.1"]
    assert codes(whole, article="3") == []
    assert codes(whole, ministry=code) == ["2.1"]
    assert codes(whole, ministry=code, kind="measures") == []
    assert codes(whole, kind="statistics") == ["1.1", "1.2", "2.1", "3.1"]


def test_states_name_one_status_or_join_several(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))

    found = {state: codes(whole, state=state) for state in STATES}

    assert {state: rows for state, rows in found.items() if rows} == {
        "unassigned": ["3.1", "4"],
        "not_started": ["2.1"],
        "submitted": ["1.1", "1.2"],
        "overdue": ["1.1", "1.2", "2.1"],
        "unanswered": ["2.1"],
        "answered": ["1.1", "1.2"],
        "handed-in": ["1.1", "1.2"],
    }


def test_filter_by_state_tells_a_ministry_nothing_of_others(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.focal_point_of(of(stored, 2)))

    assert codes(whole, state="submitted") == codes(whole, state="answered") == []
    assert codes(whole, state="unanswered") == codes(whole, deadline="today") == ["2.1"]


def form(whole: Whole, query: str) -> FilterForm:
    return FilterForm(QueryDict(query), issues=whole.issues, rows=whole.rows)


def test_form_takes_the_address_and_leaves_out_what_makes_no_sense(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))

    sense = form(whole, "section=0&article=2&kind=statistics&state=signed&deadline=week")
    nonsense = form(whole, "ministry=gone&article=%00&state=answered&kind=" + "x" * 100)

    assert sense.filters == Filters(
        section="0", article="2", kind="statistics", state="signed", deadline="week"
    )
    assert (sense.left_out, bool(sense.filters), bool(Filters())) == ([], True, False)
    assert nonsense.filters == Filters(state="answered")
    assert nonsense.left_out == [
        "Article “\x00” does not exist in this list: that filter is left out.",
        "Ministry “gone” does not exist in this list: that filter is left out.",
        f"Kind “{'x' * 60}” does not exist in this list: that filter is left out.",
    ]


def test_filters_are_the_query_of_an_address() -> None:
    assert Filters(ministry="mia", state="answered").query(state="", article="2") == "article=2&ministry=mia"
