"""How alike texts are."""

from issues.likeness import Likeness

TEXTS = (
    "Please provide data on deaths in custody and on autopsies.",
    "Please describe the training of judges and prosecutors.",
    "Please give data on deaths in psychiatric hospitals.",
)


def test_likeness_of_the_same_text_is_one() -> None:
    nearest = Likeness(TEXTS).to(TEXTS[1])

    assert [(place, round(value, 6)) for place, value in nearest] == [(1, 1.0)]


def test_likeness_is_that_of_rare_words_the_nearest_first() -> None:
    nearest = Likeness(TEXTS).to("Data on deaths: autopsy reports in custody")

    assert [place for place, _value in nearest] == [0, 2]


def test_likeness_to_nothing() -> None:
    assert (Likeness([]).to("Deaths"), Likeness(TEXTS).to("Elections"), Likeness([""]).to("")) == ([], [], [])
