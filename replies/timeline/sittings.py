"""Who wrote what in one go: the many saves of a text, told once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from replies.timeline.events import Event

PAUSE = timedelta(minutes=30)


@dataclass(slots=True)
class Piece:
    """What a person did to one answer in a sitting: last save, time of the first, words more or less."""

    last: Event
    since: datetime
    words: int = 0


@dataclass(slots=True)
class Sitting:
    """The saves of one person without a pause of half an hour, by the row of the answer.

    `refused` holds the last save that came second, with who had come first.
    """

    who: int | None
    at: datetime
    pieces: dict[int, Piece] = field(default_factory=dict)
    refused: dict[int, tuple[Event, int | None]] = field(default_factory=dict)

    def add(self, event: Event, before: Event | None) -> None:
        """Add a save, with the one that it came after."""
        self.at = event.at
        if event.label == "refused":
            self.refused[event.row] = (event, before.who if before else None)
            return
        piece = self.pieces.setdefault(event.row, Piece(event, event.at))
        piece.last = event
        piece.words += event["words"] - (before["words"] if before else 0)


@dataclass(frozen=True, slots=True)
class Breaks:
    """What ends a sitting beside a pause: midnight, and the moments at which the reply changed hands."""

    moments: Sequence[datetime]
    zone: ZoneInfo

    def between(self, one: datetime, other: datetime) -> bool:
        """Whether one of them lies between two moments, or on the later one."""
        if one.astimezone(self.zone).date() != other.astimezone(self.zone).date():
            return True
        return bisect_right(self.moments, one) != bisect_right(self.moments, other)


def sittings(events: Iterable[Event], *, apart: set[tuple[int, int]], breaks: Breaks) -> Iterator[Sitting]:
    """Group the saves among the events, which come the oldest first.

    Versions in `apart` (row, version) are told elsewhere; their words count for what is written after them.
    """
    going_on: dict[int | None, Sitting] = {}
    for event, before in _saves(events, apart):
        sitting = going_on.get(event.who)
        if sitting is None or event.at - sitting.at >= PAUSE or breaks.between(sitting.at, event.at):
            if sitting is not None:
                yield sitting
            sitting = going_on[event.who] = Sitting(event.who, event.at)
        sitting.add(event, before)
    yield from going_on.values()


def _saves(events: Iterable[Event], apart: set[tuple[int, int]]) -> Iterator[tuple[Event, Event | None]]:
    newest: dict[int, Event] = {}
    for event in events:
        if event.source != "answer":
            continue
        before = newest.get(event.row)
        if event.label == "refused":
            yield event, before
            continue
        newest[event.row] = event
        if event.label != "delete" and (event.row, event["version"]) not in apart:
            yield event, before
