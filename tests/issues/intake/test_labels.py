import pytest

from issues.intake.labels import LONGEST, label_of
from issues.intake.vocabulary import grammar


@pytest.mark.parametrize(
    ("language", "thing", "expected"),
    [
        ("en", "detailed information about the measures adopted", "Measures adopted"),
        ("en", "information for the reporting period on the number of cases", "Number of cases"),
        ("en", "Has the law been adopted?", "Has the law been adopted"),
        ("en", "details", "Details"),
        ("en", "?", "?"),
        ("fr", "des renseignements détaillés sur les mesures prises", "Mesures prises"),
        ("es", "¿Ha concluido la reforma?", "Ha concluido la reforma"),
        ("ru", "обновленную информацию о мерах", "Мерах"),
    ],
)
def test_label_leaves_out_what_says_nothing(language, thing, expected):
    assert label_of(thing, grammar(language).meanings) == expected


def test_label_of_a_long_thing_ends_with_a_whole_word():
    thing = "steps taken to bring the definition of torture in the Criminal Code into line with article 1"

    label = label_of(thing, grammar("en").meanings)

    assert label == "Steps taken to bring the definition of torture in the Criminal Code into line…"
    assert len(label) <= LONGEST


def test_label_of_a_long_word_is_cut_inside_it():
    assert label_of("x" * 100, grammar("en").meanings) == "X" + "x" * 78 + "…"
