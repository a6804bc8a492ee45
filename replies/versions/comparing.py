"""What changed between two compiled documents: block by block, and word by word where a block changed.

A paragraph that only took another number did not change, nor did a reference to it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from typing import cast

from replies.document.references import references_in
from replies.document.tree import Block, Document, Source
from replies.versions.alignment import MATCHING_ALIKE, Effort, Pairs, gaps, likest, matches
from replies.versions.compared_lines import Line, lines_of
from replies.versions.difference import marked_difference

STEPS = 4_000_000  # for aligning blocks; what is left over is shown as taken out and put in
LEAST_ALIKE = 0.3  # the share of words in common under which two blocks are not the same one
SAME_ANSWER = 0.2  # how much more alike two blocks are that answer the same data point
REFERENCE = re.compile(r'<span data-see="([^"]+)"></span>')


class Fate(StrEnum):
    """What became of a block."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """A block that changed, came or went; or `count` blocks in a row that were kept, without their text.

    `marked` is safe HTML in which `del` was taken out and `ins` put in. `before` and `after` are the numbers
    of the paragraphs in either document, none for what bears no number. `kind` is opening, paragraph, list,
    table, gap, question or annex; empty for what was kept.
    """

    fate: Fate
    marked: str = ""
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    count: int = 1
    kind: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what became of the blocks under it; level 0 is what stands before the first heading.

    `heading` is plain text, the newer one's; `marked` is safe HTML for inside a line, empty for a heading
    that was kept.
    """

    level: int
    heading: str
    fate: Fate
    marked: str
    changes: tuple[Change, ...]

    @property
    def is_same(self) -> bool:
        """Whether the heading and all under it were kept."""
        return {self.fate, *(change.fate for change in self.changes)} == {Fate.KEPT}


@dataclass(frozen=True, slots=True)
class _Both:
    """A line of either document; the same one, one in place of the other, or one alone."""

    old: Line | None
    new: Line | None

    @property
    def fate(self) -> Fate:
        if self.old is None:
            return Fate.ADDED
        if self.new is None:
            return Fate.REMOVED
        return Fate.KEPT if self.old.key == self.new.key else Fate.CHANGED

    @property
    def front(self) -> Line:
        """The newer line, the older where there is no newer one."""
        return cast("Line", self.new or self.old)  # one of them is there


def changes(before: Document, after: Document) -> list[Section]:
    """All sections of both documents in order, the opening first and the list of annexes last."""
    old, new = lines_of(before), lines_of(after)
    printed = _printed(before.blocks) | _printed(after.blocks)
    sections: list[list[_Both]] = [[]]
    for both in _aligned(old, new):
        if both.front.level:
            sections.append([])
        sections[-1].append(both)
    return [_section(lines, printed) for lines in sections if lines]


def _printed(blocks: Sequence[Block]) -> dict[str, str]:
    """What stands in the text for the references to each code."""
    return {reference.code: reference.printed for reference in references_in(blocks)}


def _section(lines: Sequence[_Both], printed: dict[str, str]) -> Section:
    head = lines[0] if lines[0].front.level else None
    below = lines[1:] if head else lines
    found = tuple(_changes_in(below, printed))
    if head is None:
        return Section(0, "", Fate.KEPT, "", found)
    marked = "" if head.fate == Fate.KEPT else _marked(head, printed)
    in_line = marked.removeprefix("<p>").removesuffix("</p>")
    return Section(head.front.level, head.front.text, head.fate, in_line, found)


def _changes_in(lines: Sequence[_Both], printed: dict[str, str]) -> Iterator[Change]:
    for is_kept, stretch in groupby(lines, key=lambda both: both.fate == Fate.KEPT):
        if not is_kept:
            yield from (_change(both, printed) for both in stretch)
            continue
        kept = list(stretch)
        before = tuple(both.old.number for both in kept if both.old and both.old.number)
        after = tuple(both.new.number for both in kept if both.new and both.new.number)
        yield Change(Fate.KEPT, "", before, after, len(kept))


def _change(both: _Both, printed: dict[str, str]) -> Change:
    before, after = ((line.number,) if line and line.number else () for line in (both.old, both.new))
    front = both.front
    return Change(both.fate, _marked(both, printed), before, after, 1, front.kind, front.source)


def _marked(both: _Both, printed: dict[str, str]) -> str:
    """Both texts in one; references read as they print."""
    marked = marked_difference(both.old.html if both.old else "", both.new.html if both.new else "")
    return REFERENCE.sub(
        lambda found: f'<span data-see="{found[1]}">{escape(printed.get(found[1], found[1]))}</span>', marked
    )


def _aligned(old: Sequence[Line], new: Sequence[Line]) -> Iterator[_Both]:
    """All lines of both in order; between the pairs first those that are gone, then those that came."""
    effort = Effort(STEPS)
    same = matches([line.key for line in old], [line.key for line in new], effort)
    alike: Pairs = []
    for gone, come in gaps(same, len(old), len(new)):
        found = _alike([old[n] for n in gone], [new[n] for n in come], effort)
        alike += [(gone[i], come[j]) for i, j in found]
    pairs = sorted(same + alike)
    ends = [*pairs, None]
    for (gone, come), end in zip(gaps(pairs, len(old), len(new)), ends, strict=True):
        yield from (_Both(old[n], None) for n in gone)
        yield from (_Both(None, new[n]) for n in come)
        if end:
            yield _Both(old[end[0]], new[end[1]])


def _alike(old: Sequence[Line], new: Sequence[Line], effort: Effort) -> Pairs:
    if not effort.allows(MATCHING_ALIKE * len(old) * len(new)):
        return matches([line.opening for line in old], [line.opening for line in new], effort)
    return likest(len(old), len(new), lambda i, j: _likeness(old[i], new[j]))


def _likeness(old: Line, new: Line) -> float:
    """From 0 for two lines that have nothing to do with each other, to more the more words they share."""
    if (old.kind, old.place) != (new.kind, new.place):
        return 0
    if old.place:
        return 1
    common = old.words & new.words
    if old.kind == "heading" and _figures(old.words) != _figures(new.words):
        return 0  # the reply to another paragraph of the list
    share = 2 * len(common) / max(1, len(old.words) + len(new.words))
    share += SAME_ANSWER * (old.source is not None and old.source == new.source)
    return share if share >= LEAST_ALIKE else 0


def _figures(words: frozenset[str]) -> set[str]:
    return {word for word in words if word.isdigit()}
