"""Where a table finds room: in the text, between the margins, on a page turned across, or in pieces.

A piece repeats the first column of its table, and whatever reaches into it from the piece before. Measures in
twips; the need of a column is counted in letters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from replies.document.docx_tables import Placed, Row, grid_of, text_of
from replies.document.tree import Block, Cell, Footnote, Item, ListBlock, Paragraph, Table

BODY_WIDTH, PAGE_WIDTH, ACROSS_WIDTH = 7370, 9638, 14572
INDENT = 1134
WIDE = 6  # columns from which a table takes the width between the margins
MARGIN, LETTER, SMALL_LETTER = 113, 88, 68  # letters of 9 and of 7 points
FEWEST, MOST = 4, 14  # letters that a column has room for at least, and that it needs at most
# So many columns go on one page whatever is in them.
NEVER_SPLIT = ACROSS_WIDTH // (MOST * SMALL_LETTER + MARGIN)


@dataclass(frozen=True, slots=True)
class Layout:
    """The width of a table and its left indent, whether its page lies across, whether its type is small."""

    width: int
    indent: int = 0
    is_across: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows that print as one table."""

    rows: tuple[Row, ...]
    layout: Layout

    @property
    def columns(self) -> int:
        return self.rows[0][-1].column + self.rows[0][-1].span


def pieces_of(table: Table) -> list[Piece]:
    """The table as it goes on pages: one piece as a rule, none when it has no cell."""
    rows = grid_of(table.rows)
    if not rows:
        return []
    needs = _needs(rows)
    layout = _layout_of(needs)
    if layout:
        return [Piece(tuple(rows), layout)]
    small = Layout(ACROSS_WIDTH, is_across=True, is_small=True)
    return [
        Piece(tuple(_cut(row, columns) for row in rows), small)
        for columns in _groups([need * SMALL_LETTER + MARGIN for need in needs])
    ]


def is_surely_whole(table: Table) -> bool:
    """Whether the table prints in one piece for the number of its columns alone."""
    reaching_down = sum(cell.colspan for row in table.rows for cell in row if cell.rowspan > 1)
    longest = max((sum(cell.colspan for cell in row) for row in table.rows), default=0)
    return longest + reaching_down <= NEVER_SPLIT


def _needs(rows: Sequence[Row]) -> list[int]:
    """The letters of the longest word of each column, within bounds."""
    needs = [FEWEST] * (rows[0][-1].column + rows[0][-1].span)
    for item in (item for row in rows for item in row if item.span == 1):
        longest = max(map(len, text_of(item.cell.blocks).split()), default=0)
        needs[item.column] = min(MOST, max(needs[item.column], longest))
    return needs


def _layout_of(needs: Sequence[int]) -> Layout | None:
    """The least that the table needs; nothing when it has to be cut."""
    width = sum(needs) * LETTER + MARGIN * len(needs)
    if len(needs) <= WIDE and width <= BODY_WIDTH:
        return Layout(BODY_WIDTH, INDENT)
    if width <= PAGE_WIDTH:
        return Layout(PAGE_WIDTH)
    if width <= ACROSS_WIDTH:
        return Layout(ACROSS_WIDTH, is_across=True)
    if sum(needs) * SMALL_LETTER + MARGIN * len(needs) <= ACROSS_WIDTH:
        return Layout(ACROSS_WIDTH, is_across=True, is_small=True)
    return None


def _groups(widths: Sequence[int]) -> Iterator[list[int]]:
    """The columns of each piece: the first one of all, and as many more as find room."""
    columns, taken = [0], widths[0]
    for column, width in enumerate(widths[1:], 1):
        if taken + width > ACROSS_WIDTH:
            yield columns
            columns, taken = [0], widths[0]
        columns.append(column)
        taken += width
    yield columns


def _cut(row: Row, columns: Sequence[int]) -> Row:
    """What of a row stands in these columns. What has begun before them stands there again, without notes."""
    places = {column: place for place, column in enumerate(columns)}
    is_first = len(columns) < 2 or columns[1] == 1
    cut: list[Placed] = []
    for item in row:
        kept = [places[c] for c in range(item.column, item.column + item.span) if c in places]
        if kept:
            is_again = not is_first and item.column < columns[1]
            cell = replace(item.cell, blocks=_again(item.cell.blocks)) if is_again else item.cell
            cut.append(replace(item, column=kept[0], span=len(kept), cell=cell))
    return tuple(cut)


def _again(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a cell for a second printing: no note is printed twice, no bookmark set twice."""
    return tuple(_block_again(block) for block in blocks)


def _block_again(block: Block) -> Block:
    if isinstance(block, Paragraph):
        inlines = tuple(inline for inline in block.inlines if not isinstance(inline, Footnote))
        return replace(block, inlines=inlines, anchor="")
    if isinstance(block, ListBlock):
        return replace(block, items=tuple(Item(_again(item.blocks)) for item in block.items))
    if isinstance(block, Table):
        rows = (tuple(replace(cell, blocks=_again(cell.blocks)) for cell in row) for row in block.rows)
        return replace(block, rows=tuple(rows))
    return block


def cells_of(piece: Piece) -> Iterator[Cell]:
    """The cells that a piece prints, row by row."""
    return (item.cell for row in piece.rows for item in row if item.merge != "continue")
