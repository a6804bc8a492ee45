"""What the command palette finds in the database: few rows of each kind, each kind in one query.

Issues and data points are found in the list of the page and in the newest open ones, so that a key pressed
costs the same however many lists there are; the last line of the palette leads to the search in all of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from accounts.models import Ministry, User
from issues.models import DataPoint, Issue, ListOfIssues
from replies.addresses import address_of
from replies.finding import search_for, words_in
from replies.models import Reply
from replies.permissions import progress_refusal
from replies.workflow import Status

NEWEST = 20  # lists beside the page's own in which issues and data points are looked for
MOST = 6  # rows of a kind
WORDS = 8  # that are looked for; more narrow nothing any more


@dataclass(frozen=True, slots=True)
class Goal:
    """A thing to jump to; `mark` is its number or code, `where` tells it from others of the same name."""

    title: str
    url: str
    mark: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed: all its words, and, where one is a code, its parts and the other words."""

    words: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_long_enough(self) -> bool:
        """Whether it can tell names apart: a single letter or digit stands in most of them."""
        return any(len(word) > 1 for word in self.words)


def sought(text: str) -> Sought:
    """What is typed, taken apart: “issue 6 (a)” is the code 6, a."""
    words, parts = words_in(text), [word.code for word in search_for(text).words]
    place = next((n for n, code in enumerate(parts) if code), None)
    if place is None:
        return Sought(tuple(words[:WORDS]))
    said = {"issue", _("issue").casefold()}
    beside = [word for n, word in enumerate(words) if n != place and word not in said]
    return Sought(tuple(words[:WORDS]), parts[place], tuple(beside[:WORDS]))


def begins_in(words: Sequence[str], text: str) -> bool:
    """Whether each of these is the beginning of a word of the text."""
    folded = text.casefold()
    return all(re.search(rf"(?<!\w){re.escape(word)}", folded) for word in words)


def _begin(words: Sequence[str], *fields: str) -> Q:
    """Rows in which each of these is the beginning of a word in one of the fields."""
    found = Q()
    for word in words:
        either = (Q(**{f"{field}__iregex": rf"\m{re.escape(word)}"}) for field in fields)
        found &= _any(either)
    return found


def _any(conditions: Iterator[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


@dataclass(frozen=True, slots=True)
class Scope:
    """The lists in which issues and data points are found; `own` is that of the page, if it has one."""

    own: ListOfIssues | None
    lists: tuple[ListOfIssues, ...]

    @property
    def keys(self) -> list[int]:
        return [stored.pk for stored in self.lists]

    def order(self, field: str) -> tuple[Case, str]:
        """First the rows of the page's own list, then those of the newest."""
        own = self.own.pk if self.own else 0
        return Case(When(**{field: own}, then=Value(0)), default=Value(1)), f"-{field}"

    def symbol(self, pk: int) -> str:
        """What is shown beside a row of a list: nothing for the page's own."""
        others = {stored.pk: stored.symbol for stored in self.lists if stored != self.own}
        return others.get(pk, "")


def scope_of(user: User, pk: int | None) -> Scope:
    """The list of the page, where the person may see it, and the newest open ones, in two queries.

    Who sees one open list and no other is always in that one.
    """
    visible = ListOfIssues.objects.visible_to(user)
    own = visible.filter(pk=pk).first() if pk else None
    newest = list(visible.filter(status="open").order_by("-pk")[:NEWEST])
    if own is None and len(newest) == 1:
        own = newest[0]
    others = (stored for stored in newest if stored != own)
    return Scope(own, (own, *others) if own else tuple(others))


def issues_of(scope: Scope, wanted: Sought) -> list[Goal]:
    """Issues by their number, or by the words of their label; of the page's own list first."""
    found = _begin(wanted.words, "label") if wanted.is_long_enough else Q(pk__in=[])
    if wanted.code:
        found |= Q(number=int(wanted.code[0])) & _begin(wanted.beside, "label")
    rows = Issue.objects.filter(found, list_of_issues__in=scope.keys)
    ordered = rows.order_by(*scope.order("list_of_issues"), "number")[:MOST]
    return [
        Goal(row.label, row.get_absolute_url(), str(row.number), scope.symbol(row.list_of_issues_id))
        for row in ordered
    ]


def points_of(scope: Scope, wanted: Sought) -> list[Goal]:
    """Data points by a code or its beginning, or by words of their label, where the Committee asks them."""
    found = _begin(wanted.words, "label") if wanted.is_long_enough else Q(pk__in=[])
    if len(wanted.code) > 1:
        found |= _coded(wanted.code) & _begin(wanted.beside, "label")
    rows = DataPoint.objects.filter(found, issue__list_of_issues__in=scope.keys).select_related("issue")
    ordered = rows.order_by(*scope.order("issue__list_of_issues"), "issue__number", "position")[:MOST]
    return [
        Goal(
            row.label,
            f"{address_of('replies:issue', row.issue_id)}#mark-{row.code}",
            row.code,
            scope.symbol(row.issue.list_of_issues_id),
        )
        for row in ordered
    ]


def _coded(code: Sequence[str]) -> Q:
    """The data points of a code, or of the item that it is: “6a” are 6(a).1, 6(a).2 …"""
    number, *rest = code
    written = number + "".join(f".{part}" if part.isdecimal() else f"({part})" for part in rest)
    coded = Q(code=written) if rest[-1].isdecimal() else Q(code__startswith=written)
    return coded & Q(issue__number=int(number))


def lists_of(user: User, wanted: Sought) -> list[Goal]:
    """Lists by a part of their symbol, their title or their State, the newest first."""
    if not wanted.is_long_enough:
        return []
    found = Q()
    for word in wanted.words:
        found &= Q(symbol__icontains=word) | Q(title__icontains=word) | Q(state_name__icontains=word)
    rows = ListOfIssues.objects.visible_to(user).filter(found).order_by("-pk")[:MOST]
    return [Goal(row.symbol, row.get_absolute_url(), where=row.title) for row in rows]


def ministries_of(user: User, stored: ListOfIssues, wanted: Sought) -> list[Goal]:
    """Ministries by their name in any language or their code, each leading to its rows of the register.

    Who may not see how all of them stand finds their own alone.
    """
    if not wanted.is_long_enough:
        return []
    if progress_refusal(user):
        own = [user.ministry] if user.ministry else []
        names = ((one, f"{one.code} {one.name_en} {one.name_ru} {one.name_kk}") for one in own)
        found = [one for one, text in names if begins_in(wanted.words, text)]
    else:
        by_name = _begin(wanted.words, "code", "name_en", "name_ru", "name_kk")
        found = list(Ministry.objects.filter(by_name)[:MOST])
    return [Goal(one.name, f"{stored.get_absolute_url()}?ministry={one.code}") for one in found]


def next_owed(user: User) -> list[Goal]:
    """The most urgent reply whose next step is the person's."""
    reply = Reply.objects.owed_by(user).with_issue().most_urgent_first().first()
    if reply is None:
        return []
    issue = reply.assignment.issue
    where = f"{issue.list_of_issues.symbol} · {Status(reply.status).label}"
    return [Goal(issue.label, reply.get_absolute_url(), str(issue.number), where)]
