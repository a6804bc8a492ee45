"""The pieces of a table as data for the PDF's template: cells on a grid, heads that repeat, widths of all.

How a table is cut and where it finds room is decided for all files at once (`docx_wide`). Widths in twips,
sizes of type in points.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypedDict

from replies.document.docx_tables import (
    Placed,
    Row,
    column_widths,
    columns_of_figures,
    head_rows,
    side_of,
    text_of,
)
from replies.document.docx_wide import FEWEST, LETTER, MARGIN, MOST, SMALL_LETTER, Layout, Piece
from replies.document.pdf_text import Value
from replies.document.tree import Block, Cell

SIZE, SMALL = 9, 7

Write = Callable[[tuple[Block, ...], int], Value]  # blocks, the letters that a line takes → data


class PieceData(TypedDict):
    """Shares of the width, the cells of the heads, and those below them, row by row."""

    columns: list[int]
    head: list[Value]
    body: list[Value]


def place_of(layout: Layout) -> str:
    """Where a table stands: in the "body", between the margins of a "page", or on one turned "across"."""
    if layout.is_across:
        return "across"
    return "body" if layout.indent else "page"


def size_of(layout: Layout) -> int:
    """The size of type."""
    return SMALL if layout.is_small else SIZE


def piece_data(piece: Piece, write: Write) -> PieceData:
    """The data of a piece; `write` is called once for each cell that prints, row by row."""
    heads = head_rows(piece.rows)
    rows = _parted(piece.rows, heads)
    widths = _widths(rows, piece)
    letter = _letter(piece)
    limits = [(width - MARGIN) // letter for width in widths]
    figures = columns_of_figures(rows, piece.columns)
    lines: list[list[Value]] = []
    for number, row in enumerate(rows):
        line: list[Value] = []
        for item in row:
            if item.merge != "continue":
                limit = sum(limits[item.column : item.column + item.span])
                said = write(item.cell.blocks, limit)
                side = side_of(item, figures, is_head=number < heads)
                line.append([said, item.span, _height(rows, number, item), side])
        lines.append(line)
    return {
        "columns": widths,
        "head": list(chain.from_iterable(lines[:heads])),
        "body": list(chain.from_iterable(lines[heads:])),
    }


def _parted(rows: Sequence[Row], heads: int) -> Sequence[Row]:
    """The rows with no cell that reaches from the heads, which repeat, into what stands below them."""
    if not heads:
        return rows
    below = tuple(
        replace(item, cell=Cell(()), merge="restart") if item.merge == "continue" else item
        for item in rows[heads]
    )
    return [*rows[:heads], below, *rows[heads + 1 :]]


def _widths(rows: Sequence[Row], piece: Piece) -> list[int]:
    """The widths of the columns in twips: first what the longest words need, then shares of what is left."""
    letter = _letter(piece)
    longest = [FEWEST] * piece.columns
    for item in (item for row in rows for item in row if item.span == 1):
        words = text_of(item.cell.blocks).split()
        longest[item.column] = min(MOST, max(longest[item.column], *map(len, words), 0))
    needs = [letters * letter + MARGIN for letters in longest]
    left = max(piece.layout.width - sum(needs), 0)
    shares = column_widths(rows, piece.columns, left)
    return [need + share for need, share in zip(needs, shares, strict=True)]


def _letter(piece: Piece) -> int:
    """The width of a letter in twips."""
    return SMALL_LETTER if piece.layout.is_small else LETTER


def _height(rows: Sequence[Row], number: int, item: Placed) -> int:
    """How many rows a cell spans."""
    height = 1
    while item.merge and number + height < len(rows):
        under = next((it for it in rows[number + height] if it.column == item.column), None)
        if under is None or under.merge != "continue":
            break
        height += 1
    return height
