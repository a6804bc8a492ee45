"""One line of a timeline."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.safestring import SafeString


class Look(StrEnum):
    """What state an entry speaks of, if any: it gives the colour."""

    PLAIN = "plain"
    REVIEW = "flow"
    ACCEPTED = "ok"
    WAITING = "wait"
    BAD = "late"


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened, in a sentence; `since` when it took a while, `quote` what somebody said.

    `fingerprint` is the SHA-256 of the text that a clearance covers, or covered.
    """

    at: datetime
    what: SafeString
    since: datetime | None = None
    quote: str = ""
    fingerprint: str = ""
    look: Look = Look.PLAIN

    @property
    def when(self) -> str:
        """“14:02” or “14:02–14:40”; the moments carry their time zone."""
        hours = [date_format(moment, "TIME_FORMAT") for moment in (self.since or self.at, self.at)]
        return "–".join(dict.fromkeys(hours))

    @property
    def stamp(self) -> str:
        """The moment for machines."""
        return self.at.isoformat(timespec="seconds")

    @property
    def start_of_fingerprint(self) -> str:
        return self.fingerprint[:12]
