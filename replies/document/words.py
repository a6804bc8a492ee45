"""The words that the document itself prints, in the official languages.

English as in CAT/C/KAZ/RQ/4. French, Russian and Spanish follow the usage of the same series of documents; no
translator of the United Nations has read them. A Russian masthead is in English, as the published ones are.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What stands in the masthead until the United Nations or the coordinator fills it in."""

    symbol: str
    date: str
    session: str
    session_dates: str
    agenda_item: str
    date_received: str


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """The printed words of one language; `tag` is its language tag, names in braces are filled in."""

    tag: str
    organisation: str
    distribution: str
    original: str
    language_name: str
    languages_only: str
    unedited: str
    annexes_in_files: str
    date_received: str
    reply_to_paragraph: str
    reply_to_item: str
    table: str
    annex: str
    annexes: str
    draft: str
    part: str
    placeholders: Placeholders
    languages: dict[str, str] = field(default_factory=dict)


ENGLISH = PrintedWords(
    tag="en-GB",
    organisation="United Nations",
    distribution="Distr.: General",
    original="Original: {language}",
    language_name="English",
    languages_only="English, French, Russian and Spanish only",
    unedited="The present document is being issued without formal editing.",
    annexes_in_files="Annexes can be consulted in the files of the secretariat.",
    date_received="[Date received: {date}]",
    reply_to_paragraph="Reply to paragraph {number} of the list of issues",
    reply_to_item="Reply to the issue raised in paragraph {number} ({item})",
    table="Table {number}",
    annex="Annex {number}",
    annexes="Annexes",
    draft="DRAFT",
    part="Part: {name}",
    placeholders=Placeholders(
        symbol="[symbol assigned by the United Nations]",
        date="[date of issue set by the United Nations]",
        session="[session set by the United Nations]",
        session_dates="[dates of the session]",
        agenda_item="[agenda item set by the United Nations]",
        date_received="date set by the United Nations",
    ),
    languages={
        "en": "English",
        "fr": "French",
        "ru": "Russian",
        "es": "Spanish",
        "ar": "Arabic",
        "zh": "Chinese",
        "kk": "Kazakh",
    },
)

FRENCH = PrintedWords(
    tag="fr-FR",
    organisation="Nations Unies",
    distribution="Distr. générale",
    original="Original : {language}",
    language_name="Français",
    languages_only="Anglais, espagnol, français et russe seulement",
    unedited="La version originale du présent document n’a pas été revue par les services d’édition.",
    annexes_in_files="Les annexes peuvent être consultées dans les archives du secrétariat.",
    date_received="[Date de réception : {date}]",
    reply_to_paragraph="Réponse au paragraphe {number} de la liste de points",
    reply_to_item="Réponse à la question soulevée au paragraphe {number} {item})",
    table="Tableau {number}",
    annex="Annexe {number}",
    annexes="Annexes",
    draft="PROJET",
    part="Partie : {name}",
    placeholders=Placeholders(
        symbol="[cote attribuée par l’ONU]",
        date="[date de publication fixée par l’ONU]",
        session="[session fixée par l’ONU]",
        session_dates="[dates de la session]",
        agenda_item="[point de l’ordre du jour fixé par l’ONU]",
        date_received="date fixée par l’ONU",
    ),
    languages={
        "en": "anglais",
        "fr": "français",
        "ru": "russe",
        "es": "espagnol",
        "ar": "arabe",
        "zh": "chinois",
        "kk": "kazakh",
    },
)

RUSSIAN = PrintedWords(
    tag="ru-RU",
    organisation="Организация Объединенных Наций",
    distribution="Distr.: General",
    original="Original: {language}",
    language_name="Russian",
    languages_only="English, French, Russian and Spanish only",
    unedited="Настоящий документ выпускается без официального редактирования.",
    annexes_in_files="С приложениями можно ознакомиться в архиве секретариата.",
    date_received="[Дата получения: {date}]",
    reply_to_paragraph="Ответ на пункт {number} перечня вопросов",
    reply_to_item="Ответ на вопрос, затронутый в пункте {number} {item})",
    table="Таблица {number}",
    annex="Приложение {number}",
    annexes="Приложения",
    draft="ПРОЕКТ",
    part="Часть: {name}",
    placeholders=Placeholders(
        symbol="[условное обозначение присваивается ООН]",
        date="[дата издания устанавливается ООН]",
        session="[сессия устанавливается ООН]",
        session_dates="[сроки проведения сессии]",
        agenda_item="[пункт повестки дня устанавливается ООН]",
        date_received="устанавливается ООН",
    ),
    languages={
        "en": "English",
        "fr": "French",
        "ru": "Russian",
        "es": "Spanish",
        "ar": "Arabic",
        "zh": "Chinese",
        "kk": "Kazakh",
    },
)

SPANISH = PrintedWords(
    tag="es-ES",
    organisation="Naciones Unidas",
    distribution="Distr. general",
    original="Original: {language}",
    language_name="Español",
    languages_only="Español, francés, inglés y ruso únicamente",
    unedited="El presente documento se publica sin haber sido objeto de revisión editorial oficial.",
    annexes_in_files="Los anexos pueden consultarse en los archivos de la secretaría.",
    date_received="[Fecha de recepción: {date}]",
    reply_to_paragraph="Respuesta al párrafo {number} de la lista de cuestiones",
    reply_to_item="Respuesta a la cuestión planteada en el párrafo {number} {item})",
    table="Cuadro {number}",
    annex="Anexo {number}",
    annexes="Anexos",
    draft="BORRADOR",
    part="Parte: {name}",
    placeholders=Placeholders(
        symbol="[signatura asignada por las Naciones Unidas]",
        date="[fecha de publicación fijada por las Naciones Unidas]",
        session="[período de sesiones fijado por las Naciones Unidas]",
        session_dates="[fechas del período de sesiones]",
        agenda_item="[tema del programa fijado por las Naciones Unidas]",
        date_received="fecha fijada por las Naciones Unidas",
    ),
    languages={
        "en": "inglés",
        "fr": "francés",
        "ru": "ruso",
        "es": "español",
        "ar": "árabe",
        "zh": "chino",
        "kk": "kazajo",
    },
)

WORDS = {"en": ENGLISH, "fr": FRENCH, "ru": RUSSIAN, "es": SPANISH}


def words_of(language: str) -> PrintedWords:
    """The words of an official language; English where a language (ar, zh) is not set up yet."""
    return WORDS.get(language, ENGLISH)
