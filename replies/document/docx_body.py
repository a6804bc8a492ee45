"""The blocks of the tree as the body of the Word file, written once from first to last."""

from collections.abc import Iterable

from replies.document.docx_footnotes import Footnotes
from replies.document.docx_languages import Speech
from replies.document.docx_markup import TAB, attributes_of, field, numbered, paragraph, run, value_of
from replies.document.docx_numbering import BULLET_STYLES, DEEPEST, PARAGRAPHS, Numbering, continued_at
from replies.document.docx_pages import Sections
from replies.document.docx_tables import table_markup
from replies.document.docx_text import Inlines
from replies.document.docx_wide import Piece, pieces_of
from replies.document.tree import Block, Cell, Heading, ListBlock, Paragraph, Question, Table
from replies.document.words import PrintedWords

HEADING_STYLES = ("HChG", "H1G", "H23G", "H4G", "H56G")
# A heading without a number starts where the body starts; one with a number hangs before it.
UNNUMBERED = {"ind": attributes_of(left=1134, right=1134, firstLine=0)}
FROM_THE_MARGIN = {"ind": attributes_of(left=0, right=0)}
AFTER_TABLE = {"spacing": attributes_of(before=240, after=120, line=240, lineRule="atLeast")}


class Body:
    """Writes blocks in order; keeps the notes, numbers and sections that other parts of the file hold."""

    def __init__(self, words: PrintedWords, *, is_geneva: bool) -> None:
        self.speech = Speech(words.tag)
        self.footnotes = Footnotes(self.speech, is_geneva=is_geneva)
        self.inlines = Inlines(self.speech, self.footnotes)
        self.numbering = Numbering()
        self.sections = Sections()
        self._table_label = words.table
        self._tables = 0
        self._is_small = False
        self._after_table: dict[str, str] = {}

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                number = {"numPr": numbered(PARAGRAPHS)} if block.numbered else {}
                return self._text(block, "SingleTxtG", number)
            case ListBlock():
                return self._list(block, 0)
            case Table():
                return self._table(block)
            case Question():
                item = run(f"({block.item})") + TAB if block.item else ""
                return self._line(item + self.speech.runs(block.text), "Question", self._spacing())
        return self._line(self.speech.runs(block.text), "GapNotice", self._spacing())

    def heading(self, heading: Heading) -> str:
        """A heading; levels beyond the last one print as the last one."""
        self._after_table = {}
        style = HEADING_STYLES[min(max(heading.level, 1), len(HEADING_STYLES)) - 1]
        text = self.speech.runs(heading.text)
        if heading.number:
            return self._line(f"{TAB}{run(heading.number)}{TAB}{text}", style, {})
        return self._line(text, style, UNNUMBERED)

    def _text(self, block: Paragraph, style: str, values: dict[str, str]) -> str:
        return self._line(self.inlines.content(block), style, {**self._spacing(), **values})

    def _line(self, content: str, style: str, values: dict[str, str]) -> str:
        """A paragraph; outside tables the page lies upright for it."""
        upright = "" if self.inlines.is_in_table else self.sections.turned(across=False)
        return upright + paragraph(content, style, values)

    def _spacing(self) -> dict[str, str]:
        """Room above whatever follows a table, once."""
        spacing, self._after_table = self._after_table, {}
        return spacing

    def _list(self, block: ListBlock, level: int) -> str:
        """A list; one that lies deeper than Word's last level prints at that level."""
        level = min(level, DEEPEST)
        in_cell = self.inlines.is_in_table
        num_id = self.numbering.start_list(level, ordered=block.ordered, in_cell=in_cell)
        number = {"numPr": numbered(num_id, level)}
        if in_cell:
            style = self._small("TableText")
        elif block.ordered:
            style = "SingleTxtG"
        else:
            style = BULLET_STYLES[min(level, 1)]
        continued = continued_at(level, ordered=block.ordered, in_cell=in_cell)
        further = {"numPr": numbered(0), "ind": continued}
        return "".join(self._item(item.blocks, style, number, further, level) for item in block.items)

    def _item(
        self,
        blocks: tuple[Block, ...],
        style: str,
        number: dict[str, str],
        further: dict[str, str],
        level: int,
    ) -> str:
        lines = [] if blocks and isinstance(blocks[0], Paragraph) else [self._line("", style, number)]
        for block in blocks:
            if isinstance(block, Paragraph):
                lines.append(self._text(block, style, further if lines else number))
            elif isinstance(block, ListBlock):
                lines.append(self._list(block, level + 1))
            else:
                lines.append(self._block(block))
        return "".join(lines)

    def _table(self, table: Table) -> str:
        if self.inlines.is_in_table:
            return "".join(self._cell(cell, cell.header, "") for row in table.rows for cell in row)
        pieces = pieces_of(table)
        if not pieces:
            return ""
        self._after_table = {}
        self._tables += 1
        self.inlines.begin_table()
        written = [self._piece(piece, table.title, is_first=piece is pieces[0]) for piece in pieces]
        self.inlines.end_table()
        self._after_table = AFTER_TABLE
        return "".join(written)

    def _piece(self, piece: Piece, title: str, *, is_first: bool) -> str:
        layout = piece.layout
        turned = self.sections.turned(across=layout.is_across)
        place = {} if layout.indent else FROM_THE_MARGIN
        label = self._label(title if is_first else "", place, is_first=is_first)
        self._is_small = layout.is_small
        markup = table_markup(piece.rows, self._cell, title=title, width=layout.width, indent=layout.indent)
        self._is_small = False
        return f"{turned}{label}{markup}{self.inlines.notes_below(place)}"

    def _label(self, title: str, place: dict[str, str], *, is_first: bool) -> str:
        """“Table 1” and its title; over a further piece the same number again."""
        before, _, after = self._table_label.partition("{number}")
        count = "SEQ Table \\* ARABIC" if is_first else "SEQ Table \\c \\* ARABIC"
        label = f"{run(before)}{field(count, str(self._tables))}{run(after) if after else ''}"
        below = paragraph(self.speech.runs(title), "TableTitle", place) if title else ""
        return paragraph(label, "TableLabel", place) + below

    def _cell(self, cell: Cell, is_head: bool, side: str) -> str:
        style = self._small("TableHead" if is_head else "TableText")
        place = {"jc": value_of(side)} if side else {}
        lines = [
            self._text(block, style, place) if isinstance(block, Paragraph) else self._block(block)
            for block in cell.blocks
        ]
        return "".join(lines) or paragraph("", style)

    def _small(self, style: str) -> str:
        return f"{style}Small" if self._is_small else style
