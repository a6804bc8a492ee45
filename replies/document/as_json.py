"""The consolidated document as JSON for other programs, and back into the tree.

    {"format": "reply-tracker/consolidated-document", "version": 1, "about": {…}, "document": {…}}

`about` says what the document was made of; it is the caller's. Everything in `document` is an object with its
`kind` and all fields of the tree's value of that kind, under the same names: document, masthead, title_note,
annex; the blocks heading, paragraph, list, table, gap, question; inside them item and cell; the inlines text,
line_break, footnote, link, reference; source. Sequences are arrays; `modified` is a time in ISO 8601 or null.

What a reader would have to count is written too, as in the printed file: the `number` of a numbered paragraph
and of a table, the `mark` of a footnote, a number in the text and a letter in a table.

Keys are sorted, the text is UTF-8 and ends with a new line: the same tree gives the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from replies.document.docx_text import letter
from replies.document.tree import (
    Annex,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Question,
    Reference,
    Source,
    Table,
    Text,
    TitleNote,
)

FORMAT, VERSION = "reply-tracker/consolidated-document", 1

KINDS: dict[str, type[Any]] = {
    "annex": Annex,
    "cell": Cell,
    "document": Document,
    "footnote": Footnote,
    "gap": GapNotice,
    "heading": Heading,
    "item": Item,
    "line_break": LineBreak,
    "link": Link,
    "list": ListBlock,
    "masthead": Masthead,
    "paragraph": Paragraph,
    "question": Question,
    "reference": Reference,
    "source": Source,
    "table": Table,
    "text": Text,
    "title_note": TitleNote,
}
NAMES = {kind: name for name, kind in KINDS.items()}
FIELDS = {kind: tuple(field.name for field in fields(kind)) for kind in NAMES}


class NotADocument(ValueError):
    """Bytes that are no document of this format and version; the message says why."""


def render(document: Document, about: Mapping[str, Any]) -> bytes:
    """Write the tree with what the caller says about it, which must be plain JSON values."""
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "about": about,
        "document": _Writing().plain(document),
    }
    # A half of a surrogate pair, which UTF-8 cannot hold, is written as JSON writes it: \ud83d.
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{text}\n".encode(errors="backslashreplace")


def read(content: bytes) -> Document:
    """The tree that was written. Raises NotADocument."""
    try:
        whole = json.loads(content)
        is_ours = (whole["format"], whole["version"]) == (FORMAT, VERSION)
        document = _value(whole["document"]) if is_ours else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotADocument(f"not of the format {FORMAT}: {error!r}") from error
    if not is_ours:
        raise NotADocument(f"not of the format {FORMAT}, version {VERSION}")
    if not isinstance(document, Document):
        raise NotADocument("no document inside")
    return document


class _Writing:
    """Turns values of the tree into plain ones; counts what the printed file numbers."""

    def __init__(self) -> None:
        self._paragraphs = 0
        self._tables = 0
        self._notes = 0
        self._table_notes: int | None = None

    def plain(self, value: Any) -> Any:
        """An object, an array or a simple value."""
        if isinstance(value, tuple):
            return [self.plain(part) for part in value]
        if isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, Document):
            return self._object(value) | {"blocks": [self._outer(block) for block in value.blocks]}
        if isinstance(value, Table):
            return self._table(value)
        if isinstance(value, Footnote):
            return self._object(value) | {"mark": self._mark()}
        return self._object(value) if type(value) in NAMES else value

    def _object(self, value: Any) -> dict[str, Any]:
        kind = type(value)
        parts = (name for name in FIELDS[kind] if not (kind is Document and name == "blocks"))
        return {"kind": NAMES[kind]} | {name: self.plain(getattr(value, name)) for name in parts}

    def _outer(self, block: Any) -> dict[str, Any]:
        """A block of the document itself: only its own paragraphs take a number."""
        written: dict[str, Any] = self.plain(block)
        if isinstance(block, Paragraph) and block.numbered:
            self._paragraphs += 1
            written["number"] = self._paragraphs
        return written

    def _table(self, table: Table) -> dict[str, Any]:
        """A table with its number; one without a cell or in a cell of another prints as none."""
        if self._table_notes is not None or not any(table.rows):
            return self._object(table)
        self._tables += 1
        self._table_notes = 0
        written = self._object(table) | {"number": self._tables}
        self._table_notes = None
        return written

    def _mark(self) -> str:
        if self._table_notes is None:
            self._notes += 1
            return str(self._notes)
        self._table_notes += 1
        return letter(self._table_notes)


def _value(plain: Any) -> Any:
    """The tree's value of a plain one; what was only counted is left out."""
    if isinstance(plain, list):
        return tuple(map(_value, plain))
    if not isinstance(plain, dict):
        return plain
    kind = KINDS[plain["kind"]]
    values = {name: _value(plain[name]) for name in FIELDS[kind] if name in plain}
    if isinstance(values.get("modified"), str):
        values["modified"] = datetime.fromisoformat(values["modified"])
    return kind(**values)
