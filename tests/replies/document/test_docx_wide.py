"""Tables that are too wide for the text find room, and nothing of them is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from replies.document.docx import render
from replies.document.docx_tables import text_of
from replies.document.docx_wide import Layout, Piece, cells_of, is_surely_whole, pieces_of
from replies.document.tree import Cell, Footnote, GapNotice, ListBlock, Paragraph, Table, Text
from tests.replies.document.packages import W, body, text, values
from tests.replies.document.trees import cell, document, items, paragraph, tables, wide

IN_TEXT, BETWEEN_MARGINS = Layout(7370, 1134), Layout(9638)
ACROSS, SMALL = Layout(14572, is_across=True), Layout(14572, is_across=True, is_small=True)


@pytest.mark.parametrize(
    ("columns", "layouts"),
    [
        (2, [IN_TEXT]),
        (6, [IN_TEXT]),
        (7, [BETWEEN_MARGINS]),
        (20, [BETWEEN_MARGINS]),
        (21, [ACROSS]),
        (30, [ACROSS]),
        (31, [SMALL]),
        (37, [SMALL]),
        (38, [SMALL, SMALL]),
        (60, [SMALL, SMALL]),
    ],
)
def test_table_takes_the_least_room_that_it_needs(columns: int, layouts: list[Layout]) -> None:
    assert [piece.layout for piece in pieces_of(wide(columns))] == layouts


def test_six_columns_of_long_words_take_the_width_between_the_margins() -> None:
    words = tuple(cell("Acknowledgement") for _ in range(6))

    assert [piece.layout for piece in pieces_of(Table("", (words,)))] == [BETWEEN_MARGINS]


def test_table_without_cells_has_no_piece() -> None:
    assert pieces_of(Table("", ((), ()))) == []


def printed(piece: Piece) -> list[list[tuple[int, int, str]]]:
    """Column, width and text of each cell, row by row."""
    return [[(item.column, item.span, text_of(item.cell.blocks)) for item in row] for row in piece.rows]


def test_piece_repeats_the_first_column_and_what_reaches_into_it() -> None:
    long = "x" * 14
    names = (cell("Name", header=True), cell("All the years", header=True, colspan=29))
    row = (cell("First"), *(cell(f"{number:x>14}") for number in range(29)))
    across = (cell("Note", colspan=30),)

    pieces = pieces_of(Table("", (names, row, across, (cell(long), cell(long)))))

    assert [piece.columns for piece in pieces] == [13, 13, 6]
    assert printed(pieces[1])[0] == [(0, 1, "Name"), (1, 12, "All the years")]
    assert [said for _column, _span, said in printed(pieces[1])[1]] == [
        "First",
        *(f"{number:x>14}" for number in range(12, 24)),
    ]
    assert printed(pieces[2])[2] == [(0, 6, "Note")]


def test_repeated_cell_carries_neither_notes_nor_bookmarks() -> None:
    noted = Paragraph((Text("First"), Footnote("Once.")), anchor="1.1", numbered=False)
    listed = ListBlock(items("a"))
    inner = Table("", ((replace(cell("b"), blocks=(noted,)),),))
    row = (Cell((noted, listed, inner)), *(cell(f"{number:x>14}") for number in range(20)))

    first, second = (next(cells_of(piece)) for piece in pieces_of(Table("", (row,))))

    bare = replace(noted, inlines=(Text("First"),), anchor="")
    assert first == row[0]
    assert second.blocks == (bare, listed, Table("", ((replace(cell("b"), blocks=(bare,)),),)))


def test_notice_in_a_repeated_cell_stays() -> None:
    notice = GapNotice("[No answer yet]")
    row = (Cell((notice,)), *(cell(f"{number:x>14}") for number in range(20)))

    pieces = pieces_of(Table("", (row,)))
    assert [next(cells_of(piece)).blocks for piece in pieces] == [(notice,), (notice,)]


@given(tables)
def test_no_cell_of_any_table_is_lost(table: Table) -> None:
    given_cells = {text_of(found.blocks) for row in table.rows for found in row if text_of(found.blocks)}

    said = " ".join(text_of(found.blocks) for piece in pieces_of(table) for found in cells_of(piece))

    assert [found for found in given_cells if found not in said] == []


@given(tables)
def test_every_piece_is_a_whole_grid_that_word_opens(table: Table) -> None:
    for piece in pieces_of(table):
        rows = [
            [column for item in row for column in range(item.column, item.column + item.span)]
            for row in piece.rows
        ]

        assert all(row == list(range(piece.columns)) for row in rows)
        assert piece.columns <= 63


@settings(max_examples=300)
@given(tables)
def test_table_that_is_surely_whole_has_one_piece(table: Table) -> None:
    assert len(pieces_of(table)) <= 1 or not is_surely_whole(table)


def test_pieces_bear_one_number_and_their_notes_stand_below_each() -> None:
    noted = Cell((Paragraph((Text("0"), Footnote("Early.")), numbered=False),))
    late = Cell((Paragraph((Text("9"), Footnote("Late.")), numbered=False),))
    row = (cell("Name"), noted, *(cell(f"{number:x>14}") for number in range(14)), late)

    content = render(document(Table("Deaths", (row,)), paragraph("After.")))

    of_tables = [
        text(found) if found.tag == f"{W}p" else "(table)"
        for found in body(content)
        if found.tag == f"{W}tbl" or values(found, "pPr/pStyle").get("val", "").startswith("Table")
    ]
    assert of_tables[1:] == [
        *("Table 1", "Deaths", "(table)", "a Early."),
        *("Table 1", "(table)", "b Late."),
    ]


def test_small_table_is_set_in_small_type() -> None:
    table = body(render(document(wide(60)))).findall(f"{W}tbl")[-1]

    styles = {values(line, "pPr/pStyle")["val"] for line in table.iter(f"{W}p")}
    assert styles == {"TableHeadSmall", "TableTextSmall"}
