"""The whole life of a reply, from its history, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from replies.models import Reply
from replies.timeline.assigning import told_assignment, told_issue, told_points
from replies.timeline.entries import Entry
from replies.timeline.events import events_of
from replies.timeline.files import told_file
from replies.timeline.moves import Move, moves_of, told_move
from replies.timeline.names import names_for
from replies.timeline.sittings import Breaks, sittings
from replies.timeline.standing import standing
from replies.timeline.story import Story
from replies.timeline.talking import told_comment
from replies.timeline.writing import told_answer, told_sitting, told_take_over, versions_apart

SHOWN = 200

TELLERS = {
    "assignment": told_assignment,
    "point": told_points,
    "issue": told_issue,
    "answer": told_answer,
    "take-over": told_take_over,
    "file": told_file,
    "comment": told_comment,
}


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day in the State, the newest first."""

    day: date
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest entries by day; `total` counts those too that are not shown."""

    sentence: SafeString
    days: list[Day]
    shown: int
    total: int


def timeline_of(reply: Reply, now: datetime, *, limit: int | None = SHOWN) -> Timeline:
    """The life of a reply, at the most so many entries, in the State's time zone; four queries.

    It tells inner matters too: show it only to those who are `is_internal`.
    """
    zone = ZoneInfo(reply.assignment.issue.list_of_issues.time_zone)
    events = events_of(reply)
    story = Story(events, names_for(reply, events))
    moves = moves_of(story)
    # Of what happened in the same moment, what is told later stands on top.
    entries = sorted(_entries(story, moves, zone), key=lambda entry: entry.at)[::-1]
    shown = [_in_zone(entry, zone) for entry in entries[:limit]]
    days = [Day(day, list(those)) for day, those in groupby(shown, key=lambda entry: entry.at.date())]
    return Timeline(standing(story, moves, now.astimezone(zone)), days, len(shown), len(entries))


def _entries(story: Story, moves: list[Move], zone: ZoneInfo) -> Iterator[Entry]:
    for event in story.events:
        if event.source in TELLERS:
            yield from TELLERS[event.source](event, story)
    yield from (told_move(move, story) for move in moves)
    breaks = Breaks([move.event.at for move in moves], zone)
    for sitting in sittings(story.events, apart=versions_apart(story.events), breaks=breaks):
        yield from told_sitting(sitting, story.names)


def _in_zone(entry: Entry, zone: ZoneInfo) -> Entry:
    since = entry.since and entry.since.astimezone(zone)
    return replace(entry, at=entry.at.astimezone(zone), since=since)
