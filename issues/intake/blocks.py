"""Lines of a list joined into headings, openings and items."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from issues.intake.items import items, letter_of
from issues.intake.marks import ends_sentence, plain
from issues.intake.source import Line
from issues.intake.structure import NUMBER, Outline

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u00ad]$")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`kind` "heading"), an issue's opening or item ("issue"), or unnumbered text ("other").

    The marks of notes are still in `text`, as tokens. `first` tells the block that begins an issue.
    """

    kind: str
    text: str
    number: int = 0
    item: str = ""
    rank: int = 0
    first: bool = False


def blocks(outline: Outline) -> list[Block]:
    """All that follows the title, in reading order."""
    lines = outline.lines
    starts = outline.starts()
    headings = {heading.start: heading for heading in outline.headings(starts)}
    edges = sorted({*starts, *headings, *(heading.end for heading in headings.values()), len(lines)})
    known = Joiner(lines)
    found: list[Block] = []
    if edges[0] > 0:
        found.append(Block("other", known.join(lines[: edges[0]])))
    for start, end in pairwise(edges):
        part = lines[start:end]
        if start in headings:
            found.append(Block("heading", known.join(part), rank=max(line.heading for line in part)))
        elif start in starts:
            found.extend(_issue(part, starts[start], known))
        else:
            found.append(Block("other", known.join(part)))
    return found


def _issue(lines: Sequence[Line], number: int, known: "Joiner") -> Iterable[Block]:
    opening = NUMBER.sub("", lines[0].text, count=1)
    rest = [replace(lines[0], text=opening), *lines[1:]]
    letters = items(rest)
    edges = [0, *(i for i in letters if i > 0), len(rest)]
    first = True
    for start, end in pairwise(edges):
        letter = letters.get(start, "")
        part = rest[start:end]
        if letter:
            part = [replace(part[0], text=part[0].text[letter_of(part[0].text)[1] :]), *part[1:]]
        text = known.join(part)
        if text:
            yield Block("issue", text, number=number, item=letter, first=first)
            first = False


class Joiner:
    """Joins lines; the words of the whole document tell a hyphen of a word from one of a line's end."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(plain(line.text))}

    def join(self, lines: Sequence[Line]) -> str:
        """The text of `lines`; a line break stays where an unnumbered paragraph follows a finished one."""
        text = ""
        for line in lines:
            if not text:
                text = line.text
            elif line.gap and not line.broken and ends_sentence(text):
                text = f"{text}\n{line.text}"
            else:
                text = self._joined(text, line.text)
        return text.strip()

    def _joined(self, left: str, right: str) -> str:
        if left.endswith("\u00ad"):
            return left[:-1] + right
        half, other = _HYPHENATED.search(left), _WORD.match(right)
        if half and other and other[0][0].islower():
            whole = (half[1] + other[0]).lower()
            parted = f"{half[1]}-{other[0]}".lower()
            return (left[:-1] if whole in self._words and parted not in self._words else left) + right
        glued = left.endswith(("/", "–")) and not left.endswith((" –", " /"))
        return left + right if glued else f"{left} {right}"
