"""Which of many numbers at line starts, or glued to words, are the members of one series."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at `place` in reading order; the higher its `weight`, the likelier it is of the series."""

    number: int
    place: int
    weight: float
    may_restart: bool = False


Cost = Callable[[int, Candidate], float | None]


@dataclass(frozen=True, slots=True)
class _Member:
    candidate: Candidate
    value: float
    before: "_Member | None"


def best_chain(candidates: Sequence[Candidate], cost: Cost) -> list[Candidate]:
    """The members that together weigh most, in reading order; of two at one place at most one is chosen.

    `cost(before, after)` is what it costs that a candidate numbered `before` (0: none) stands before `after`;
    it returns None where that cannot be. Since only the number counts, the best series that ends with each
    number is all that has to be kept: the time grows with candidates × different numbers.
    """
    best: dict[int, _Member] = {}
    in_order = sorted(candidates, key=attrgetter("place"))
    for _, rivals in groupby(in_order, key=attrgetter("place")):
        joined = [member for rival in rivals if (member := _joined(rival, best, cost))]
        for member in joined:
            known = best.get(member.candidate.number)
            if known is None or known.value <= member.value:
                best[member.candidate.number] = member
    return _traced(max(best.values(), key=attrgetter("value"), default=None))


def _joined(after: Candidate, best: Mapping[int, _Member], cost: Cost) -> _Member | None:
    """`after` at the end of the series that it suits best."""
    options: list[_Member] = []
    if (first := cost(0, after)) is not None:
        options.append(_Member(after, after.weight - first, None))
    for number, before in best.items():
        if (step := cost(number, after)) is not None:
            options.append(_Member(after, before.value + after.weight - step, before))
    return max(options, key=attrgetter("value"), default=None)


def _traced(member: _Member | None) -> list[Candidate]:
    chain: list[Candidate] = []
    while member is not None:
        chain.append(member.candidate)
        member = member.before
    return chain[::-1]


def rising(before: int, after: Candidate) -> float | None:
    """The cost in a series that may miss numbers but neither repeats nor goes back."""
    step = after.number - before
    return 2.0 * (step - 1) if 1 <= step <= 10 else None
