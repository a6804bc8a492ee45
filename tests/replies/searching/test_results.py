"""What is found by which words, in three languages, and how it is shown."""

from datetime import date, timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from issues.models import DataPoint, SourceNote
from replies import services
from replies.models import Answer, AttachmentPage
from replies.searching import Kind, Wanted, search
from replies.searching.likeness import is_possible
from replies.searching.looking import MOST
from tests import factories
from tests.replies.searching.conftest import Seek, write

pytestmark = pytest.mark.django_db

ANSWERED = "<p>The detainee was <strong>tortured</strong> in solitary confinement.</p>"


def answer(text: str) -> Answer:
    reply = factories.make_reply()
    write(reply, text)
    return reply.answers.get()


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("He was tortured there.", "torture", "tortured"),
        ("No torture was found.", "tortured", "torture"),
        ("Число задержанных лиц.", "задержания", "задержанных"),
        ("Условия задержания лиц.", "задержанных", "задержания"),
        ("Адамды қамауда ұстау.", "қамауға", "қамауда"),
        ("Қамау шарттары.", "қамаудағы", "Қамау"),
        ("The lanternist came.", "lanter", "lanternist"),
        ("The Ombudsman’s office.", "ombudsman", "Ombudsman"),
        ("In 2023 there were 17.", "2023", "2023"),
        ("It is the law.", "the", "the"),
    ],
)
def test_word_is_found_in_its_other_forms(seek: Seek, text: str, typed: str, marked: str) -> None:
    answer(f"<p>{text}</p>")

    [(_kind, shown)] = seek(typed, kind="answer")

    assert f'<mark class="found">{marked}</mark>' in shown


def test_all_words_must_stand_there_and_a_phrase_in_its_order(seek: Seek) -> None:
    answer(ANSWERED)

    found = {
        typed: len(seek(typed, kind="answer"))
        for typed in (
            "confinement solitary",
            '"solitary confinement"',
            '"confinement solitary"',
            "solitary lantern",
            "detainees solitary",
        )
    }

    assert list(found.values()) == [1, 1, 0, 0, 1]


def test_footnote_of_an_answer_and_a_reason_are_found(seek: Seek) -> None:
    answer('<p>Nine.<span data-footnote="See the almanac of 2021."></span></p>')
    reply = factories.make_reply()
    services.save_answer(
        reply,
        reply.assignment.data_points.get(),
        text="The almanac was not kept.",
        form=Answer.Form.UNAVAILABLE,
        by=factories.focal_point_of(reply),
    )

    marked = '<mark class="found">almanac</mark>'
    assert sorted(seek("almanac")) == [
        ("answer", f"Nine. [See the {marked} of 2021.]"),
        ("answer", f"The {marked} was not kept."),
    ]


@pytest.mark.parametrize("typed", ["b", "strong", "data-footnote", "href", "example"])
def test_markup_is_neither_found_nor_shown(seek: Seek, typed: str) -> None:
    answer("<p>Nine &lt;b&gt;deaths&lt;/b&gt; <strong>here</strong> &amp; &lt;script&gt; there.</p>")

    assert seek(typed, kind="answer") == [] or "<b>" not in seek(typed, kind="answer")[0][1]


def test_extract_is_escaped(seek: Seek) -> None:
    answer("<p>Nine <em>deaths</em> &lt; ten &amp; 5 &gt; 4 &quot;here&quot;.</p>")
    factories.make_issue(label='<img src=x onerror="x"> lantern')

    [(_kind, shown)] = seek("deaths", kind="answer")
    [(_issue, label)] = seek("lantern")

    assert shown == 'Nine <mark class="found">deaths</mark> &lt; ten &amp; 5 &gt; 4 &quot;here&quot;.'
    assert "<img" not in label
    assert "&lt;" in label or "lantern" in label


def test_long_text_is_cut_around_the_words(seek: Seek) -> None:
    numbers = " ".join(f"number{n}" for n in range(200))
    answer(f"<p>{numbers}. A lantern burnt. {numbers}.</p>")

    [(_kind, shown)] = seek("lantern")

    assert (shown[:2], shown[-2:], len(shown) < 400) == ("… ", " …", True)


