"""From rich text to blocks."""

from hypothesis import given

from replies.document.blocks import blocks_from_html
from replies.document.tree import (
    Cell,
    Footnote,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    Text,
)
from replies.richtext import sanitise
from tests.replies.document.trees import cell, items, paragraph
from tests.replies.test_richtext import soup


def test_blocks_of_nothing_are_none() -> None:
    assert blocks_from_html("<p></p>") == ()


def test_blocks_of_paragraph_carry_marks_notes_and_links() -> None:
    html = (
        '<p>a<strong><em><sup>b</sup></em></strong>c<br>d<span data-footnote="n"></span>'
        '<a href="https://un.org/">e<em>f</em>g</a><a href="mailto:a@b.kz"><strong>h</strong></a></p>'
    )

    assert blocks_from_html(html) == (
        Paragraph(
            (
                Text("a"),
                Text("b", bold=True, italic=True, raised="sup"),
                Text("c"),
                LineBreak(),
                Text("d"),
                Footnote("n"),
                Link("https://un.org/", (Text("e"), Text("f", italic=True), Text("g"))),
                Link("mailto:a@b.kz", (Text("h", bold=True),)),
            ),
            numbered=True,
        ),
    )


def test_blocks_of_list_nest() -> None:
    html = "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"

    inner = ListBlock(items("b"), ordered=False)
    first = Item((paragraph("a", numbered=False), inner))
    assert blocks_from_html(html) == (ListBlock((first, *items("c")), ordered=True),)


def test_blocks_of_table_keep_title_heads_and_spans() -> None:
    html = (
        '<table data-title="T"><thead><tr><td colspan="2">h</td></tr></thead>'
        '<tr><th>a</th><td rowspan="3"></td></tr></table>'
    )

    assert blocks_from_html(html) == (
        Table("T", ((cell("h", header=True, colspan=2),), (cell("a", header=True), Cell((), rowspan=3)))),
    )


@given(soup)
def test_blocks_are_the_same_after_sanitise(html: str) -> None:
    stored = sanitise(html)

    assert blocks_from_html(stored) == (blocks_from_html(html) if stored else ())


def test_blocks_of_a_paragraph_that_begins_with_a_note() -> None:
    found = blocks_from_html('<p><span data-footnote="See annex 1."></span> Nine.</p>')

    assert found == (Paragraph((Footnote("See annex 1."), Text(" Nine."))),)


def test_blocks_of_a_reference_know_its_code() -> None:
    found = blocks_from_html('<p>See <span data-see="6(a).2"></span>.</p>')

    assert found == (Paragraph((Text("See "), Reference("6(a).2"), Text("."))),)
