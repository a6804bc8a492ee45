"""Burn-up: how many data points had come how far by the end of each day, against the plan. Pure.

A data point weighs as much as it is asked: once for each ministry that covers it.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from issues.schedule import DAY, Calendar
from replies.requested import REACHED, STAGES, Requested
from replies.workflow import Status

# The pace is taken from so many working days, and a forecast looks at most so far ahead.
WINDOW = 10
FARTHEST = 750

Piece = tuple[int, int | None]  # a reply and a data point, None: its answer to the issue as a whole


@dataclass(frozen=True, slots=True)
class Step:
    """A reply stood in this status from this day on."""

    day: date
    reply: int
    status: str


@dataclass(frozen=True, slots=True)
class Writing:
    """From this day on a piece was answered, or was no longer."""

    day: date
    piece: Piece
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Done:
    """How many data points had come so far at the end of a day; each number includes those further on."""

    day: date
    answered: int = 0
    submitted: int = 0
    cleared: int = 0
    accepted: int = 0

    @property
    def effort(self) -> float:
        """The mean of the four stages, in data points."""
        return (self.answered + self.submitted + self.cleared + self.accepted) / len(STAGES)


def done_now(rows: Iterable[Requested], today: date) -> Done:
    """Where the rows stand now."""
    counted: Counter[str] = Counter()
    for row in rows:
        counted["answered"] += row.is_answered
        reached = REACHED.get(row.status, 0) if row.status else 0
        counted.update(STAGES[1 : reached + 1])
    return Done(today, *(counted[stage] for stage in STAGES))


def done_by_day(
    pieces: Collection[Piece], steps: Iterable[Step], written: Iterable[Writing], days: Iterable[date]
) -> Iterator[Done]:
    """Where the pieces stood at the end of each of the days, which ascend; so do steps and writings.

    What was returned or emptied counts no more from that day on: a line can go down.
    """
    weights = Counter(reply for reply, _point in pieces)
    known = frozenset(pieces)
    moves, writings = list(steps), list(written)
    of_moves, of_writings = [move.day for move in moves], [writing.day for writing in writings]
    reached: dict[int, int] = {}
    answered: set[Piece] = set()
    n = m = 0
    stages = (0, 0, 0)
    for day in days:
        last = bisect_right(of_moves, day)
        if last > n:
            reached |= {move.reply: REACHED.get(Status(move.status), 0) for move in moves[n:last]}
            stages = _sums(reached, weights)
        n, last = last, bisect_right(of_writings, day)
        for writing in writings[m:last]:
            if writing.piece in known:
                (answered.add if writing.is_answered else answered.discard)(writing.piece)
        m = last
        yield Done(day, len(answered), *stages)


def _sums(reached: Mapping[int, int], weights: Mapping[int, int]) -> tuple[int, int, int]:
    """How many pieces stand behind the replies that have reached each of the stages after “answered”."""
    exact = Counter[int]()
    for reply, stage in reached.items():
        exact[stage] += weights.get(reply, 0)
    return exact[1] + exact[2] + exact[3], exact[2] + exact[3], exact[3]


def planned(
    total: int, start: date, drafts: date | None, days: Sequence[date], calendar: Calendar
) -> list[int] | None:
    """How many data points should be answered at the end of each of the days; None without a date.

    From the start of the work to the day on which drafts are due each working day brings as many. The days
    ascend.
    """
    if drafts is None:
        return None
    length = max(calendar.distance(start, drafts), 1)
    found, worked, before = [], 0, start
    for day in days:
        if day > before:
            worked, before = worked + calendar.distance(before, day), day
        found.append(total if day >= drafts else round(total * worked / length))
    return found


@dataclass(frozen=True, slots=True)
class Forecast:
    """At which pace the work goes, in data points a working day, and when all is accepted at that pace.

    `ready` is None where nothing moves, or where it would take years; `late` are the working days from
    `target` to `ready`, below zero where there are days to spare, None without a target.
    """

    pace: float
    ready: date | None
    target: date | None
    late: int | None


def forecast(
    done: Sequence[Done], total: int, start: date, target: date | None, calendar: Calendar
) -> Forecast:
    """When everything is accepted if the work goes on as in the last ten working days.

    The work done is the mean of the four stages (answered, submitted, cleared, accepted) in data points:
    a text that is accepted has gone all the way, one that is only answered a quarter of it. What was done in
    the last ten working days, or since the start where that is less, divided by their number is the pace;
    what is left divided by the pace are the working days that it takes, rounded up. `done` ends today.
    """
    today = done[-1].day
    left = total - done[-1].effort
    if not left:
        return Forecast(0, today, target, _late(today, target, calendar))
    since = max(min(start, today), calendar.shift(today, -WINDOW))
    before = next((then.effort for then in reversed(done[:-1]) if then.day <= since), 0)
    pace = (done[-1].effort - before) / max(calendar.distance(since, today), 1)
    if pace <= 0 or left / pace > FARTHEST:
        return Forecast(max(pace, 0), None, target, None)
    # A thousandth of a day is the error of the division, no further day of work.
    ready = calendar.shift(today, ceil(left / pace - 0.001))
    return Forecast(pace, ready, target, _late(ready, target, calendar))


def _late(ready: date, target: date | None, calendar: Calendar) -> int | None:
    return None if target is None else calendar.distance(target, ready)


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both counted."""
    return [first + DAY * n for n in range((last - first).days + 1)]
