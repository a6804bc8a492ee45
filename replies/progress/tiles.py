"""Where each issue stands, and what puts it at risk."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Assignment, Issue
from issues.schedule import Calendar
from replies.requested import Requested
from replies.workflow import Status

IN_REVIEW = frozenset({Status.SUBMITTED, Status.CLEARED})
# So many working days before its date an issue without any answer is at risk.
SOON = 5

# What is to be done next with a reply.
STEPS: Mapping[Status, Promise] = {
    Status.NOT_STARTED: gettext_lazy("to be written"),
    Status.DRAFTING: gettext_lazy("to be finished"),
    Status.RETURNED: gettext_lazy("to be revised"),
    Status.SUBMITTED: gettext_lazy("to be cleared"),
    Status.CLEARED: gettext_lazy("to be accepted"),
}

STATES: Mapping[str, object] = {
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
    risks: tuple[str, ...]
    replies: Mapping[Status, int]

    @property
    def words(self) -> str:
        """The state in words."""
        return str(STATES[self.state])

    @property
    def title(self) -> str:
        """What it is about, how far its replies are, and why it is at risk."""
        counts = [f"{self.replies[status]} {status.label}" for status in Status if status in self.replies]
        stand = [_("replies: %s") % ", ".join(counts)] if counts else []
        return " · ".join([self.issue.label, *stand, *self.risks])


def tiles_of(rows: Iterable[Requested], with_lead: set[int], calendar: Calendar, today: date) -> list[Tile]:
    """The issues of the rows in their order; `with_lead` are the keys of those that a ministry leads on."""
    by_issue: defaultdict[int, list[Requested]] = defaultdict(list)
    for row in rows:
        by_issue[row.issue.pk].append(row)
    soon = calendar.shift(today, SOON)
    tiles = []
    for own in by_issue.values():
        issue = own[0].issue
        risks = tuple(_risks(own, soon, today, has_lead=issue.pk in with_lead))
        statuses = {row.ministry: Status(row.status) for row in own if row.status}
        tiles.append(Tile(issue, state_of(own), risks, Counter(statuses.values())))
    return tiles


def state_of(rows: Iterable[Requested]) -> str:
    """Where an issue stands by its rows."""
    asked = [row for row in rows if row.status]
    statuses = {row.status for row in asked}
    if not statuses:
        return "unassigned"
    if statuses == {Status.ACCEPTED}:
        return "accepted"
    if any(row.is_overdue for row in asked):
        return "overdue"
    if statuses == {Status.NOT_STARTED}:
        return "not_started"
    return "in_review" if statuses <= {*IN_REVIEW, Status.ACCEPTED} else "drafting"


def _risks(rows: Sequence[Requested], soon: date, today: date, *, has_lead: bool) -> Iterator[str]:
    late = {row.ministry: row.status for row in rows if row.is_overdue and row.status}
    for ministry, status in late.items():
        yield _("overdue: %(ministry)s (%(step)s)") % {"ministry": ministry, "step": STEPS[status]}
    if not has_lead:
        yield _("no lead")
    answers = {row.assignment.response for row in rows if row.assignment}
    if Assignment.Response.DECLINED in answers:
        yield _("declined by a ministry")
    if any(row.status == Status.RETURNED for row in rows):
        yield _("returned to a ministry")
    days = [row.due for row in rows if row.due and row.status and row.status != Status.ACCEPTED]
    ahead = [day for day in days if today <= day <= soon]
    if ahead and not any(row.is_answered for row in rows):
        yield _("due within five working days, nothing answered")
