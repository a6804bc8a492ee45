"""A table as a rectangle of texts: spans filled, its head rows and label columns told from its figures."""

from dataclasses import dataclass

from replies.document.checks.given import cell_text
from replies.document.checks.numbers import YEAR, cell_figure
from replies.document.tree import Table

MAX_COLUMNS = 200  # no answer has more that a page could carry


@dataclass(frozen=True, slots=True)
class Grid:
    """Texts by row and column; `heads` leading rows and `labels` leading columns name the figures."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    heads: int
    labels: int

    @property
    def body(self) -> tuple[tuple[str, ...], ...]:
        return self.rows[self.heads :]

    @property
    def columns(self) -> range:
        """The columns of figures."""
        return range(self.labels, len(self.rows[0]) if self.rows else 0)

    def row_label(self, row: int) -> str:
        """What a row of the body says that it is."""
        return " ".join(dict.fromkeys(text for text in self.body[row][: self.labels] if text))

    def column_label(self, column: int) -> str:
        """What a column says that it is, from its uppermost head down."""
        return " ".join(dict.fromkeys(row[column] for row in self.rows[: self.heads] if row[column]))


def grid_of(table: Table) -> Grid:
    """The grid of a table; a cell that spans stands in each place that it covers."""
    places: dict[tuple[int, int], str] = {}
    for y, row in enumerate(table.rows):
        x = 0
        for cell in row:
            while (y, x) in places:
                x += 1
            text = cell_text(cell.blocks)
            for down in range(min(cell.rowspan, len(table.rows) - y)):
                for right in range(min(cell.colspan, MAX_COLUMNS - x)):
                    places[y + down, x + right] = text
            x += cell.colspan
    width = max((x + 1 for _y, x in places), default=0)
    rows = tuple(tuple(places.get((y, x), "") for x in range(width)) for y in range(len(table.rows)))
    heads = _heads(table, rows)
    return Grid(table.title, rows, heads, _labels(rows[heads:], width))


def _heads(table: Table, rows: tuple[tuple[str, ...], ...]) -> int:
    marked = 0
    for row in table.rows:
        if not all(cell.header for cell in row):
            break
        marked += 1
    if marked or not rows:
        return marked
    is_head = any(rows[0]) and all(YEAR.fullmatch(text) or _is_label(text) for text in rows[0])
    return int(is_head)


def _is_label(text: str) -> bool:
    return not text or cell_figure(text) is None


def _labels(body: tuple[tuple[str, ...], ...], width: int) -> int:
    """One column, and those beside it that hold words only."""
    labels = 1
    while labels < width and all(row[labels] and cell_figure(row[labels]) is None for row in body):
        labels += 1
    return min(labels, width)
