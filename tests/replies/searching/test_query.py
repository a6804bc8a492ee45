"""What was typed: words, phrases, codes; whatever it is, it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replies.searching.kazakh import beginning
from replies.searching.query import LONGEST, Asked, Code, asked, code_of


@pytest.mark.parametrize(
    ("typed", "words", "phrases"),
    [
        ("torture prisons", ("torture", "prisons"), ()),
        ("Torture, “solitary confinement”!", ("torture",), ("solitary confinement",)),
        ('"torture"', ("torture",), ()),
        ("the deaths of prisoners", ("deaths", "prisoners"), ()),
        ("the", ("the",), ()),
        ("«of the law» of", (), ("of the law",)),
        ("death death DEATH", ("death",), ()),
        ("don't | & ! <-> \\ '", ("don't",), ()),
        ("6(a) .2 torture", ("6(a).2", "torture"), ()),
        ("CAT/C/KAZ/4", ("cat/c/kaz/4",), ()),
        ("\ud800nine\x00deaths", ("nine", "deaths"), ()),
        ("", (), ()),
        ("… — !!! «»", (), ()),
    ],
)
def test_words_and_phrases(typed: str, words: tuple[str, ...], phrases: tuple[str, ...]) -> None:
    found = asked(typed)

    assert (found.words, found.phrases, bool(found)) == (words, phrases, bool(words or phrases))


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("6", Code(6)),
        ("6a", Code(6, "a")),
        ("6 (A)", Code(6, "a")),
        ("issue 6(a).2", Code(6, "a", "2")),
        ("Вопрос 6", Code(6)),
        ("6.2", Code(6, "", "2")),
        ("№ 6", Code(6)),
        ("2023", None),
        ("six", None),
        ("6 deaths", None),
        ('"6 deaths"', None),
    ],
)
def test_code(typed: str, code: Code | None) -> None:
    assert (asked(typed).code, code_of(typed)) == (code, code)


def test_code_is_written_as_data_points_are() -> None:
    codes = [Code(6), Code(6, "a"), Code(6, "a", "2"), Code(6, "", "2")]

    assert [code.exact for code in codes] == ["6", "6(a)", "6(a).2", "6.2"]


def test_words_before_a_number_are_not_looked_for() -> None:
    assert (asked("issue 6").words, asked("issue torture").words) == (("6",), ("issue", "torture"))


def test_long_text_is_cut_and_said() -> None:
    found = asked("ab " * 5_000)
    many = asked(" ".join(f"w{n}" for n in range(30)))

    assert (len(found.text), found.words) == (LONGEST, ("ab",))
    assert found.left_out == ("That is long: only the first 200 characters are looked for.",)
    assert (len(many.words), many.left_out) == (
        20,
        ("Those are many words: only the first 20 are looked for.",),
    )


@pytest.mark.parametrize(
    ("word", "begins"),
    [
        ("қамауға", "қамау"),
        ("қамауда", "қамау"),
        ("қамаудағы", "қамау"),
        ("қамау", "қамау"),
        ("Адамдар", "адам"),
        ("тергеушілердің", "тергеуші"),
        ("правда", "правда"),
        ("законы", "закон"),
        ("torture", "torture"),
        ("үйде", "үйде"),
        ("а1-да", "а1-да"),
    ],
)
def test_kazakh_word_loses_its_ending(word: str, begins: str) -> None:
    assert beginning(word) == begins


@given(st.text(alphabet=st.characters()))
def test_anything_is_read(typed: str) -> None:
    found = asked(typed)

    assert isinstance(found, Asked)
    assert (len(found.text) <= LONGEST, len(found.words) <= 20) == (True, True)
    assert not found or found.query is not None
