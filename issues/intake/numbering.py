"""Automatic numbers of Word paragraphs, computed as Word does from numbering.xml."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from lxml import etree

from issues.intake.wordml import W, value

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str


class Numbering:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in reading order."""

    def __init__(self, part: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if part is not None:
            for abstract in part.findall(W + "abstractNum"):
                self._abstract[str(abstract.get(W + "abstractNumId"))] = _levels(abstract)
            for number in part.findall(W + "num"):
                self._lists[str(number.get(W + "numId"))] = (value(number, "abstractNumId"), _starts(number))

    def label(self, paragraph: etree._Element, by_style: tuple[str, str] | None) -> str:
        """The number that Word prints before the paragraph ("12.", "(a)"), "" where it prints none."""
        own = value(paragraph, "pPr/numPr/numId")
        styled, styled_level = by_style or ("", "0")
        identifier = own or styled
        at = int(value(paragraph, "pPr/numPr/ilvl", missing=styled_level if not own else "0"))
        if identifier not in self._lists:
            return ""
        abstract, starts = self._lists[identifier]
        levels = self._abstract.get(abstract, {})
        if at not in levels or levels[at].form == "bullet":
            return ""
        counts = self._counts.setdefault(abstract, {})
        if identifier not in self._begun:
            self._begun.add(identifier)
            counts.update({level: start - 1 for level, start in starts.items()})
        _count(counts, levels, at)
        return re.sub(r"%(\d)", lambda found: _shown(levels, counts, int(found[1]) - 1), levels[at].pattern)


def _count(counts: dict[int, int], levels: dict[int, _Level], at: int) -> None:
    counts[at] = counts.get(at, levels[at].start - 1) + 1
    for deeper in [level for level in counts if level > at]:
        del counts[deeper]


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    return {
        int(level.get(W + "ilvl", "0")): _Level(
            int(value(level, "start", missing="1")),
            value(level, "numFmt", missing="decimal"),
            value(level, "lvlText"),
        )
        for level in abstract.findall(W + "lvl")
    }


def _starts(number: etree._Element) -> dict[int, int]:
    return {
        int(override.get(W + "ilvl", "0")): int(start)
        for override in number.findall(W + "lvlOverride")
        if (start := value(override, "startOverride"))
    }


def _shown(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    shape = levels.get(level, _Level(1, "decimal", ""))
    number = counts.get(level, shape.start)
    return _FORMS.get(shape.form, str)(number)


def _letter(alphabet: str, number: int) -> str:
    """Word doubles the letter after the last: z, aa, bb."""
    turns, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (turns + 1)


def _roman(number: int) -> str:
    shown = ""
    for amount, letters in _ROMAN:
        while number >= amount:
            shown += letters
            number -= amount
    return shown


_FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": partial(_letter, "abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": partial(_letter, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "russianLower": partial(_letter, _RUSSIAN),
    "russianUpper": partial(_letter, _RUSSIAN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
