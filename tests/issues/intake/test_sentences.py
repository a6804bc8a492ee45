import pytest

from issues.intake.sentences import masked, sentences
from issues.intake.vocabulary import grammar


def parts(text, language="en"):
    return [text[start:end] for start, end in sentences(text, grammar(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "", []),
        ("en", "  One.  Two! Three?\nFour", ["One.", "Two!", "Three?", "Four"]),
        ("en", "See para. 9 and No. Four of it. Next.", ["See para. 9 and No. Four of it.", "Next."]),
        ("en", "See A. Rashidov v. Ruritania. Next.", ["See A. Rashidov v. Ruritania.", "Next."]),
        ("en", "It closed at No. Please explain why.", ["It closed at No.", "Please explain why."]),
        (
            "en",
            "It was cut (see para. 2. Also 3). He “left. Then” came.",
            ["It was cut (see para. 2. Also 3).", "He “left. Then” came."],
        ),
        ("en", "The rate is 2. 5 per cent. e.g. this", ["The rate is 2.", "5 per cent. e.g. this"]),
        ("fr", "Voir par. 12 et art. Premier. Suite.", ["Voir par. 12 et art. Premier.", "Suite."]),
        ("es", "Se cerró. ¿Por qué? «Nada».", ["Se cerró.", "¿Por qué?", "«Nada»."]),
        (
            "ru",
            "В 2016 г. Парламент решил. В 2017 г. Просьба пояснить.",
            ["В 2016 г. Парламент решил.", "В 2017 г.", "Просьба пояснить."],
        ),
    ],
)
def test_text_is_cut_where_a_sentence_ends(language, text, expected):
    assert parts(text, language) == expected


def test_masked_text_keeps_every_place_but_hides_asides():
    text = 'Under (a) the "legal acts" (para. 9), so «что» and [x].'

    assert masked(text) == 'Under (a) the "__________" (_______), so «___» and [_].'
