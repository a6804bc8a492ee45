"""The blocks of the tree as data for the PDF's template, with every number already counted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from replies.document.docx_text import letter
from replies.document.docx_wide import Piece, pieces_of
from replies.document.pdf_tables import piece_data, place_of, size_of
from replies.document.pdf_text import LINE, Inlines, Value, shown
from replies.document.tree import (
    Block,
    GapNotice,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Question,
    Table,
    Text,
)

HEADING_LOOKS = 5
FORMS = ("(a)", "(i)", "a.", "i.")
# Deeper lists print as paragraphs of the item around them: a page is only so wide, typst nests only so far.
DEEPEST, DEEPEST_IN_CELL = 6, 2


class Blocks:
    """Writes blocks in order; counts paragraphs, tables and levels of headings as it goes."""

    def __init__(self, table_label: str, blocks: Sequence[Block]) -> None:
        self._table_label = table_label
        self._unmet = {block.anchor for block in blocks if isinstance(block, Paragraph) and block.anchor}
        self._inlines = Inlines(frozenset(self._unmet))
        self._wide: list[Value] = []  # tables that wait for the end of the item in which they stand
        self._paragraphs = self._tables = self._level = 0

    def of(self, blocks: Iterable[Block]) -> list[Value]:
        """The blocks of the body."""
        return list(chain.from_iterable(map(self._block, blocks)))

    def _block(self, block: Block) -> list[Value]:
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self._paragraph(block)
            case ListBlock():
                return self._list(block)
            case Table():
                return self._table(block)
        return _set_apart(block)

    def heading(self, heading: Heading) -> list[Value]:
        """A heading, at most one level below the one before it (PDF/UA-1); nothing for an empty one."""
        words, number = shown(heading.text), shown(heading.number)
        if not (words + number).strip():
            return []
        level = max(heading.level, 1)
        self._level = min(level, self._level + 1)
        return [["heading", self._level, min(level, HEADING_LOOKS), number, words]]

    def _paragraph(self, paragraph: Paragraph) -> list[Value]:
        self._paragraphs += paragraph.numbered
        number = f"{self._paragraphs}." if paragraph.numbered else ""
        target = paragraph.anchor if paragraph.anchor in self._unmet else ""
        self._unmet.discard(target)  # a second paragraph of the same code is no target
        content = self._inlines.of(paragraph.inlines)
        return [["paragraph", number, content, target]] if number or content or target else []

    def _list(self, block: ListBlock) -> list[Value]:
        """A list of the body; a table too wide for it follows its item, and the list goes on from there."""
        form = FORMS[0] if block.ordered else ""
        found: list[Value] = []
        items: list[Value] = []
        first = 1
        for number, item in enumerate(block.items, 1):
            items.append(self._item(item, 0))
            if self._wide:
                found += [["list", form, first, items], *self._wide]
                self._wide, items, first = [], [], number + 1
        return [*found, ["list", form, first, items]] if items else found

    def _item(self, item: Item, level: int) -> list[Value]:
        return list(chain.from_iterable(self._in_item(block, level) for block in item.blocks))

    def _in_item(self, block: Block, level: int) -> list[Value]:
        match block:
            case Paragraph():
                return _plain(self._inlines.of(block.inlines))
            case ListBlock() if level + 1 < DEEPEST:
                items = [self._item(item, level + 1) for item in block.items]
                return _listed(block, level + 1, items)
            case ListBlock():
                return self._flat(block, None, LINE)
            case Table():
                found = self._table(block)
                if _is_wide(found):
                    self._wide += found
                    return []
                return found
        return _inner(block)

    def _table(self, table: Table) -> list[Value]:
        pieces = pieces_of(table)
        if not pieces:
            return []
        self._tables += 1
        layout = pieces[0].layout  # the same for all of them
        notes: list[str] = []
        values = [self._piece(piece, notes) for piece in pieces]
        return [["table", shown(table.title), place_of(layout), size_of(layout), values]]

    def _piece(self, piece: Piece, notes: list[str]) -> Value:
        """A piece under its label, its notes below it; the letters run on through the whole table."""
        before = len(notes)

        def write(blocks: tuple[Block, ...], limit: int) -> Value:
            return _only(self._cell(blocks, notes, limit, 0))

        data = piece_data(piece, write)
        marked = [[letter(number), note] for number, note in enumerate(notes, 1)]
        label = self._table_label.format(number=self._tables)
        return {**data, "label": label, "notes": marked[before:]}

    def _flat(self, block: ListBlock, notes: list[str] | None, limit: int) -> list[Value]:
        """A list as paragraphs that begin with their marks."""
        lines: list[Value] = []
        for number, item in enumerate(block.items, 1):
            mark = Text(f"({letter(number)}) " if block.ordered else "• ")
            first, rest = item.blocks[:1], item.blocks[1:]
            if first and isinstance(first[0], Paragraph):
                first = (replace(first[0], inlines=(mark, *first[0].inlines)),)
            else:
                first = (Paragraph((mark,)), *first)
            lines += self._cell((*first, *rest), notes, limit, DEEPEST_IN_CELL)
        return lines

    def _cell(self, blocks: Iterable[Block], notes: list[str] | None, limit: int, level: int) -> list[Value]:
        """The blocks of a cell; a table in it prints as the paragraphs of its cells."""
        lines: list[Value] = []
        for block in blocks:
            match block:
                case Paragraph():
                    lines += _plain(self._inlines.of(block.inlines, notes=notes, limit=limit))
                case ListBlock() if level < DEEPEST_IN_CELL:
                    items = [self._cell(item.blocks, notes, limit, level + 1) for item in block.items]
                    lines += _listed(block, level, items)
                case ListBlock():
                    lines += self._flat(block, notes, limit)
                case Table():
                    for cell in chain.from_iterable(block.rows):
                        lines += self._cell(cell.blocks, notes, limit, level)
                case _:
                    lines += _inner(block)
        return lines


def _listed(block: ListBlock, level: int, items: Sequence[Value]) -> list[Value]:
    """A list inside another or in a cell: (a), in it (i), in that a., then i. and so on."""
    form = FORMS[level if level < len(FORMS) else 2 + level % 2]
    return [["list", form if block.ordered else "", 1, items]] if items else []


def _is_wide(found: Sequence[Value]) -> bool:
    """Whether a table's data says that it is wider than the text."""
    match found:
        case [["table", _title, place, *_rest]]:
            return place != "body"
    return False


def _plain(content: Value) -> list[Value]:
    return [["paragraph", "", content, ""]] if content else []


def _only(content: Sequence[Value]) -> Value:
    """The string of a cell that says one plain thing: most do, and strings are cheap."""
    match content:
        case []:
            return ""
        case [["paragraph", "", str(words), ""]]:
            return words
    return content


def _inner(block: Heading | GapNotice | Question) -> list[Value]:
    """What is no paragraph, inside an item or a cell."""
    if isinstance(block, Heading):
        words = shown(f"{block.number} {block.text}".strip())
        return _plain([["text", words, "b"]]) if words else []
    return _set_apart(block)


def _set_apart(block: GapNotice | Question) -> list[Value]:
    words = shown(block.text)
    if isinstance(block, Question):
        item = shown(f"({block.item}) ") if block.item else ""
        return [["question", item + words]] if item + words else []
    return [["gap", words]] if words else []
