from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from issues.models import (
    Assignment,
    CalendarDay,
    Coordination,
    DataPoint,
    Issue,
    ListOfIssues,
    Passage,
    Section,
    SourceNote,
)
from issues.models.lists import validate_time_zone
from issues.schedule import Calendar
from tests import factories

pytestmark = pytest.mark.django_db


def test_validate_time_zone_refuses_a_name_that_is_none() -> None:
    validate_time_zone("Asia/Almaty")

    with pytest.raises(ValidationError, match="“Almaty” is not a time zone; write one such as Asia/Almaty"):
        validate_time_zone("Almaty")


def test_today_is_that_of_the_state() -> None:
    stored = factories.make_list(time_zone="Asia/Almaty")

    with time_machine.travel(datetime(2023, 2, 15, 23, 0, tzinfo=UTC)):
        assert stored.today == date(2023, 2, 16)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("focal_point", {"open"}),
        ("observer", {"open"}),
        ("coordinator", {"intake"}),
        ("administrator", {"intake", "open"}),
    ],
)
def test_visible_to_shows_a_list_by_role(role: str, expected: set[str]) -> None:
    factories.make_list()
    coordinator = factories.make_coordinator(factories.make_list(status="intake"))
    user = coordinator if role == "coordinator" else factories.make_user(role)

    assert {stored.status for stored in ListOfIssues.objects.visible_to(user)} == expected


def test_assignments_are_visible_to_those_concerned() -> None:
    assignment = factories.make_reply().assignment
    users = [
        factories.make_user(Role.FOCAL_POINT, assignment.ministry),
        factories.make_coordinator(assignment.issue.list_of_issues),
        factories.make_user(Role.ADMINISTRATOR),
        factories.make_user(Role.FOCAL_POINT),
        factories.make_user(Role.OBSERVER),
    ]

    seen = [Assignment.objects.visible_to(user).exists() for user in users]

    assert seen == [True, True, True, False, False]


def test_list_refuses_what_cannot_be() -> None:
    stored = factories.make_list()

    for values, name in (({"status": "lost"}, "status_known"), ({"word_limit": 0}, "word_limit_positive")):
        with pytest.raises(IntegrityError, match=f"issues_listofissues_{name}"), transaction.atomic():
            ListOfIssues.objects.filter(pk=stored.pk).update(**values)
    with pytest.raises(IntegrityError, match="symbol"), transaction.atomic():
        factories.make_list(symbol=stored.symbol)


def test_text_refuses_doubles() -> None:
    issue = factories.make_point(factories.make_issue(section=factories.make_section())).issue
    stored = issue.list_of_issues
    point, coordinator = issue.data_points.get(), factories.make_coordinator(stored)
    note = factories.make_note(stored)
    doubles = [
        (lambda: factories.make_section(issue.section.list_of_issues, position=0), "issues_section_position"),
        (lambda: factories.make_issue(stored, number=issue.number), "issues_issue_number"),
        (
            lambda: Passage.objects.create(issue=issue, position=0, item="a", text="x"),
            "issues_passage_position",
        ),
        (lambda: Passage.objects.create(issue=issue, position=1, text="x"), "issues_passage_item"),
        (lambda: factories.make_note(stored, position=note.position), "issues_sourcenote_position"),
        (lambda: factories.make_point(issue, code=point.code), "issues_datapoint_code"),
        (lambda: factories.make_point(issue, position=point.position), "issues_datapoint_position"),
        (
            lambda: Coordination.objects.create(list_of_issues=stored, user=coordinator),
            "issues_coordination_once",
        ),
    ]

    for double, name in doubles:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            double()


def test_data_point_refuses_an_empty_passage_and_an_unknown_kind() -> None:
    point = factories.make_point()

    for values, name in (({"end": point.start}, "passage_not_empty"), ({"kind": "wish"}, "kind_known")):
        with pytest.raises(IntegrityError, match=f"issues_datapoint_{name}"), transaction.atomic():
            DataPoint.objects.filter(pk=point.pk).update(**values)