def test_text_inside_a_file_says_its_page() -> None:
    file = factories.make_attachment(factories.make_reply(), title="The law")
    AttachmentPage.objects.create(attachment=file, number=12, text="Nobody burns a lantern.")

    [place] = search("lantern", factories.make_user("administrator")).places

    assert (place.word, place.detail, place.title_shown) == ("inside an attachment", "page 12", "The law")
    assert place.url == f"{file.reply.get_absolute_url()}#attachments"
    assert place.file_url == reverse("replies:attachment_download", args=[file.pk])


def test_label_and_text_of_an_issue_are_one_place() -> None:
    issue = factories.make_issue(label="Lantern oil")
    issue.passages.update(text="Please describe the lantern.")
    factories.make_issue(label="Lantern glass")
    user = factories.make_user("administrator")

    found, similar = search("lantern", user).places, search("lantren", user).similar

    shown = {(place.source, place.title_shown.split(" ")[-1], place.body_shown != "") for place in found}
    assert shown == {("passage", "oil", True), ("issue", "glass", False)}
    assert {(place.source, place.label) for place in similar} == {
        ("passage", "Lantern oil"),
        ("issue", "Lantern glass"),
    }
    assert {place.file_url for place in found} == {""}


def test_person_who_may_see_none_of_the_first_places_is_told_that_there_may_be_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("replies.searching.looking.MOST_MATCHES", 3)
    answer("<p>A lantern.</p>")
    for _ in range(3):
        answer("<p>A zebra.</p>")
    observer = factories.make_user("observer")

    few, many = search("lantern", observer), search("zebra", observer)

    assert (few.found.keys, few.found.more) == ([], frozenset())
    assert (many.found.keys, many.found.more) == ([], frozenset({Kind.ANSWER}))


def test_similar_words_that_take_too_long_are_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    answer("<p>He was tortured there.</p>")

    def too_long(*_args: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', '1', true)")
            cursor.execute("SELECT pg_sleep(1)")

    monkeypatch.setattr("replies.searching.results.look_alike", too_long)

    results = search("tortured", factories.make_user("administrator"))

    assert (len(results.places), results.similar) == (1, [])


def test_other_errors_of_the_database_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise OperationalError("the connection is closed")

    monkeypatch.setattr("replies.searching.results.look_alike", broken)

    with pytest.raises(OperationalError):
        search("tortured", factories.make_user("administrator"))


def test_name_of_a_file_is_found_by_its_parts(seek: Seek) -> None:
    factories.make_attachment(factories.make_reply(), title="Annex", name="prison_statistics-2021.xlsx")

    [(_kind, shown)] = seek("statistics 2021")

    assert '<mark class="found">statistics</mark>' in shown


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("6", [("issue", "6")]),
        ("issue 6", [("issue", "6")]),
        ("6a", [("passage", "6(a)"), ("point", "6(a).1"), ("point", "6(a).2")]),
        ("6(a).2", [("point", "6(a).2")]),
        ("6.2", []),
        ("7", []),
    ],
)
def test_code_finds_the_issue_the_item_and_the_data_point(
    typed: str, expected: list[tuple[str, str]]
) -> None:
    issue = factories.make_issue(number=6)
    item = issue.passages.create(position=1, item="a", text="On deaths, and on their causes.")
    for n in (1, 2):
        factories.make_point(issue, passage=item, code=f"6(a).{n}")

    places = search(typed, factories.make_user("administrator")).places

    assert [(place.source, place.detail or str(place.number)) for place in places] == expected


def test_place_leads_to_where_it_stands() -> None:
    stored = factories.make_list()
    section = factories.make_section(stored)
    reply = factories.make_reply(issue=factories.make_issue(stored, label="Lantern", section=section))
    issue, point = reply.assignment.issue, reply.assignment.data_points.get()
    DataPoint.objects.update(label="Lanterns")
    issue.passages.update(text="The lantern, please.")
    below = factories.make_note(stored, text="A lantern.", section=section)
    factories.make_note(stored, text="A lantern of the title.")
    write(reply, "<p>A lantern.</p>")
    remark = services.comment(reply, text="Which lantern?", by=factories.focal_point_of(reply))
    whole = factories.make_reply(issue=issue, points=0, role="contributor")
    services.save_answer(whole, None, text="<p>Our lantern.</p>", by=factories.focal_point_of(whole))

    places = search("lantern", factories.make_user("administrator")).places

    url, own = issue.get_absolute_url(), reply.get_absolute_url()
    assert {(place.source, place.url, place.detail) for place in places} == {
        ("passage", f"{url}#mark-{point.code}", ""),
        ("point", f"{url}#mark-{point.code}", point.code),
        ("note", url, f"Note {below.marker}"),
        ("note", stored.get_absolute_url(), f"Note {int(below.marker) + 1}"),
        ("answer", f"{own}#answer-1-1", point.code),
        ("answer", f"{whole.get_absolute_url()}#answer-1", ""),
        ("comment", f"{own}#comment-{remark.pk}", remark.author.name),
    }
    assert {place.is_of_the_list for place in places if place.source == "note"} == {True}


