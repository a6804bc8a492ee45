"""A passage as it is shown: cut into stretches by data point, with the note marks in their places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from issues.models import DataPoint, Issue, SourceNote


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, or the mark of a note (then `text` is empty)."""

    text: str = ""
    note: SourceNote | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs that belong to one data point, or to none."""

    point: DataPoint | None
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    item: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class MarkedIssue:
    """The text of an issue, and the notes whose marks its heading bears."""

    passages: tuple[MarkedPassage, ...]
    heading_notes: tuple[SourceNote, ...]


def marked(issue: Issue) -> MarkedIssue:
    """The issue's passages with their data points and notes in place, in three queries."""
    in_issue = Q(passage__issue=issue)
    on_heading = Q(section=issue.section_id) if issue.section_id else Q(pk__in=[])
    notes: dict[int | None, list[SourceNote]] = defaultdict(list)
    for note in SourceNote.objects.filter(in_issue | on_heading):
        notes[note.passage_id].append(note)
    points: dict[int, list[DataPoint]] = defaultdict(list)
    for point in issue.data_points.all():
        points[point.passage_id].append(point)
    passages = issue.passages.all()
    found = (MarkedPassage(p.item, cut(p.text, points[p.pk], notes[p.pk])) for p in passages)
    return MarkedIssue(tuple(found), tuple(notes[None]))


def cut(text: str, points: Sequence[DataPoint], notes: Sequence[SourceNote]) -> tuple[Stretch, ...]:
    """Cut a text at its data points (which do not overlap) and put the note marks between characters."""
    edges = sorted({0, len(text), *(p.start for p in points), *(min(p.end, len(text)) for p in points)})
    starts = {point.start: point for point in points}
    stretches = [
        Stretch(starts.get(start), _runs(text, start, end, [n for n in notes if start < n.offset <= end]))
        for start, end in pairwise(edges)
    ]
    at_start = tuple(Run(note=note) for note in notes if note.offset == 0)
    return (Stretch(None, at_start), *stretches) if at_start else tuple(stretches)


def _runs(text: str, start: int, end: int, notes: Sequence[SourceNote]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for note in sorted(notes, key=lambda note: note.offset):
        if note.offset > start:
            runs.append(Run(text[start : note.offset]))
        runs.append(Run(note=note))
        start = note.offset
    if start < end:
        runs.append(Run(text[start:end]))
    return tuple(runs)
