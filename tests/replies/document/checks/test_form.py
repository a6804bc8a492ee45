"""Titles, lone items, notes in headings, pages."""

import pytest

from replies.document.checks.form import (
    heading_notes,
    lone_items,
    pages,
    unprintable_signs,
    untitled_tables,
)
from tests.replies.document.checks.scene import given, table, texts

NOTE = '<span data-footnote="Law of 2014."></span>'


def test_table_without_a_title_is_found_by_its_heads() -> None:
    answer = given(table("Year|Cases", "2021|3", title="") + table("Year|Cases", "2021|3"))

    found = texts(untitled_tables([answer]))

    assert found == ["1.1 has a table without a title: Year, Cases"]


def test_list_in_a_cell_belongs_to_the_table() -> None:
    cell = "<td><ul><li><p>Alone.</p></li></ul></td>"
    answer = given(f'<table data-title=""><tbody><tr>{cell}</tr></tbody></table>')

    found = texts([*untitled_tables([answer]), *lone_items([answer])])

    assert found == ["1.1 has a table without a title: Alone."]


def test_table_in_a_list_is_found_too() -> None:
    answer = given(f"<ul><li><p>One.</p>{table('Year', '2021', title='')}</li><li><p>Two.</p></li></ul>")

    assert texts(untitled_tables([answer])) == ["1.1 has a table without a title: Year"]


def test_lone_item_is_found_at_each_level() -> None:
    answer = given(
        "<ol><li><p>First:</p><ol><li><p>Alone.</p></li></ol></li><li><p>Second.</p></li></ol>"
        f"<ul><li>{table('Year', '2021')}</li></ul>"
    )

    assert texts(lone_items([answer])) == [
        "1.1 has a list with a single item: Alone.",
        "1.1 has a list with a single item: ",
    ]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p><strong>New law</strong>{NOTE}</p>", ["1.1 has a footnote in a heading: New law"]),
        (f"<p><strong>New</strong> law{NOTE}</p>", []),
        ("<p><strong>New law</strong></p>", []),
        (f"<p><strong>{'word ' * 13}</strong>{NOTE}</p>", []),
        (f"<p>{NOTE}</p>", []),
    ],
)
def test_footnote_in_a_heading(html: str, expected: list[str]) -> None:
    assert texts(heading_notes([given(html)])) == expected


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("See page 5 of the report.", "See page 5"),
        ("As said on p. 12.", "p. 12"),
        ("As said on pp. 3–4.", "pp. 3–4"),
        ("См. стр. 7 доклада.", "стр. 7"),
        ("Об этом сказано на странице 3.", "на странице 3"),
        ("Véase la página 4.", "página 4"),
        ("Баяндаманың 12-беті.", "12-беті"),
        ('<a href="https://example.org/report.pdf#page=5">The report</a>', "#page=5"),
    ],
)
def test_page_is_no_reference(text: str, page: str) -> None:
    found = texts(pages([given(f"<p>{text}</p>")]))

    assert found == [f"1.1 refers to “{page}”: pages differ in each language, cite a paragraph."]


@pytest.mark.parametrize(
    "text",
    [
        "The report has 120 pages.",
        "Отчёт на 12 страницах, см. п. 12 и ст. 5.",
        "Official Gazette, No. 3, p. 12.",
        'A book.<span data-footnote="Smith, Torture, p. 12."></span>',
        '<a href="https://example.org/report.pdf">The web page</a>',
    ],
)
def test_page_is_a_length_or_of_a_published_work(text: str) -> None:
    assert texts(pages([given(f"<p>{text}</p>")])) == []


def test_page_in_a_reason_is_not_looked_at() -> None:
    assert texts(pages([given("See page 5.", form="unavailable")])) == []


def test_signs_that_the_pdf_cannot_show_are_found() -> None:
    answers = [given("<p>Қазақстан – №1</p>"), given("<p>Done 😀, 😀 中</p>", code="2.1")]

    assert texts(unprintable_signs(answers)) == ["2.1 has signs that the PDF cannot show: 😀 中"]
