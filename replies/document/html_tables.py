"""Tables as HTML: cells on the grid of the Word file, heads that say what they head."""

from collections.abc import Callable, Sequence

from replies.document.docx_tables import FIGURE, Placed, Row, grid_of, text_of
from replies.document.html_markup import element
from replies.document.tree import Cell, Table

CellWriter = Callable[[Cell], str]


def rows_markup(table: Table, write_cell: CellWriter) -> str:
    """`thead` and `tbody` of a table, cells written from left to right."""
    rows = grid_of(table.rows)
    heads = _head_rows(rows)
    by_column = [{item.column: item for item in row} for row in rows]
    figures = _columns_of_figures(rows)
    lines = []
    for number, row in enumerate(rows):
        below = by_column[number + 1 :]
        cells = (_cell(item, below, figures, write_cell, is_head_row=_is_head(row)) for item in row)
        lines.append(element("tr", "".join(cells)))
    head, body = "".join(lines[:heads]), "".join(lines[heads:])
    return (element("thead", head) if head else "") + (element("tbody", body) if body else "")


def _head_rows(rows: Sequence[Row]) -> int:
    """How many leading rows are heads: not all, and no cell of theirs spans into the body."""
    heads = next((number for number, row in enumerate(rows) if not _is_head(row)), 0)
    while heads and any(item.merge == "continue" for item in rows[heads]):
        heads -= 1
    return heads


def _is_head(row: Row) -> bool:
    return all(item.cell.header for item in row)


def _columns_of_figures(rows: Sequence[Row]) -> set[int]:
    """The columns that hold nothing but figures under their heads."""
    texts: dict[int, list[str]] = {}
    for item in (item for row in rows for item in row if not item.cell.header and item.span == 1):
        if said := text_of(item.cell.blocks):
            texts.setdefault(item.column, []).append(said)
    return {column for column, said in texts.items() if all(map(FIGURE.fullmatch, said))}


def _cell(
    item: Placed,
    below: Sequence[dict[int, Placed]],
    figures: set[int],
    write_cell: CellWriter,
    *,
    is_head_row: bool,
) -> str:
    """A cell with its spans; nothing where a cell from above goes on."""
    if item.merge == "continue":
        return ""
    rows = _rows_spanned(item, below) if item.merge else 1
    spans = {
        "colspan": item.span if item.span > 1 else "",
        "rowspan": rows if rows > 1 else "",
    }
    is_head = item.cell.header and bool(text_of(item.cell.blocks))  # an empty one would head nothing, aloud
    scope = {"scope": "col" if is_head_row else "row"} if is_head else {}
    kind = "doc-figure" if item.span == 1 and item.column in figures else ""
    if is_head_row and item.span > 1:
        kind = "doc-over"
    return element("th" if is_head else "td", write_cell(item.cell), kind, **scope, **spans)


def _rows_spanned(item: Placed, below: Sequence[dict[int, Placed]]) -> int:
    """How many rows a cell takes, its own included, as the grid has it."""
    rows = 1
    for row in below:
        under = row.get(item.column)
        if under is None or under.merge != "continue" or under.cell is not item.cell:
            break
        rows += 1
    return rows
