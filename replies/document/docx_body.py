"""The blocks of the tree as the body of the Word file, written once from first to last."""

from collections.abc import Iterable
from string import ascii_lowercase

from replies.document.docx_footnotes import Footnotes
from replies.document.docx_markup import (
    LINE_BREAK,
    TAB,
    attributes_of,
    field,
    numbered,
    paragraph,
    run,
    type_of,
    value_of,
)
from replies.document.docx_numbering import PARAGRAPHS, Numbering
from replies.document.docx_references import References
from replies.document.docx_tables import table_markup
from replies.document.tree import (
    Block,
    Cell,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    Text,
)

HEADING_STYLES = ("HChG", "H1G", "H23G", "H4G", "H56G")
# A heading without a number starts where the body starts; one with a number hangs before it.
UNNUMBERED = {"ind": attributes_of(left=1134, right=1134, firstLine=0)}
AFTER_TABLE = {"spacing": attributes_of(before=240, after=120, line=240, lineRule="atLeast")}
# Where the further paragraphs of an item begin, under the text of its first one.
CONTINUED = (attributes_of(left=1134, right=1134, firstLine=1134), attributes_of(left=2835, right=1134))
CELL_CONTINUED = (attributes_of(left=284), attributes_of(left=568))
BULLET_STYLES = ("Bullet1G", "Bullet2G")
BULLET_CONTINUED = (attributes_of(left=1701, right=1134), attributes_of(left=2268, right=1134))


class Body:
    """Writes blocks in order; keeps the notes, numbers and addresses that other parts of the file hold."""

    def __init__(self, table_label: str) -> None:
        self.footnotes = Footnotes()
        self.numbering = Numbering()
        self.references = References()
        self.addresses: dict[str, str] = {}  # address → id of its relationship
        self._table_label = table_label
        self._tables = 0
        self._table_notes: list[str] | None = None
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
        return paragraph(run(block.text), "GapNotice", self._spacing())

    def heading(self, heading: Heading) -> str:
        """A heading; levels beyond the last one print as the last one."""
        self._after_table = {}
        style = HEADING_STYLES[min(max(heading.level, 1), len(HEADING_STYLES)) - 1]
        if heading.number:
            return paragraph(f"{TAB}{run(heading.number)}{TAB}{run(heading.text)}", style)
        return paragraph(run(heading.text), style, UNNUMBERED)

    def _text(self, block: Paragraph, style: str, values: dict[str, str]) -> str:
        content = self.inlines(block.inlines)
        if block.anchor:
            content = self.references.marked(block.anchor, content)
        return paragraph(content, style, {**self._spacing(), **values})

    def _spacing(self) -> dict[str, str]:
        """Room above whatever follows a table, once."""
        spacing, self._after_table = self._after_table, {}
        return spacing

    def inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _run(inline)
            case LineBreak():
                return LINE_BREAK
            case Footnote():
                return self._note(inline.text)
            case Reference():
                return self.references.shown(inline)
        return self._link(inline)

    def _link(self, link: Link) -> str:
        known = self.addresses.setdefault(link.href, f"rIdLink{len(self.addresses) + 1}")
        runs = "".join(_run(text, "Hyperlink") for text in link.texts)
        return f'<w:hyperlink r:id="{known}" w:history="1">{runs}</w:hyperlink>'

    def _note(self, text: str) -> str:
        if self._table_notes is None:
            return self.footnotes.add(text)
        self._table_notes.append(text)
        return run(letter(len(self._table_notes)), type_of(italic=True, raised="sup"))

    def _list(self, block: ListBlock, level: int) -> str:
        """A list; one that lies deeper than the second level prints at the second."""
        level = min(level, 1)
        in_cell = self._table_notes is not None
        num_id = self.numbering.start_list(level, ordered=block.ordered, in_cell=in_cell)
        number = {"numPr": numbered(num_id, level)}
        if in_cell:
            style, continued = "TableText", CELL_CONTINUED
        elif block.ordered:
            style, continued = "SingleTxtG", CONTINUED
        else:
            style, continued = BULLET_STYLES[level], BULLET_CONTINUED
        further = {"numPr": numbered(0), "ind": continued[level]}
        return "".join(self._item(item.blocks, style, number, further, level) for item in block.items)

    def _item(
        self,
        blocks: tuple[Block, ...],
        style: str,
        number: dict[str, str],
        further: dict[str, str],
        level: int,
    ) -> str:
        lines = [] if blocks and isinstance(blocks[0], Paragraph) else [paragraph("", style, number)]
        for block in blocks:
            if isinstance(block, Paragraph):
                lines.append(self._text(block, style, further if lines else number))
            elif isinstance(block, ListBlock):
                lines.append(self._list(block, level + 1))
            else:
                lines.append(self._block(block))
        return "".join(lines)

    def _table(self, table: Table) -> str:
        if self._table_notes is not None:
            return "".join(self._cell(cell, cell.header, "") for row in table.rows for cell in row)
        self._after_table = {}
        notes: list[str] = []
        self._table_notes = notes
        markup = table_markup(table, self._cell)
        self._table_notes = None
        if not markup:
            return ""
        self._tables += 1
        below = (
            paragraph(run(letter(number), type_of(italic=True, raised="sup")) + run(f" {note}"), "TableNote")
            for number, note in enumerate(notes, 1)
        )
        self._after_table = AFTER_TABLE
        return f"{self._label(table.title)}{markup}{''.join(below)}"

    def _label(self, title: str) -> str:
        before, _, after = self._table_label.partition("{number}")
        number = field("SEQ Table \\* ARABIC", str(self._tables))
        label = paragraph(f"{run(before)}{number}{run(after) if after else ''}", "TableLabel")
        return label + (paragraph(run(title), "TableTitle") if title else "")

    def _cell(self, cell: Cell, is_head: bool, side: str) -> str:
        style = "TableHead" if is_head else "TableText"
        place = {"jc": value_of(side)} if side else {}
        lines = [
            self._text(block, style, place) if isinstance(block, Paragraph) else self._block(block)
            for block in cell.blocks
        ]
        return "".join(lines) or paragraph("", style)


def letter(number: int) -> str:
    """The mark of a table's note: a … z, then aa, bb … as in United Nations tables."""
    rounds, index = divmod(number - 1, len(ascii_lowercase))
    return ascii_lowercase[index] * (rounds + 1)


def _run(text: Text, style: str = "") -> str:
    return run(text.text, type_of(bold=text.bold, italic=text.italic, raised=text.raised, style=style))
