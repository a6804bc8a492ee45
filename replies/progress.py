"""The figures of dashboards: where each issue and each ministry stands."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Ministry
from issues.models import Issue, ListOfIssues
from replies.models import Reply, ReplyQuerySet
from replies.workflow import Status

IN_REVIEW = {Status.SUBMITTED, Status.CLEARED}

STATES = {
    "unassigned": gettext_lazy("no ministry"),
    "not_started": gettext_lazy("not started"),
    "drafting": gettext_lazy("drafting"),
    "in_review": gettext_lazy("in review"),
    "accepted": gettext_lazy("accepted"),
    "overdue": gettext_lazy("overdue"),
}


@dataclass(frozen=True, slots=True)
class Tile:
    """An issue and where it stands, taken from the replies that are furthest behind."""

    issue: Issue
    state: str
    ministries: tuple[Ministry, ...]

    @property
    def words(self) -> str:
        """The state in words."""
        return str(STATES[self.state])


@dataclass(slots=True)
class MinistryRow:
    """One ministry's share: numbers of data points, and of replies overdue."""

    ministry: Ministry
    asked: int = 0
    answered: int = 0
    submitted: int = 0
    accepted: int = 0
    replies: int = 0
    overdue: int = 0


@dataclass(slots=True)
class Overview:
    """A list of issues at a glance; words are those of all answers."""

    tiles: list[Tile] = field(default_factory=list)
    ministries: list[MinistryRow] = field(default_factory=list)
    replies: int = 0
    accepted: int = 0
    asked: int = 0
    answered: int = 0
    words: int = 0
    leaderless: int = 0

    @property
    def overdue(self) -> int:
        """How many replies are overdue."""
        return sum(row.overdue for row in self.ministries)

    def sentence(self, due: date | None, today: date) -> str:
        """What matters, in words: the time left, what is late, what nobody leads on."""
        left = _("No date is set for Geneva.")
        if due is not None and due >= today:
            left = ngettext("%d day left.", "%d days left.", (due - today).days) % (due - today).days
        elif due is not None:
            left = (
                ngettext("%d day past the date.", "%d days past the date.", (today - due).days)
                % (today - due).days
            )
        late = ngettext("%d reply is overdue.", "%d replies are overdue.", self.overdue) % self.overdue
        waiting = self.replies - self.accepted
        rest = (
            late
            if self.overdue
            else ngettext(
                "%d reply is still to be accepted.", "%d replies are still to be accepted.", waiting
            )
            % waiting
        )
        if not self.leaderless:
            return f"{left} {rest}"
        without = ngettext("%d issue has no lead.", "%d issues have no lead.", self.leaderless)
        return f"{left} {rest} {without % self.leaderless}"


def replies_of(stored: ListOfIssues) -> ReplyQuerySet:
    """All replies of the list with counts and due dates: where they stand, not what they say."""
    return (
        Reply.objects.filter(assignment__issue__list_of_issues=stored)
        .select_related("assignment__ministry", "assignment__issue")
        .with_counts()
        .with_due_date()
    )


def state_of(replies: list[Reply], today: date) -> str:
    """Where an issue stands by its replies, which carry the annotation `due`."""
    statuses = {Status(reply.status) for reply in replies}
    if not statuses:
        return "unassigned"
    if statuses == {Status.ACCEPTED}:
        return "accepted"
    if any(is_overdue(reply, today) for reply in replies):
        return "overdue"
    if statuses == {Status.NOT_STARTED}:
        return "not_started"
    return "in_review" if statuses <= {*IN_REVIEW, Status.ACCEPTED} else "drafting"


def is_overdue(reply: Reply, today: date) -> bool:
    """Whether the annotated date has passed for a draft that is not yet handed in."""
    is_late = reply.due is not None and reply.due < today
    return is_late and reply.status not in {*IN_REVIEW, Status.ACCEPTED}


def overview(stored: ListOfIssues, today: date) -> Overview:
    """All figures of a list in three queries, whatever its size."""
    replies = list(replies_of(stored))
    by_issue: dict[int, list[Reply]] = defaultdict(list)
    rows: dict[int, MinistryRow] = {}
    for reply in replies:
        by_issue[reply.assignment.issue_id].append(reply)
        ministry = reply.assignment.ministry
        _add(rows.setdefault(ministry.pk, MinistryRow(ministry)), reply, today)
    tiles = [
        Tile(
            issue,
            state_of(by_issue[issue.pk], today),
            tuple(r.assignment.ministry for r in by_issue[issue.pk]),
        )
        for issue in stored.issues.select_related("section")
    ]
    words = Reply.objects.filter(pk__in=[reply.pk for reply in replies]).aggregate(
        n=Coalesce(Sum("answers__words"), 0)
    )
    return Overview(
        tiles=tiles,
        ministries=sorted(rows.values(), key=lambda row: (-row.overdue, -row.asked)),
        replies=len(replies),
        accepted=sum(reply.status == Status.ACCEPTED for reply in replies),
        asked=sum(reply.asked for reply in replies),
        answered=sum(reply.answered for reply in replies),
        words=words["n"],
        leaderless=len(tiles) - sum(reply.assignment.is_lead for reply in replies),
    )


def _add(row: MinistryRow, reply: Reply, today: date) -> None:
    row.replies += 1
    row.asked += reply.asked
    row.answered += reply.answered
    row.submitted += reply.asked if reply.status in {*IN_REVIEW, Status.ACCEPTED} else 0
    row.accepted += reply.asked if reply.status == Status.ACCEPTED else 0
    row.overdue += is_overdue(reply, today)
