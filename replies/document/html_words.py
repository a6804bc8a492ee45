"""The words that a web page adds to the document for those who move in it or hear it read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one language; `{mark}` is the number or letter of a note."""

    contents: str
    notes: str
    note: str
    back: str


PAGE_WORDS = {
    "en": PageWords("Contents", "Notes", "Note {mark}", "Back to the text at note {mark}"),
    "fr": PageWords("Table des matières", "Notes", "Note {mark}", "Retour au texte, note {mark}"),
    "ru": PageWords("Содержание", "Примечания", "Примечание {mark}", "К тексту, примечание {mark}"),
    "es": PageWords("Índice", "Notas", "Nota {mark}", "Volver al texto, nota {mark}"),
}


def page_words_of(language: str) -> PageWords:
    """The words of an official language; English where one is not set up yet."""
    return PAGE_WORDS.get(language, PAGE_WORDS["en"])
