"""Cells on a grid, whatever spans they ask for."""

from hypothesis import given

from replies.document.docx_tables import MAX_COLUMNS, column_widths, grid_of, text_of
from replies.document.tree import Cell, Item, LineBreak, Link, ListBlock, Paragraph, Reference, Table, Text
from tests.replies.document.trees import cell, items, tables

Laid = list[tuple[int, int, str, str]]


def laid(*rows: tuple[Cell, ...]) -> list[Laid]:
    """Column, width, text and merge of each cell."""
    return [
        [(item.column, item.span, text_of(item.cell.blocks), item.merge) for item in row]
        for row in grid_of(rows)
    ]


def test_grid_of_no_cells_is_empty() -> None:
    assert laid((), ()) == []


def test_grid_continues_a_span_of_rows_below() -> None:
    assert laid((cell("a", rowspan=2, colspan=2), cell("b")), (cell("c"),)) == [
        [(0, 2, "a", "restart"), (2, 1, "b", "")],
        [(0, 2, "a", "continue"), (2, 1, "c", "")],
    ]


def test_grid_cuts_a_span_that_runs_out_of_the_table() -> None:
    assert laid((cell("a", rowspan=9), cell("b"))) == [[(0, 1, "a", ""), (1, 1, "b", "")]]


def test_grid_cuts_a_span_that_meets_another() -> None:
    assert laid((cell("a"), cell("b", rowspan=2)), (cell("c", colspan=3),)) == [
        [(0, 1, "a", ""), (1, 1, "b", "restart")],
        [(0, 1, "c", ""), (1, 1, "b", "continue")],
    ]


def test_grid_fills_short_rows() -> None:
    assert laid((cell("a"), cell("b")), (cell("c"),)) == [
        [(0, 1, "a", ""), (1, 1, "b", "")],
        [(0, 1, "c", ""), (1, 1, "", "")],
    ]


def test_grid_of_too_many_columns_joins_the_last_cells() -> None:
    (row,) = laid(tuple(cell(str(number)) for number in range(MAX_COLUMNS + 2)))

    assert (len(row), row[-1]) == (63, (62, 1, "62 63 64", ""))


def test_grid_of_a_row_without_room_starts_anew() -> None:
    full = tuple(cell("x", colspan=21, rowspan=3) for _ in range(3))

    assert laid(full, (cell("a"),))[1][0] == (0, 1, "a", "")


@given(tables)
def test_grid_has_neither_holes_nor_overlaps(table: Table) -> None:
    rows = grid_of(table.rows)

    covered = [
        [column for item in row for column in range(item.column, item.column + item.span)] for row in rows
    ]
    assert all(columns == list(range(len(covered[0]))) for columns in covered)


@given(tables)
def test_grid_loses_no_text(table: Table) -> None:
    given_texts = [text_of(cell.blocks).strip() for row in table.rows for cell in row]
    placed = [
        text_of(item.cell.blocks).strip()
        for row in grid_of(table.rows)
        for item in row
        if item.merge != "continue"
    ]

    assert "".join("".join(placed).split()) == "".join("".join(given_texts).split())


def test_widths_follow_the_longest_text() -> None:
    rows = grid_of([(cell("A long name of a place of detention"), cell("12"), cell("x", colspan=1))])

    assert column_widths(rows, 3, 7370) == [5896, 737, 737]


def test_widths_of_equal_columns_share_the_whole() -> None:
    rows = grid_of([tuple(cell("1") for _ in range(7))])

    assert column_widths(rows, 7, 9638) == [1376] * 6 + [1382]


def test_text_of_a_cell_reads_links_breaks_and_lists() -> None:
    link = Link("https://un.org/", (Text("b"), Text("c")))
    nested = Table("", ((cell("unread"),),))

    blocks = (
        Paragraph((Text("a"), LineBreak(), link)),
        ListBlock((*items("d"), Item((nested,)))),
        Paragraph((Text("e, see "), Reference("1.1", "paragraph", 7))),
    )

    assert text_of(blocks) == "a bc (a) d (a)  e, see paragraph 7"
