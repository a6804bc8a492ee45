"""Marks are found where they stand, and a sentence's end is told from an abbreviation."""

import pytest

from issues.intake.marks import ends_sentence, split_marks, token
from issues.intake.parsed import NoteMark


@pytest.mark.parametrize(
    ("text", "clean", "offsets"),
    [
        (f"information{token('31')} about", "information about", [11]),
        (f"information {token('31')} about", "information about", [11]),
        (f"  law,{token('1')}{token('2')}\tso", "law, so", [4, 4]),
        (f"end. \n {token('1')}", "end.", [4]),
        (f"one.{token('1')} \n  two", "one.\ntwo", [4]),
        (f"{token('7')}Heading", "Heading", [0]),
    ],
)
def test_split_marks_gives_places_in_the_clean_text(text: str, clean: str, offsets: list[int]) -> None:
    found, marks = split_marks(text)

    assert found == clean
    assert [mark.offset for mark in marks] == offsets
    assert all(isinstance(mark, NoteMark) for mark in marks)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It is so.", True),
        (f"It is so.{token('4')}", True),
        ("(see para. 4.)", True),
        ("the following:", True),
        ("“legitimate acts.”", True),
        ("(art. 6)", False),
        ("see paras.", False),
        ("opinion No.", False),
        ("см. п.", False),
        ("and", False),
    ],
)
def test_ends_sentence_at_a_full_stop_that_is_none_of_an_abbreviation(text: str, *, ends: bool) -> None:
    assert ends_sentence(text) is ends
