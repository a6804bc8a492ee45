"""The shape of a language's vocabulary of what can be requested."""

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """What one language asks for. Each text is the inside of a case-insensitive regular expression.

    The pairs in `kinds` and the like name one of `parsed.KINDS`, the earliest word of a thing deciding;
    those in `terms` the English name of a way to disaggregate.
    """

    preambles: str
    """What a label leaves out at its beginning: information on, any."""
    stops: str
    """Words at which the noun that tells a kind must have been named: by, which, taken."""
    kinds: Pairs
    verb_kinds: Pairs
    """Verbs that alone decide the kind: comment on."""
    soft_verb_kinds: Pairs
    """Verbs that decide it where the thing itself does not: clarify."""
    countable: str
    """Events that are asked for as figures where a period is named: suits, arrests, deaths."""
    breakdowns: str
    """What announces the ways to disaggregate: disaggregated by."""
    by_terms: str
    """What announces them only when a known term follows: by, per."""
    breakdown_ends: str
    """Words at which the list of ways to disaggregate is over: of, for, as well as."""
    alternatives: str
    """or"""
    terms: Pairs
    vague_terms: str
    """What may follow an announcement but names nothing: relevant factors."""
    consequences: str
    """What belongs to the thing before it, however often it is spoken of: and their outcome."""
    periods: tuple[str, ...]
    plans: str
    """Words before a range of years that make it part of a name: strategic plan for 2017–2021."""
