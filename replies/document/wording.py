"""The sentences in which a State party replies, in the official languages. English: CAT/C/KAZ/RQ/4."""

import re
from dataclasses import dataclass
from typing import cast

from issues.models import DataPoint, ListOfIssues
from replies.models import Answer

# “List of issues in relation to the fourth periodic report of Kazakhstan”, “… prior to submission of the …”.
ENGLISH_TITLE = re.compile(
    r"List of issues (?P<link>.+?) the (?P<report>[^ ]+(?: .+?)? reports?) of (?P<state>.+)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Sentences of one language; names in braces are filled in."""

    title: str
    first_heading: str
    consideration: str
    unavailable: str
    see_paragraph: str
    see_item: str
    nothing: str
    gap: str
    paragraph: str
    no_answer: str


WORDINGS = {
    "en": Wording(
        title="Replies of {state} to the list of issues ({symbol})",
        first_heading="Information in response to the list of issues ({symbol})",
        consideration="Consideration of reports submitted by States parties {reporting}",
        unavailable="The information requested is not available, because {reason}",
        see_paragraph="Please see the reply to paragraph {number} of the list of issues.",
        see_item="Please see the reply to the issue raised in paragraph {number} ({item}).",
        nothing="The State party has nothing to add on this point.",
        gap="No answer yet: {code} – {label}",
        paragraph="paragraph",
        no_answer="[no answer yet: {code}]",
    ),
    "fr": Wording(
        title="Réponses de l’État partie ({state}) à la liste de points ({symbol})",
        first_heading="Renseignements en réponse à la liste de points ({symbol})",
        consideration="Examen des rapports soumis par les États parties {reporting}",
        unavailable="Les renseignements demandés ne sont pas disponibles : {reason}",
        see_paragraph="Voir la réponse au paragraphe {number} de la liste de points.",
        see_item="Voir la réponse à la question soulevée au paragraphe {number} {item}).",
        nothing="L’État partie n’a rien à ajouter sur ce point.",
        gap="Pas encore de réponse : {code} – {label}",
        paragraph="paragraphe",
        no_answer="[pas encore de réponse : {code}]",
    ),
    "ru": Wording(
        title="Ответы государства-участника ({state}) на перечень вопросов ({symbol})",
        first_heading="Информация в ответ на перечень вопросов ({symbol})",
        consideration="Рассмотрение докладов, представленных государствами-участниками {reporting}",
        unavailable="Запрошенная информация отсутствует: {reason}",
        see_paragraph="См. ответ на пункт {number} перечня вопросов.",
        see_item="См. ответ на вопрос, поднятый в пункте {number} {item}).",
        nothing="Государству-участнику нечего добавить по этому вопросу.",
        gap="Ответа пока нет: {code} – {label}",
        paragraph="пункт",
        no_answer="[ответа пока нет: {code}]",
    ),
    "es": Wording(
        title="Respuestas del Estado parte ({state}) a la lista de cuestiones ({symbol})",
        first_heading="Información en respuesta a la lista de cuestiones ({symbol})",
        consideration="Examen de los informes presentados por los Estados partes {reporting}",
        unavailable="La información solicitada no está disponible: {reason}",
        see_paragraph="Véase la respuesta al párrafo {number} de la lista de cuestiones.",
        see_item="Véase la respuesta a la cuestión planteada en el párrafo {number} {item}).",
        nothing="El Estado parte no tiene nada que añadir al respecto.",
        gap="Aún sin respuesta: {code} – {label}",
        paragraph="párrafo",
        no_answer="[aún sin respuesta: {code}]",
    ),
}


def wording_of(language: str) -> Wording:
    """The sentences of an official language; English where one is not set up yet."""
    return WORDINGS.get(language, WORDINGS["en"])


def title_of(stored: ListOfIssues, language: str) -> str:
    """“Replies of Kazakhstan to the list of issues in relation to its fourth periodic report”."""
    found = ENGLISH_TITLE.fullmatch(stored.title)
    if found and language == "en":
        return f"Replies of {found['state']} to the list of issues {found['link']} its {found['report']}"
    return wording_of(language).title.format(state=stored.state_name, symbol=stored.symbol)


def first_heading_of(stored: ListOfIssues, language: str) -> str:
    """The chapter that all replies stand under."""
    heading = wording_of(language).first_heading.format(symbol=stored.symbol)
    found = ENGLISH_TITLE.fullmatch(stored.title)
    if found and language == "en":
        return f"{heading} related to the consideration of the {found['report']}"
    return heading


def sentence_of(answer: Answer, language: str) -> str:
    """The sentence that prints an answer which is no text: “not available”, “see …”, “nothing to add”."""
    wording = wording_of(language)
    if answer.form == Answer.Form.UNAVAILABLE:
        return wording.unavailable.format(reason=_as_clause(answer.text))
    if answer.form == Answer.Form.NOTHING:
        return wording.nothing
    seen = cast("DataPoint", answer.see)  # held by a constraint
    number, item = seen.issue.number, seen.passage.item
    template = wording.see_item if item else wording.see_paragraph
    return template.format(number=number, item=item)


def _as_clause(reason: str) -> str:
    """A reason as the end of a sentence, with its full stop."""
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
