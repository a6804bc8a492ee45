"""From the text of an issue to its data points: everything that it requests separately."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from issues.intake.clauses import Clause, clauses
from issues.intake.kinds import kind_by_verb, kind_of
from issues.intake.objects import objects
from issues.intake.parsed import ParsedDataPoint, ParsedPassage
from issues.intake.periods import breakdowns, period_of, terms_of
from issues.intake.points import Source, points_of
from issues.intake.sentences import masked, sentences
from issues.intake.vocabulary import Grammar, grammar

CLOSED = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Opening:
    """What the opening of an issue does to its lettered items.

    `asks` when they complete its last sentence ("please report on:"), `hangs` when they are the subjects of
    a thing that it names itself ("training on the following:"), which is of the kind `kind`
    and over which period.
    """

    asks: bool = False
    hangs: bool = False
    kind: str = ""
    verb_kind: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage while it is read: the same text masked, and the opening that governs it."""

    passage: ParsedPassage
    plain: str
    grammar: Grammar
    opening: Opening
    leads_to_items: bool


def find_data_points(
    issue_number: int, passages: Sequence[ParsedPassage], language: str
) -> tuple[ParsedDataPoint, ...]:
    """The data points of an issue in the order of its passages, coded 6.1, 6.2 … and 6(a).1 for its item a.

    `language` is "en", "fr", "ru" or "es"; any other is read as English. A text that requests nothing has
    none; no text raises.
    """
    has_items = any(passage.item for passage in passages)
    opening = Opening(asks=not any(passage.text for passage in passages if not passage.item))
    found: list[ParsedDataPoint] = []
    for passage in passages:
        leads = has_items and not passage.item and not passage.text.rstrip().endswith(CLOSED)
        reading = Reading(passage, masked(passage.text), grammar(language), opening, leads)
        found.extend(_points(reading))
        if has_items and not passage.item:
            opening = _opening(reading)
    return tuple(_numbered(issue_number, found))


def _numbered(issue_number: int, points: Sequence[ParsedDataPoint]) -> Iterator[ParsedDataPoint]:
    count: Counter[str] = Counter()
    for point in points:
        place = f"{issue_number}({point.item})" if point.item else f"{issue_number}"
        count[place] += 1
        yield replace(point, code=f"{place}.{count[place]}")


def _points(reading: Reading) -> list[ParsedDataPoint]:
    points: list[ParsedDataPoint] = []
    spans = sentences(reading.passage.text, reading.grammar)
    for number, span in enumerate(spans, start=1):
        governed = number == 1 and bool(reading.passage.item) and reading.opening.asks
        found = clauses(reading.plain, span, reading.grammar, governed=governed)
        answered = _governing(found) if reading.leads_to_items and number == len(spans) else None
        for clause in found:
            terms = _breakdown_asked(clause, reading)
            if terms:
                points = [_broken_down(point, terms) for point in points]
            else:
                points.extend(_requested(clause, reading, by_items=clause is answered))
    return points


def _governing(found: Sequence[Clause]) -> Clause | None:
    """The clause whose object the lettered items are: the last with a finite verb."""
    return next((clause for clause in reversed(found) if clause.main), None)


def _breakdown_asked(clause: Clause, reading: Reading) -> tuple[str, ...]:
    """The terms of a request that only says how to break down what was requested before it."""
    found = breakdowns(reading.plain[clause.opened : clause.end], reading.grammar.meanings)
    return terms_of(found[:1]) if found and clause.opened + found[0].start < clause.lead[0] else ()


def _broken_down(point: ParsedDataPoint, terms: tuple[str, ...]) -> ParsedDataPoint:
    if point.kind != "statistics":
        return point
    return replace(point, disaggregation=tuple(dict.fromkeys(point.disaggregation + terms)))


def _requested(clause: Clause, reading: Reading, *, by_items: bool) -> list[ParsedDataPoint]:
    things = objects(reading.plain, clause, reading.grammar)
    kind = _inherited(clause, reading)
    if by_items:
        things = things[:-1]
    elif kind and things and reading.opening.hangs:
        things = ((things[0][0], things[-1][1]),)
    source = Source(reading.passage.text, reading.passage.item, reading.grammar)
    points = points_of(source, clause, things, kind=kind)
    period = reading.opening.period if reading.passage.item and not clause.verb else ""
    return [replace(point, period=point.period or period) for point in points]


def _inherited(clause: Clause, reading: Reading) -> str:
    """The kind that an item without a verb takes from the opening, empty when it has its own."""
    opening = reading.opening
    if clause.verb or not reading.passage.item or not opening.asks:
        return ""
    purpose = reading.grammar.nouns.purpose.match(reading.plain, clause.start)
    return opening.kind if opening.hangs or purpose else opening.verb_kind


def _opening(reading: Reading) -> Opening:
    """What the items take from the last sentence of the opening."""
    spans = sentences(reading.passage.text, reading.grammar)
    found = clauses(reading.plain, spans[-1], reading.grammar) if spans else ()
    governing = _governing(found)
    if governing is None:
        return Opening()
    verb_kind = kind_by_verb(governing.verb, reading.grammar.meanings)
    things = objects(reading.plain, governing, reading.grammar)
    last = reading.passage.text[slice(*things[-1])] if things else ""
    if not last or reading.grammar.openers.carrier.fullmatch(last):
        return Opening(asks=True, verb_kind=verb_kind, kind=verb_kind)
    return Opening(
        asks=True,
        hangs=reading.grammar.openers.hanging.search(reading.plain) is not None,
        kind=kind_of(last, governing.verb, reading.grammar.meanings),
        verb_kind=verb_kind,
        period=period_of(last, reading.grammar.meanings),
    )
