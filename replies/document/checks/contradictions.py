"""The same figure given differently in two answers: same thing, same year, another number.

Texts are compared clause by clause, and cells with their labels: two figures are taken for the same only if
all words that mean something are the same on both sides. “In Almaty” on one side makes them two things.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from replies.document.checks.figure_words import NEUTRAL
from replies.document.checks.finding import Check, Finding, key_of
from replies.document.checks.given import Given
from replies.document.checks.grids import Grid, grid_of
from replies.document.checks.numbers import Figure, cell_figure, figures_in, years_in

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n")
# Within a sentence a new thing begins here; a comma between digits belongs to a number.
CLAUSE_END = re.compile(
    r"[;:()]|,(?!\d)|\b(?:of (?:which|whom|them)|including|из (?:них|которых)|в том числе|включая|dont"
    r"|y compris)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")
# With a year two words tell what is counted; without one it takes more to be sure.
WORDS_WITH_A_YEAR, WORDS_WITHOUT = 2, 3
STEM_LATIN, STEM_CYRILLIC = 6, 5


@dataclass(frozen=True, slots=True)
class Counted:
    """What a figure counts: the stems of the words about it, the year or nothing, whether it is a share."""

    stems: frozenset[str]
    year: str
    is_percent: bool


def contradictions(answers: Iterable[Given]) -> Iterator[Finding]:
    """Pairs of answers that give different figures for the same thing."""
    said: dict[Counted, dict[int, tuple[Given, dict[Decimal, None]]]] = {}
    for given in answers:
        if given.is_text:
            for counted, value in _figures_of(given):
                places = said.setdefault(counted, {})
                places.setdefault(id(given), (given, {}))[1][value] = None
    for counted, places in said.items():
        first, *others = places.values()
        for other in others:
            if not first[1].keys() & other[1].keys():
                yield _contradiction(counted, first, other)


def _contradiction(
    counted: Counted, first: tuple[Given, dict[Decimal, None]], other: tuple[Given, dict[Decimal, None]]
) -> Finding:
    (one, one_says), (two, two_says) = first, other
    values = {
        "one": one.code,
        "two": two.code,
        "first": _shown(one_says),
        "second": _shown(two_says),
        "ministry": two.ministry,
        "what": " ".join(filter(None, (_phrase(one, counted), counted.year))),
    }
    text = _("%(one)s says %(first)s, %(two)s (%(ministry)s) says %(second)s: %(what)s.") % values
    found = (one.reply.pk, two.reply.pk, two.code, *sorted(counted.stems), counted.year, *one_says, *two_says)
    key = key_of(Check.CONTRADICTION, one.code, found)
    return Finding(Check.CONTRADICTION, text, one.ministry, one.url, key, one.place)


def _phrase(given: Given, counted: Counted) -> str:
    """The words of an answer by which it names what is counted, each once, in its order."""
    words: dict[str, str] = {}
    for word in WORD.findall(given.everything.lower()):
        words.setdefault(stem_of(word), word)
    return " ".join(word for stem, word in words.items() if stem in counted.stems)


def _figures_of(given: Given) -> Iterator[tuple[Counted, Decimal]]:
    for sentence in SENTENCE_END.split(given.running):
        if any(map(str.isdigit, sentence)):
            yield from _in_sentence(sentence)
    for table in given.said.tables:
        yield from _in_grid(grid_of(table))


def _in_sentence(sentence: str) -> Iterator[tuple[Counted, Decimal]]:
    years = set(years_in(sentence))
    for clause in CLAUSE_END.split(sentence):
        figures = figures_in(clause)
        own_years = set(years_in(clause)) or years
        if len(figures) == 1 and len(own_years) <= 1:
            figure = figures[0]
            words = f"{clause[: figure.start]} {clause[figure.end :]}"
            yield from _counted(words, next(iter(own_years), ""), figure)


def _in_grid(grid: Grid) -> Iterator[tuple[Counted, Decimal]]:
    for number, row in enumerate(grid.body):
        for column in grid.columns:
            figure = cell_figure(row[column]) if row[column].strip() else None
            if figure is not None and grid.title:
                label = " ".join((grid.title, grid.row_label(number), grid.column_label(column)))
                years = set(years_in(f"{grid.row_label(number)} {grid.column_label(column)}"))
                years = years or set(years_in(grid.title))
                if len(years) <= 1:
                    yield from _counted(label, next(iter(years), ""), figure)


def _counted(words: str, year: str, figure: Figure) -> Iterator[tuple[Counted, Decimal]]:
    stems = frozenset(
        stem_of(word)
        for word in WORD.findall(words.lower())
        if word != year and len(word) > 1 and not NEUTRAL.fullmatch(word)
    )
    if len(stems) >= (WORDS_WITH_A_YEAR if year else WORDS_WITHOUT):
        yield Counted(stems, year, figure.is_percent), figure.value


def stem_of(word: str) -> str:
    """The beginning of a word, which it keeps in most of its forms."""
    return word[: STEM_CYRILLIC if "Ѐ" <= word[0] <= "ӿ" else STEM_LATIN]


def _shown(values: Iterable[Decimal]) -> str:
    return ", ".join(number_format(value, force_grouping=True) for value in values)
