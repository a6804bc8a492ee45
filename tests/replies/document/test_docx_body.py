"""Numbers, notes, links and tables in the body of the Word file."""

import pytest
from lxml import etree

from replies.document.docx import render
from replies.document.docx_text import letter
from replies.document.tree import (
    Block,
    Cell,
    Footnote,
    Heading,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    Text,
    TitleNote,
)
from tests.replies.document.packages import R, W, body, lines, parts, text, values
from tests.replies.document.trees import (
    FIGURES,
    IN_FILES,
    UNEDITED,
    cell,
    document,
    items,
    paragraph,
)


def numbers(content: bytes) -> list[tuple[str, str, str]]:
    """Text, number of the list and level of each paragraph that has one."""
    return [
        (text(line), values(line, "pPr/numPr/numId")["val"], values(line, "pPr/numPr/ilvl")["val"])
        for line in body(content).iter(f"{W}p")
        if values(line, "pPr/numPr/numId")
    ]


def test_paragraphs_share_one_series_and_lists_start_afresh() -> None:
    outer = ListBlock((Item((paragraph("b", numbered=False), ListBlock(items("c")))),))
    tree = document(
        paragraph("a"), outer, ListBlock(items("d"), ordered=False), paragraph("e"), ListBlock(items("f"))
    )

    assert numbers(render(tree)) == [
        ("a", "1", "0"),
        ("b", "3", "0"),
        ("c", "4", "1"),
        ("d", "2", "0"),
        ("e", "1", "0"),
        ("f", "5", "0"),
    ]


def test_each_list_overrides_its_start() -> None:
    package = parts(render(document(ListBlock(items("a")), ListBlock(items("b")))))

    assert [
        (number.get(f"{W}numId"), values(number, "lvlOverride"), values(number, "lvlOverride/startOverride"))
        for number in package["word/numbering.xml"].findall(f"{W}num")
    ] == [
        ("1", {}, {}),
        ("2", {}, {}),
        ("3", {"ilvl": "0"}, {"val": "1"}),
        ("4", {"ilvl": "0"}, {"val": "1"}),
    ]


def test_second_paragraph_of_an_item_bears_no_letter() -> None:
    item = Item((paragraph("a", numbered=False), paragraph("b", numbered=False)))

    assert numbers(render(document(ListBlock((item,))))) == [("a", "3", "0"), ("b", "0", "0")]


def nested(depth: int, *, ordered: bool = True) -> ListBlock:
    inner = (nested(depth - 1, ordered=ordered),) if depth > 1 else ()
    return ListBlock((Item((paragraph(f"{depth} left"), *inner)),), ordered)


def test_list_of_ten_levels_prints_the_last_at_the_ninth() -> None:
    found = numbers(render(document(nested(10))))

    assert [level for _text, _number, level in found] == [*"012345678", "8"]
    assert len({number for _text, number, _level in found}) == 10


def test_bullets_deeper_than_two_levels_keep_the_second_style() -> None:
    found = body(render(document(nested(4, ordered=False)))).findall(f"{W}p")[-4:]

    assert [(values(line, "pPr/pStyle")["val"], values(line, "pPr/numPr/ilvl")["val"]) for line in found] == [
        ("Bullet1G", "0"),
        ("Bullet2G", "1"),
        ("Bullet2G", "2"),
        ("Bullet2G", "3"),
    ]


def test_further_paragraphs_begin_under_the_text_of_their_item() -> None:
    two = (paragraph("a"), paragraph("b"))
    deep = ListBlock((Item((*two, ListBlock((Item((*two, ListBlock((Item(two),)))),)))),))

    found = body(render(document(deep))).findall(f"{W}p")[-6:]

    indents = [values(line, "pPr/ind") for line in found]
    assert [indent for indent in indents if indent] == [
        {"left": "1134", "right": "1134", "firstLine": "1134"},
        {"left": "2835", "right": "1134"},
        {"left": "3402", "right": "1134"},
    ]


def test_heading_with_a_number_hangs_it() -> None:
    found = body(render(document(Heading(1, "Articles", "I."), Heading(9, "Deep")))).findall(f"{W}p")[-2:]

    assert [(values(line, "pPr/pStyle")["val"], len(list(line.iter(f"{W}r")))) for line in found] == [
        ("HChG", 4),
        ("H56G", 1),
    ]


def test_footnote_marks_follow_the_text_and_the_title() -> None:
    tree = document(Paragraph((Text("a"), Footnote("n"))), title_notes=(UNEDITED, IN_FILES))
    package = parts(render(tree))

    marks = [
        (mark.get(f"{W}id"), mark.get(f"{W}customMarkFollows"))
        for mark in package["word/document.xml"].iter(f"{W}footnoteReference")
    ]
    texts = [text(note).split(maxsplit=1) for note in package["word/footnotes.xml"]][2:]

    assert marks == [("1", "1"), ("2", "1"), ("3", None)]
    assert texts == [["*", UNEDITED.text], ["**", IN_FILES.text], ["n"]]


