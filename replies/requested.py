"""What a list requests, of whom, and where each piece stands: the rows under dashboards and register."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Ministry, User
from issues.models import Assignment, CalendarDay, DataPoint, Issue, ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import due_at_pace, pace_for
from replies.models import Answer, Reply
from replies.permissions import progress_refusal
from replies.workflow import Status

# How far a reply has come, in the order of its life; a returned one is with its writer again.
STAGES = ("answered", "submitted", "cleared", "accepted")
# How many of the stages after “answered” a reply has reached.
REACHED = {Status.SUBMITTED: 1, Status.CLEARED: 2, Status.ACCEPTED: 3}


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as far as figures need it: whether it says something, its words, when it was saved."""

    is_answered: bool
    words: int
    edited_at: datetime


NOTHING = Written(False, 0, datetime.min.replace(tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Requested:
    """One data point as it is asked of one ministry; `point` is None for an issue that requests nothing.

    Of what nobody is asked `reply` is None. `is_known`: whether the person may know where the reply stands,
    `is_open`: whether they may read it. `due` is the day of the reply's next step.
    """

    issue: Issue
    point: DataPoint | None
    reply: Reply | None = None
    due: date | None = None
    is_overdue: bool = False
    is_known: bool = False
    is_open: bool = False
    written: Written = NOTHING

    @property
    def code(self) -> str:
        return self.point.code if self.point else str(self.issue.number)

    @property
    def label(self) -> str:
        return self.point.label if self.point else self.issue.label

    @property
    def assignment(self) -> Assignment | None:
        return self.reply.assignment if self.reply else None

    @property
    def ministry(self) -> Ministry | None:
        return self.reply.assignment.ministry if self.reply else None

    @property
    def status(self) -> Status | None:
        """Where its reply stands; None where there is none, or where the person may not know."""
        return Status(self.reply.status) if self.reply and self.is_known else None

    @property
    def is_answered(self) -> bool:
        return self.is_known and self.written.is_answered

    def has_reached(self, stage: str) -> bool:
        """Whether it is answered, or its reply has come as far as this stage or further."""
        if stage == "answered":
            return self.is_answered
        return self.status is not None and REACHED.get(self.status, 0) >= STAGES.index(stage)


@dataclass(frozen=True, slots=True)
class Whole:
    """All that a list requests, by code and assignment; `calendar` is the State's."""

    issues: Sequence[Issue]
    rows: Sequence[Requested]
    replies: Sequence[Reply]
    calendar: Calendar
    today: date


def requested_of(stored: ListOfIssues, user: User) -> Whole:
    """Everything that the list requests as the person may see it, in five queries, whatever its size."""
    today, calendar = stored.today, CalendarDay.objects.calendar(stored.state)
    replies = _replies(stored, user)
    pace = pace_for(stored, calendar)
    for reply in replies:
        reply.due = due_at_pace(reply, calendar, pace)
    issues = list(stored.issues.select_related("section").order_by("number"))
    points, given = _points(stored)
    by_issue: defaultdict[int, list[Reply]] = defaultdict(list)
    for reply in replies:
        by_issue[reply.assignment.issue_id].append(reply)
    written, knows_all = _written(stored), not progress_refusal(user)
    rows = [
        _row(issue, point, of, written, today, knows_all=knows_all)
        for issue in issues
        for point, of in _asked(by_issue[issue.pk], points[issue.pk], given)
    ]
    return Whole(issues, rows, replies, calendar, today)


def _replies(stored: ListOfIssues, user: User) -> list[Reply]:
    """The replies of the list, the lead's first, each with `is_open`: whether the person may read it."""
    visible = Reply.objects.visible_to(user).filter(assignment__issue__list_of_issues=stored)
    rows = Reply.objects.filter(assignment__issue__list_of_issues=stored).with_due_date()
    ordered = rows.select_related("assignment__ministry").order_by("-assignment__role", "assignment")
    is_open = Q(pk__in=visible.order_by().values("pk"))
    return list(ordered.annotate(is_open=is_open))  # type: ignore[no-redef]


def _points(stored: ListOfIssues) -> tuple[dict[int, list[DataPoint]], dict[int, set[int]]]:
    """The data points by issue, and which of them each assignment covers."""
    points: defaultdict[int, dict[int, DataPoint]] = defaultdict(dict)
    given: defaultdict[int, set[int]] = defaultdict(set)
    rows = DataPoint.objects.filter(issue__list_of_issues=stored).order_by("issue__number", "position")
    for point in rows.annotate(given_to=F("assigned_data_points__assignment")):
        points[point.issue_id].setdefault(point.pk, point)
        if point.given_to is not None:
            given[point.given_to].add(point.pk)
    return defaultdict(list, {issue: list(own.values()) for issue, own in points.items()}), given


def _written(stored: ListOfIssues) -> dict[tuple[int, int | None], Written]:
    """The answers of the list by reply and data point."""
    says = Exists(Answer.objects.answered().filter(pk=OuterRef("pk")))
    rows = Answer.objects.filter(reply__assignment__issue__list_of_issues=stored)
    values = rows.values_list("reply", "data_point", says, "words", "edited_at")
    return {(reply, point): Written(*facts) for reply, point, *facts in values}


def _asked(
    replies: Sequence[Reply], points: Sequence[DataPoint], given: Mapping[int, set[int]]
) -> Iterator[tuple[DataPoint | None, Reply | None]]:
    """Each data point with each reply that covers it, and with None where nobody does.

    A reply to which no data point is given owes one answer to the issue as a whole.
    """
    for point in points:
        covering = [reply for reply in replies if point.pk in given.get(reply.assignment_id, ())]
        yield from ((point, reply) for reply in covering)
        if not covering:
            yield point, None
    yield from ((None, reply) for reply in replies if not given.get(reply.assignment_id))
    if not points and not replies:
        yield None, None


def _row(
    issue: Issue,
    point: DataPoint | None,
    reply: Reply | None,
    written: Mapping[tuple[int, int | None], Written],
    today: date,
    *,
    knows_all: bool,
) -> Requested:
    if reply is None:
        return Requested(issue, point)
    is_known = knows_all or reply.is_open
    return Requested(
        issue=issue,
        point=point,
        reply=reply,
        due=reply.due,
        is_overdue=is_known and is_late(reply, today),
        is_known=is_known,
        is_open=reply.is_open,
        written=written.get((reply.pk, point.pk if point else None), NOTHING),
    )


def is_late(reply: Reply, today: date) -> bool:
    """Whether the day of its next step, which it carries as `due`, has passed."""
    return reply.due is not None and reply.due < today and reply.status != Status.ACCEPTED
