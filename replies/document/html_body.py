"""The blocks of the tree as HTML, written once from first to last."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from replies.document.docx_text import letter
from replies.document.html_markup import LINE_BREAK, OPENABLE, element, note_item, note_mark, shown
from replies.document.html_tables import rows_markup
from replies.document.html_words import PageWords
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Source,
    Table,
    Text,
)

LIST_TYPES = (("a", "doc-list--letters"), ("i", "doc-list--romans"), ("a", ""), ("i", ""))


class Entry(NamedTuple):
    """A heading in the outline: level 1 is the outermost, and no level is left out."""

    level: int
    text: str
    id: str


@dataclass(slots=True)
class Outline:
    """Gives each heading its place among the others and an id, in the order in which they come."""

    entries: list[Entry] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)

    def add(self, heading: Heading) -> Entry | None:
        """The entry of the next heading; None for one without words, which is no heading."""
        text = f"{heading.number} {heading.text}".strip()
        if not text:
            return None
        while self._open and self._open[-1] >= heading.level:
            self._open.pop()
        self._open.append(heading.level)
        entry = Entry(len(self._open), text, f"doc-heading-{len(self.entries) + 1}")
        self.entries.append(entry)
        return entry


class Body:
    """Writes blocks in order; keeps the notes that stand at the end of the document.

    `top` is the level of the HTML heading under which the document's own begin.
    """

    def __init__(
        self, table_label: str, words: PageWords, top: int, source_url: Callable[[Source], str] | None
    ) -> None:
        self.outline = Outline()
        self._table_label = table_label
        self._words = words
        self._top = top
        self._source_url = source_url
        self._paragraphs = 0
        self._last_paragraph = 0
        self._tables = 0
        self._notes: list[str] = []
        self._table_notes: list[str] | None = None

    def document(self, document: Document) -> str:
        """All blocks; the headings that the document itself adds are written with `heading`."""
        blocks = document.blocks
        self._last_paragraph = sum(isinstance(block, Paragraph) and block.numbered for block in blocks)
        return "".join(self._outer(block) for block in blocks)

    def part(self, blocks: Iterable[Block]) -> str:
        """Blocks without numbers, with their notes right under them; the marks go on from part to part."""
        before = len(self._notes)
        written = "".join(self._inner(block, 0) for block in blocks)
        own = "".join(self._notes[before:])
        return written + (element("ol", own, "doc-notes__list") if own else "")

    def heading(self, heading: Heading) -> str:
        """A heading with its id; nothing for one without words."""
        entry = self.outline.add(heading)
        if entry is None:
            return ""
        tag = f"h{min(self._top + entry.level, 6)}"
        return element(tag, shown(entry.text), f"doc-h{min(entry.level, 5)}", id=entry.id)

    def notes(self) -> str:
        """The notes of the body under a heading of their own; empty without any."""
        if not self._notes:
            return ""
        title = element("p", shown(self._words.notes), "doc-notes__title", id="doc-notes")
        listed = element("ol", "".join(self._notes), "doc-notes__list")
        return element("section", title + listed, "doc-notes", aria_labelledby="doc-notes")

    def _outer(self, block: Block) -> str:
        """A block of the document itself: only here paragraphs take a number and headings an entry."""
        if isinstance(block, Heading):
            return self.heading(block)
        if isinstance(block, Paragraph) and block.numbered:
            self._paragraphs += 1
            number = element("span", f"{self._paragraphs}.", "doc-paragraph__number")
            content = f"{number} {self._inlines(block.inlines)}"
            written = element("p", content, "doc-paragraph", id=f"doc-paragraph-{self._paragraphs}")
        else:
            written = self._inner(block, 0)
        source = getattr(block, "source", None)
        return self._sourced(written, source) if source else written

    def _sourced(self, written: str, source: Source) -> str:
        address = self._source_url(source) if self._source_url else ""
        if not address:
            return written
        label = ", ".join(filter(None, (source.code, source.ministry)))
        link = element("a", shown(label), "doc-source", href=address)
        return element("div", written + link, "doc-sourced")

    def _inner(self, block: Block, level: int) -> str:
        """A block that may stand in a list or a cell; `level` counts the lists around it."""
        match block:
            case Paragraph():
                return element("p", self._inlines(block.inlines))
            case ListBlock():
                return self._list(block, level)
            case Table():
                return self._table(block, level)
            case Heading():
                return element("p", shown(f"{block.number} {block.text}".strip()), "doc-h5")
            case Question():
                item = f"({block.item}) " if block.item else ""
                return element("blockquote", element("p", shown(item + block.text)), "doc-question")
        return element("p", shown(block.text), "doc-gap")

    def _list(self, block: ListBlock, level: int) -> str:
        items = "".join(self._item(item, level) for item in block.items)
        if not block.ordered:
            return element("ul", items, "doc-list")
        kind, marked = LIST_TYPES[level] if level < len(LIST_TYPES) else LIST_TYPES[2 + level % 2]
        return element("ol", items, f"doc-list {marked}".strip(), type_=kind)

    def _item(self, item: Item, level: int) -> str:
        return element("li", "".join(self._inner(block, level + 1) for block in item.blocks))

    def _table(self, table: Table, level: int) -> str:
        """A table with its number, title and notes; one in a cell of another is part of the cell."""
        if self._table_notes is not None:
            return "".join(
                self._inner(block, level) for row in table.rows for cell in row for block in cell.blocks
            )
        if not any(table.rows):
            return ""
        self._tables += 1
        self._table_notes = []
        label = self._table_label.format(number=self._tables)
        caption = element("caption", shown(f"{label} – {table.title}" if table.title else label))
        content = element("table", caption + rows_markup(table, self._cell))
        notes = element("ol", "".join(self._table_notes), "doc-table__notes") if self._table_notes else ""
        self._table_notes = None
        # What scrolls sideways must be reached with the keyboard.
        scrolled = element("div", content, "doc-table__wide", role="region", aria_label=label, tabindex=0)
        return element("div", scrolled + notes, "doc-table", id=f"doc-table-{self._tables}")

    def _cell(self, cell: Cell) -> str:
        """The blocks of a cell; a single paragraph needs no element of its own."""
        match cell.blocks:
            case (Paragraph() as only,):
                return self._inlines(only.inlines)
        return "".join(self._inner(block, 0) for block in cell.blocks)

    def _inlines(self, inlines: Iterable[Inline]) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return _text(inline)
            case LineBreak():
                return LINE_BREAK
            case Footnote():
                return self._note(inline.text)
            case Link():
                return _link(inline)
        return self._reference(inline)

    def _note(self, text: str) -> str:
        """The mark of a note, its text kept: under the table where it lies, or at the end."""
        if self._table_notes is None:
            notes, mark, place = self._notes, str(len(self._notes) + 1), "doc-note-"
        else:
            notes, mark = self._table_notes, letter(len(self._table_notes) + 1)
            place = f"doc-table-{self._tables}-note-"
        note, own = f"{place}{mark}", f"{place}{mark}-mark"
        notes.append(note_item(text, mark, (note, own), self._words.back.format(mark=mark)))
        return note_mark(mark, (note, own), self._words.note.format(mark=mark))

    def _reference(self, reference: Reference) -> str:
        if not reference.number:
            return element("strong", shown(reference.printed), "doc-missing")
        if reference.number > self._last_paragraph:
            return shown(reference.printed)
        return element("a", shown(reference.printed), href=f"#doc-paragraph-{reference.number}")


def _text(text: Text) -> str:
    written = shown(text.text)
    for tag, is_so in ((text.raised, text.raised), ("em", text.italic), ("strong", text.bold)):
        if is_so:
            written = element(tag, written)
    return written


def _link(link: Link) -> str:
    """A link; its text alone where the address is none that may be opened."""
    content = "".join(map(_text, link.texts))
    if not link.href.lower().startswith(OPENABLE):
        return content
    return element("a", content or shown(link.href), href=link.href, rel="noopener")
