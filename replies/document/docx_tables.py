"""Tables: spans laid out on a grid, widths of columns, rows that repeat and do not break.

The look is that of tables in United Nations documents: a thin rule above, a thick one under the heads and one
at the end, heads small and italic, figures to the right. Measures in twips.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from replies.document.docx_markup import attributes_of, borders, properties, value_of
from replies.document.tree import Block, Cell, Footnote, Link, ListBlock, Paragraph, Reference, Text

MAX_COLUMNS = 63  # Word opens no table with more
THIN, THICK = 4, 12
FIGURE = re.compile(r"(?=[\s.,%()/+–-]*\d)[\d\s.,%()/+–-]+|–|-|…|\.\.")


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell on the grid: `merge` is "restart" for the head of a span of rows, "continue" under it."""

    column: int
    span: int
    cell: Cell
    merge: str = ""


Row = tuple[Placed, ...]
CellWriter = Callable[[Cell, bool, str], str]  # a cell, whether it is a head, to which side it is set


def table_markup(rows: Sequence[Row], write_cell: CellWriter, *, title: str, width: int, indent: int) -> str:
    """The `w:tbl` of rows that `grid_of` has laid out, one at least."""
    columns = rows[0][-1].column + rows[0][-1].span
    widths = column_widths(rows, columns, width)
    figures = columns_of_figures(rows, columns)
    heads = head_rows(rows)
    layout = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
    lines = (
        _row_markup(row, widths, figures, write_cell, is_head=number < heads, ends_head=number == heads - 1)
        for number, row in enumerate(rows)
    )
    kind = f"{_properties(title, width, indent)}<w:tblGrid>{layout}</w:tblGrid>"
    return f"<w:tbl>{kind}{''.join(lines)}</w:tbl>"


def grid_of(rows: Iterable[Sequence[Cell]]) -> list[Row]:
    """Lay cells out on a grid without holes or overlaps; spans that do not fit are cut, no text is lost."""
    given = [row for row in rows if row]
    placed: list[list[Placed]] = []
    above: dict[int, tuple[int, Placed]] = {}  # column → rows still to come, the cell that spans them
    for number, row in enumerate(given):
        if len(above) == MAX_COLUMNS:
            above = {}
        line = _place(row, above, len(given) - number)
        placed.append(line)
        above = _below(line, above, len(given) - number)
    columns = max((line[-1].column + line[-1].span for line in placed), default=0)
    return [_filled(line, columns) for line in placed]


def _place(row: Sequence[Cell], above: dict[int, tuple[int, Placed]], rows_left: int) -> list[Placed]:
    taken = set(above)
    line = [replace(cell, merge="continue") for _, cell in dict.fromkeys(above.values())]
    for cell in row:
        column = next((free for free in range(MAX_COLUMNS) if free not in taken), None)
        if column is None:
            line.append(_joined(line.pop(_last_own(line)), cell))
            continue
        span = 1
        while span < cell.colspan and column + span < MAX_COLUMNS and column + span not in taken:
            span += 1
        taken.update(range(column, column + span))
        merge = "restart" if min(cell.rowspan, rows_left) > 1 else ""
        line.append(Placed(column, span, cell, merge))
    return sorted(line, key=lambda item: item.column)


def _last_own(line: Sequence[Placed]) -> int:
    return max(index for index, item in enumerate(line) if item.merge != "continue")


def _joined(item: Placed, cell: Cell) -> Placed:
    return replace(item, cell=replace(item.cell, blocks=(*item.cell.blocks, *cell.blocks)))


def _below(
    line: Iterable[Placed], above: dict[int, tuple[int, Placed]], rows_left: int
) -> dict[int, tuple[int, Placed]]:
    """What of this row still spans the next one."""
    below: dict[int, tuple[int, Placed]] = {}
    for item in line:
        if item.merge == "continue":
            rows, head = above[item.column]
        else:
            rows, head = min(item.cell.rowspan, rows_left), item
        if rows > 1:
            below |= dict.fromkeys(range(item.column, item.column + item.span), (rows - 1, head))
    return below


