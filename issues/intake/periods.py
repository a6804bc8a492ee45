"""The figures that a request asks for: broken down by what, and over which period."""

import re
from dataclasses import dataclass

from issues.intake.vocabulary import Meanings

MAX_WORDS_OF_A_TERM = 4
PLAN_NEARBY = 60  # characters before a range of years within which a plan that it belongs to is named


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A place where a text says how to break figures down, and by what: `sex`, `age` …"""

    start: int
    end: int
    terms: tuple[str, ...]


def breakdowns(text: str, meanings: Meanings) -> tuple[Breakdown, ...]:
    """The ways to disaggregate that a text names, in English where the word is known, else as printed.

    After "disaggregated by" everything is one; after "by" or "per" only what is known to be.
    """
    found: list[Breakdown] = []
    announcements = [(place, True) for place in meanings.breakdown.finditer(text)]
    announcements += [(place, False) for place in meanings.by_term.finditer(text)]
    for place, announced in sorted(announcements, key=lambda each: each[0].start()):
        if not found or place.start() >= found[-1].end:
            found.append(_breakdown(text, place, meanings, announced=announced))
    return tuple(each for each in found if each.terms)


def terms_of(found: tuple[Breakdown, ...]) -> tuple[str, ...]:
    """The terms of several breakdowns, each once."""
    return tuple(dict.fromkeys(term for each in found for term in each.terms))


def period_of(text: str, meanings: Meanings) -> str:
    """The first period that a text names, word for word, or nothing: "since 2018", "the reporting period"."""
    places = (place for form in meanings.periods for place in form.finditer(text))
    asked = [place for place in places if not _is_of_a_plan(text, place, meanings)]
    first = min(asked, key=lambda place: (place.start(), -place.end()), default=None)
    return " ".join(first[0].split()) if first else ""


def _breakdown(text: str, place: re.Match[str], meanings: Meanings, *, announced: bool) -> Breakdown:
    stop = meanings.breakdown_end.search(text, place.end())
    limit = stop.start() if stop else len(text)
    end = start = place.end()
    terms: list[str] = []
    for pause in [*meanings.conjunction.finditer(text, start, limit), None]:
        piece = text[start : pause.start() if pause else limit].strip()
        term = _term(piece, meanings, announced=announced)
        if piece and not term and not meanings.vague.match(piece):
            break
        if piece:
            end = start + len(text[start : pause.start() if pause else limit].rstrip())
        terms.append(term)
        start = pause.end() if pause else limit
    return Breakdown(place.start(), end, tuple(dict.fromkeys(filter(None, terms))))


def _term(piece: str, meanings: Meanings, *, announced: bool) -> str:
    named = (
        (place.start(), rank, name)
        for rank, (name, form) in enumerate(meanings.terms)
        if (place := form.search(piece))
    )
    known = min(named, default=(0, 0, ""))[2]
    if known or not announced or meanings.vague.match(piece) or len(piece.split()) > MAX_WORDS_OF_A_TERM:
        return known
    return meanings.preamble.sub("", piece, count=1).casefold()


def _is_of_a_plan(text: str, place: re.Match[str], meanings: Meanings) -> bool:
    """Whether a range of years belongs to a name: the strategic plan for 2017–2021."""
    before = text[max(0, place.start() - PLAN_NEARBY) : place.start()]
    return place[0][0].isdigit() and meanings.plan.search(before) is not None
