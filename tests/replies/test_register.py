"""The rows of the register, and the columns over them."""

from datetime import date

import pytest

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Reply
from replies.register import Hit, More, RegisterRow, issue_rows, of_found, open_comments, with_one_of
from replies.register_columns import OF_POINTS, columns_for, ordered
from replies.requested import requested_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored() -> ListOfIssues:
    """Issue 1 is submitted by one, begun by another; 2 accepted; nobody is asked 3; 4 asks nothing."""
    stored = factories.make_list(due_date=date(2023, 2, 8))
    section = factories.make_section(stored, heading="Articles 2 and 3", articles=[2, 3])
    first = factories.make_reply_in(
        "submitted",
        issue=factories.make_issue(stored, section=section),
        points=2,
        ministry=factories.make_ministry(name_en="Interior"),
    )
    second = factories.make_reply(
        issue=first.assignment.issue, role="contributor", ministry=factories.make_ministry(name_en="Health")
    )
    factories.answer_all(second, by=factories.focal_point_of(second))
    factories.make_reply_in("accepted", stored=stored, ministry=factories.make_ministry(name_en="Justice"))
    asked = factories.make_issue(stored, label="Forgotten")
    factories.make_point(asked, disaggregation=["sex", "age"], period="2018", kind="measures")
    factories.make_issue(stored)
    return stored


def reply_of(name: str) -> Reply:
    return Reply.objects.get(assignment__ministry__name_en=name)


def facts(rows: list[RegisterRow], *names: str) -> list[tuple[object, ...]]:
    columns = {column.name: column for column in columns_for("issue", User(role="administrator"))}
    return [tuple(columns[name].value(row) for name in names) for row in rows]


def test_rows_are_the_issues_with_what_is_asked_of_whom(stored: ListOfIssues) -> None:
    rows = issue_rows(requested_of(stored, factories.make_coordinator(stored)))

    assert facts(rows, "issue", "article", "section", "points", "answered", "words") == [
        (1, "2, 3", "Articles 2 and 3", 3, 3, 6),
        (2, "", "", 1, 1, 2),
        (3, "", "", 1, 0, None),
        (4, "", "", 0, None, None),
    ]
    assert facts(rows, "ministries", "state") == [
        ("Interior: submitted; Health: drafting", "overdue"),
        ("Justice: accepted", "accepted"),
        ("no ministry", "no ministry"),
        ("no ministry", "no ministry"),
    ]
    assert [row.to_answer for row in rows] == [3, 1, 1, None]
    assert [row.has_lead for row in rows] == [True, True, False, False]
    assert [row.is_overdue for row in rows] == [True, False, False, False]


def test_deadline_is_the_nearest_step_that_is_owed(stored: ListOfIssues) -> None:
    rows = issue_rows(requested_of(stored, factories.make_coordinator(stored)))

    nearest = min(row.due for row in rows[0].rows if row.due)
    assert facts(rows, "deadline") == [(nearest,), ("nothing due",), (None,), (None,)]


def test_row_tells_a_ministry_nothing_of_others(stored: ListOfIssues) -> None:
    of_interior, of_justice = (
        issue_rows(requested_of(stored, factories.focal_point_of(reply_of(name))))
        for name in ("Interior", "Justice")
    )

    names = ("points", "answered", "words", "state", "ministries")
    assert facts(of_interior, *names)[:2] == [
        (3, 2, 4, None, "Interior: submitted; Health"),
        (1, None, None, None, "Justice"),
    ]
    assert facts(of_justice, *names)[:2] == [
        (3, None, None, None, "Interior; Health"),
        (1, 1, 2, "accepted", "Justice: accepted"),
    ]


