"""What is said in a list, and what happened in it since a person's last visit."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import CharField, Count, F, Q, QuerySet, TextField, Value, Window
from django.db.models.functions import Cast
from django.utils.translation import ngettext_lazy

from accounts.models import User
from issues.models import Assignment
from replies.models import Attachment, Comment, Reply, Visit
from replies.permissions import reads_comments
from replies.progress.history import Move
from replies.workflow import Status

FIRST_LOOK = timedelta(days=7)
# So long without a look, and the next one is another visit.
BREAK = timedelta(minutes=30)
OPEN_SHOWN = 5
SHOWN = 15

KINDS: Mapping[str, Any] = {
    Status.SUBMITTED: ngettext_lazy("%d reply submitted", "%d replies submitted"),
    Status.CLEARED: ngettext_lazy("%d reply cleared", "%d replies cleared"),
    Status.ACCEPTED: ngettext_lazy("%d reply accepted", "%d replies accepted"),
    Status.RETURNED: ngettext_lazy("%d reply returned", "%d replies returned"),
    "declined": ngettext_lazy("%d assignment declined", "%d assignments declined"),
    "comment": ngettext_lazy("%d comment", "%d comments"),
    "file": ngettext_lazy("%d file", "%d files"),
}
FORWARD = (Status.CLEARED, Status.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment or a file of a reply; `key` is its own."""

    kind: str
    key: int
    reply: int
    at: datetime
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The newest open comments and how many there are; comments and files since the last visit."""

    open: tuple[Said, ...]
    open_count: int
    new: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a reply."""

    kind: str
    at: datetime
    reply: Reply
    text: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind, the newest first; `count` counts those too that are not shown."""

    kind: str
    count: int
    happenings: tuple[Happening, ...]

    @property
    def title(self) -> str:
        return str(KINDS[self.kind] % self.count)


@dataclass(frozen=True, slots=True)
class News:
    """What others did since; `more` things are not shown. `is_first`: the person was never here before."""

    since: datetime
    is_first: bool
    groups: tuple[Group, ...]
    more: int


class Since(NamedTuple):
    """From when on something is new to a person; `is_first`: they were never here before."""

    at: datetime
    is_first: bool


def since_of(visit: Visit | None, now: datetime) -> Since:
    """Their last visit before this one; where there is none, the last seven days in full hours."""
    last = None
    if visit is not None:
        last = visit.visited_at if now - visit.visited_at > BREAK else visit.previous_at
    if last is not None:
        return Since(last, is_first=False)
    return Since((now - FIRST_LOOK).replace(minute=0, second=0, microsecond=0), is_first=True)


def talk_of(replies: Iterable[Reply], user: User, since: datetime) -> Talk:
    """What is said about these replies, as far as the person may read it; one query.

    Of the replies that they may open: inner matters for who coordinates or administers, annexes for all.
    """
    keys, is_inner = [reply.pk for reply in replies if reply.is_open], reads_comments(user)
    comments = Comment.objects.filter(reply__in=keys if is_inner else [])
    files = Attachment.objects.filter(reply__in=keys, uploaded_at__gt=since)
    files = files if is_inner else files.filter(kind=Attachment.Kind.ANNEX)
    others = comments.filter(~Q(author=user), created_at__gt=since)
    open_ones = comments.unresolved().annotate(n=Window(Count("*"))).order_by("-created_at", "-pk")
    of_comments = ("pk", "reply", "created_at", "text", "author__name")
    of_files = ("pk", "reply", "uploaded_at", "title", "uploaded_by__name")
    parts = (
        _facts(open_ones, "open", F("n"), of_comments)[:OPEN_SHOWN],
        _facts(others.order_by(), "comment", Value(0), of_comments),
        _facts(files.exclude(uploaded_by=user).order_by(), "file", Value(0), of_files),
    )
    first, *rest = parts
    rows = list(first.union(*rest, all=True))
    said = [(n, Said(kind, *facts)) for kind, n, *facts in rows]
    is_open = [(n, one) for n, one in said if one.kind == "open"]
    return Talk(
        tuple(sorted((one for _n, one in is_open), key=lambda one: one.at, reverse=True)),
        is_open[0][0] if is_open else 0,
        tuple(one for _n, one in said if one.kind != "open"),
    )


def _facts(rows: QuerySet[Any], kind: str, count: Any, names: Sequence[str]) -> QuerySet[Any, Any]:
    key, reply, at, text, author = names
    return rows.values_list(Value(kind, CharField()), count, key, reply, at, Cast(text, TextField()), author)


def news_of(
    replies: Mapping[int, Reply],
    moves: Iterable[Move],
    talk: Talk,
    user: User,
    since: Since,
    *,
    shown: int | None = SHOWN,
) -> News:
    """What others did to these replies, the newest first, in groups of a kind; `shown` is None for all."""
    start, is_first = since
    found = [*_moved(replies, moves, user, start), *_declined(replies, start)]
    found += [Happening(one.kind, one.at, replies[one.reply], one.text) for one in talk.new]
    newest = sorted(found, key=lambda one: one.at, reverse=True)
    by_kind: dict[str, list[Happening]] = {}
    for one in newest[:shown]:
        by_kind.setdefault(one.kind, []).append(one)
    counts = Counter(one.kind for one in newest)
    groups = tuple(Group(kind, counts[kind], tuple(own)) for kind, own in by_kind.items())
    return News(start, is_first, groups, len(newest[shown:]) if shown else 0)


def _moved(
    replies: Mapping[int, Reply], moves: Iterable[Move], user: User, since: datetime
) -> Iterator[Happening]:
    for move in moves:
        # A coordinator's edit brings a cleared text back to “submitted”: nobody handed it in.
        is_edit = move.status == Status.SUBMITTED and move.before in FORWARD
        is_news = move.at > since and move.who != user.pk and move.status in KINDS
        if is_news and not is_edit and move.reply in replies:
            yield Happening(move.status, move.at, replies[move.reply])


def _declined(replies: Mapping[int, Reply], since: datetime) -> Iterator[Happening]:
    for reply in replies.values():
        given = reply.assignment
        if (
            given.response == Assignment.Response.DECLINED
            and given.responded_at
            and given.responded_at > since
        ):
            # Why is between the ministry and who assigns.
            words = given.reason if reply.is_open else ""
            yield Happening("declined", given.responded_at, reply, words)
