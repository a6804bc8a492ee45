"""The PDF: every word of the tree in its place, by PDF/A-2a and PDF/UA-1, the same each time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replies.document import docx, pdf
from replies.document.pdf_data import data_of
from replies.document.tree import (
    Annex,
    Block,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Text,
    TitleNote,
)
from replies.document.typesetting import pdf_of
from tests.replies.document import packages
from tests.replies.document.pdf_pages import addresses, catalog, outline, pages, squeezed, text
from tests.replies.document.trees import (
    RICH,
    cell,
    document,
    documents,
    items,
    masthead,
    paragraph,
)

MARKUP = "#let x = 1; $y$ *z* _u_ `v` \\ <label> @ref // -- ~ [a] {b} = 1. - \"q\" 'q' &amp; <b>"
letters = st.text(alphabet="abcxyzАБвгәғқңөұүһі#$*_`\\<>@~=-[]{}\"'&/ ", min_size=1, max_size=12)


def printed(document: Document) -> bytes:
    """The PDF made in this process: the path to it through another one has tests of its own."""
    return pdf_of(data_of(document).encode(), 0)


def test_rich_document_prints_all_its_words_in_order() -> None:
    content = pdf.render(RICH)

    found = text(content).replace("DRAFT", "")
    expected = (
        *("United Nations", "CAT/C/KAZ/RQ/4", "Convention against Torture", "Distr.: General"),
        *("[date of issue set by the United Nations]", "English", "Original: Russian"),
        *("English, French, Russian and Spanish only", "Committee against Torture"),
        *("Seventy-sixth session", "[dates of the session]", "[agenda item set by the United Nations]"),
        *("Consideration of reports submitted by States parties", "Replies of Kazakhstan*, **"),
        "[Date received: date set by the United Nations]",
        *("Information in response to the list of issues", "A.Articles 1 and 4"),
        *("Reply to paragraph 1 of the list of issues", "1.Torture is punished1", "103see here"),
        *("(a)first", "(i)inner", "(b)second", "•bullet"),
        *(
            "Table 1",
            "Deaths in custody",
            "2023",
            "Place",
            "Men",
            "Women",
            "Prisonsa",
            "12",
            "3",
            "Police",
            "–",
        ),
        *("aAll of them.", "2.After the table, see paragraph 1", "[No answer yet: 6(a).2]"),
        *("Annexes", "Annex 1", "Statistics [Original: Russian]"),
    )
    missing, place = [], 0
    for words in map(squeezed, expected):
        at = found.find(words, place)
        place = at + len(words) if at >= 0 else place
        missing += [words] if at < 0 else []
    assert missing == []
    below = (
        "*The present document is being issued",
        "**Annexes can be consulted",
        "1Penal Code, art. 146.",
        "Annex 2",
    )
    assert [words for words in below if squeezed(words) not in found] == []


def test_every_word_of_the_word_file_is_printed() -> None:
    lines = packages.lines(packages.body(docx.render(RICH)))

    found = text(printed(RICH))

    assert [word for line in lines for word in line.split() if word not in found] == []


def test_same_tree_gives_the_same_bytes_that_say_what_they_are() -> None:
    dated = replace(RICH, modified=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC))

    first, second, undated = pdf.render(dated), pdf.render(dated), pdf.render(RICH)

    assert first == second
    assert (b"2026-03-04T05:06:07" in first, b"2000-01-01T00:00:00" in undated) == (True, True)
    claims = (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1<",
    )
    assert [claim for claim in claims if claim not in first] == []


def test_file_names_title_author_subject_and_language() -> None:
    content = pdf.render(replace(RICH, language="ru"))

    assert catalog(content)["Lang"] == b"ru-RU"
    described = content.decode("latin-1")
    assert [
        word
        for word in ("Replies of Kazakhstan", "Kazakhstan</rdf:li>", "CAT/C/KAZ/Q/4")
        if word not in described
    ] == []


def test_outline_leads_to_headings_and_skips_no_level() -> None:
    tree = document(Heading(4, "Deep"), Heading(2, "Articles"), Heading(3, " "), Heading(9, "Deeper", "1."))

    found = outline(printed(tree))

    assert found == [
        (0, "Information in response to the list of issues"),
        (1, "Deep"),
        (1, "Articles"),
        (2, "1.Deeper"),
    ]


@pytest.mark.parametrize(
    "where", ["paragraph", "heading", "title", "footnote", "cell", "item", "gap", "question"]
)
def test_markup_in_a_text_prints_as_it_is(where: str) -> None:
    blocks: dict[str, tuple[Block, ...]] = {
        "paragraph": (paragraph(MARKUP),),
        "heading": (Heading(2, MARKUP),),
        "footnote": (Paragraph((Text("x"), Footnote(MARKUP))),),
        "item": (ListBlock(items(MARKUP)),),
        "gap": (GapNotice(MARKUP),),
        "question": (Question("", MARKUP),),
    }
    tree = document(*blocks.get(where, ()), title=MARKUP if where == "title" else "T")
    if where == "cell":
        tree = replace(tree, blocks=(replace(RICH.blocks[5], title="", rows=((cell(MARKUP),),)),))  # type: ignore[arg-type]

    assert squeezed(MARKUP) in text(printed(tree))


def test_links_open_their_addresses_and_references_their_paragraphs() -> None:
    said = Text("here")
    tree = document(
        Paragraph((Text("One"),), anchor="1"),
        Paragraph((Text("Again"),), anchor="1"),
        Paragraph(
            (
                *(Reference("1", "paragraph", 1), Reference("2", "paragraph", 9), Reference("3", "[none]")),
                *(Link("https://un.org/?a=1&b=2", (said,)), Link("", (said,)), Link("https://un.org/", ())),
                *(Link("https://un.org/" + "x" * 5000, (said,)), Reference("4")),
                Link("mailto:a@un.org", (Text("e\u00admail\u00ad"),)),
            )
        ),
    )

    content = printed(tree)

    assert addresses(content) == ["https://un.org/?a=1&b=2", "mailto:a@un.org"]
    assert "3.paragraph1paragraph9[none]hereherehereemail" in text(content)
    assert content.count(b"/Subtype/Link") + content.count(b"/Subtype /Link") == 3


def test_draft_is_marked_on_every_page_and_a_final_document_is_not() -> None:
    tree = document(*(paragraph("Word " * 300) for _ in range(3)), masthead=masthead(symbol="CAT/C/1"))

    draft, final = pages(printed(replace(tree, draft=True))), pages(printed(tree))

    assert ["D" in page and "DRAFT" in squeezed(page) for page in draft] == [True] * len(draft)
    assert [("DRAFT" in squeezed(page), "CAT/C/1" in squeezed(page)) for page in final] == [
        (False, True)
    ] * len(final)
    assert squeezed(final[1]).endswith("2")


def test_paper_without_masthead_opens_with_its_title_and_repeats_it() -> None:
    long = [paragraph("Word " * 300) for _ in range(3)]
    tree = document(
        Question("a", "What is done?"),
        Question("", ""),
        GapNotice(""),
        *long,
        masthead=None,
        title="Brief",
        first_heading="",
        extent="Part: Ministry of Health",
    )

    found = [squeezed(page) for page in pages(printed(tree))]

    assert found[0].startswith("Brief[Part:MinistryofHealth](a)Whatisdone?1.Word")
    assert found[1].startswith("Brief") or "Brief" in found[1]


def test_filled_masthead_prints_what_it_is_given() -> None:
    head = masthead(symbol="CAT", date="23 February 2023", session="S", date_received="15 February 2023")

    found = text(printed(document(masthead=replace(head, languages_only="", consideration=""), title="")))

    assert "[Datereceived:15February2023]" in found
    assert [words for words in ("CAT", "23February2023", "–") if words not in found] == []


def test_list_in_lists_prints_at_any_depth() -> None:
    block: ListBlock = ListBlock(items("innermost"), ordered=False)
    for depth in range(9):
        inner = Item((Heading(2, f"Head {depth}", "1."), GapNotice(f"Gap {depth}"), block))
        block = ListBlock(
            (Item((paragraph(f"level {depth}"), block)), inner) if depth != 4 else (Item((block,)),)
        )

    found = text(printed(document(block)))

    words = ("innermost", *(f"level{depth}" for depth in range(9) if depth != 4), "1.Head8", "Gap8")
    assert [word for word in words if word not in found] == []


def test_long_word_is_broken_inside_the_page() -> None:
    tree = document(paragraph("x" * 500 + "Ж" * 300 + "e\u0301" * 200))

    assert squeezed("x" * 500 + "Ж" * 300) in text(printed(tree))


def test_title_notes_and_annexes_are_optional() -> None:
    tree = document(title_notes=(TitleNote("*", "Only one."),), annexes=(Annex("", "Nameless"),), author="")

    found = text(printed(tree))

    assert [word for word in ("*Onlyone.", "Nameless") if word not in found] == []


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(documents)
def test_any_tree_becomes_a_conforming_file(tree: Document) -> None:
    assert printed(tree).startswith(b"%PDF-1.7")


@settings(max_examples=10, deadline=None)
@given(st.lists(letters, min_size=1, max_size=4), letters, letters)
def test_any_words_are_found_again(said: list[str], note: str, inside: str) -> None:
    tree = document(
        *(Paragraph((Text(words), Footnote(note))) for words in said),
        replace(RICH.blocks[5], rows=((cell(inside), cell("x")),)),  # type: ignore[arg-type]
    )

    found = text(printed(tree))

    assert [words for words in (*said, note, inside) if squeezed(words) not in found] == []
