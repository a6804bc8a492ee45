"""Which lines begin an issue, a lettered item or a heading."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from issues.intake.articles import FIRST
from issues.intake.chain import Candidate, best_chain
from issues.intake.languages import Structure
from issues.intake.marks import ends_sentence, plain
from issues.intake.source import BOLD, Line

MAX_HEADING = 300
MAX_HEADING_LINES = 8
NUMBER = re.compile(r"(\d{1,3})\s?([.)])(?=\s|$|[^\W\d_])\s*")
_PREFIX = re.compile(r"(?:[IVX]{1,5}|[A-ZА-Я])\.(?:\s+\S|$)")
_PREFIX_ALONE = re.compile(r"(?:[IVX]{1,5}|[A-ZА-Я])\.")
_CONJUNCTION = re.compile(r"[;,:]\s*(?:and|or|et|ou|и|или|y|e|o)?\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines `start` to `end` (exclusive) are one heading."""

    start: int
    end: int


class Outline:
    """Answers about the lines of one document, written in one language."""

    def __init__(self, lines: Sequence[Line], words: Structure) -> None:
        self.lines = lines
        self._articles = re.compile(rf"(?:{words.article})\s?\d", re.IGNORECASE)
        self._article_line = re.compile(
            rf"(?:{words.article})\s?\d{{1,2}}(?:\s?(?:,|;|[-–—]|\(\d\)|{words.also}|{words.through})\s?\d{{1,2}}"
            rf"|\s?\(\d\))*\.?",
            re.IGNORECASE,
        )
        self._bracketed = re.compile(
            rf"\((?:{words.article})\s?\d[^()]*(?:\([^()]*\)[^()]*)*\)$", re.IGNORECASE
        )
        self._part = re.compile(
            rf"(?:{words.part})(?:\s+(?:[IVX]+|\d|[A-Z]|one|two|three))?[.:]?", re.IGNORECASE
        )
        self._open = re.compile(rf"(?:,|\b(?:{words.open_words}))$", re.IGNORECASE)

    def starts(self) -> dict[int, int]:
        """Line index → number, for the lines that begin an issue: the best series with one delimiter."""
        series = [self._series(delimiter) for delimiter in ".)"]
        best = max(series, key=lambda members: sum(member.weight for member in members))
        return {member.place: member.number for member in best}

    def _series(self, delimiter: str) -> list[Candidate]:
        candidates = []
        for i, line in enumerate(self.lines):
            found = NUMBER.match(line.text)
            if found and found[2] == delimiter and int(found[1]) > 0:
                after_heading = i > 0 and self.looks_like_heading(i - 1)
                candidates.append(Candidate(int(found[1]), i, self._weight(i), after_heading))
        return best_chain(candidates, _issue_cost)

    def _weight(self, i: int) -> float:
        """How surely line `i` begins a paragraph: in the middle of a sentence a number is only a number."""
        if self.begins_paragraph(i):
            return 6.0
        return 5.0 if self.looks_like_heading(i - 1) else 0.5

    def looks_like_heading(self, i: int) -> bool:
        """Whether a heading could end with line `i`, as far as the lines themselves tell."""
        if self.is_open(i):
            return False
        for k in range(i, max(i - MAX_HEADING_LINES, -1), -1):
            text = plain(self.lines[k].text)
            if self.declares_heading(k):
                return True
            if ends_sentence(text) or NUMBER.match(text) or len(text) > MAX_HEADING:
                return False
            if self.lines[k].gap or self.begins_paragraph(k):
                return text[:1].isupper()
        return False

    def declares_heading(self, i: int) -> bool:
        """Whether the format or the words of line `i` themselves say that it is a heading."""
        line = self.lines[i]
        text = plain(line.text)
        if len(text) > MAX_HEADING or NUMBER.match(text):
            return False
        if self._article_line.fullmatch(FIRST.sub("1", text)) or 0 < line.heading < BOLD:
            return True
        if ends_sentence(text) and not _PREFIX_ALONE.fullmatch(text):
            return False
        return bool(
            line.heading
            or self._part.fullmatch(text)
            or _PREFIX.match(text)
            or (self._bracketed.search(text) and text[:1].isupper())
        )

    def is_open(self, i: int) -> bool:
        """Whether line `i` ends with a word after which a heading must go on."""
        text = plain(self.lines[i].text)
        if _PREFIX_ALONE.fullmatch(text) or text.count("(") > text.count(")"):
            return True
        return bool(self._open.search(text))

    def begins_paragraph(self, i: int) -> bool:
        """Whether a paragraph can begin at line `i`, as far as what stands before it tells."""
        if i == 0 or ends_sentence(self.lines[i - 1].text):
            return True
        return self.lines[i].gap and not self.lines[i].broken

    def headings(self, starts: Mapping[int, int]) -> list[Heading]:
        """The headings: those that say so themselves, and what stands unfinished before an issue."""
        found: dict[int, Heading] = {}
        for start in starts:
            for heading in self._before(start, starts):
                found[heading.start] = heading
        taken = {i for heading in found.values() for i in range(heading.start, heading.end)}
        for i in range(len(self.lines)):
            if i not in taken and i not in starts and self.declares_heading(i) and self.begins_paragraph(i):
                end = self._end(i, starts)
                found[i] = Heading(i, end)
                taken.update(range(i, end))
        return [found[i] for i in sorted(found)]

    def _end(self, i: int, starts: Mapping[int, int]) -> int:
        end = i + 1
        while end < len(self.lines) and end not in starts and self._continues(i, end):
            end += 1
        return end

    def _continues(self, first: int, i: int) -> bool:
        """Whether line `i` carries on the heading that goes from line `first` to the line before it."""
        line, before = self.lines[i], self.lines[i - 1]
        if line.gap:
            return False
        if self.is_open(i - 1):
            return True
        if self.declares_heading(i):
            return bool(before.heading and line.heading)
        if not plain(line.text)[:1].isupper():
            return True
        width = max(len(other.text) for other in self.lines[first : i + 1])
        fitted = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= width
        return len(before.text) >= 45 and not fitted and not self.declares_heading(i - 1)

    def _before(self, start: int, starts: Mapping[int, int]) -> list[Heading]:
        run = start
        furthest = max(0, start - 4 * MAX_HEADING_LINES)
        while run > furthest and run - 1 not in starts and self._is_unfinished(run - 1):
            run -= 1
        first = next((i for i in range(run, start) if self._opens_heading(i)), start)
        headings: list[Heading] = []
        while first < start:
            end = min(self._end(first, starts), start)
            headings.append(Heading(first, end))
            first = end
        return headings

    def _is_unfinished(self, i: int) -> bool:
        text = plain(self.lines[i].text)
        return len(text) <= MAX_HEADING and (self.declares_heading(i) or not ends_sentence(text))

    def _opens_heading(self, i: int) -> bool:
        if self.declares_heading(i) and self.begins_paragraph(i):
            return True
        text = plain(self.lines[i].text)
        return self.begins_paragraph(i) and text[:1].isupper() and not _CONJUNCTION.search(text)


def _issue_cost(before: int, after: Candidate) -> float | None:
    """Consecutive numbers are free; gaps, repetitions and beginning anew under a heading have their price."""
    step = after.number - before
    if 1 <= step <= 10:
        return 2.0 * (step - 1)
    if step == 0:
        return 5.0
    if step == -1 and after.number > 1:
        return 3.0
    return 5.5 if after.number == 1 and after.may_restart else None
