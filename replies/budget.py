"""How many words there are, and how many of the limit are there for an issue and for a ministry.

What the document prints by itself (masthead, title, headings) is taken off the limit; the rest is shared out
in proportion to the data points that are asked.
"""

from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Prefetch, Sum

from issues.models import Assignment, ListOfIssues
from replies.document.build import build
from replies.document.counting import words_of
from replies.models import Answer, Reply

KEPT = 60 * 60  # seconds that a list's proportions are remembered; nothing depends on them but a hint
A_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Budget:
    """Words written and words to write, of one issue, one ministry and the whole document.

    Shares are “about”: they follow within an hour when data points, assignments or annexes change.
    """

    issue_words: int
    issue_share: int
    ministry_words: int
    ministry_share: int
    document_words: int
    limit: int


@dataclass(frozen=True, slots=True)
class Proportions:
    """A list's words without any answer, and its numbers of data points: in all, by issue, by ministry."""

    frame: int
    total: int
    of_issue: dict[int, int]
    of_ministry: dict[int, int]


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a list's answers: in all, by issue, by ministry."""

    total: int
    of_issue: dict[int, int]
    of_ministry: dict[int, int]


def budget_of(reply: Reply) -> Budget:
    """The budget of a reply's issue and ministry; every ministry's answers count.

    No query while nobody saves, one after that. The reply comes with its assignment, issue and list.
    """
    assignment = reply.assignment
    stored = assignment.issue.list_of_issues
    proportions, written = proportions_of(stored), written_of(stored)
    left = max(stored.word_limit - proportions.frame, 0)
    points = proportions.of_issue.get(assignment.issue_id, 1)
    assigned = proportions.of_ministry.get(assignment.ministry_id, 1)
    return Budget(
        issue_words=written.of_issue.get(assignment.issue_id, 0),
        issue_share=round(left * points / proportions.total),
        ministry_words=written.of_ministry.get(assignment.ministry_id, 0),
        ministry_share=round(left * assigned / proportions.total),
        document_words=written.total + proportions.frame,
        limit=stored.word_limit,
    )


def shares_of(stored: ListOfIssues) -> dict[int, int]:
    """About how many words there are for each issue."""
    proportions = proportions_of(stored)
    left = max(stored.word_limit - proportions.frame, 0)
    return {issue: round(left * n / proportions.total) for issue, n in proportions.of_issue.items()}


def written_of(stored: ListOfIssues) -> Written:
    """The words written so far; remembered for a minute, or until somebody saves (`forget_written`)."""
    found: Written | None = cache.get(f"written:{stored.pk}")
    if found is None:
        found = _written(stored)
        cache.set(f"written:{stored.pk}", found, A_MINUTE)
    return found


def forget_written(list_pk: int) -> None:
    """Have the words of a list counted anew: an answer was saved."""
    cache.delete(f"written:{list_pk}")


def _written(stored: ListOfIssues) -> Written:
    of_issue: Counter[int] = Counter()
    of_ministry: Counter[int] = Counter()
    places = ("reply__assignment__issue", "reply__assignment__ministry")
    answers = Answer.objects.filter(reply__assignment__issue__list_of_issues=stored)
    for issue, ministry, words in answers.values_list(*places).annotate(n=Sum("words")):
        of_issue[issue] += words
        of_ministry[ministry] += words
    return Written(of_issue.total(), dict(of_issue), dict(of_ministry))


def frame_words(stored: ListOfIssues) -> int:
    """How many words the document prints without any answer; remembered for an hour."""
    return proportions_of(stored).frame


def proportions_of(stored: ListOfIssues) -> Proportions:
    """The proportions of a list; remembered for an hour."""
    key = f"proportions:{stored.pk}"
    found: Proportions | None = cache.get(key)
    if found is None:
        found = _proportions(stored)
        cache.set(key, found, KEPT)
    return found


def _proportions(stored: ListOfIssues) -> Proportions:
    counted = stored.issues.order_by().annotate(n=Count("data_points")).values_list("pk", "n")
    of_issue = {issue: max(points, 1) for issue, points in counted}
    of_ministry: dict[int, int] = {}
    assigned = Assignment.objects.filter(issue__list_of_issues=stored).order_by()
    for ministry, points in assigned.annotate(n=Count("data_points")).values_list("ministry", "n"):
        of_ministry[ministry] = of_ministry.get(ministry, 0) + max(points, 1)
    return Proportions(_frame(stored), max(sum(of_issue.values()), 1), of_issue, of_ministry)


def _frame(stored: ListOfIssues) -> int:
    """The words of the document as if nobody had answered; its annexes are listed."""
    unanswered = Prefetch("answers", Answer.objects.none())
    replies = Reply.objects.filter(assignment__issue__list_of_issues=stored)
    related = replies.select_related("assignment__issue")
    without = list(related.prefetch_related(unanswered, "attachments"))
    return words_of(build(stored, without))
