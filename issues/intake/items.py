"""Lettered items of an issue: (a), a), а), in Latin or Cyrillic letters, in their order."""

import re
from collections.abc import Sequence

from issues.intake.marks import ends_sentence, plain
from issues.intake.source import Line

_LETTER = re.compile(r"\(?([a-zа-я])\)\s*", re.IGNORECASE)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_LOOKALIKES = str.maketrans("асеорху", "aceopxy")
_LEADS_TO_NEXT = re.compile(r"[;,:]\s*(?:and|or|et|ou|и|или|y|e|o|u)?\s*$")


def letter_of(text: str) -> tuple[str, int]:
    """The item letter that begins `text` and the length of what says so; ("", 0) where none does."""
    found = _LETTER.match(text)
    return (found[1].lower(), found.end()) if found else ("", 0)


def position(letter: str, expected: int) -> int | None:
    """The place of `letter` in its alphabet, 0 the first; `expected` decides where alphabets differ.

    A Cyrillic letter may stand for the Latin one that it looks like.
    """
    places = {_LATIN.find(letter), _CYRILLIC.find(letter), _LATIN.find(letter.translate(_LOOKALIKES))} - {-1}
    return min(places, key=lambda place: abs(place - expected), default=None)


def items(lines: Sequence[Line]) -> dict[int, str]:
    """Line index → letter, for the lines of one issue (its number taken off) that begin an item.

    In text with hard line breaks an enumeration inside a sentence can happen to begin a line: a series
    needs two members there, and a member what comes before it finished.
    """
    found: dict[int, str] = {}
    expected = 0
    for i, line in enumerate(lines):
        letter, _ = letter_of(line.text)
        at = position(letter, expected) if letter else None
        if at is not None and expected <= at <= expected + int(line.gap) and _can_begin(lines, i):
            found[i] = letter
            expected = at + 1
    if len(found) == 1 and not lines[next(iter(found))].gap:
        return {}
    return found


def _can_begin(lines: Sequence[Line], i: int) -> bool:
    if i == 0 or lines[i].gap:
        return True
    before = plain(lines[i - 1].text)
    return (
        not before
        or ends_sentence(before)
        or (bool(_LEADS_TO_NEXT.search(before)) and not before.endswith(","))
    )
