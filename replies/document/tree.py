"""The consolidated document as values: what is printed, in its order, before any file format.

All text is in the document's language. `None` in the masthead is a field that the United Nations fills in: it
prints as a placeholder that says so, and nothing is invented for it.

Blocks know their `source`: no renderer of the official file prints it; a web page for reading links to it.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of one kind; `raised` is "sup", "sub" or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note whose mark stands here: numbered through the body, lettered inside a table."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Text that opens an http, https or mailto address."""

    href: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """“paragraph 12”: `words` and the number of the paragraph whose anchor is `code`.

    Number 0 says that there is no such paragraph; the words are then all that prints.
    """

    code: str
    words: str = ""
    number: int = 0

    @property
    def printed(self) -> str:
        """The words with the number, if there is one."""
        return f"{self.words} {self.number}" if self.number else self.words


Inline = Text | LineBreak | Footnote | Link | Reference


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block comes from: the key of the reply, the code that it answers, the ministry's name."""

    reply: int
    code: str
    ministry: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is a chapter, 2 is 12 pt, 3 is 10 pt, all bold; 4 is italic, 5 plain. `number` as printed."""

    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a numbered one takes the next number of the whole document.

    `anchor` is the code by which references find it.
    """

    inlines: tuple[Inline, ...]
    numbered: bool = True
    anchor: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its paragraphs, lists of the next level, tables."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list: (a), (b) … and inside it (i), (ii) …, or bullets. Its letters start afresh."""

    items: tuple[Item, ...]
    ordered: bool = True
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; its paragraphs bear no number. Spans count columns and rows, from 1."""

    blocks: tuple["Block", ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a title, which may be empty. Leading rows of header cells repeat on each page."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class GapNotice:
    """Says in place what is still missing. Only in a draft."""

    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the Committee asks, before the reply: `item` is the letter or empty. For internal reading."""

    item: str
    text: str


Block = Heading | Paragraph | ListBlock | Table | GapNotice | Question


@dataclass(frozen=True, slots=True)
class TitleNote:
    """A note to the title under its own mark: `*`, `**`."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An entry of the list of annexes: "Annex 1", its title, and "[Original: Russian]" or nothing."""

    number: str
    title: str
    language_note: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The top of the first page, line by line as in CAT/C/KAZ/RQ/4. Dates are text, as printed."""

    organisation: str
    convention: str
    distribution: str
    language: str
    original: str
    languages_only: str
    committee: str
    consideration: str
    symbol: str | None = None
    date: str | None = None
    session: str | None = None
    session_dates: str | None = None
    agenda_item: str | None = None
    date_received: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document. `language` is an official one: en, fr, ru, es; `list_symbol` names the list.

    Without a masthead it is an internal paper that opens with its title. `extent` names the part that it is
    of the whole, empty for the whole. `modified` is written into the file's properties; without it they carry
    a fixed date. A draft prints a watermark.
    """

    masthead: Masthead | None
    title: str
    first_heading: str
    blocks: tuple[Block, ...]
    title_notes: tuple[TitleNote, ...] = ()
    annexes: tuple[Annex, ...] = ()
    language: str = "en"
    list_symbol: str = ""
    author: str = ""
    modified: datetime | None = None
    draft: bool = False
    extent: str = ""