def _filled(line: list[Placed], columns: int) -> Row:
    taken = {column for item in line for column in range(item.column, item.column + item.span)}
    empty = (Placed(column, 1, Cell(())) for column in range(columns) if column not in taken)
    return tuple(sorted([*line, *empty], key=lambda item: item.column))


def head_rows(rows: Sequence[Row]) -> int:
    """How many leading rows consist of heads; none when all do, for then nothing is left to repeat over."""
    bodies = (number for number, row in enumerate(rows) if not all(item.cell.header for item in row))
    return next(bodies, 0)


def column_widths(rows: Sequence[Row], columns: int, total: int) -> list[int]:
    """Share the width among the columns by the length of their texts and of their longest words."""
    needs = [4] * columns
    for item in (item for row in rows for item in row if item.span == 1):
        words = [len(word) for word in text_of(item.cell.blocks).split()]
        needs[item.column] = max(needs[item.column], min(sum(words) + len(words), 32), *words, 0)
    needs = [min(need, 40) for need in needs]
    widths = [total * need // sum(needs) for need in needs]
    widths[-1] += total - sum(widths)
    return widths


def text_of(blocks: Iterable[Block]) -> str:
    """The readable text of a cell, without its notes."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            parts.extend(_inline_text(inline) for inline in block.inlines)
            parts.append(" ")
        elif isinstance(block, ListBlock):
            parts.extend(f"(a) {text_of(item.blocks)} " for item in block.items)
    return "".join(parts).strip()


def _inline_text(inline: object) -> str:
    if isinstance(inline, Link):
        return "".join(text.text for text in inline.texts)
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Reference):
        return inline.printed
    return "" if isinstance(inline, Footnote) else " "


def columns_of_figures(rows: Sequence[Row], columns: int) -> set[int]:
    """The columns, but the first, in which every cell below the heads is a figure or empty."""
    texts: dict[int, list[str]] = {column: [] for column in range(1, columns)}
    for item in (item for row in rows for item in row if not item.cell.header and item.span == 1):
        if item.column and (text := text_of(item.cell.blocks)):
            texts[item.column].append(text)
    return {column for column, said in texts.items() if said and all(map(FIGURE.fullmatch, said))}


def _row_markup(
    row: Row,
    widths: Sequence[int],
    figures: set[int],
    write_cell: CellWriter,
    *,
    is_head: bool,
    ends_head: bool,
) -> str:
    kind = properties("trPr", {"cantSplit": "", **({"tblHeader": ""} if is_head else {})})
    cells = []
    for item in row:
        values = {"tcW": attributes_of(w=sum(widths[item.column : item.column + item.span]), type="dxa")}
        if item.span > 1:
            values["gridSpan"] = value_of(item.span)
        if item.merge:
            values["vMerge"] = value_of(item.merge)
        if ends_head:
            values["tcBorders"] = borders(bottom=THICK)
        if is_head:
            values["vAlign"] = value_of("bottom")
        said = Cell(()) if item.merge == "continue" else item.cell
        content = write_cell(said, is_head or item.cell.header, side_of(item, figures, is_head=is_head))
        cells.append(f"<w:tc>{properties('tcPr', values)}{content}</w:tc>")
    return f"<w:tr>{kind}{''.join(cells)}</w:tr>"


def side_of(item: Placed, figures: set[int], *, is_head: bool) -> str:
    """Figures stand to the right, a head over several columns in their middle."""
    if item.span > 1:
        return "center" if is_head else ""
    return "right" if item.column in figures else ""


def _properties(title: str, width: int, indent: int) -> str:
    margins = f"<w:left {attributes_of(w=0, type='dxa')}/><w:right {attributes_of(w=113, type='dxa')}/>"
    values = {
        "tblW": attributes_of(w=width, type="dxa"),
        "tblInd": attributes_of(w=indent, type="dxa"),
        "tblBorders": borders(top=THIN, bottom=THICK),
        "tblLayout": attributes_of(type="fixed"),
        "tblCellMar": margins,
        "tblLook": attributes_of(
            val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1
        ),
    }
    if title:
        values["tblCaption"] = value_of(title)
    return properties("tblPr", values)
