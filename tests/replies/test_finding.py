"""Finding issues by number, code or words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.models import Issue, ListOfIssues, Passage
from replies.finding import excerpt, narrowed, search_for
from replies.register import Hit, RegisterRow
from tests import factories

TEXT = "Please provide data on deaths in custody in 2018, and on their causes."


def found(stored: ListOfIssues, text: str) -> dict[int, list[Hit]]:
    """The numbers of the issues found, each with its places."""
    issues = stored.issues.select_related("section").order_by("number")
    rows = narrowed(stored, [RegisterRow(issue, 0, ()) for issue in issues], search_for(text))
    return {row.issue.number: list(row.hits) for row in rows}


def make_item(issue: Issue, item: str, text: str) -> Passage:
    return Passage.objects.create(issue=issue, position=issue.passages.count(), item=item, text=text)


@pytest.fixture
def stored(db: None) -> ListOfIssues:
    """Issue 2 asks two things about deaths, issue 6 one in its item (a), issue 20 nothing."""
    stored = factories.make_list()
    section = factories.make_section(stored, heading="Article 11")
    deaths = factories.make_issue(stored, number=2, label="Deaths in custody", section=section)
    deaths.passages.update(text=TEXT)
    factories.make_point(
        deaths, start=15, end=48, label="Deaths, data", disaggregation=["sex"], period="2018"
    )
    factories.make_point(deaths, start=57, end=69, label="Their origin")
    factories.make_note(stored, passage=deaths.passages.get(), text="CEDAW/C/RUR/CO/5, para. 27.")
    factories.make_note(stored, section=section, text="On Қамқор registers.")
    training = factories.make_issue(stored, number=6, label="Training")
    item = make_item(training, "a", "The training of judges; each case is registered, of those 20 or more.")
    factories.make_point(training, passage=item, code="6(a).2", start=4, end=22, label="Courses")
    pandemic = factories.make_issue(stored, number=20, label="Pandemic")
    Passage.objects.filter(issue__in=[training, pandemic], item="").update(text="Please describe it.")
    return stored


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("6", [6]),
        ("6a", [6]),
        ("6(a)", [6]),
        ("6 (a)", [6]),
        ("6(a).2", [6]),
        ("6A.2", [6]),
        ("6(b)", []),
        ("6(a).1", []),
        ("20", [6, 20]),
        ("2", [2]),
        ("2018", [2]),
        ("018", []),
        ("custody", [2]),
        ("CUSTODY death", [2]),
        ("custody judges", []),
        ("article 11", [2]),
        ("cedaw/c/rur/co/5", [2]),
        ("қАМҚОР", [2]),
        ("sex", [2]),
        ("“Courses”,", [6]),
        ("6 judges", [6]),
        ("2 judges", []),
        (".*", []),
        ("%", []),
        ("\\", []),
        ("causes.", [2]),
        ("", [2, 6, 20]),
    ],
)
def test_narrowed_to_the_issues_that_have_every_word(
    stored: ListOfIssues, text: str, numbers: list[int]
) -> None:
    assert list(found(stored, text)) == numbers


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("origin", [Hit("2.2", "Their origin", "#mark-2.2")]),
        ("deaths sex", [Hit("2.1", "Deaths, data · sex · 2018", "#mark-2.1")]),
        ("their caus", [Hit("2.2", "Their origin: “their causes”", "#mark-2.2")]),
        ("2.2", [Hit("2.2", "Their origin", "#mark-2.2")]),
        ("please", [Hit("2", "Please provide data on deaths in custody in 2018, and on their causes.")]),
        ("CEDAW", [Hit("Note 1", "CEDAW/C/RUR/CO/5, para. 27.")]),
        ("қамқор", [Hit("Note 2", "On Қамқор registers.")]),
        ("article", []),
    ],
)
def test_found_issue_says_where(stored: ListOfIssues, text: str, hits: list[Hit]) -> None:
    assert found(stored, text)[2] == hits


def test_item_without_a_point_is_named_by_its_letter(stored: ListOfIssues) -> None:
    assert found(stored, "registered")[6] == [
        Hit("6(a)", "The training of judges; each case is registered, of those 20 or more.")
    ]


def test_words_are_marked_in_what_is_escaped() -> None:
    search = search_for("death <b>")

    assert search.shown_in("<b>Deaths</b>") == (
        '<mark class="found">&lt;b&gt;</mark><mark class="found">Death</mark>s&lt;/b&gt;'
    )


def test_nothing_is_marked_when_nothing_is_asked() -> None:
    assert search_for("").shown_in("a <b>") == "a &lt;b&gt;"


@given(st.text(), st.text())
def test_marking_loses_and_adds_nothing(text: str, asked: str) -> None:
    shown = search_for(asked).shown_in(text)

    bare = shown.replace('<mark class="found">', "").replace("</mark>", "")
    assert bare == search_for("").shown_in(text)


def test_excerpt_is_cut_between_words() -> None:
    text = " ".join(["before"] * 30 + ["custody"] + ["after"] * 40)

    shown = excerpt(text, search_for("custody").words)

    assert shown == "…" + "before " * 8 + "custody" + " after" * 18 + "…"
