"""Notes out of the text that they interrupt, and marks made of plain figures found by their series."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from issues.intake.chain import Candidate, best_chain, rising
from issues.intake.furniture import BARE_NUMBER
from issues.intake.languages import any_language
from issues.intake.marks import MARK, STARS, ends_sentence, plain, token
from issues.intake.parsed import ParsedNote
from issues.intake.source import Line

_EXPLICIT = re.compile(rf"{MARK.pattern}\s*")
_NUMBERED = re.compile(r"(\d{1,3})(?:\s+(?=[^\W\d_]|[«“\"(<]|\d)|$)")
_STAR = re.compile(rf"({STARS})\s*(?=\w|$)")


@dataclass(frozen=True, slots=True)
class Separated:
    """A document whose notes have been taken out of its text."""

    lines: list[Line]
    notes: list[ParsedNote]


def separate_notes(lines: Sequence[Line]) -> Separated:
    """Take the notes out of `lines`; the line after a taken one is `broken`.

    A number alone on its line that begins no note is that of a page, and goes too.
    """
    starts = _note_starts(lines)
    kept: list[Line] = []
    blocks: list[tuple[list[str], list[Line]]] = []
    broken = False
    i = 0
    while i < len(lines):
        if i in starts:
            markers, texts, i = _block(lines, i, starts, kept)
            blocks.append((markers, texts))
            broken = True
        elif BARE_NUMBER.fullmatch(lines[i].text):
            broken = True
            i += 1
        else:
            kept.append(replace(lines[i], broken=True) if broken else lines[i])
            broken = False
            i += 1
    return Separated(kept, [note for block in blocks for note in _notes_of(*block, _usual_width(lines))])


def _note_starts(lines: Sequence[Line]) -> dict[int, str]:
    """Line index → marker for every line that begins a note."""
    explicit = [(i, found[1]) for i, line in enumerate(lines) if (found := _EXPLICIT.match(line.text))]
    starts = dict(explicit)
    if not any(marker.isdecimal() for _, marker in explicit):
        chain = best_chain(list(_plain_starts(lines)), rising)
        starts.update({member.place: str(member.number) for member in chain})
    stars = {found[1] for line in lines for found in MARK.finditer(line.text) if not found[1].isalnum()}
    for i, line in enumerate(lines):
        if (star := _STAR.match(line.text)) and star[1] in stars and star[1] not in starts.values():
            starts[i] = star[1]
    return starts


def _plain_starts(lines: Sequence[Line]) -> Iterable[Candidate]:
    """Lines that begin with a figure which, earlier, is glued to a word as a mark."""
    seen: set[int] = set()
    for i, line in enumerate(lines):
        found = _NUMBERED.match(line.text)
        if found and int(found[1]) in seen:
            rest = line.text[found.end() :]
            yield Candidate(int(found[1]), i, 4.0 if rest[:1].isupper() else 2.0 if rest else 1.0)
        seen.update(number for number, _, _ in glued_numbers(line.text))


_GLUED = re.compile(r"(?<=[^\s\d/\\(\[{#§=+<>–—-])(\d{1,3})(?![\w/%°])(?![.,:]\d)")
_AFTER_YEAR = re.compile(r"\b(?:19|20)\d\d(\d{1,3})(?!\d)")
_ARTICLES = any_language("article")


def glued_numbers(text: str) -> Iterable[tuple[int, int, float]]:
    """Figures that could be marks, as (number, place in `text`, weight).

    Surest after a closing punctuation mark, then after a word; after a year only as a fifth or later figure,
    and in a heading that ends with the number of an article ("Article 27": note 7 to article 2) least.
    """
    for found in _GLUED.finditer(text):
        before = text[found.start() - 1]
        decimal = before in ".," and text[max(0, found.start() - 2)].isdecimal() and found.start() > 1
        yield int(found[1]), found.start(), 1.5 if decimal else 4.0 if not before.isalpha() else 3.0
    for found in _AFTER_YEAR.finditer(text):
        yield int(found[1]), found.start(1), 2.0
    if _ARTICLES.match(text.lower()) and (last := re.search(r"\d{2,5}$", text)):
        for place in range(last.start() + 1, last.end()):
            yield int(text[place:]), place, 1.0


def _block(
    lines: Sequence[Line], i: int, starts: dict[int, str], kept: Sequence[Line]
) -> tuple[list[str], list[Line], int]:
    """The markers that stand together at `i`, the lines of their texts, and where the text goes on."""
    markers: list[str] = []
    texts: list[Line] = []
    while i in starts and not texts:
        markers.append(starts[i])
        rest = _without_marker(lines[i].text)
        if rest:
            texts.append(replace(lines[i], text=rest))
        i += 1
    while i < len(lines) and i not in starts and _goes_on(lines, i, texts, len(markers), kept):
        texts.append(lines[i])
        i += 1
    return markers, texts, i


def _without_marker(text: str) -> str:
    found = _EXPLICIT.match(text) or _NUMBERED.match(text) or _STAR.match(text)
    return text[found.end() :] if found else text


def _goes_on(lines: Sequence[Line], i: int, texts: Sequence[Line], wanted: int, kept: Sequence[Line]) -> bool:
    """Whether line `i` still belongs to the notes before it."""
    line = lines[i]
    if not texts:
        return True
    if line.broken or line.heading or BARE_NUMBER.fullmatch(line.text) or (line.gap and not line.small):
        return False
    if line.small is not None:
        return line.small
    width = _usual_width(lines)
    ended = [_ends_note(before, after, width) for before, after in pairwise([*texts, line])]
    if sum(ended) < wanted if wanted > 1 else not ended[-1]:
        return True
    interrupted = bool(kept) and not ends_sentence(kept[-1].text)
    return interrupted and _is_full(texts[-1], line, width) and plain(line.text)[:1].isupper()


def _usual_width(lines: Sequence[Line]) -> int:
    """The length in characters that nine lines in ten do not exceed."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10]


