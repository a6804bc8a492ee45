"""What a list of issues says, as plain values: what the reader returns and `read_list` prints."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

KINDS = (
    "information",
    "measures",
    "legislation",
    "statistics",
    "clarification",
    "comment",
    "examples",
    "update",
)


class NotAListOfIssues(ValueError):
    """The document cannot be read as a list of issues; the message says what was found instead."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a note, standing before the character `offset` of the clean text that bears it."""

    marker: str
    offset: int


@dataclass(frozen=True, slots=True)
class ParsedSection:
    """A heading of the list, the treaty articles it names (ranges expanded), its note marks."""

    heading: str
    articles: tuple[int, ...] = ()
    level: int = 1
    notes: tuple[NoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedPassage:
    """The opening of an issue (`item` empty) or one lettered item, without its number and letter."""

    item: str
    text: str
    notes: tuple[NoteMark, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDataPoint:
    """One thing requested: the characters `start` to `end` (exclusive) of its passage's text."""

    code: str
    item: str
    start: int
    end: int
    label: str
    kind: str
    disaggregation: tuple[str, ...] = ()
    period: str = ""


@dataclass(frozen=True, slots=True)
class ParsedIssue:
    """One numbered paragraph; `section` is the index of its heading, -1 where none stands above."""

    number: int
    section: int
    passages: tuple[ParsedPassage, ...]
    data_points: tuple[ParsedDataPoint, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True)
class ParsedNote:
    """A footnote of the list."""

    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A whole list of issues; a fact that the document does not state is empty or None."""

    symbol: str
    body: str
    state: str
    state_name: str
    language: str
    document_date: date | None
    session: str
    title: str
    title_notes: tuple[NoteMark, ...]
    sections: tuple[ParsedSection, ...]
    issues: tuple[ParsedIssue, ...]
    notes: tuple[ParsedNote, ...]
    warnings: tuple[str, ...] = ()

    def as_json(self) -> Mapping[str, Any]:
        """The list as JSON-ready values: dates in ISO 8601, tuples as lists."""
        values = asdict(self)
        values["document_date"] = self.document_date.isoformat() if self.document_date else None
        return values
