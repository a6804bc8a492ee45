import pytest
from hypothesis import given
from hypothesis import strategies as st

from issues.marking import Run, Stretch, cut, marked
from issues.models import DataPoint, SourceNote
from tests import factories


def test_cut_puts_points_and_notes_in_their_places() -> None:
    point = DataPoint(code="1.1", start=15, end=26)
    inside, after = SourceNote(marker="1", offset=20), SourceNote(marker="2", offset=27)

    stretches = cut("Please provide data, please.", [point], [after, inside])

    assert stretches == (
        Stretch(None, (Run("Please provide "),)),
        Stretch(point, (Run("data,"), Run(note=inside), Run(" pleas"))),
        Stretch(None, (Run("e"), Run(note=after), Run("."))),
    )


def test_cut_keeps_a_note_before_the_first_word() -> None:
    note = SourceNote(marker="1", offset=0)

    assert cut("Text", [], [note]) == (Stretch(None, (Run(note=note),)), Stretch(None, (Run("Text"),)))


def test_cut_keeps_two_notes_at_one_place() -> None:
    first, second = SourceNote(marker="1", offset=4), SourceNote(marker="2", offset=4)

    assert cut("Text", [], [first, second]) == (
        Stretch(None, (Run("Text"), Run(note=first), Run(note=second))),
    )


@given(
    st.text(min_size=1), st.lists(st.integers(0, 40), max_size=6, unique=True), st.lists(st.integers(0, 40))
)
def test_cut_loses_no_character_and_no_note(text: str, edges: list[int], offsets: list[int]) -> None:
    bounds = sorted(min(edge, len(text)) for edge in edges)
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    points = [
        DataPoint(code=str(n), start=start, end=end) for n, (start, end) in enumerate(pairs) if start < end
    ]
    notes = [SourceNote(marker=str(n), offset=min(offset, len(text))) for n, offset in enumerate(offsets)]

    runs = [run for stretch in cut(text, points, notes) for run in stretch.runs]

    assert "".join(run.text for run in runs) == text
    assert sorted(run.note.marker for run in runs if run.note) == sorted(note.marker for note in notes)


@pytest.mark.django_db
def test_marked_puts_all_of_an_issue_in_place() -> None:
    section = factories.make_section()
    issue = factories.make_issue(section.list_of_issues, section=section)
    point = factories.make_point(issue)
    on_heading = factories.make_note(issue.list_of_issues, section=section)
    factories.make_note(issue.list_of_issues)

    found = marked(issue)

    assert found.heading_notes == (on_heading,)
    assert [[stretch.point for stretch in passage.stretches] for passage in found.passages] == [
        [None, point, None]
    ]


@pytest.mark.django_db
def test_marked_of_an_issue_without_a_section() -> None:
    issue = factories.make_issue()
    factories.make_note(issue.list_of_issues)

    assert marked(issue).heading_notes == ()