def test_filters_narrow(seek: Seek) -> None:
    first, second = (answer("<p>A lantern.</p>") for _ in range(2))
    Answer.objects.filter(pk=second.pk).update(edited_at=timezone.now() - timedelta(days=30))
    of_second = second.reply.assignment
    SourceNote.objects.create(
        list_of_issues=of_second.issue.list_of_issues, position=0, marker="1", text="A lantern."
    )
    yesterday = timezone.localdate() - timedelta(days=1)

    sizes = {
        "all": len(seek("lantern")),
        "kind": len(seek("lantern", kind="note")),
        "list": len(seek("lantern", list_of_issues=of_second.issue.list_of_issues)),
        "ministry": len(seek("lantern", ministry=of_second.ministry_id)),
        "state": len(seek("lantern", state="drafting")),
        "other state": len(seek("lantern", state="accepted")),
        "since": len(seek("lantern", since=yesterday)),
        "since ever": len(seek("lantern", since=date(2000, 1, 1))),
    }

    assert sizes == {
        "all": 3,
        "kind": 1,
        "list": 2,
        "ministry": 1,
        "state": 2,
        "other state": 0,
        "since": 1,
        "since ever": 2,
    }
    assert first.pk != second.pk


def test_best_and_newest_come_first() -> None:
    older, newer = (factories.make_list() for _ in range(2))
    for stored in (older, newer):
        factories.make_note(stored, text="A lantern.")
    factories.make_issue(older, label="Lantern")

    places = search("lantern", factories.make_user("administrator")).places

    assert [(place.source, place.symbol) for place in places] == [
        ("issue", older.symbol),
        ("note", newer.symbol),
        ("note", older.symbol),
    ]


def test_word_that_is_everywhere_is_capped_and_said() -> None:
    stored = factories.make_list()
    SourceNote.objects.bulk_create(
        SourceNote(list_of_issues=stored, position=n, marker=str(n), text="A lantern.")
        for n in range(MOST + 20)
    )

    results = search("lantern", factories.make_user("administrator"), page="10000")

    assert (len(results.found.keys), results.found.more) == (MOST + 1, frozenset({Kind.NOTE}))
    assert (results.page.number, len(results.places)) == (6, 1)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("He was tortured there.", "tortrue"),
        ("Nine deaths.", "deths"),
        ("Адамдарды қорлау.", "қорлыққа"),
    ],
)
def test_similar_words_are_found_where_nothing_else_is(text: str, typed: str) -> None:
    written = answer(f"<p>{text}</p>")

    results = search(typed, factories.make_user("administrator"))

    assert list(results.places) == []
    assert written.pk in [place.pk for place in results.similar if place.source == "answer"]
    assert all("<mark" in f"{place.title_shown}{place.body_shown}" for place in results.similar)


@pytest.fixture
def _without_trigrams() -> object:
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    is_possible.cache_clear()
    yield
    is_possible.cache_clear()


@pytest.mark.usefixtures("_without_trigrams")
def test_search_does_without_trigrams() -> None:
    answer("<p>He was tortured there.</p>")
    user = factories.make_user("administrator")

    assert [len(search(typed, user).places) for typed in ("tortured", "tortrue")] == [1, 0]
    assert list(search("tortrue", user).similar) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_search_takes_the_same_queries(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    is_possible()
    user = factories.make_user("administrator")
    for _ in range(rows):
        answer("<p>A lantern and nine deaths.</p>")

    with django_assert_num_queries(8):  # six in a transaction, with similar words; texts; extracts
        search("lantern", user, Wanted(kind="answer"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("'\"\\|&!()<>:*-%_ aя")), max_size=40))
def test_anything_can_be_looked_for(typed: str) -> None:
    user = factories.make_user("administrator")

    results = search(typed, user)

    assert len(results.places) == 0
