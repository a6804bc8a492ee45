"""What stands between the replies and a document that can be sent: read before anyone exports."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from operator import itemgetter

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.models import DataPoint, ListOfIssues, slug_of
from replies.models import Answer, Reply
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
    return check(stored, replies_of(stored))


def check(stored: ListOfIssues, replies: Sequence[Reply]) -> Findings:
    """Check replies that are already in hand."""
    found = [
        *_unassigned(stored),
        *_unanswered(replies),
        *_answered_twice(replies),
        *_not_accepted(replies),
        *_over_length(stored, replies),
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


def _over_length(stored: ListOfIssues, replies: Iterable[Reply]) -> Iterator[Finding]:
    words = sum(answer.words for reply in replies for answer in reply.answers.all())
    if words > stored.word_limit:
        values = {
            "words": number_format(words, force_grouping=True),
            "over": number_format(words - stored.word_limit, force_grouping=True),
            "limit": number_format(stored.word_limit, force_grouping=True),
        }
        text = _("The answers have %(words)s words, %(over)s more than the limit of %(limit)s.") % values
        yield Finding(ERROR, text)
