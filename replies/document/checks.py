"""What stands between the replies and a document that can be sent: read before anyone exports."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from graphlib import CycleError, TopologicalSorter
from operator import itemgetter

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.models import DataPoint, ListOfIssues, slug_of
from replies.document.build import build
from replies.document.counting import words_of
from replies.document.references import references_in
from replies.document.tree import Document
from replies.models import Answer, Compilation, Reply
from replies.richtext import codes_referred_to
from replies.workflow import Status

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: how grave, what, whose (a ministry's name or empty), and where to mend it."""

    severity: str
    text: str
    ministry: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings of a list, errors first."""

    items: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        """What matters, in words."""
        errors = sum(item.severity == ERROR for item in self.items)
        if errors:
            return (
                ngettext(
                    "%d thing must be mended before the document can go out.",
                    "%d things must be mended before the document can go out.",
                    errors,
                )
                % errors
            )
        return _("Nothing is missing: the document can be compiled and sent.")

    def as_json(self) -> list[dict[str, str]]:
        """The findings as a compilation keeps them."""
        return [asdict(item) for item in self.items]


def replies_of(stored: ListOfIssues) -> list[Reply]:
    """The list's replies with their text, in the order of its issues; leads first."""
    found = (
        Reply.objects.filter(assignment__issue__list_of_issues=stored)
        .with_text()
        .prefetch_related(
            "attachments", "answers__data_point", "answers__see__issue", "answers__see__passage"
        )
    )
    return list(
        found.order_by("assignment__issue__number", "-assignment__role", "assignment__ministry__code")
    )


def findings_of(stored: ListOfIssues) -> Findings:
    """Check a list as it stands now."""
    replies = replies_of(stored)
    return check(stored, replies, build(stored, replies, layout=Compilation.Layout.BY_ISSUE))


def check(stored: ListOfIssues, replies: Sequence[Reply], document: Document) -> Findings:
    """Check replies that are already in hand, and the document that was built from them."""
    found = [
        *_unassigned(stored),
        *_unanswered(replies),
        *_answered_twice(replies),
        *_not_accepted(replies),
        *_leading_nowhere(replies, document),
        *_circles(replies),
        *_over_length(stored, document),
    ]
    return Findings(tuple(sorted(found, key=lambda item: item.severity)))


def _unassigned(stored: ListOfIssues) -> Iterator[Finding]:
    points = DataPoint.objects.filter(issue__list_of_issues=stored, assigned_data_points__isnull=True)
    for point in points.select_related("issue"):
        text = _("%(code)s is given to no ministry: %(label)s") % {"code": point.code, "label": point.label}
        yield Finding(ERROR, text, url=point.issue.get_absolute_url())
    for issue in stored.issues.filter(assignments__isnull=True, data_points__isnull=True):
        text = _("Issue %(number)d is given to no ministry.") % {"number": issue.number}
        yield Finding(ERROR, text, url=issue.get_absolute_url())


def _unanswered(replies: Iterable[Reply]) -> Iterator[Finding]:
    """The gaps in the order of the list, whichever ministry leaves them."""
    gaps: list[tuple[int, int, Finding]] = []
    for reply in replies:
        points = {point.code: point for point in reply.assignment.data_points.all()}
        issue, ministry = reply.assignment.issue, reply.assignment.ministry
        for code in reply.unanswered_codes():
            point = points.get(code)
            label = point.label if point else issue.label
            text = _("%(code)s has no answer: %(label)s") % {"code": code, "label": label}
            url = f"{reply.get_absolute_url()}#answer-{slug_of(code)}"
            place = point.position if point else 0
            gaps.append((issue.number, place, Finding(ERROR, text, ministry.name, url)))
    yield from (finding for _number, _place, finding in sorted(gaps, key=itemgetter(0, 1)))


