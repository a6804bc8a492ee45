"""Answers that meet: two to the same data point, and references from one to another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from django.urls import reverse
from django.utils.translation import gettext as _

from replies.document.checks.finding import Check, Finding, key_of
from replies.document.checks.given import Given
from replies.document.references import references_in
from replies.document.tree import Document
from replies.models import Answer

# “See also the reply under” at the most: who writes more says something.
WORDS_OF_A_REFERENCE = 5


def answered_twice(answers: Iterable[Given]) -> Iterator[Finding]:
    """Data points on which two ministries print a text."""
    by_point: dict[int, list[Given]] = {}
    for given in answers:
        if given.is_text and given.point:
            by_point.setdefault(given.point.pk, []).append(given)
    for found in by_point.values():
        if len(found) > 1:
            first = found[0]
            names = ", ".join(given.ministry for given in found)
            values = {"code": first.code, "count": len(found), "names": names}
            yield Finding(
                Check.TWICE,
                _("%(code)s is answered by %(count)d ministries: %(names)s.") % values,
                url=reverse("replies:issue", args=[first.reply.assignment.issue_id]),
                key=key_of(Check.TWICE, first.code, (given.reply.pk for given in found)),
                place=first.place,
            )


def leading_nowhere(
    answers: Sequence[Given], document: Document, elsewhere: frozenset[str]
) -> Iterator[Finding]:
    """References to answers that print nothing here; `elsewhere` are answered in another part."""
    unresolved = {reference.code for reference in references_in(document.blocks) if not reference.number}
    answered = {given.code for given in answers}
    for given in answers:
        seen = [code for code in dict.fromkeys(given.said.codes) if code in unresolved]
        if given.answer.form == Answer.Form.SEE and (target := given.answer.see):
            seen = [] if target.code in answered else [target.code]
        for code in seen:
            yield _nowhere(given, code, code in answered, code in elsewhere)


def _nowhere(given: Given, code: str, has_no_number: bool, is_elsewhere: bool) -> Finding:
    values = {"code": given.code, "seen": code}
    if has_no_number:
        text = _("%(code)s refers to the answer to %(seen)s, in which no paragraph has a number.")
    elif is_elsewhere:
        text = _("%(code)s refers to the answer to %(seen)s, which is not in this part.")
    else:
        text = _("%(code)s refers to the answer to %(seen)s, which is not there.")
    check = Check.OUT_OF_THE_PART if is_elsewhere and not has_no_number else Check.NOWHERE
    return given.finding(check, text % values, code)


def circles(answers: Sequence[Given]) -> Iterator[Finding]:
    """Answers that say no more than “see …” and lead back to where one began."""
    pointing = {id(given): _points_to(given) for given in answers}
    said = {given.code for given in answers if not pointing[id(given)]}
    sees: dict[str, list[str]] = {}
    first_of: dict[str, Given] = {}
    for given in answers:
        first_of.setdefault(given.code, given)
        if given.code not in said:
            sees.setdefault(given.code, []).extend(pointing[id(given)])
    while circle := _circle_in(sees):
        first = first_of[circle[0]]
        values = {"codes": " → ".join((*circle, circle[0]))}
        yield Finding(
            Check.CIRCLE,
            _("These answers only refer to each other: %(codes)s.") % values,
            url=reverse("replies:issue", args=[first.reply.assignment.issue_id]),
            key=key_of(Check.CIRCLE, circle[0], circle),
            place=first.place,
        )
        for code in circle:
            del sees[code]


def _points_to(given: Given) -> list[str]:
    """The codes of the answers that one sends to, if it does nothing else."""
    if given.answer.form == Answer.Form.SEE and given.answer.see:
        return [given.answer.see.code]
    is_bare = given.is_text and len(given.everything.split()) <= WORDS_OF_A_REFERENCE
    return given.said.codes if is_bare else []


def _circle_in(sees: Mapping[str, Sequence[str]]) -> list[str]:
    """Codes each of which sees the next, and the last one the first; the earliest of them first."""
    try:
        TopologicalSorter(sees).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][:0:-1]
        first = circle.index(next(code for code in sees if code in circle))
        return circle[first:] + circle[:first]
    return []
