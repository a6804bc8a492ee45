"""Tables of the PDF: whatever the spans, every cell is printed and none beyond the page."""

from typing import Any

from replies.document.docx_wide import pieces_of
from replies.document.pdf_data import data_of
from replies.document.pdf_tables import piece_data
from replies.document.tree import Cell, Footnote, Item, Link, ListBlock, Paragraph, Table, Text
from replies.document.typesetting import pdf_of
from tests.replies.document.pdf_pages import outside, pages, sizes, squeezed, text
from tests.replies.document.trees import FIGURES, cell, document, items, paragraph

UPRIGHT, ACROSS = (595, 842), (842, 595)
SIXTY = Table(
    "Sixty columns",
    (
        tuple(cell(f"Year {1960 + place}" if place else "Region", header=True) for place in range(60)),
        *(
            tuple(cell(f"{row}{place:02}00" if place else f"Area{row}") for place in range(60))
            for row in range(3)
        ),
    ),
)
TEN = Table("Ten", (tuple(cell(f"Administration{place}") for place in range(10)),))


def printed(*blocks: Table | Paragraph | ListBlock) -> bytes:
    return pdf_of(data_of(document(*blocks)).encode(), 0)


def test_sixty_columns_are_cut_into_pieces_that_repeat_the_first() -> None:
    content = printed(paragraph("Before"), SIXTY, paragraph("After"))

    found = text(content)
    cells = [squeezed(item.blocks[0].inlines[0].text) for row in SIXTY.rows for item in row]
    assert [words for words in cells if words not in found] == []
    assert (outside(content), sizes(content)[0], sizes(content)[-1]) == ([], UPRIGHT, UPRIGHT)
    assert ACROSS in sizes(content)
    pieces = found.count("Table1")
    assert (pieces > 1, found.count("Region"), found.count("Sixtycolumns")) == (True, pieces, 1)


def test_table_too_wide_for_an_item_follows_it_and_the_letters_go_on() -> None:
    tree = ListBlock(
        (Item((paragraph("one"), TEN, paragraph("end"))), Item((Table("", ()), FIGURES)), *items("three"))
    )

    content = printed(tree)

    assert sizes(content) == [UPRIGHT, ACROSS, UPRIGHT]
    found = [squeezed(page) for page in pages(content)]
    assert ("(a)oneend" in found[0], "Administration9" in found[1], "(c)three" in found[2]) == (
        True,
        True,
        True,
    )
    assert "Table2Deathsincustody" in found[2]


def test_wide_table_last_in_a_list_ends_it() -> None:
    assert len(pages(printed(ListBlock((Item((TEN,)),), ordered=False)))) == 2


def test_heads_repeat_on_each_page_and_notes_stand_below() -> None:
    noted = Cell((Paragraph((Text("Area"), Footnote("Without cities.")), numbered=False),), header=True)
    linked = Cell((Paragraph((Link("https://un.org/", (Text("Cases"),)),), numbered=False),), header=True)
    rows = tuple((cell(f"Area {row}"), cell(str(row))) for row in range(100))

    found = [squeezed(page) for page in pages(printed(Table("", ((noted, linked), *rows))))]

    assert [page.count("AreaaCases") for page in found] == [1] * len(found)
    assert ("aWithoutcities." in found[-1], len(found) > 2) == (True, True)


def test_spans_that_overlap_or_reach_too_far_are_cut() -> None:
    rows = (
        (cell("a", header=True, rowspan=9), cell("b", header=True, colspan=40)),
        (cell("c", header=True, colspan=3, rowspan=2),),
        (cell("d"), cell("e", colspan=90, rowspan=90)),
        (),
        (cell("f"),),
        (cell("g", rowspan=3), cell("h")),
    )

    content = printed(Table("Ragged", rows))

    assert [word for word in "abcdefgh" if word not in text(content)] == []
    assert outside(content) == []


def test_cells_fill_the_grid_below_heads_that_reach_into_it() -> None:
    tall = (cell("a", header=True, rowspan=4), cell("b", header=True, colspan=2))
    rows = (tall, (cell("c", colspan=2),), (cell("d"),), (cell("e"),), (cell("f", colspan=3),))

    [piece] = pieces_of(Table("", rows))
    data = piece_data(piece, lambda blocks, _limit: len(blocks))

    columns = len(data["columns"])
    assert (_area(data["head"]), _area(data["body"])) == (columns, columns * 4)


def _area(cells: Any) -> int:
    """The places of the grid that cells take up."""
    return sum(span * height for _said, span, height, _side in cells)


def test_cells_hold_lists_tables_and_nothing() -> None:
    deep = ListBlock((Item((ListBlock((Item((ListBlock(items("deepest")),)),)),)),))
    bullets = ListBlock((Item((ListBlock((Item((ListBlock(items("dot"), ordered=False),)),)),)),))
    nested = Table("Inner", ((cell("in"), cell("side")),))
    rows = ((Cell((deep, bullets)), Cell((nested, ListBlock(()))), Cell(())),)

    found = text(printed(Table("", rows), Table("Empty", ()), Table("", ((cell("Only", header=True),),))))

    assert [word for word in ("(a)deepest", "•dot", "inside", "Table2", "Only") if word not in found] == []
    assert ("Inner" in found, "Empty" in found) == (False, False)
