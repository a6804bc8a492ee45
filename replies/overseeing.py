"""How the application as a whole is doing: lists, people without activity, jobs that failed or are stuck."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Generic, TypeVar

from django.db.models import Count, Exists, F, Min, Model, OuterRef, Q, QuerySet, Value, Window

from accounts.models import Ministry, Role, User
from issues.models import Assignment, ListOfIssues
from replies.document.running import SILENCE
from replies.files.examining import PATIENCE
from replies.lists import Figures, figures_of
from replies.models import Attachment, Bundle, Compilation, Digest, Mail, Notice, Reply
from replies.workflow import OWED

SHOWN = 10
# Who owes something and has not signed in for so long is spoken of.
AWAY = timedelta(days=30)
# A mail that is due goes out within minutes; one that is due for longer finds no worker.
UNSENT = timedelta(minutes=15)


M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Some(Generic[M]):
    """The first rows of a kind, and how many there are."""

    rows: list[M]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Overseen:
    """What an administrator is to know."""

    lists: Some[ListOfIssues]
    figures: dict[int, Figures]
    late: int
    people: Some[User]
    never: int
    ministries: Some[Ministry]
    compilations: Some[Compilation]
    files: Some[Attachment]
    unsent: int
    unsent_since: datetime | None
    digest: Digest | None


def overseen(user: User, now: datetime, today: date) -> Overseen:
    """The first ten rows of each kind, in eight queries whatever the number of lists and people."""
    lists = _first(_open_lists(today))
    people = _first(_without_activity(now))
    waiting = _mails_waiting(now)
    return Overseen(
        lists=lists,
        figures=figures_of(lists.rows, user),
        late=lists.rows[0].late if lists.rows else 0,  # type: ignore[attr-defined]
        people=people,
        never=people.rows[0].never if people.rows else 0,  # type: ignore[attr-defined]
        ministries=_first(_ministries_without_anybody()),
        compilations=_first(_runs_in_trouble(now)),
        files=_first(_files_in_trouble(now)),
        unsent=sum(n for n, _since in waiting),
        unsent_since=min((since for _n, since in waiting if since), default=None),
        digest=Digest.objects.order_by("-pk").first(),
    )


def _first(rows: QuerySet[M]) -> Some[M]:
    """Some rows with their total, which the database counts before it cuts; one query."""
    found = list(rows.annotate(total=Window(Count("*")))[:SHOWN])
    return Some(found, found[0].total if found else 0)  # type: ignore[attr-defined]


def _open_lists(today: date) -> QuerySet[ListOfIssues]:
    """Open lists, the most urgent first; each carries how many are `late`."""
    late = Window(Count("pk", filter=Q(due_date__lt=today)))
    found: QuerySet[ListOfIssues] = ListOfIssues.objects.filter(status="open").annotate(late=late)
    return found.order_by(F("due_date").asc(nulls_last=True), "symbol")


def _without_activity(now: datetime) -> QuerySet[User]:
    """Who never signed in, and who has not for long although they owe something; each carries `never`."""
    owed = Reply.objects.of_open_lists()
    of_ministry = owed.filter(assignment__ministry=OuterRef("ministry"))
    of_lists = owed.filter(assignment__issue__list_of_issues__coordinations__user=OuterRef("pk"))
    owes = [
        Q(Exists((of_lists if role == Role.COORDINATOR else of_ministry).filter(status__in=steps)), role=role)
        for role, steps in OWED.items()
    ]
    never = Q(last_login__isnull=True)
    found = User.objects.filter(never | Q(last_login__lt=now - AWAY) & reduce(or_, owes), is_active=True)
    counted = found.annotate(never=Window(Count("pk", filter=never)))
    return counted.order_by(F("last_login").asc(nulls_first=True), "name", "pk")


def _ministries_without_anybody() -> QuerySet[Ministry]:
    """Ministries with assignments in open lists and no focal point who may sign in."""
    given = Assignment.objects.filter(ministry=OuterRef("pk"), issue__list_of_issues__status="open")
    writers = User.objects.filter(ministry=OuterRef("pk"), role=Role.FOCAL_POINT, is_active=True)
    return Ministry.objects.filter(Exists(given), ~Exists(writers)).order_by("name_en", "pk")


def _runs_in_trouble(now: datetime) -> QuerySet[Compilation]:
    """The latest run of an open list, if it failed or nobody works on it any more."""
    later = Compilation.objects.filter(list_of_issues=OuterRef("list_of_issues"), pk__gt=OuterRef("pk"))
    silent = Q(status__in=["queued", "running"], heartbeat_at__lt=now - SILENCE)
    trouble = Compilation.objects.filter(Q(status="failed") | silent, list_of_issues__status="open")
    found: QuerySet[Compilation] = trouble.exclude(Exists(later)).select_related("list_of_issues")
    return found.order_by("-started_at", "-pk")


def _files_in_trouble(now: datetime) -> QuerySet[Attachment]:
    """Files with a virus, and those that wait to be examined for too long."""
    stuck = Q(examined_at__isnull=True, uploaded_at__lt=now - PATIENCE)
    found: QuerySet[Attachment] = Attachment.objects.filter(Q(scan="infected") | stuck)
    related = found.select_related("reply__assignment__issue__list_of_issues", "reply__assignment__ministry")
    return related.order_by("-uploaded_at", "-pk")


def _mails_waiting(now: datetime) -> list[tuple[int, datetime | None]]:
    """Mails that should have gone out: how many of each kind, and since when."""
    due = Q(status__in=[Mail.Status.DUE, Mail.Status.SENDING], next_attempt_at__lt=now - UNSENT)
    models: tuple[type[Mail], ...] = (Digest, Bundle, Notice)
    first, *rest = (
        model.objects.filter(due)  # type: ignore[attr-defined]
        .order_by()
        .values(all=Value(1))
        .annotate(n=Count("*"), since=Min("next_attempt_at"))
        .values_list("n", "since")
        for model in models
    )
    return list(first.union(*rest, all=True))
