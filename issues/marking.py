"""A passage as it is shown: cut into stretches by data point, with the note marks in their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from issues.models import DataPoint, Passage, SourceNote


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


def marked(passages: Iterable[Passage]) -> list[MarkedPassage]:
    """The passages with their prefetched `data_points` and `notes` marked in place."""
    return [
        MarkedPassage(
            passage.item, cut(passage.text, list(passage.data_points.all()), list(passage.notes.all()))
        )
        for passage in passages
    ]


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
