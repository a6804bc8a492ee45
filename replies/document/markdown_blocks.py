"""The blocks of the tree as Markdown, written once from first to last."""

from collections.abc import Iterable

from replies.document.docx_text import letter
from replies.document.markdown_tables import table_markup
from replies.document.markdown_text import BREAK_IN_CELL, inlines_markup, line
from replies.document.tree import (
    Block,
    Cell,
    GapNotice,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Question,
    Table,
)

Outside = Heading | Paragraph | Table | GapNotice | Question  # a block other than a list

TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
MARKERS = "-*"  # lists that follow one upon the other take turns, or they would be one


def item_label(level: int, number: int) -> str:
    """How the item of a list is called: (a), in it (i), in that a., then i. and so on; numbers from 1."""
    name = roman(number) if level % 2 else letter(number)
    return f"({name})" if level < 2 else f"{name}."


def roman(number: int) -> str:
    """A number as the United Nations count inside a list: i, ii, iii …"""
    hundreds, rest = divmod(number, 100)
    return "c" * hundreds + TENS[rest // 10] + ONES[rest % 10]


class Blocks:
    """Writes blocks in order, parted by blank lines; keeps the notes that stand at the end."""

    def __init__(self, table_label: str) -> None:
        self._table_label = table_label
        self._paragraphs = 0
        self._tables = 0
        self._notes: list[str] = []
        self._table_notes: list[str] | None = None

    def document(self, blocks: Iterable[Block]) -> list[str]:
        """The parts of the document itself, some empty: only its own paragraphs take a number."""
        return self._parts(blocks, 0, is_outer=True)

    def notes(self) -> list[str]:
        """The definitions of the notes of the body."""
        return [f"[^{number}]: {line(text)}" for number, text in enumerate(self._notes, 1)]

    def _parts(self, blocks: Iterable[Block], level: int, *, is_outer: bool = False) -> list[str]:
        parts: list[str] = []
        lists_in_a_row = 0
        for block in blocks:
            if isinstance(block, ListBlock):
                parts.append(self._list(block, level, MARKERS[lists_in_a_row % 2]))
                lists_in_a_row += 1
            else:
                parts.append(self._numbered(block) if is_outer else self._block(block))
                lists_in_a_row = 0
        return parts

    def _numbered(self, block: Outside) -> str:
        if not isinstance(block, Paragraph) or not block.numbered:
            return self._block(block)
        self._paragraphs += 1
        return f"{self._paragraphs}\\. {self._block(block)}".rstrip()

    def _block(self, block: Outside) -> str:
        match block:
            case Paragraph():
                return inlines_markup(block.inlines, self._note)
            case Table():
                return self._table(block)
            case Heading():
                return heading(block)
            case Question():
                return f"> {line(f'({block.item}) {block.text}' if block.item else block.text)}"
        said = line(block.text)
        return f"**{said}**" if said else ""

    def _list(self, block: ListBlock, level: int, marker: str) -> str:
        items = (
            self._item(item, level, marker, item_label(level, number) if block.ordered else "")
            for number, item in enumerate(block.items, 1)
        )
        return "\n".join(items)

    def _item(self, item: Item, level: int, marker: str, label: str) -> str:
        """An item with its label as text: Markdown itself counts in figures only."""
        parts = self._parts(item.blocks, level + 1)
        if item.blocks and isinstance(item.blocks[0], Paragraph):
            parts[0] = f"{label} {parts[0]}".strip()
        else:
            parts.insert(0, label)
        lines = "\n\n".join(filter(None, parts)).split("\n")
        return "\n".join([f"{marker} {lines[0]}".rstrip(), *(f"  {rest}".rstrip() for rest in lines[1:])])

    def _table(self, table: Table) -> str:
        if self._table_notes is not None:
            return " ".join(self._cell(cell) for row in table.rows for cell in row)
        if not any(table.rows):
            return ""
        self._tables += 1
        self._table_notes = []
        label = self._table_label.format(number=self._tables)
        title = line(f"{label} – {table.title}" if table.title else label)
        markup = table_markup(table, self._cell)
        notes = [f"<sup>{letter(n)}</sup> {line(text)}" for n, text in enumerate(self._table_notes, 1)]
        self._table_notes = None
        return "\n\n".join([title, markup, *notes])

    def _cell(self, cell: Cell) -> str:
        return BREAK_IN_CELL.join(filter(None, (self._in_cell(block, 0) for block in cell.blocks)))

    def _in_cell(self, block: Block, level: int) -> str:
        """A block on one line; the items of a list bear their labels."""
        if isinstance(block, Paragraph):
            return inlines_markup(block.inlines, self._note, BREAK_IN_CELL)
        if not isinstance(block, ListBlock):
            return self._block(block)
        items = []
        for number, item in enumerate(block.items, 1):
            said = (self._in_cell(inner, level + 1) for inner in item.blocks)
            label = item_label(level, number) if block.ordered else "•"
            items.append(" ".join([label, *filter(None, said)]))
        return BREAK_IN_CELL.join(items)

    def _note(self, text: str) -> str:
        if self._table_notes is None:
            self._notes.append(text)
            return f"[^{len(self._notes)}]"
        self._table_notes.append(text)
        return f"<sup>{letter(len(self._table_notes))}</sup>"


def heading(block: Heading) -> str:
    """A heading under the title; nothing for one without words."""
    text = line(f"{block.number} {block.text}")
    return f"{'#' * min(max(block.level, 1) + 1, 6)} {text}" if text else ""
