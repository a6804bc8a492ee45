"""The web page: everything is there, nothing of it is markup, every link within leads somewhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import html as lxml_html

from replies.document.docx_markup import FORBIDDEN
from replies.document.docx_tables import grid_of
from replies.document.html import outline, page, render
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Source,
    Table,
    Text,
)
from tests.replies.document.trees import (
    FIGURES,
    RICH,
    cell,
    document,
    documents,
    items,
    masthead,
    paragraph,
)

HEALTH = Source(7, "6(a).2", "Ministry of Health")
unhurried = settings(deadline=None)  # the machine may be busy with other tests


def found_in(markup: str, path: str) -> list[Any]:
    """What an XPath finds."""
    found = lxml_html.fromstring(markup).xpath(path)
    assert isinstance(found, list)
    return found


def body_of(tree: Document) -> str:
    """What the blocks alone are written as."""
    opening, ending = render(replace(tree, blocks=())).removesuffix("</article>"), "</article>"
    return render(tree).removeprefix(opening).removesuffix(ending)


def squeezed(text: str) -> str:
    """A text without white space and without what no file can hold."""
    return "".join(FORBIDDEN.sub("", text).split())


def said(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text():
                yield inline.text
            case Link():
                yield "".join(text.text for text in inline.texts)
            case Reference():
                yield inline.printed
            case Footnote():
                yield inline.text
            case LineBreak():
                pass


def texts_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every text that blocks print, notes included."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from said(block.inlines)
            case ListBlock():
                for item in block.items:
                    yield from texts_of(item.blocks)
            case Table():
                yield block.title if any(block.rows) else ""
                for placed in (placed for row in grid_of(block.rows) for placed in row):
                    yield from texts_of(placed.cell.blocks)
            case _:
                yield block.text


@unhurried
@given(documents)
def test_every_text_is_found_again(tree: Document) -> None:
    found = squeezed(lxml_html.fromstring(render(tree)).text_content())

    missing = [text for text in texts_of(tree.blocks) if squeezed(text) not in found]

    assert missing == []


@unhurried
@given(documents)
def test_every_link_within_leads_to_the_one_element_of_its_name(tree: Document) -> None:
    markup = render(tree)

    ids = found_in(markup, "//@id")
    targets = {href[1:] for href in found_in(markup, "//@href") if href.startswith("#")}

    assert (len(ids), targets - set(ids)) == (len(set(ids)), set())


@unhurried
@given(documents)
def test_text_of_the_tree_brings_no_markup(tree: Document) -> None:
    read = lxml_html.fromstring(render(tree))

    tags = {element.tag for element in read.iter()}
    attributes = {str(name) for element in read.iter() for name in element.attrib}

    tables = "ol ul li table caption thead tbody tr th td"
    written = "article header section div p span a br strong em sup sub h2 h3 h4 h5 h6 blockquote"
    assert tags <= {*written.split(), *tables.split()}
    assert attributes <= {
        *("class", "id", "href", "rel", "lang", "role", "scope", "colspan", "rowspan", "type", "tabindex"),
        *("aria-label", "aria-labelledby"),
    }


@unhurried
@given(documents)
def test_outline_names_the_headings_of_the_page_and_leaves_out_no_level(tree: Document) -> None:
    read = lxml_html.fromstring(render(tree))

    entries = outline(tree)

    on_page = [heading.get("id") for heading in read.iter("h3", "h4", "h5", "h6")]
    levels = [0, *(entry.level for entry in entries)]
    assert [entry.id for entry in entries] == on_page
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_markup_in_a_text_is_text() -> None:
    tree = document(paragraph("<script>alert('x')</script> & \x00\ud800\"quoted\""))

    found = body_of(tree)

    assert found == (
        '<p class="doc-paragraph" id="doc-paragraph-1"><span class="doc-paragraph__number">1.</span> '
        "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;quoted&quot;</p>"
    )


def test_paragraphs_are_numbered_as_text_outside_lists_and_cells() -> None:
    inside = ListBlock((Item((paragraph("in a list"),)),))
    tree = document(paragraph("one"), inside, paragraph("none", numbered=False), paragraph("two"))

    found = found_in(render(tree), "//p[@class='doc-paragraph']")

    assert [(line.get("id"), line.text_content()) for line in found] == [
        ("doc-paragraph-1", "1. one"),
        ("doc-paragraph-2", "2. two"),
    ]


def test_lists_are_of_the_kind_of_their_level_at_any_depth() -> None:
    innermost = ListBlock(items("deep"))
    for ordered in (True, False, True, True, True):
        innermost = ListBlock((Item((innermost,)),), ordered=ordered)

    found = found_in(render(document(innermost)), "//ol | //ul")

    lists = [(found.tag, found.get("class"), found.get("type")) for found in found]
    assert lists == [
        ("ol", "doc-list doc-list--letters", "a"),
        ("ol", "doc-list doc-list--romans", "i"),
        ("ol", "doc-list", "a"),
        ("ul", "doc-list", None),
        ("ol", "doc-list", "a"),
        ("ol", "doc-list", "i"),
    ]


def test_table_has_caption_scopes_spans_and_lettered_notes() -> None:
    found = body_of(document(FIGURES))

    note = "doc-table-1-note-a"
    assert found == (
        '<div class="doc-table" id="doc-table-1">'
        '<div class="doc-table__wide" role="region" aria-label="Table 1" tabindex="0"><table>'
        "<caption>Table 1 – Deaths in custody</caption>"
        '<thead><tr><th scope="col" rowspan="2">Place</th>'
        '<th class="doc-over" scope="col" colspan="2">2023</th></tr>'
        '<tr><th class="doc-figure" scope="col">Men</th>'
        '<th class="doc-figure" scope="col">Women</th></tr></thead>'
        f'<tbody><tr><td>Prisons<sup class="doc-mark"><a id="{note}-mark" href="#{note}" role="doc-noteref" '
        'aria-label="Note a">a</a></sup></td>'
        '<td class="doc-figure">12</td><td class="doc-figure">3</td></tr>'
        '<tr><td>Police</td><td class="doc-figure">–</td><td class="doc-figure"></td></tr></tbody>'
        "</table></div>"
        f'<ol class="doc-table__notes"><li id="{note}"><span class="doc-note__mark">a</span> All of them. '
        f'<a class="doc-note__back" href="#{note}-mark" aria-label="Back to the text at note a">↑</a>'
        "</li></ol></div>"
    )


def rows_of(*rows: tuple[Cell, ...]) -> str:
    """The rows of a table without a title, classes and ids left out."""
    found = re.search("<table>.*</table>", body_of(document(Table("", rows))))
    return re.sub(r' (class|id)="[^"]*"', "", found[0]) if found else ""


def test_head_that_reaches_into_the_body_stays_in_the_body() -> None:
    head = (cell("Place", header=True, rowspan=2), cell("Men", header=True))

    found = rows_of(head, (cell("12"),))

    assert found == (
        "<table><caption>Table 1</caption><tbody>"
        '<tr><th scope="col" rowspan="2">Place</th><th scope="col">Men</th></tr><tr><td>12</td></tr>'
        "</tbody></table>"
    )


def test_head_of_a_row_says_so_and_an_empty_one_is_a_cell() -> None:
    found = rows_of(
        (cell("", header=True), cell("Men", header=True)), (cell("Prisons", header=True), cell("1"))
    )

    assert found == (
        "<table><caption>Table 1</caption>"
        '<thead><tr><td></td><th scope="col">Men</th></tr></thead>'
        '<tbody><tr><th scope="row">Prisons</th><td>1</td></tr></tbody></table>'
    )


def test_table_of_heads_alone_has_no_head() -> None:
    found = rows_of((cell("Place", header=True),))

    assert found == (
        '<table><caption>Table 1</caption><tbody><tr><th scope="col">Place</th></tr></tbody></table>'
    )


def test_span_beyond_the_last_row_is_cut() -> None:
    found = rows_of((cell("a", rowspan=3), cell("b")), (cell("c"),))

    assert found == (
        "<table><caption>Table 1</caption><tbody>"
        '<tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>'
    )


def test_span_ends_where_the_grid_ends_it() -> None:
    wide = tuple(cell(str(n), rowspan=3) for n in range(63))

    found = rows_of(wide, (cell("below"),))

    assert found.count("rowspan") == 0


def test_table_in_a_cell_is_part_of_the_cell() -> None:
    inner = Table("Inner", ((cell("within"), cell("it")),))

    found = rows_of((Cell((inner, ListBlock(items("listed")))),))

    assert found == (
        "<table><caption>Table 1</caption><tbody><tr><td><p>within</p><p>it</p>"
        '<ol type="a"><li><p>listed</p></li></ol></td></tr></tbody></table>'
    )


def test_table_without_a_cell_takes_no_number() -> None:
    tree = document(Table("Nothing", ()), FIGURES)

    assert "Table 1 – Deaths in custody" in body_of(tree)


def test_notes_of_the_text_lead_there_and_back() -> None:
    tree = document(Paragraph((Text("Punished"), Footnote("Penal Code"))))

    found = body_of(tree)

    assert found == (
        '<p class="doc-paragraph" id="doc-paragraph-1"><span class="doc-paragraph__number">1.</span> '
        'Punished<sup class="doc-mark"><a id="doc-note-1-mark" href="#doc-note-1" role="doc-noteref" '
        'aria-label="Note 1">1</a></sup></p>'
        '<section class="doc-notes" aria-labelledby="doc-notes"><p class="doc-notes__title" id="doc-notes">'
        'Notes</p><ol class="doc-notes__list"><li id="doc-note-1"><span class="doc-note__mark">1</span> '
        'Penal Code <a class="doc-note__back" href="#doc-note-1-mark" '
        'aria-label="Back to the text at note 1">↑</a></li></ol></section>'
    )


@pytest.mark.parametrize(
    ("inline", "markup"),
    [
        (Text("x", bold=True, italic=True, raised="sub"), "<strong><em><sub>x</sub></em></strong>"),
        (LineBreak(), "<br>"),
        (
            Link("https://un.org/?a&b", (Text("see"),)),
            '<a href="https://un.org/?a&amp;b" rel="noopener">see</a>',
        ),
        (Link("https://un.org/", ()), '<a href="https://un.org/" rel="noopener">https://un.org/</a>'),
        (Link("javascript:alert(1)", (Text("see"),)), "see"),
        (Reference("1", "paragraph", 1), '<a href="#doc-paragraph-1">paragraph 1</a>'),
        (Reference("1", "paragraph", 9), "paragraph 9"),
        (Reference("1", "[no answer yet: 1]"), '<strong class="doc-missing">[no answer yet: 1]</strong>'),
    ],
)
def test_inline_is_written(inline: Inline, markup: str) -> None:
    found = body_of(document(Paragraph((inline,))))

    assert found == (
        '<p class="doc-paragraph" id="doc-paragraph-1"><span class="doc-paragraph__number">1.</span> '
        f"{markup}</p>"
    )


@pytest.mark.parametrize(
    ("block", "markup"),
    [
        (GapNotice("[No answer yet]"), '<p class="doc-gap">[No answer yet]</p>'),
        (Question("a", "Why?"), '<blockquote class="doc-question"><p>(a) Why?</p></blockquote>'),
        (Question("", "Why?"), '<blockquote class="doc-question"><p>Why?</p></blockquote>'),
        (Heading(2, "", ""), ""),
        (
            ListBlock((Item((Heading(2, "Lost", "I."),)),), ordered=False),
            '<ul class="doc-list"><li><p class="doc-h5">I. Lost</p></li></ul>',
        ),
    ],
)
def test_block_is_written(block: Block, markup: str) -> None:
    assert body_of(document(block)) == markup


def test_source_is_shown_to_whom_it_may_be_shown() -> None:
    table, answer = replace(FIGURES, source=HEALTH), replace(paragraph("one"), source=HEALTH)
    tree = document(answer, replace(ListBlock(items("a")), source=HEALTH), table, GapNotice("gap"))

    found = render(tree, lambda source: f"/replies/{source.reply}/#{source.code}")
    unseen = render(tree, lambda _source: "")

    link = '<a class="doc-source" href="/replies/7/#6(a).2">6(a).2, Ministry of Health</a></div>'
    assert (found.count(link), found.count("doc-sourced")) == (3, 3)
    assert unseen == render(tree)


def test_opening_shows_masthead_placeholders_title_notes_and_draft() -> None:
    found = found_in(render(RICH), "//header")[0]

    assert [line.text_content() for line in found.iter("p", "h2", "li")] == [
        "DRAFT",
        *("United Nations", "CAT/C/KAZ/RQ/4", "Convention against Torture", "Distr.: General"),
        "[date of issue set by the United Nations]",
        *("English", "Original: Russian", "English, French, Russian and Spanish only"),
        *("Committee against Torture", "Seventy-sixth session", "[dates of the session]"),
        "[agenda item set by the United Nations]",
        "Consideration of reports submitted by States parties",
        "Replies of Kazakhstan*, **",
        "[Date received: date set by the United Nations]",
        "* The present document is being issued without formal editing. ↑",
        "** Annexes can be consulted in the files of the secretariat. ↑",
    ]
    assert [span.text for span in found.xpath(".//span[@class='doc-open']")] == [
        "[date of issue set by the United Nations]",
        "[dates of the session]",
        "[agenda item set by the United Nations]",
        "date set by the United Nations",
    ]


def test_internal_paper_opens_with_its_title() -> None:
    tree = document(paragraph("one"), masthead=None, first_heading="", title="Brief", extent="Part: Health")

    found = render(tree)

    assert found == (
        '<article class="doc" lang="en-GB" aria-labelledby="doc-title"><header class="doc-opening">'
        '<h2 class="doc-title" id="doc-title">Brief</h2><p class="doc-extent">[Part: Health]</p></header>'
        '<p class="doc-paragraph" id="doc-paragraph-1"><span class="doc-paragraph__number">1.</span> one</p>'
        "</article>"
    )


def test_committee_without_consideration_has_no_empty_line() -> None:
    head = replace(masthead(), consideration="", languages_only="")

    lines = found_in(render(document(masthead=head)), "//header//p")

    assert [line for line in lines if not line.text_content()] == []


def test_outline_lists_headings_of_the_document_and_annexes() -> None:
    found = outline(RICH)

    assert [tuple(entry) for entry in found] == [
        (1, "Information in response to the list of issues", "doc-heading-1"),
        (2, "A. Articles 1 and 4", "doc-heading-2"),
        (3, "Reply to paragraph 1 of the list of issues", "doc-heading-3"),
        (1, "Annexes", "doc-heading-4"),
    ]


def test_annexes_are_listed_with_their_language() -> None:
    found = found_in(render(RICH), "//ul[@class='doc-annexes']/li")

    assert [line.text_content() for line in found] == [
        "Annex 1 Statistics [Original: Russian]",
        "Annex 2 Laws",
    ]


def test_page_stands_alone_in_the_language_of_the_document() -> None:
    tree = document(replace(paragraph("un"), source=HEALTH), language="fr", title="Réponses <1>")

    found = page(tree, "p { color: red } </style><script>")

    read = lxml_html.fromstring(found)
    assert found.startswith('<!DOCTYPE html>\n<html lang="fr-FR"><head><meta charset="utf-8">')
    assert (read.findtext(".//title"), read.findtext(".//h1")) == ("Réponses <1>", "Réponses <1>")
    assert found_in(found, "//style/text()") == [r"p { color: red } <\/style><script>"]
    assert (found_in(found, "//script"), found_in(found, "//*[@class='doc-source']")) == ([], [])
    assert [link.text for link in found_in(found, "//nav//a")] == [
        "Information in response to the list of issues"
    ]
    assert found_in(found, "//nav//p/text()") == ["Table des matières"]


def test_page_without_headings_has_no_contents() -> None:
    found = page(document(masthead=None, first_heading=""), "")

    assert "<nav" not in found


def test_page_speaks_english_where_a_language_is_not_set_up() -> None:
    found = page(document(language="ar"), "")

    assert ('<html lang="en-GB">' in found, "Contents</p>" in found) == (True, True)
