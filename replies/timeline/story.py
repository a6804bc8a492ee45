"""What an event is told by: what else its transaction did, what the row was before, the names."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from replies.timeline.events import Event
from replies.timeline.names import Names


@dataclass(slots=True)
class Story:
    """The events of a reply, the oldest first, with what they were in before and beside."""

    events: Sequence[Event]
    names: Names
    _together: dict[tuple[str, datetime], list[Event]] = field(init=False)
    _before: dict[int, Event] = field(init=False)

    def __post_init__(self) -> None:
        self._together, self._before = defaultdict(list), {}
        newest: dict[tuple[str, int], Event] = {}
        for event in self.events:
            self._together[event.source, event.at].append(event)
            if event.label == "refused":
                continue
            row = (event.source, event.row)
            if row in newest:
                self._before[id(event)] = newest[row]
            newest[row] = event

    def before(self, event: Event) -> Event | None:
        """The same row as it stood before the event; None for a new one."""
        return self._before.get(id(event))

    def together(self, event: Event, source: str) -> list[Event]:
        """The changes of one kind of row in the transaction of the event."""
        return self._together.get((source, event.at), [])

    def changed(self, event: Event, name: str) -> bool:
        """Whether a change of a row changed this value of it."""
        before = self.before(event)
        return before is not None and before[name] != event[name]
