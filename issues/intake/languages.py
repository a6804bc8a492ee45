"""The words by which a list of issues is built, in the four languages that are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure words of one language; every text is the inside of a regular expression.

    `title` begins the title of a list, `replies` that of a State's replies. `state` and `session` have one
    group, the name. `article` are the words before article numbers, `through` and `also` join them.
    `part` begins a heading such as "Part II". `open_words` cannot end a heading: it goes on.
    """

    title: str
    replies: str
    state: str
    session: str
    article: str
    through: str
    also: str
    part: str
    open_words: str
    contents: str
    notes: str
    months: tuple[str, ...]


LANGUAGES: Mapping[str, Structure] = {
    "en": Structure(
        title=r"List of (?:issues|themes)\b",
        replies=r"(?:Written )?(?:[Rr]eplies|[Rr]esponses?|[Aa]nswers) (?:of|by|from|to)\b",
        state=r"\breports?(?: (?:submitted by|of|by|from))(?: the)? ([^,*]+?)"
        r"(?: (?:under|on|submitted|due|pursuant)\b.*)?$",
        session=r"\b(?:at|during) (?:its|the) (.{3,60}?\bsession(?: \([^)]*\))?)",
        article=r"articles?|arts?\.",
        through=r"to|through",
        also=r"and|or",
        part=r"Part|Cluster|Section",
        open_words=r"of|the|and|or|in|to|on|for|with|by|from|a|an|as|against|under|within|which|including",
        contents=r"(?:Table of )?[Cc]ontents",
        notes=r"(?:End|Foot)?[Nn]otes",
        months=(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
    ),
    "fr": Structure(
        title=r"Liste (?:de|des) (?:points|thèmes|questions)\b",
        replies=r"Réponses?(?: écrites)? (?:de|du|des|d[’']|à|apportées)",
        state=r"\brapports?(?: [^\W\d_]+){0,8}?"
        r" (?:soumis par|présentés? par|de la|de l[’']|des|du|de|d[’'])\s?(?:les |la |le |l[’'])?([^,*]+)$",
        session=r"\b(?:à|lors de|durant|pendant) sa (.{3,60}?\bsession(?: \([^)]*\))?)",
        article=r"articles?|arts?\.",
        through=r"à|au",
        also=r"et|ou",
        part=r"(?:Première|Deuxième|Seconde|Troisième) partie|Partie|Section",
        open_words=r"de|du|des|la|le|les|et|ou|à|au|aux|en|par|pour|sur|dans|un|une|avec|contre",
        contents=r"Table des matières|Sommaire",
        notes=r"[Nn]otes",
        months=(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ),
    ),
    "ru": Structure(
        title=r"Перечень (?:вопросов|тем)\b",
        replies=r"(?:Письменные о|О)тветы\b",
        state=r"\bдоклад\w*,?(?: представленн\w+)? ([^,*]+)$",
        session=r"\bна (?:своей |его |ее |её )?(.{3,60}?\bсессии(?: \([^)]*\))?)",
        article=r"стать[яиюейямх]+|ст\.",
        through=r"по|до",
        also=r"и|или",
        part=r"Часть|Раздел",
        open_words=r"и|или|в|во|на|по|с|со|к|о|об|от|для|из|за|при|под|над|не",
        contents=r"Содержание",
        notes=r"Примечания",
        months=(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ),
    ),
    "es": Structure(
        title=r"Lista de (?:cuestiones|temas)\b",
        replies=r"Respuestas?(?: escritas)? (?:de|del|a)\b",
        state=r"\binformes?(?: [^\W\d_]+){0,8}?"
        r" (?:presentados? por|de las|de los|de la|del|de)(?: la| el)? ([^,*]+)$",
        session=r"\b(?:en|durante) su (.{3,60}?\bper[ií]odo de sesiones(?: \([^)]*\))?)",
        article=r"art[ií]culos?|arts?\.",
        through=r"a|al",
        also=r"y|e|o",
        part=r"(?:Primera|Segunda|Tercera) parte|Parte|Sección",
        open_words=r"de|del|la|el|los|las|y|e|o|u|a|al|en|por|para|sobre|con|un|una|contra",
        contents=r"Índice",
        notes=r"[Nn]otas",
        months=(
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ),
    ),
}

MONTH_NUMBERS: Mapping[str, int] = {
    month: number for words in LANGUAGES.values() for number, month in enumerate(words.months, start=1)
}


def any_language(field: str) -> re.Pattern[str]:
    """A pattern for `field` that matches its words in whichever language."""
    return re.compile("|".join(f"(?:{getattr(words, field)})" for words in LANGUAGES.values()))


def language_of_title(text: str) -> str:
    """The language whose title of a list of issues begins `text`, "" where none does."""
    shown = text.capitalize() if text.isupper() else text
    return next((code for code, words in LANGUAGES.items() if re.match(words.title, shown)), "")
