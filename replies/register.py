"""The register: the issues of a list as a table, or its data points by ministry."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from accounts.models import User
from issues.models import Issue, ListOfIssues, Section
from replies.models import Comment
from replies.requested import Requested, Whole
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of an issue in which something was found: a data point, a passage or a note."""

    name: str
    text: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An issue with all that is requested in it, as `replies.requested` tells it.

    `asked` is the number of its data points, `share` about how many words there are for it, `comments` the
    open remarks that the person sees. `hits` are the places in which the words that were looked for stand.
    """

    issue: Issue
    asked: int
    rows: Sequence[Requested]
    share: int | None = None
    comments: int = 0
    hits: tuple[Hit, ...] = ()

    @property
    def section(self) -> Section | None:
        """The heading that the issue stands under."""
        return self.issue.section

    @property
    def replies(self) -> list[Requested]:
        """One row for each ministry's reply, the lead's first."""
        first = {row.reply.pk: row for row in self.rows if row.reply}
        return sorted(first.values(), key=lambda row: not (row.assignment and row.assignment.is_lead))

    @property
    def has_lead(self) -> bool:
        return any(row.assignment is not None and row.assignment.is_lead for row in self.rows)

    @property
    def knows(self) -> bool:
        """Whether the person may know anything of its replies."""
        return any(row.is_known for row in self.rows)

    @property
    def knows_all(self) -> bool:
        return all(row.is_known for row in self.rows if row.reply)

    @property
    def to_answer(self) -> int | None:
        """How many answers are asked of those whose replies the person may know; None without any."""
        counted = [row for row in self.rows if row.is_known or (row.point and row.reply is None)]
        return len(counted) or None

    @property
    def answered(self) -> int | None:
        """How many of them are there."""
        return sum(row.is_answered for row in self.rows) if self.to_answer else None

    @property
    def due(self) -> date | None:
        """The day of the next step that is nearest."""
        return min((row.due for row in self.rows if row.due and is_owed(row)), default=None)

    @property
    def is_done(self) -> bool:
        """Whether all that is asked of ministries is accepted, so that nothing is due any more."""
        return bool(self.rows) and all(is_done(row) for row in self.rows)

    @property
    def is_as_a_whole(self) -> bool:
        """Whether it is answered as a whole, without data points."""
        return not self.asked and any(row.reply for row in self.rows)

    @property
    def is_overdue(self) -> bool:
        return any(row.is_overdue for row in self.rows)

    @property
    def words(self) -> int | None:
        return sum(row.written.words for row in self.rows if row.is_known) if self.knows else None


def is_owed(row: Requested) -> bool:
    """Whether a step of its reply is still ahead, as far as the person may know."""
    return row.is_known and row.status != Status.ACCEPTED


def is_done(row: Requested) -> bool:
    """Whether its reply is accepted, as far as the person may know."""
    return row.is_known and row.status == Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class More:
    """What stands beside the requested: shares of the words by issue, open comments by issue."""

    shares: Mapping[int, int] = field(default_factory=dict)
    comments: Mapping[int, int] = field(default_factory=dict)


def issue_rows(whole: Whole, more: More | None = None) -> list[RegisterRow]:
    """The issues of the list in their order."""
    more = more or More()
    of_issue: dict[int, list[Requested]] = {issue.pk: [] for issue in whole.issues}
    for row in whole.rows:
        of_issue[row.issue.pk].append(row)
    return [
        RegisterRow(
            issue=issue,
            asked=len({row.point.pk for row in of_issue[issue.pk] if row.point}),
            rows=of_issue[issue.pk],
            share=more.shares.get(issue.pk),
            comments=more.comments.get(issue.pk, 0),
        )
        for issue in whole.issues
    ]


def with_one_of(rows: Iterable[RegisterRow], passing: Collection[Requested]) -> list[RegisterRow]:
    """The issues of which at least one row passes the filters."""
    issues = {row.issue.pk for row in passing}
    return [row for row in rows if row.issue.pk in issues]


def of_found(rows: Iterable[Requested], found: Iterable[RegisterRow]) -> list[Requested]:
    """The data points in which the words stand; all of an issue that has them elsewhere."""
    places = {row.issue.pk: {hit.name for hit in row.hits if hit.fragment} for row in found}
    return [
        row
        for row in rows
        if row.issue.pk in places and (not places[row.issue.pk] or row.code in places[row.issue.pk])
    ]


def open_comments(stored: ListOfIssues, user: User) -> dict[int, int]:
    """How many open remarks each issue has for the person, in one query."""
    open_ones = Comment.objects.visible_to(user).unresolved().order_by()
    of_list = open_ones.filter(reply__assignment__issue__list_of_issues=stored)
    return dict(of_list.values_list("reply__assignment__issue").annotate(n=Count("pk")))