def test_shares_and_comments_stand_beside_their_issue(stored: ListOfIssues) -> None:
    services.comment(
        reply_of("Interior"), text="Which year?", by=factories.focal_point_of(reply_of("Interior"))
    )
    services.comment(
        reply_of("Interior"), text="Which law?", by=factories.focal_point_of(reply_of("Interior"))
    )
    user = factories.make_coordinator(stored)
    whole = requested_of(stored, user)
    first = whole.issues[0].pk

    comments = open_comments(stored, user)
    rows = issue_rows(whole, More({first: 350}, comments))

    assert comments == {first: 2}
    assert open_comments(stored, factories.focal_point_of(reply_of("Health"))) == {}
    assert facts(rows, "share", "comments") == [(350, 2), (None, 0), (None, 0), (None, 0)]


def test_issue_is_shown_when_one_of_its_rows_passes(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))
    passing = [row for row in whole.rows if str(row.ministry) in {"Health", "Justice"}]

    assert [row.issue.number for row in with_one_of(issue_rows(whole), passing)] == [1, 2]


def test_data_points_are_found_by_their_places_and_all_of_an_issue_that_has_none(
    stored: ListOfIssues,
) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))
    first, second, *_rest = issue_rows(whole)
    hit = Hit("1.2", "Data on deaths", "#mark-1.2")
    found = [RegisterRow(first.issue, 3, first.rows, hits=(hit,)), second]

    assert [row.code for row in of_found(whole.rows, found)] == ["1.2", "2.1"]


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("", [1, 2, 3, 4]),
        ("unknown", [1, 2, 3, 4]),
        ("-issue", [4, 3, 2, 1]),
        ("points", [4, 2, 3, 1]),
        ("-points", [1, 2, 3, 4]),
        ("words", [2, 1, 3, 4]),
        ("-words", [1, 2, 3, 4]),
        ("article", [1, 2, 3, 4]),
        ("state", [3, 4, 2, 1]),
        ("-ministries", [2, 1, 3, 4]),
    ],
)
def test_rows_stand_in_the_order_of_a_column_and_those_without_a_value_last(
    stored: ListOfIssues, sort: str, numbers: list[int]
) -> None:
    user = factories.make_coordinator(stored)

    rows = ordered(issue_rows(requested_of(stored, user)), columns_for("issue", user), sort)

    assert [row.issue.number for row in rows] == numbers


def test_columns_of_data_points_say_what_is_asked_of_whom(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))

    told = [[column.value(row) for column in OF_POINTS] for row in whole.rows]

    due = [row.due for row in whole.rows]
    article, section = "2, 3", "Articles 2 and 3"
    deaths = ["Data on deaths", "statistics", ""]
    assert told[0] == ["1.1", *deaths, article, section, "Interior", "lead", due[0], "submitted", "yes", 2]
    assert told[2] == [
        "1.3",
        *deaths,
        article,
        section,
        "Health",
        "contributor",
        due[2],
        "drafting",
        "yes",
        2,
    ]
    assert told[3] == ["2.1", *deaths, "", "", "Justice", "lead", "nothing due", "accepted", "yes", 2]
    asked = ["3.1", "Data on deaths", "measures", "sex · age · 2018"]
    assert told[4] == [*asked, "", "", "no ministry", None, None, None, None, None]
    assert told[5] == ["4", "Deaths in custody", None, "", "", "", "no ministry", *[None] * 5]


def test_data_points_are_sorted_by_their_place_and_by_how_far_they_are(stored: ListOfIssues) -> None:
    whole = requested_of(stored, factories.make_coordinator(stored))

    by = {sort: [row.code for row in ordered(whole.rows, OF_POINTS, sort)] for sort in ("-code", "status")}

    assert by == {
        "-code": ["4", "3.1", "2.1", "1.3", "1.2", "1.1"],
        "status": ["1.3", "1.1", "1.2", "2.1", "3.1", "4"],
    }


def test_data_point_not_answered_says_no(stored: ListOfIssues) -> None:
    factories.make_reply(stored)
    whole = requested_of(stored, factories.make_coordinator(stored))
    answered = next(column for column in OF_POINTS if column.name == "answered")

    assert answered.value(whole.rows[-1]) == "no"


def test_observer_has_no_column_of_comments() -> None:
    names = [column.name for column in columns_for("issue", User(role="observer"))]

    assert ("comments" in names, "words" in names) == (False, True)
