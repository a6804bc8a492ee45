"""Which parts of one sequence correspond to which of another: in order, and quick however long they are."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

Pairs = list[tuple[int, int]]

MATCHING_ALIKE = 20  # what one comparison of two parts costs beside one step of difflib


class Effort:
    """How many steps of comparing are left; what does not fit in is not compared any further."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def allows(self, steps: int) -> bool:
        """Whether so many steps fit in; they are spent then."""
        if steps > self._left:
            return False
        self._left -= steps
        return True


def matches(old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort) -> Pairs:
    """The positions of equal parts, rising on both sides.

    What stands once on either side holds the two together; difflib fills the gaps as far as the effort goes.
    """
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    anchors = [(-1, -1), *_anchors(inner_old, inner_new), (len(inner_old), len(inner_new))]
    found = [(n, n) for n in range(start)]
    for (i, j), (next_i, next_j) in pairwise(anchors):
        gap = _in_gap(inner_old[i + 1 : next_i], inner_new[j + 1 : next_j], effort)
        found += [(start + i + 1 + a, start + j + 1 + b) for a, b in gap]
        found.append((start + next_i, start + next_j))
    found.pop()
    return found + [(len(old) - n, len(new) - n) for n in range(end, 0, -1)]


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """How many parts at the start are the same."""
    both = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in both if a != b), min(len(old), len(new)))


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """What stands exactly once on either side, as much of it as keeps its order."""
    single = {part for part, n in Counter(old).items() if n == 1}
    single &= {part for part, n in Counter(new).items() if n == 1}
    place = {part: j for j, part in enumerate(new) if part in single}
    return _longest_rising([(i, place[part]) for i, part in enumerate(old) if part in single])


def _longest_rising(pairs: Pairs) -> Pairs:
    """The longest selection that rises on the right too, by patience sorting."""
    ends: list[int] = []
    chains: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(chains[at - 1] if at else -1)
        ends[at : at + 1], chains[at : at + 1] = [j], [n]
    found: Pairs = []
    n = chains[-1] if chains else -1
    while n >= 0:
        found.append(pairs[n])
        n = before[n]
    return found[::-1]


def _in_gap(old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort) -> Iterator[tuple[int, int]]:
    if old and new and effort.allows(len(old) * len(new)):
        for block in SequenceMatcher(None, old, new).get_matching_blocks():
            yield from ((block.a + n, block.b + n) for n in range(block.size))


def without_crumbs(pairs: Pairs, old: int, new: int) -> Pairs:
    """Leave out matches so short between longer changes that they only tear these apart."""
    bounds = [(-1, -1), *pairs, (old, new)]
    starts = [n for n, ((i, j), after) in enumerate(pairwise(bounds)) if after != (i + 1, j + 1)]
    if not starts:
        return pairs
    kept = pairs[: starts[0]]
    for here, following in pairwise(starts):
        shorter = min(_gap(bounds[n], bounds[n + 1]) for n in (here, following))
        if 2 * (following - here) > shorter:
            kept += pairs[here:following]
    return kept + pairs[starts[-1] :]


def changes_late(pairs: Pairs, old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """Move what was put in or taken out towards the end where that reads the same.

    “deaths.” that became “deaths. Two more.” has “Two more.” put in, not “. Two more”.
    """
    found: Pairs = []
    i = j = -1
    for at in pairs:
        here = (i + 1, j + 1)
        is_one_sided = (at[0] == here[0]) != (at[1] == here[1])
        moves = is_one_sided and old[here[0]] == new[here[1]]
        i, j = here if moves else at
        found.append((i, j))
    return found


def _gap(before: tuple[int, int], after: tuple[int, int]) -> int:
    return max(after[0] - before[0], after[1] - before[1]) - 1


def likest(old: int, new: int, likeness: Callable[[int, int], float]) -> Pairs:
    """The pairs, in order, whose likenesses add up to most; a likeness of 0 makes no pair."""
    best = [[0.0] * (new + 1) for _ in range(old + 1)]
    for i in reversed(range(old)):
        for j in reversed(range(new)):
            pair = best[i + 1][j + 1] + likeness(i, j)
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    found: Pairs = []
    i = j = 0
    while i < old and j < new:
        if (alike := likeness(i, j)) and best[i][j] == best[i + 1][j + 1] + alike:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def gaps(pairs: Pairs, old: int, new: int) -> Iterator[tuple[range, range]]:
    """The positions between the pairs, before the first and after the last, on either side."""
    for (i, j), (next_i, next_j) in pairwise([(-1, -1), *pairs, (old, new)]):
        yield range(i + 1, next_i), range(j + 1, next_j)