def _is_full(before: Line, after: Line, width: int) -> bool:
    """Whether `before` is so long that the first word of `after` did not fit on it."""
    return len(before.text) + 1 + len(after.text.split(maxsplit=1)[0]) >= 0.85 * width


def _ends_note(before: Line, after: Line, width: int) -> bool:
    is_whole = ends_sentence(before.text) and not before.text.endswith((";", ":"))
    return is_whole or not _is_full(before, after, width)


def _notes_of(markers: Sequence[str], texts: Sequence[Line], width: int) -> list[ParsedNote]:
    """One text for each marker: where several are stacked, a text ends with its sentence or a short line."""
    shares: list[list[str]] = [[] for _ in markers]
    at = 0
    for i, line in enumerate(texts):
        shares[at].append(plain(line.text))
        if i + 1 < len(texts) and at + 1 < len(markers) and _ends_note(line, texts[i + 1], width):
            at += 1
    return [
        ParsedNote(marker, " ".join(" ".join(share).split()))
        for marker, share in zip(markers, shares, strict=True)
    ]


def place_plain_marks(lines: Sequence[Line], notes: Sequence[ParsedNote]) -> list[Line]:
    """The lines, with a mark put where a plain figure is that of a note which has no mark yet."""
    marked = {found[1] for line in lines for found in MARK.finditer(line.text)}
    wanted = sorted(
        int(note.marker) for note in notes if note.marker.isdecimal() and note.marker not in marked
    )
    ranks = {number: rank for rank, number in enumerate(wanted, start=1)}
    offsets = list(accumulate((len(line.text) + 1 for line in lines), initial=0))
    candidates = [
        Candidate(ranks[number], offset + place, weight)
        for line, offset in zip(lines, offsets, strict=False)
        for number, place, weight in glued_numbers(line.text)
        if number in ranks
    ]
    chosen = {member.place: str(wanted[member.number - 1]) for member in best_chain(candidates, rising)}
    return [
        replace(line, text=_with_marks(line.text, offset, chosen))
        for line, offset in zip(lines, offsets, strict=False)
    ]


def _with_marks(text: str, offset: int, chosen: Mapping[int, str]) -> str:
    for place in sorted((at - offset for at in chosen if 0 <= at - offset < len(text)), reverse=True):
        marker = chosen[place + offset]
        text = text[:place] + token(marker) + text[place + len(marker) :]
    return text
