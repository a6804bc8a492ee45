"""Queries written once for all people of a role: what differs from one search to the next is put in later.

To write eight queries of these takes Django longer than to read the page. Whose they are is still said by
`visible_to` alone: it is asked for somebody who stands in for the person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchQuery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from accounts.models import User
from issues.models import ListOfIssues
from replies.searching.sources import Wanted

# What stands in for a person, their ministry, a list, a ministry, a status, a day, a query, words, keys:
# nothing else in a query is any of these.
ME, OURS, LIST, MINISTRY = -1_000_001, -1_000_002, -1_000_003, -1_000_004
STATE, QUERY, PKS = "\ue010", "\ue011", "\ue012"
LISTS = "\ue016"
WORDS = ("\ue013", "\ue014", "\ue015")
SINCE = date.min


class Shape(NamedTuple):
    """All that the text of a query depends on: who asks, and which filters are set."""

    role: str
    has_ministry: bool
    of_list: bool = False
    of_ministry: bool = False
    of_state: bool = False
    since: bool = False

    @property
    def user(self) -> User:
        return User(pk=ME, role=self.role, ministry_id=OURS if self.has_ministry else None)

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            list_of_issues=ListOfIssues(pk=LIST) if self.of_list else None,
            ministry=MINISTRY if self.of_ministry else None,
            state=STATE if self.of_state else "",
            since=SINCE if self.since else None,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its values, some of which stand in for others."""

    sql: str
    values: Sequence[Any]

    def filled(self, given: Mapping[Any, Any]) -> list[Any]:
        return [given.get(value, value) for value in self.values]


class Ready(SearchQuery):
    """A query that PostgreSQL has read already; here what stands in for it."""

    def as_sql(self, *_args: Any, **_kwargs: Any) -> Any:
        return "%s::tsquery", [QUERY]


def shape_of(user: User, wanted: Wanted) -> Shape:
    """What a person asks for, without the values."""
    return Shape(
        user.role,
        user.ministry_id is not None,
        wanted.list_of_issues is not None,
        wanted.ministry is not None,
        bool(wanted.state),
        wanted.since is not None,
    )


def given(user: User, wanted: Wanted) -> dict[Any, Any]:
    """The values in the place of what stands in for them."""
    stored = wanted.list_of_issues
    return {
        ME: user.pk,
        OURS: user.ministry_id,
        LIST: stored.pk if stored else None,
        MINISTRY: wanted.ministry,
        STATE: wanted.state,
        SINCE: wanted.since,
    }


def statement_of(rows: "QuerySet[Any, Any]") -> Statement:
    """The query as SQL, even where it can find nothing."""
    sql, values = rows.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()
    return Statement(sql, tuple(values))


def joined(statements: Sequence[Statement]) -> Statement:
    """The rows of all of them."""
    sql = ") UNION ALL (".join(each.sql for each in statements)
    return Statement(f"({sql})", tuple(value for each in statements for value in each.values))
