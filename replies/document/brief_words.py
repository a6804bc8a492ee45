"""The words that a delegation brief prints, in the official languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefWords:
    """Words of one language; names in braces are filled in. The columns are those of the overview."""

    title: str
    overview: str
    columns: tuple[str, str, str, str, str, str]
    issue: str
    asked: str
    answered: str
    by_whom: str
    unavailable: str
    sources: str
    lead: str
    contributor: str
    cleared: str
    accepted: str
    not_cleared: str
    nothing_unavailable: str
    no_sources: str
    evidence: str


ENGLISH = BriefWords(
    title="Delegation brief – {symbol}",
    overview="Overview",
    columns=("Issue", "Ministries", "Answered", "Not available", "See another answer", "No answer"),
    issue="Issue {number}: {label}",
    asked="What was asked",
    answered="What was answered",
    by_whom="By whom",
    unavailable="What was declared unavailable",
    sources="Sources",
    lead="{ministry}, leads",
    contributor="{ministry}, contributes",
    cleared="cleared by {name} on {date}",
    accepted="accepted by {name} on {date}",
    not_cleared="not cleared",
    nothing_unavailable="Nothing.",
    no_sources="None named.",
    evidence="Internal evidence: {title} ({name})",
)

FRENCH = BriefWords(
    title="Dossier de la délégation – {symbol}",
    overview="Vue d’ensemble",
    columns=("Point", "Ministères", "Répondu", "Non disponible", "Voir une autre réponse", "Sans réponse"),
    issue="Point {number} : {label}",
    asked="Ce qui a été demandé",
    answered="Ce qui a été répondu",
    by_whom="Par qui",
    unavailable="Ce qui a été déclaré non disponible",
    sources="Sources",
    lead="{ministry}, chef de file",
    contributor="{ministry}, contributeur",
    cleared="validé par {name}, {date}",
    accepted="accepté par {name}, {date}",
    not_cleared="non validé",
    nothing_unavailable="Rien.",
    no_sources="Aucune source citée.",
    evidence="Justificatif interne : {title} ({name})",
)

RUSSIAN = BriefWords(
    title="Справка для делегации – {symbol}",
    overview="Обзор",
    columns=("Вопрос", "Ведомства", "Отвечено", "Нет данных", "См. другой ответ", "Без ответа"),
    issue="Вопрос {number}: {label}",
    asked="О чем спросили",
    answered="Что ответили",
    by_whom="Кто ответил",
    unavailable="По каким пунктам данных нет",
    sources="Источники",
    lead="{ministry}, ответственное ведомство",
    contributor="{ministry}, соисполнитель",
    cleared="согласовано: {name}, {date}",
    accepted="принято: {name}, {date}",
    not_cleared="не согласовано",
    nothing_unavailable="Таких нет.",
    no_sources="Не указаны.",
    evidence="Внутреннее подтверждение: {title} ({name})",
)

SPANISH = BriefWords(
    title="Expediente de la delegación – {symbol}",
    overview="Resumen",
    columns=(
        "Cuestión",
        "Ministerios",
        "Respondido",
        "No disponible",
        "Véase otra respuesta",
        "Sin respuesta",
    ),
    issue="Cuestión {number}: {label}",
    asked="Lo que se preguntó",
    answered="Lo que se respondió",
    by_whom="Quién respondió",
    unavailable="Lo que se declaró no disponible",
    sources="Fuentes",
    lead="{ministry}, responsable",
    contributor="{ministry}, colaborador",
    cleared="validado por {name}, {date}",
    accepted="aceptado por {name}, {date}",
    not_cleared="no validado",
    nothing_unavailable="Nada.",
    no_sources="No se citan.",
    evidence="Prueba interna: {title} ({name})",
)

WORDS = {"en": ENGLISH, "fr": FRENCH, "ru": RUSSIAN, "es": SPANISH}


def brief_words_of(language: str) -> BriefWords:
    """The words of an official language; English where a language is not set up yet."""
    return WORDS.get(language, ENGLISH)
