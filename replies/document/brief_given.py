"""What each issue got: its replies, its answers in the order of the document, its files."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, prefetch_related_objects

from issues.models import DataPoint, Issue, ListOfIssues
from replies.document.build import annexes_of
from replies.document.options import Options
from replies.models import Answer, Attachment, Reply
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: the code and label of what it answers, and the reply that it stands in."""

    code: str
    label: str
    reply: Reply
    answer: Answer


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a brief says of one issue. `gaps` are codes and labels that nothing answers.

    `annexes` bear their number in the document; `evidence` stays in the house.
    """

    issue: Issue
    replies: tuple[Reply, ...]
    given: tuple[Given, ...]
    gaps: tuple[tuple[str, str], ...]
    annexes: tuple[tuple[int, Attachment], ...] = ()
    evidence: tuple[Attachment, ...] = ()

    def of_form(self, *forms: str) -> int:
        """How many of the answers are of these forms."""
        return sum(given.answer.form in forms for given in self.given)


@dataclass(frozen=True, slots=True)
class Files:
    """Files by the key of their reply."""

    annexes: dict[int, list[tuple[int, Attachment]]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[int, list[Attachment]] = field(default_factory=lambda: defaultdict(list))


def dossiers_of(stored: ListOfIssues, replies: Sequence[Reply], options: Options) -> list[Dossier]:
    """The issues of a list in order, each with what its replies say; six queries.

    The answers come as the document prints them, so that their paragraphs get the same numbers.
    """
    shown = [reply for reply in replies if options.with_unaccepted or reply.status == Status.ACCEPTED]
    prefetch_related_objects(shown, "cleared_by", "accepted_by")
    points = DataPoint.objects.order_by("position")
    issues = stored.issues.order_by("number").prefetch_related(Prefetch("data_points", points), "passages")
    by_issue: dict[int, list[Reply]] = defaultdict(list)
    for reply in shown:
        by_issue[reply.assignment.issue_id].append(reply)
    files = _files(shown, options)
    return [_dossier(issue, by_issue[issue.pk], files) for issue in issues]


def _files(replies: Sequence[Reply], options: Options) -> Files:
    found = Files()
    for number, file in enumerate(annexes_of(replies, options), 1):
        found.annexes[file.reply_id].append((number, file))
    evidence = Attachment.objects.filter(reply__in=replies, kind=Attachment.Kind.EVIDENCE)
    for file in evidence.exclude(scan=Attachment.Scan.INFECTED):
        found.evidence[file.reply_id].append(file)
    return found


def _dossier(issue: Issue, replies: Sequence[Reply], files: Files) -> Dossier:
    given = tuple(_given(issue, replies))
    answered = {one.code for one in given}
    asked = [(point.code, point.label) for point in issue.data_points.all()]
    return Dossier(
        issue=issue,
        replies=tuple(replies),
        given=given,
        gaps=tuple(
            (code, label)
            for code, label in asked or [(str(issue.number), issue.label)]
            if code not in answered
        ),
        annexes=tuple(file for reply in replies for file in files.annexes[reply.pk]),
        evidence=tuple(file for reply in replies for file in files.evidence[reply.pk]),
    )


def _given(issue: Issue, replies: Sequence[Reply]) -> Iterator[Given]:
    """What answers the issue as a whole first, then each data point, of every ministry that answers it."""
    for point in (None, *issue.data_points.all()):
        code, label = (point.code, point.label) if point else (str(issue.number), issue.label)
        for reply in replies:
            answer = reply.answer_to(point)
            if answer is not None and answer.is_answered:
                yield Given(code, label, reply, answer)
