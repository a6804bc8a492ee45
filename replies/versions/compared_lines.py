"""A document as lines that can be compared: each block with its number and as rich text in canonical form."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import takewhile

from replies.document.docx_markup import FORBIDDEN
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Question,
    Source,
    Table,
    Text,
)
from replies.document.words import Placeholders, words_of

TAG = re.compile("<[^>]*>")
KINDS: dict[type, str] = {
    Paragraph: "paragraph",
    ListBlock: "list",
    Table: "table",
    GapNotice: "gap",
    Question: "question",
}
NOTE = re.compile('<span data-footnote="([^"]*)"></span>')


@dataclass(frozen=True)
class Line:
    """A block: `html` is rich text; a heading has a `level` from 1 and its `text`, a paragraph its number.

    What there is only one of, such as the title, has a `place` of its own.
    """

    kind: str
    html: str
    number: int = 0
    level: int = 0
    place: str = ""
    text: str = ""
    source: Source | None = None

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What two lines have in common that are the same."""
        return self.kind, self.level, self.place, self.html

    @cached_property
    def words(self) -> frozenset[str]:
        """Its vocabulary, that of its notes included."""
        return frozenset(TAG.sub(" ", NOTE.sub(r" \1 ", self.html)).split())

    @property
    def opening(self) -> tuple[str, ...]:
        """The words by which it is known among many."""
        return (self.kind, *TAG.sub(" ", self.html).split()[:4])


def lines_of(document: Document) -> list[Line]:
    """The whole document: its opening, its blocks, its annexes."""
    lines = [*_opening(document), *_heading(Heading(1, document.first_heading), "first heading")]
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            lines += _heading(block)
            continue
        is_numbered = isinstance(block, Paragraph) and block.numbered
        number += is_numbered
        lines.append(
            Line(
                KINDS[type(block)],
                rich_text(block),
                number if is_numbered else 0,
                source=getattr(block, "source", None),
            )
        )
    if document.annexes:
        lines += _heading(Heading(1, words_of(document.language).annexes), "annexes")
    for annex in document.annexes:
        said = f"{annex.number} – {annex.title} {annex.language_note}".rstrip()
        lines.append(Line("annex", _paragraph(said)))
    return lines


def _heading(heading: Heading, place: str = "") -> list[Line]:
    text = f"{heading.number} {heading.text}".strip()
    level = max(heading.level, 1)
    return [Line("heading", _paragraph(text), level=level, place=place, text=text)] if text else []


def _opening(document: Document) -> Iterator[Line]:
    words, head = words_of(document.language), document.masthead
    placed = dict(_masthead(head, words.placeholders)) if head else {}
    placed |= {"title": document.title, "extent": document.extent}
    for place, text in placed.items():
        if text:
            yield Line("opening", _paragraph(text), place=place)
    for note in document.title_notes:
        yield Line("opening", _paragraph(f"{note.mark} {note.text}"), place=note.mark)


def _masthead(head: Masthead, empty: Placeholders) -> Iterator[tuple[str, str]]:
    for place in ("organisation", "symbol", "convention", "distribution", "date", "language", "original"):
        yield place, getattr(head, place) or getattr(empty, place, "")
    for place in ("languages_only", "committee", "session", "session_dates", "agenda_item", "consideration"):
        yield place, getattr(head, place) or getattr(empty, place, "")
    yield "date_received", head.date_received or empty.date_received


def rich_text(block: Block) -> str:
    """A block in the form in which answers are stored, which the comparison of versions reads."""
    match block:
        case Paragraph():
            return f"<p>{''.join(map(_inline, block.inlines))}</p>"
        case ListBlock():
            items = "".join(f"<li>{_all(item.blocks)}</li>" for item in block.items)
            return f"<ol>{items}</ol>" if block.ordered else f"<ul>{items}</ul>"
        case Table():
            return _table(block)
        case Question():
            return _paragraph(f"({block.item}) {block.text}" if block.item else block.text)
    return _paragraph(block.text)


def _all(blocks: Iterable[Block]) -> str:
    return "".join(map(rich_text, blocks))


def _table(table: Table) -> str:
    rows = [row for row in table.rows if row]
    heads = len(list(takewhile(lambda row: all(cell.header for cell in row), rows)))
    written = ["".join(map(_cell, row)) for row in rows]
    head, body = ("".join(f"<tr>{row}</tr>" for row in part) for part in (written[:heads], written[heads:]))
    title = f' data-title="{_shown(table.title)}"' if table.title else ""
    return f"<table{title}><thead>{head}</thead><tbody>{body}</tbody></table>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = "".join(
        f' {name}="{value}"'
        for name, value in (("colspan", cell.colspan), ("rowspan", cell.rowspan))
        if value > 1
    )
    return f"<{tag}{spans}>{_all(cell.blocks)}</{tag}>"


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return _text(inline)
        case LineBreak():
            return "<br>"
        case Footnote():
            return f'<span data-footnote="{_shown(inline.text)}"></span>'
        case Link():
            return f'<a href="{_shown(inline.href)}">{"".join(map(_text, inline.texts))}</a>'
    return f'<span data-see="{_shown(inline.code)}"></span>'


def _text(text: Text) -> str:
    written = _shown(text.text)
    for tag, is_so in ((text.raised, text.raised), ("em", text.italic), ("strong", text.bold)):
        if is_so:
            written = f"<{tag}>{written}</{tag}>"
    return written


def _paragraph(text: str) -> str:
    return f"<p>{_shown(text)}</p>"


def _shown(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))
