"""A passage as it is shown: cut into stretches by data point, with the note marks in their places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from issues.citations import Citation, citations, references
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
class Cited:
    """A document that an issue cites, and the notes that cite it."""

    document: Citation
    notes: tuple[SourceNote, ...]


@dataclass(frozen=True, slots=True)
class MarkedIssue:
    """The text of an issue, the notes that its heading bears, and the documents that all its notes cite."""

    passages: tuple[MarkedPassage, ...]
    heading_notes: tuple[SourceNote, ...]
    cited: tuple[Cited, ...]


def marked(issue: Issue) -> MarkedIssue:
    """The issue's passages with their data points and notes in place, in three queries."""
    all_notes = list(SourceNote.objects.filter(list_of_issues=issue.list_of_issues_id))
    notes: dict[int | None, list[SourceNote]] = defaultdict(list)
    for note in all_notes:
        notes[note.passage_id].append(note)
    points: dict[int, list[DataPoint]] = defaultdict(list)
    for point in issue.data_points.all():
        points[point.passage_id].append(point)
    passages = list(issue.passages.all())
    of_heading = [n for n in notes[None] if issue.section_id and n.section_id == issue.section_id]
    shown = of_heading + [note for passage in passages for note in notes[passage.pk]]
    return MarkedIssue(
        tuple(MarkedPassage(p.item, cut(p.text, points[p.pk], notes[p.pk])) for p in passages),
        tuple(of_heading),
        _cited(all_notes, shown, issue.list_of_issues.language),
    )


def _cited(notes: Sequence[SourceNote], shown: Sequence[SourceNote], language: str) -> tuple[Cited, ...]:
    """The documents of the notes shown; all notes of the list are read for what “Ibid.” refers to."""
    found = dict(zip((note.pk for note in notes), references(note.text for note in notes), strict=True))
    by_marker = {note.marker: note for note in shown}
    documents = citations(((note.marker, found[note.pk]) for note in shown), language)
    return tuple(Cited(one, tuple(by_marker[marker] for marker in one.markers)) for one in documents)


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
