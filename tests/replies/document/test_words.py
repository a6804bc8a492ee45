"""The printed words of the official languages."""

from dataclasses import asdict

import pytest

from replies.document.words import ENGLISH, WORDS, words_of

FILLED = {
    "original": "language",
    "date_received": "date",
    "reply_to_paragraph": "number",
    "table": "number",
    "annex": "number",
}


@pytest.mark.parametrize("language", WORDS)
def test_words_of_language_are_complete(language: str) -> None:
    words = asdict(words_of(language))

    empty = [name for name, value in (words | words["placeholders"]).items() if not value]
    unfilled = [name for name, key in FILLED.items() if f"{{{key}}}" not in words[name]]
    assert (empty, unfilled) == ([], [])


def test_words_of_item_name_number_and_letter() -> None:
    found = [words.reply_to_item.format(number=6, item="a") for words in WORDS.values()]

    assert found == [
        "Reply to the issue raised in paragraph 6 (a)",
        "Réponse à la question soulevée au paragraphe 6 a)",
        "Ответ на вопрос, затронутый в пункте 6 a)",
        "Respuesta a la cuestión planteada en el párrafo 6 a)",
    ]


def test_words_of_language_that_is_not_set_up_are_english() -> None:
    assert words_of("zh") is ENGLISH
