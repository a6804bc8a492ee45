"""The data points of one clause: its objects with their kinds, breakdowns and periods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from issues.intake.clauses import Clause
from issues.intake.kinds import kind_of
from issues.intake.labels import label_of
from issues.intake.parsed import ParsedDataPoint
from issues.intake.periods import breakdowns, period_of, terms_of
from issues.intake.sentences import Span, masked
from issues.intake.vocabulary import Grammar


@dataclass(frozen=True, slots=True)
class Source:
    """A passage's text with the item that it is and the grammar of its language."""

    text: str
    item: str
    grammar: Grammar

    def words(self, span: Span) -> str:
        return self.text[slice(*span)]

    def terms(self, span: Span) -> tuple[str, ...]:
        return terms_of(breakdowns(masked(self.text)[slice(*span)], self.grammar.meanings))


def points_of(
    source: Source, clause: Clause, things: Sequence[Span], *, kind: str = ""
) -> list[ParsedDataPoint]:
    """A data point, as yet without its code, for each thing that a clause requests.

    What is said of figures before the first thing ("in a table by year, …") holds for all of them, what is
    said of the last ("… broken down by sex") for the other statistics too. `kind` replaces that which the
    words of the thing would give.
    """
    points = [_point(source, clause, thing, kind) for thing in things]
    if not points:
        return []
    announced = _before_the_first(source, clause, things[0])
    return [_with_figures(point, announced, points[0], points[-1]) for point in points]


def _point(source: Source, clause: Clause, thing: Span, kind: str) -> ParsedDataPoint:
    meanings = source.grammar.meanings
    words = source.words(thing)
    terms = source.terms(thing) or source.terms(clause.lead)
    period = period_of(words, meanings)
    counted = bool(terms) or (period != "" and meanings.countable.match(words) is not None)
    return ParsedDataPoint(
        code="",
        item=source.item,
        start=thing[0],
        end=thing[1],
        label=label_of(words, meanings),
        kind=kind or kind_of(words, clause.verb, meanings, counted=counted),
        disaggregation=terms,
        period=period,
    )


def _before_the_first(source: Source, clause: Clause, first: Span) -> str:
    """The period named before the first thing, or before the preposition that announces it."""
    announcing = source.grammar.joints.preposition_within.search(source.text, *first)
    end = announcing.start() if announcing else first[0]
    return period_of(source.words((clause.lead[0], end)), source.grammar.meanings)


def _with_figures(
    point: ParsedDataPoint, announced: str, first: ParsedDataPoint, last: ParsedDataPoint
) -> ParsedDataPoint:
    if point.kind != "statistics":
        return replace(point, period=point.period or announced)
    of_figures = first.period if first.kind == "statistics" else ""
    return replace(
        point,
        disaggregation=point.disaggregation or last.disaggregation,
        period=point.period or announced or of_figures or last.period,
    )
