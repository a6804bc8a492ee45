"""Lists of issues side by side: which there are, and how far each has come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from issues.models import AssignedDataPoint, Assignment, DataPoint, Issue, ListOfIssues, ListOfIssuesQuerySet
from replies.models import Answer, Reply
from replies.permissions import progress_refusal
from replies.workflow import Status

A_PAGE = 20
Counted = QuerySet[Any, tuple[int, str, int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """How far a list has come: data points (each once for each ministry) and replies."""

    asked: int = 0
    answered: int = 0
    replies: int = 0
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class ListFilters:
    """Which lists a person wants to see; empty where it does not matter."""

    status: str = ""
    body: str = ""
    state: str = ""
    year: int | None = None
    words: tuple[str, ...] = field(default=())


def only_open(user: User) -> ListOfIssues | None:
    """The one open list that the person sees, where there is no other; pages of no list lead to it."""
    found = ListOfIssues.objects.visible_to(user).filter(status=ListOfIssues.Status.OPEN)[:2]
    return found[0] if len(found) == 1 else None


def lists_found(user: User, filters: ListFilters) -> ListOfIssuesQuerySet:
    """The visible lists that pass: open ones the most urgent first, others the latest first."""
    found = ListOfIssues.objects.visible_to(user)
    if filters.status:
        found = found.filter(status=filters.status)
    if filters.body:
        found = found.filter(body=filters.body)
    if filters.state:
        found = found.filter(Q(state__iexact=filters.state) | Q(state_name__icontains=filters.state))
    if filters.year:
        found = found.filter(due_date__year=filters.year)
    for word in filters.words:
        found = found.filter(Q(symbol__icontains=word) | Q(title__icontains=word))
    if filters.status == ListOfIssues.Status.OPEN:
        return found.order_by(F("due_date").asc(nulls_last=True), "symbol")
    return found.order_by(F("due_date").desc(nulls_first=True), "-symbol")


def figures_of(lists: Iterable[ListOfIssues], user: User) -> dict[int, Figures]:
    """How far each of these lists has come, by key, in one query and none for no lists.

    Counted as the progress of one list counts. Who may not know how all ministries stand gets the figures of
    their own ministry.
    """
    keys = [stored.pk for stored in lists]
    if not keys:
        return {}
    own = user.ministry_id if progress_refusal(user) else None
    first, *rest = _of_all(keys) if own is None else _of_ministry(keys, own)
    found: dict[int, dict[str, int]] = {key: defaultdict(int) for key in keys}
    for key, what, n in first.union(*rest, all=True):
        found[key][what] += n
    return {key: Figures(**counts) for key, counts in found.items()}


def _of_all(keys: list[int]) -> list[Counted]:
    nobody = Issue.objects.filter(
        ~Exists(DataPoint.objects.filter(issue=OuterRef("pk"))),
        ~Exists(Assignment.objects.filter(issue=OuterRef("pk"))),
        list_of_issues__in=keys,
    )
    # Each data point as often as a ministry is asked for it, and once where none is.
    points = DataPoint.objects.filter(issue__list_of_issues__in=keys)
    given = Count(Coalesce("assigned_data_points", 0))
    return [
        *_of_replies(Q(assignment__issue__list_of_issues__in=keys)),
        _counted(points, "asked", "issue__list_of_issues", given),
        _counted(nobody, "asked", "list_of_issues"),
    ]


def _of_ministry(keys: list[int], ministry: int) -> list[Counted]:
    given = AssignedDataPoint.objects.filter(
        assignment__ministry=ministry, assignment__issue__list_of_issues__in=keys
    )
    which = Q(assignment__issue__list_of_issues__in=keys, assignment__ministry=ministry)
    return [*_of_replies(which), _counted(given, "asked", "assignment__issue__list_of_issues")]


def _of_replies(which: Q) -> list[Counted]:
    of_list = "assignment__issue__list_of_issues"
    replies = Reply.objects.filter(which)
    points = AssignedDataPoint.objects.filter(assignment=OuterRef("assignment"))
    answers = Answer.objects.answered().filter(reply__in=replies)
    return [
        _counted(replies, "replies", of_list),
        _counted(replies.filter(status=Status.ACCEPTED), "accepted", of_list),
        # A reply to which no data point is given owes one answer to the issue as a whole.
        _counted(replies.filter(~Exists(points)), "asked", of_list),
        _counted(answers, "answered", f"reply__{of_list}"),
    ]


def _counted(rows: QuerySet[Any], what: str, of_list: str, number: Count | None = None) -> Counted:
    """The number of rows by list, each with what it is a number of."""
    counted = rows.order_by().values(of=F(of_list), what=Value(what)).annotate(n=number or Count("*"))
    found: Counted = counted.values_list("of", "what", "n")
    return found
