"""What looks wrong in a list that was read: warnings for whoever takes it in."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from issues.intake.items import position
from issues.intake.marks import plain
from issues.intake.parsed import NoteMark, ParsedIssue, ParsedList


def doubts(read: ParsedList, unnumbered: Sequence[str]) -> tuple[str, ...]:
    """The warnings about `read`; `unnumbered` are the texts that stand outside every issue."""
    return (
        *_cover(read),
        *_numbers(read.issues),
        *(warning for issue in read.issues for warning in _letters(issue)),
        *_notes(read),
        *(_left_out(text) for text in unnumbered),
    )


def _cover(read: ParsedList) -> Iterator[str]:
    if not read.symbol:
        yield "The document does not state its symbol. Type it in before you go on."
    if not read.body:
        yield "The document does not name the treaty body. Choose it before you go on."
    if not read.document_date:
        yield "The document does not state its date. Type it in before you go on."
    if not read.state_name:
        yield "The title does not name the State. Type it in before you go on."


def _numbers(issues: Sequence[ParsedIssue]) -> Iterator[str]:
    numbers = [issue.number for issue in issues]
    if numbers[0] > 1:
        yield f"The first issue found is number {numbers[0]}. Check that nothing stands before it."
    for before, after in pairwise(numbers):
        if after < before:
            yield f"Issue {after} stands after issue {before}. Check the order of the numbers."
        missing = [number for number in range(before + 1, after) if number not in numbers]
        if len(missing) == 1:
            yield f"Issue {missing[0]} is missing: the numbers go from {before} to {after}."
        elif missing:
            gap = f"{missing[0]} to {missing[-1]}"
            yield f"Issues {gap} are missing: the numbers go from {before} to {after}."
    for number, times in Counter(numbers).items():
        if times > 1:
            yield f"Issue {number} appears {times} times. Check the numbers in the document."


def _letters(issue: ParsedIssue) -> Iterator[str]:
    expected = 0
    for passage in issue.passages:
        at = position(passage.item, expected) if passage.item else None
        if at is not None and at > expected:
            yield f"An item is missing before ({passage.item}) in issue {issue.number}."
        expected = expected if at is None else at + 1


def _notes(read: ParsedList) -> Iterator[str]:
    noted = Counter(note.marker for note in read.notes)
    marked = Counter(mark.marker for mark in _marks(read))
    for marker in (marker for marker in noted if marker not in marked):
        yield f"Note {marker} has no mark in the text."
    for marker in (marker for marker in marked if marker not in noted):
        yield f"The mark of note {marker} stands in the text, but there is no such note."
    for marker in (marker for marker, times in noted.items() if times > 1):
        yield f"There are {noted[marker]} notes with the mark {marker}."


def _marks(read: ParsedList) -> Iterator[NoteMark]:
    yield from read.title_notes
    for section in read.sections:
        yield from section.notes
    for issue in read.issues:
        for passage in issue.passages:
            yield from passage.notes


def _left_out(text: str) -> str:
    shown = " ".join(plain(text).split())
    shown = shown if len(shown) <= 80 else f"{shown[:79].rstrip()}…"
    return f"A text without a number was left out: “{shown}”. Add it to an issue if it requests something."
