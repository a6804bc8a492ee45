"""What a reader hands to the parser: the lines of a document, the marks of its notes carried as tokens."""

from dataclasses import dataclass

from issues.intake.parsed import ParsedNote

BOLD = 9


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a whole paragraph where the format knows its paragraphs.

    `gap`: a paragraph may begin here (a blank line before it, or the format says so). `heading`: the rank
    of a heading that the format itself declares, 1 the highest, BOLD a bold line, 0 unknown. `small`: set
    in the size of notes, None where the format has no sizes. `broken`: page furniture or notes stood just
    before it.
    """

    text: str
    gap: bool = False
    heading: int = 0
    small: bool | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read; `notes` are those that the format itself tells from the text."""

    lines: tuple[Line, ...]
    name: str
    notes: tuple[ParsedNote, ...] = ()
