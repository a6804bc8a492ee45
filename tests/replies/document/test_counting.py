"""Words of the document and of an answer, counted as Word counts."""

from typing import Any

import pytest
from hypothesis import given, settings

from replies import services
from replies.document.counting import words_of, words_of_answer
from replies.document.docx import render
from replies.document.tree import Cell, Document, GapNotice, Table
from replies.models import Answer
from tests import factories
from tests.replies.document.packages import W, parts, text, values
from tests.replies.document.trees import (
    FIGURES,
    IN_FILES,
    PAPER,
    RICH,
    UNEDITED,
    cell,
    document,
    documents,
    masthead,
    paragraph,
    wide,
)


def counted(content: bytes) -> int:
    """The words of a file's body and footnotes: what stands between white space in each paragraph."""
    package = parts(content)
    lines = (
        line
        for part in ("word/document.xml", "word/footnotes.xml")
        for line in package[part].iter(f"{W}p")
        if values(line, "pPr/pStyle").get("val") != "GapNotice"
    )
    return sum(len(text(line).split()) for line in lines)


@settings(deadline=None)
@given(documents)
def test_words_are_those_of_the_file(tree: Document) -> None:
    assert words_of(tree) == counted(render(tree))


FILLED = masthead(
    symbol="CAT/C/KAZ/RQ/4",
    date="23 February 2023",
    session="Seventy-sixth session",
    session_dates="2–3 May 2023",
    agenda_item="Item 4",
    date_received="15 February 2023",
)


@pytest.mark.parametrize(
    "tree",
    [
        RICH,
        document(masthead=FILLED, title_notes=(UNEDITED,)),
        document(language="ru", title_notes=(UNEDITED, IN_FILES)),
        document(FIGURES, FIGURES, language="fr"),
        document(wide(60), wide(25), FIGURES),
        PAPER,
        document(extent="Part: Health", first_heading=""),
        document(Table("Outer title", ((Cell((Table("Inner title", ((cell("a"), cell("b")),)),)),),))),
    ],
)
def test_words_of_masthead_notes_and_tables_are_those_of_the_file(tree: Document) -> None:
    assert words_of(tree) == counted(render(tree))


def test_words_count_headings_tables_and_notes_but_no_numbers() -> None:
    empty = words_of(document())

    # Table 1, Deaths in custody, nine cells, the mark of the note joined to its word, “a All of them.”
    assert words_of(document(FIGURES)) - empty == 2 + 3 + 9 + 4
    assert words_of(document(paragraph("Nine deaths."), GapNotice("No answer yet."))) - empty == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "<p>Nine deaths.</p><ul><li>a</li></ul>"}, 3),
        ({"text": '<p>See <span data-see="1.2"></span>.<span data-footnote="Two words"></span></p>'}, 5),
        ({"text": ""}, 0),
        ({"form": "nothing"}, 10),
        ({"form": "unavailable", "text": "no register is kept"}, 11),
        ({"form": "unavailable", "text": ""}, 0),
    ],
)
def test_stored_words_are_those_that_the_answer_prints(values: dict[str, Any], words: int) -> None:
    reply = factories.make_reply()
    point = reply.assignment.data_points.get()

    saved = services.save_answer(reply, point, by=factories.focal_point_of(reply), **values)

    assert Answer.objects.get(pk=saved.answer.pk).words == words


@pytest.mark.django_db
@pytest.mark.parametrize("item", ["", "a"])
def test_stored_words_of_a_reference_are_those_of_its_sentence(item: str) -> None:
    reply = factories.make_reply()
    issue, point = reply.assignment.issue, reply.assignment.data_points.get()
    passage = issue.passages.create(position=1, item="a", text="x") if item else None
    seen = factories.make_point(issue, passage=passage)

    saved = services.save_answer(reply, point, form="see", see=seen, by=factories.focal_point_of(reply))

    # Please see the reply to paragraph 1 of the list of issues; … to the issue raised in paragraph 1 (a)
    assert saved.answer.words == 12


@pytest.mark.django_db
def test_stored_words_are_in_the_language_of_the_document() -> None:
    reply = factories.make_reply(factories.make_list(language="ru"))
    point = reply.assignment.data_points.get()

    saved = services.save_answer(reply, point, form="nothing", by=factories.focal_point_of(reply))

    # Государству-участнику нечего добавить по этому вопросу
    assert saved.answer.words == 6


@pytest.mark.django_db
def test_words_of_a_refused_text_are_kept_with_it() -> None:
    reply = factories.make_reply_in("drafting")
    answer, author = reply.answers.get(), factories.focal_point_of(reply)

    services.save_answer(reply, answer.data_point, form="nothing", base_version=0, by=author)

    assert list(answer.events.order_by("pgh_id").values_list("pgh_label", "words")) == [
        ("insert", 2),
        ("refused", 10),
    ]


def test_words_of_an_answer_of_another_language_are_english() -> None:
    assert words_of_answer(Answer(form="nothing"), "zh") == words_of_answer(Answer(form="nothing"), "en")
