"""What moving dates does: whose next step gets another day. Pure reads, before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from accounts.models import Role
from issues.models import ListOfIssues
from issues.schedule import Calendar, Plan
from replies.deadlines import pace_for
from replies.ladder import OWNERS, Pace, pace_of, step_due
from replies.models import Reply
from replies.workflow import Status

STEP_OF = {Role.FOCAL_POINT: "drafts", Role.CLEARING_OFFICER: "clearance", Role.COORDINATOR: "review"}


@dataclass(frozen=True, slots=True)
class Proposed:
    """Dates as they are to be: a schedule (None: as it is) and own ones of issues and assignments by keys."""

    due: date | None = None
    steps: Plan | None = None
    issues: Mapping[int, date | None] = field(default_factory=dict)
    assignments: Mapping[int, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """A date that changes, by what it is called."""

    name: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A reply whose next step gets another day, and whose step that is.

    `is_overdue`: it would be overdue at once. `is_too_late`: its day comes after the date due in Geneva.
    """

    reply: Reply
    role: Role
    before: date | None
    after: date | None
    is_overdue: bool = False
    is_too_late: bool = False

    @property
    def step(self) -> str:
        return STEP_OF[self.role]

    @property
    def facts(self) -> dict[str, str | None]:
        """What the news of it needs, see `replies.news`."""
        return {
            "before": self.before.isoformat() if self.before else None,
            "after": self.after.isoformat() if self.after else None,
            "step": self.step,
        }


def unfinished(lists: Iterable[ListOfIssues]) -> list[Reply]:
    """The replies of these lists that are not accepted yet, with `due`; one query."""
    rows = Reply.objects.filter(assignment__issue__list_of_issues__in=lists).exclude(status=Status.ACCEPTED)
    ordered = ("assignment__issue__list_of_issues", "assignment__issue__number", "-assignment__role", "pk")
    return list(rows.with_issue().with_due_date().order_by(*ordered))


def mark_of(*shown: object) -> str:
    """What a person confirms who has seen exactly this."""
    return sha256(repr(shown).encode()).hexdigest()


def effects_of(stored: ListOfIssues, proposed: Proposed, calendar: Calendar) -> list[Effect]:
    """The replies not yet accepted whose next step would be due on another day, in the order of the list.

    One query.
    """
    paces = (pace_for(stored, calendar), _pace_after(stored, proposed, calendar))
    found = (_effect(reply, proposed, calendar, *paces) for reply in unfinished([stored]))
    return [effect for effect in found if effect.before != effect.after]


def _effect(reply: Reply, proposed: Proposed, calendar: Calendar, pace: Pace, pace_after: Pace) -> Effect:
    stored = reply.assignment.issue.list_of_issues
    before = _step(reply, reply.due, calendar, pace)
    after = _step(reply, _draft_due(reply, proposed), calendar, pace_after)
    today, due = stored.today, proposed.due or stored.due_date
    is_overdue = after is not None and after < today and (before is None or before >= today)
    is_too_late = after is not None and due is not None and after > due
    return Effect(reply, OWNERS[Status(reply.status)], before, after, is_overdue, is_too_late)


def _step(reply: Reply, due: date | None, calendar: Calendar, pace: Pace) -> date | None:
    return None if due is None else step_due(Status(reply.status), due, calendar, pace)


def _pace_after(stored: ListOfIssues, proposed: Proposed, calendar: Calendar) -> Pace:
    steps = proposed.steps
    if steps is None:
        return pace_for(stored, calendar)
    return pace_of(steps.drafts, steps.clearance, steps.review, calendar)


def _draft_due(reply: Reply, proposed: Proposed) -> date | None:
    """When the draft would be due, by the rule of `ReplyQuerySet.with_due_date`."""
    assignment = reply.assignment
    issue = assignment.issue
    stored = issue.list_of_issues
    dates = (
        proposed.assignments.get(assignment.pk, assignment.due_date),
        proposed.issues.get(issue.pk, issue.due_date),
        proposed.steps.drafts if proposed.steps else stored.drafts_due,
        proposed.due or stored.due_date,
    )
    return next((found for found in dates if found is not None), None)