def test_note_stands_at_one_place() -> None:
    issue = factories.make_issue()

    with pytest.raises(IntegrityError, match="issues_sourcenote_one_place"), transaction.atomic():
        factories.make_note(
            issue.list_of_issues,
            passage=issue.passages.get(),
            section=factories.make_section(issue.list_of_issues),
        )


def test_assignment_refuses_two_leads_and_one_ministry_twice() -> None:
    assignment = factories.make_reply().assignment

    with pytest.raises(IntegrityError, match="issues_assignment_one_lead"), transaction.atomic():
        Assignment.objects.create(issue=assignment.issue, ministry=factories.make_ministry(), role="lead")
    with pytest.raises(IntegrityError, match="issues_assignment_once"), transaction.atomic():
        factories.make_reply(issue=assignment.issue, ministry=assignment.ministry, role="contributor")
    with pytest.raises(IntegrityError, match="issues_assignment_role_known"), transaction.atomic():
        Assignment.objects.update(role="owner")
    with pytest.raises(IntegrityError, match="issues_assigneddatapoint_once"), transaction.atomic():
        assignment.assigned_data_points.create(data_point=assignment.data_points.get())


def test_assignment_keeps_who_responded_and_why() -> None:
    assignment = factories.make_reply().assignment
    person, now = factories.make_user(), timezone.now()

    for values, name in (
        ({"response": "lost", "responded_by": person, "responded_at": now}, "response_known"),
        ({"response": "accepted"}, "responded_by_and_at"),
        ({"response": "declined", "responded_by": person, "responded_at": now}, "declined_with_a_reason"),
        ({"proposed": assignment.ministry}, "proposed_is_another"),
    ):
        with pytest.raises(IntegrityError, match=f"issues_assignment_{name}"), transaction.atomic():
            Assignment.objects.filter(pk=assignment.pk).update(**values)


def test_calendars_of_several_states(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    moved, feast = date(2023, 2, 11), date(2023, 2, 8)
    CalendarDay.objects.create(state="KAZ", day=moved, is_working=True)
    CalendarDay.objects.create(state="KAZ", day=feast, is_working=False, name="Feast")
    CalendarDay.objects.create(state="RUR", day=feast, is_working=False)

    with django_assert_num_queries(1):
        found = CalendarDay.objects.calendars(["KAZ", "XXX"])

    assert found == {
        "KAZ": Calendar("KAZ", frozenset({feast}), frozenset({moved})),
        "XXX": Calendar("XXX"),
    }
    assert str(CalendarDay.objects.get(state="RUR")) == "RUR 2023-02-08"
    assert CalendarDay.objects.calendar("RUR") == Calendar("RUR", frozenset({feast}))


def test_rows_are_named_as_people_name_them() -> None:
    reply = factories.make_reply(factories.make_list(symbol="CAT/C/RUR/Q/2"))
    issue, stored = reply.assignment.issue, reply.assignment.issue.list_of_issues
    ministry, coordinator = reply.assignment.ministry, factories.make_coordinator(stored)
    rows = [
        stored,
        factories.make_section(stored),
        issue,
        issue.passages.get(),
        factories.make_note(stored),
        issue.data_points.get(),
        reply.assignment,
        stored.coordinations.get(),
        reply.assignment.assigned_data_points.get(),
    ]

    assert [str(row) for row in rows] == [
        "CAT/C/RUR/Q/2",
        "Article 2",
        "1. Deaths in custody",
        "Please provide data on deaths and on their causes.",
        "1 CAT/C/RUR/2, para. 4.",
        "1.1 Data on deaths",
        f"1. Deaths in custody · {ministry}",
        f"{coordinator} · CAT/C/RUR/Q/2",
        f"1.1 · {reply.assignment.pk}",
    ]
    assert [type(row) for row in rows][1:3] == [Section, Issue]
    assert SourceNote.objects.count() == 1