def _answered_twice(replies: Iterable[Reply]) -> Iterator[Finding]:
    answers = [answer for reply in replies for answer in reply.answers.all() if _prints_text(answer)]
    counts = Counter(answer.data_point for answer in answers if answer.data_point)
    for point, count in counts.items():
        if count > 1:
            text = _("%(code)s is answered by %(count)d ministries.") % {"code": point.code, "count": count}
            yield Finding(WARNING, text, url=reverse("replies:issue", args=[point.issue_id]))


def _prints_text(answer: Answer) -> bool:
    return answer.form == Answer.Form.TEXT and answer.is_answered


def _not_accepted(replies: Iterable[Reply]) -> Iterator[Finding]:
    for reply in replies:
        if reply.status != Status.ACCEPTED:
            values = {"number": reply.assignment.issue.number, "status": reply.get_status_display()}
            text = _("The reply to issue %(number)d is not accepted: %(status)s.") % values
            yield Finding(ERROR, text, reply.assignment.ministry.name, reply.get_absolute_url())


def _leading_nowhere(replies: Iterable[Reply], document: Document) -> Iterator[Finding]:
    """References to answers that print no numbered paragraph."""
    nowhere = {reference.code for reference in references_in(document.blocks) if not reference.number}
    if not nowhere:
        return
    given = [found for found in _answers(replies) if found[2].is_answered]
    answered = {code for code, _reply, _answer in given}
    for own, reply, answer in given:
        referred_to = codes_referred_to(answer.text) if answer.form == Answer.Form.TEXT else []
        for code in dict.fromkeys(code for code in referred_to if code in nowhere):
            text = (
                _("%(code)s refers to the answer to %(seen)s, in which no paragraph has a number.")
                if code in answered
                else _("%(code)s refers to the answer to %(seen)s, which is not there.")
            ) % {"code": own, "seen": code}
            url = f"{reply.get_absolute_url()}#answer-{slug_of(own)}"
            yield Finding(ERROR, text, reply.assignment.ministry.name, url)


def _answers(replies: Iterable[Reply]) -> Iterator[tuple[str, Reply, Answer]]:
    """Every answer in the order of the list, with the code that it answers."""
    for reply in replies:
        answers = [(answer.data_point, answer) for answer in reply.answers.all()]
        for point, answer in sorted(answers, key=lambda pair: pair[0].position if pair[0] else 0):
            yield point.code if point else str(reply.assignment.issue.number), reply, answer


def _circles(replies: Iterable[Reply]) -> Iterator[Finding]:
    """Answers that say no more than “see …” and lead back to where one began."""
    answers = [answer for _code, _reply, answer in _answers(replies) if answer.is_answered]
    said = {answer.data_point for answer in answers if not answer.see}
    sees: dict[DataPoint, list[DataPoint]] = {}
    for answer in answers:
        if answer.see and answer.data_point and answer.data_point not in said:
            sees.setdefault(answer.data_point, []).append(answer.see)
    while circle := _circle_in(sees):
        codes = " → ".join(point.code for point in (*circle, circle[0]))
        text = _("These answers only refer to each other: %(codes)s.") % {"codes": codes}
        yield Finding(ERROR, text, url=reverse("replies:issue", args=[circle[0].issue_id]))
        for point in circle:
            del sees[point]


def _circle_in(sees: Mapping[DataPoint, Sequence[DataPoint]]) -> list[DataPoint]:
    """Data points each of which sees the next, and the last one the first; the earliest of them first."""
    try:
        TopologicalSorter(sees).prepare()
    except CycleError as error:
        circle: list[DataPoint] = error.args[1][:0:-1]
        first = circle.index(next(point for point in sees if point in circle))
        return circle[first:] + circle[:first]
    return []


def _over_length(stored: ListOfIssues, document: Document) -> Iterator[Finding]:
    words = words_of(document)
    if words > stored.word_limit:
        values = {
            "words": number_format(words, force_grouping=True),
            "over": number_format(words - stored.word_limit, force_grouping=True),
            "limit": number_format(stored.word_limit, force_grouping=True),
        }
        text = _("The document has %(words)s words, %(over)s more than the limit of %(limit)s.") % values
        yield Finding(ERROR, text)
