"""Tables as GitHub-flavoured Markdown, which has one row of heads and no spans."""

from collections.abc import Callable

from replies.document.docx_tables import Placed, grid_of
from replies.document.tree import Cell, Table

CellWriter = Callable[[Cell], str]


def table_markup(table: Table, write_cell: CellWriter) -> str:
    """The lines of a table that has a cell.

    A cell that spans others says its text once, in their first; the rest are blank. A first row that is no
    row of heads gets a blank one above it, without which it would be no table.
    """
    rows = grid_of(table.rows)
    columns = rows[0][-1].column + rows[0][-1].span
    lines = [_row([text for item in row for text in _texts(item, write_cell)]) for row in rows]
    if not all(item.cell.header for item in rows[0]):
        lines.insert(0, _row([""] * columns))
    lines.insert(1, _row(["---"] * columns))
    return "\n".join(lines)


def _texts(item: Placed, write_cell: CellWriter) -> list[str]:
    said = "" if item.merge == "continue" else write_cell(item.cell)
    return [said, *[""] * (item.span - 1)]


def _row(texts: list[str]) -> str:
    return f"| {' | '.join(texts)} |"
