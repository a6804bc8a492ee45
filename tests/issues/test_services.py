"""Storing a list whole, with the real one as the example."""

from datetime import date
from pathlib import Path

import pytest

from issues import services
from issues.intake.parsed import NoteMark, ParsedIssue, ParsedList, ParsedNote, ParsedPassage
from issues.models import DataPoint, ListOfIssues, SourceNote
from issues.registers import DATA, read_list
from issues.schedule import Plan, Shares
from tests import factories

pytestmark = pytest.mark.django_db
SOURCE = DATA / "CAT_C_KAZ_Q_4" / "list.txt"


def load(path: Path = SOURCE) -> ListOfIssues:
    return services.load(read_list(path), content=path.read_bytes(), name=path.name)


def test_load_stores_the_real_list_whole() -> None:
    stored = load()

    counts = (stored.sections.count(), stored.issues.count(), stored.notes.count())
    assert (stored.symbol, stored.document_date, counts) == (
        "CAT/C/KAZ/Q/4",
        date(2022, 12, 16),
        (12, 30, 68),
    )
    assert DataPoint.objects.filter(issue__list_of_issues=stored).count() == 166
    assert stored.issues.get(number=6).section.heading == "Article 2"
    with stored.source.open("rb") as source:
        assert source.read() == SOURCE.read_bytes()


def test_load_ties_each_data_point_and_note_to_its_place() -> None:
    stored = load()

    points = DataPoint.objects.select_related("passage").filter(issue__number=20)
    quotes = [point.passage.text[point.start : point.end] for point in points]
    heading = SourceNote.objects.get(list_of_issues=stored, marker="7")
    inside = SourceNote.objects.select_related("passage").get(list_of_issues=stored, marker="45")
    assert [quote[:30] for quote in quotes] == [
        "statistical data regarding dea",
        "information on the manner in w",
        "the measures taken to prevent ",
    ]
    assert (heading.section.heading, inside.passage.text[: inside.offset][-27:]) == (
        "Article 2",
        "mental health institutions,",
    )


def test_load_of_the_same_list_twice_is_refused_and_doubles_nothing() -> None:
    load()

    with pytest.raises(services.AlreadyLoaded, match="CAT/C/KAZ/Q/4 is loaded already; nothing was changed"):
        load()

    assert ListOfIssues.objects.count() == 1


def test_load_labels_an_issue_by_its_first_words() -> None:
    text = "The Committee thanks the State party for the reply that it received on 4 June 2016 and " * 2
    parsed = ParsedList(
        symbol="CAT/C/RUR/Q/3",
        body="CAT",
        state="RUR",
        state_name="Ruritania",
        language="en",
        document_date=None,
        session="",
        title="List of issues",
        title_notes=(NoteMark("*", 4),),
        sections=(),
        issues=(
            ParsedIssue(1, -1, (ParsedPassage("", text),)),
            ParsedIssue(2, -1, (ParsedPassage("", "Short."),)),
        ),
        notes=(ParsedNote("*", "Adopted."), ParsedNote("9", "Without a mark.")),
    )

    stored = services.load(parsed, content=b"x", name="list.txt")

    assert [issue.label for issue in stored.issues.all()] == [
        "The Committee thanks the State party for the reply that it…",
        "Short.",
    ]
    places = [(note.marker, note.passage, note.section, note.offset) for note in stored.notes.all()]
    assert places == [("*", None, None, 4), ("9", None, None, 0)]


def test_set_schedule_records_who() -> None:
    stored, user = factories.make_list(), factories.make_user("administrator")
    steps = Plan(*(date(2023, 2, day) for day in (6, 7, 8, 9, 10)))

    services.set_schedule(
        stored,
        due=date(2023, 2, 10),
        steps=steps,
        shares=Shares(5, 1, 2, 1, 1),
        time_zone="Asia/Almaty",
        by=user,
    )

    event = stored.events.order_by("pgh_id").last()
    assert (event.due_date, event.drafts_due, event.submission_due, event.shares, event.time_zone) == (
        date(2023, 2, 10),
        date(2023, 2, 6),
        date(2023, 2, 10),
        [5, 1, 2, 1, 1],
        "Asia/Almaty",
    )
    assert (event.pgh_context["user"], event.pgh_context["reason"]) == (user.pk, "dates set")


def test_set_own_dates_leaves_other_rows_and_lists_alone() -> None:
    stored, user = factories.make_list(), factories.make_user("administrator")
    own, other = factories.make_issue(stored, due_date=date(2023, 2, 3)), factories.make_issue(stored)
    elsewhere = factories.make_issue()
    assignment = factories.make_reply(issue=other).assignment
    day = date(2023, 2, 1)

    services.set_own_dates(
        stored, issues={own.pk: None, elsewhere.pk: day}, assignments={assignment.pk: day}, by=user
    )
    services.set_own_dates(stored, issues={own.pk: None}, assignments={}, by=user)

    dates = [row.__class__.objects.get(pk=row.pk).due_date for row in (own, other, elsewhere, assignment)]
    assert dates == [None, None, None, day]
    assert own.events.filter(pgh_label="update").count() == 1


def test_coordinate_twice_names_the_person_once() -> None:
    stored, user = factories.make_list(), factories.make_user("coordinator")

    services.coordinate(stored, coordinator=user)
    services.coordinate(stored, coordinator=user)

    assert list(stored.coordinators.all()) == [user]
