"""What kind of answer a request calls for, told by its verb and the first words of what it names."""

from issues.intake.vocabulary import Meanings, Named, after


def kind_of(thing: str, verb: str, meanings: Meanings, *, counted: bool = False) -> str:
    """One of `parsed.KINDS` for a thing requested; `counted` when figures by sex, year … are asked for.

    A verb such as "comment on" decides alone. Else the first word of the thing that names a kind does
    ("measures to amend the law" are measures), then a verb such as "clarify".
    """
    decided = kind_by_verb(verb, meanings)
    if decided:
        return decided
    kind = _first_named(thing, meanings) or "information"
    if kind != "information":
        return kind
    return "statistics" if counted else _first(meanings.soft_verb_kinds, verb) or kind


def kind_by_verb(verb: str, meanings: Meanings) -> str:
    """The kind that a verb alone decides, whatever it asks for; empty when it decides nothing."""
    return _first(meanings.verb_kinds, verb)


def _first(kinds: Named, verb: str) -> str:
    return next((kind for kind, form in kinds if form.fullmatch(verb)), "")


def _first_named(thing: str, meanings: Meanings) -> str:
    """The kind named first, in the words before those that only describe what is asked for."""
    stop = meanings.stop.search(thing, after(meanings.preamble, thing) + 1)
    limit = stop.start() if stop else len(thing)
    named = (
        (found.start(), rank, kind)
        for rank, (kind, form) in enumerate(meanings.kinds)
        if (found := form.search(thing))
    )
    return min((each for each in named if each[0] <= limit), default=(0, 0, ""))[2]