def test_mark_of_the_title_follows_its_reference_sign_by_sign() -> None:
    title = next(body(render(document(title_notes=(UNEDITED, IN_FILES)))).iter(f"{W}footnoteReference"))
    both = list(title.getparent().getparent().iter(f"{W}footnoteReference"))

    assert [[node.text for node in mark.itersiblings()] for mark in both] == [["*"], ["*", "*"]]


def test_notes_begin_where_their_marks_end_at_the_tab() -> None:
    tree = document(*(Paragraph((Footnote("n"),)) for _ in range(10)), title_notes=(UNEDITED, IN_FILES))

    notes = list(parts(render(tree))["word/footnotes.xml"])[2:]

    assert [values(note, "p/pPr/ind")["hanging"] for note in notes] == ["213", "313", *["171"] * 9, "229"]


def test_link_is_one_relationship_for_each_address() -> None:
    links = (Link('https://un.org/?a=1&b="2"', (Text("a"),)), Link('https://un.org/?a=1&b="2"', (Text("b"),)))
    package = parts(render(document(Paragraph(links))))

    outside = {
        line.get("Id"): line.get("Target")
        for line in package["word/_rels/document.xml.rels"]
        if line.get("TargetMode") == "External"
    }
    used = [link.get(f"{R}id") for link in package["word/document.xml"].iter(f"{W}hyperlink")]

    assert (outside, used) == ({"rIdLink1": 'https://un.org/?a=1&b="2"'}, ["rIdLink1", "rIdLink1"])


def last_table(*blocks: Block) -> etree._Element:
    return body(render(document(*blocks))).findall(f"{W}tbl")[-1]


def test_table_repeats_its_heads_and_breaks_no_row() -> None:
    rows = last_table(FIGURES).findall(f"{W}tr")

    assert [
        (row.find(f"{W}trPr/{W}tblHeader") is not None, row.find(f"{W}trPr/{W}cantSplit") is not None)
        for row in rows
    ] == [(True, True), (True, True), (False, True), (False, True)]


def test_table_merges_cells_and_sets_figures_to_the_right() -> None:
    found = [
        [
            (
                text(item),
                values(item, "tcPr/gridSpan").get("val", ""),
                values(item, "tcPr/vMerge").get("val", ""),
                values(item, "p/pPr/jc").get("val", ""),
            )
            for item in row.findall(f"{W}tc")
        ]
        for row in last_table(FIGURES).findall(f"{W}tr")
    ]

    assert found == [
        [("Place", "", "restart", ""), ("2023", "2", "", "center")],
        [("", "", "continue", ""), ("Men", "", "", "right"), ("Women", "", "", "right")],
        [("Prisonsa", "", "", ""), ("12", "", "", "right"), ("3", "", "", "right")],
        [("Police", "", "", ""), ("–", "", "", "right"), ("", "", "", "")],
    ]


def test_table_of_heads_only_repeats_none() -> None:
    table = last_table(Table("", ((cell("a", header=True), cell("b", header=True)),)))

    assert list(table.iter(f"{W}tblHeader")) == []


def test_table_without_a_title_still_has_a_number() -> None:
    tree = document(
        Table("", ((cell("a"),),)), Table("T", ((cell("b", colspan=2), cell("c")),)), Table("", ())
    )

    assert [line for line in lines(body(render(tree)))[-7:] if line] == [
        "Table 1",
        "a",
        "Table 2",
        "T",
        "b",
        "c",
    ]


def test_table_in_a_cell_becomes_paragraphs() -> None:
    inner = Table("", ((cell("a"), cell("b", header=True)),))

    table = last_table(Table("", ((Cell((inner,)),),)))

    assert (lines(table), len(list(table.iter(f"{W}tbl")))) == (["a", "b"], 1)


def test_list_in_a_cell_is_set_small() -> None:
    table = last_table(Table("", ((Cell((ListBlock(items("a")), ListBlock(items("b"), ordered=False))),),)))

    assert [values(line, "pPr/pStyle")["val"] for line in table.iter(f"{W}p")] == ["TableText", "TableText"]
    assert [values(line, "pPr/numPr/numId")["val"] for line in table.iter(f"{W}p")] == ["3", "4"]


def test_text_after_a_table_keeps_its_distance() -> None:
    found = body(render(document(FIGURES, paragraph("a"), paragraph("b")))).findall(f"{W}p")[-2:]

    assert [values(line, "pPr/spacing").get("before") for line in found] == ["240", None]


def test_table_label_in_french_puts_the_number_last() -> None:
    found = lines(body(render(document(FIGURES, language="fr"))))

    assert "Tableau 1" in found


@pytest.mark.parametrize(("number", "mark"), [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa")])
def test_letter_of_a_note(number: int, mark: str) -> None:
    assert letter(number) == mark


def test_title_note_under_any_mark_is_printed() -> None:
    content = render(document(title_notes=(TitleNote("†", "Late."),)))

    assert text(parts(content)["word/footnotes.xml"][2]).split() == ["†", "Late."]


def test_reference_without_a_paragraph_says_so_in_red() -> None:
    missing = Reference("6(a).2", "[no answer yet: 6(a).2]")

    line = body(render(document(Paragraph((missing,))))).findall(f"{W}p")[-1]

    assert (text(line), values(line, "r/rPr/color")) == (missing.words, {"val": "C00000"})
