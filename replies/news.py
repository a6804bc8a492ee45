"""What people are told at once: noted in the transaction of what happened, sent some minutes later."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.deputies import stand_ins
from accounts.models import Ministry, Role, User
from issues.models import Issue, ListOfIssues
from replies.models import News, Reply


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that some people are told; they come with `is_active` and `switched_off`."""

    people: Iterable[User]
    about: Issue | ListOfIssues
    ministry: Ministry | None = None
    reply: Reply | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def tell(
    kind: str,
    people: Iterable[User],
    *,
    about: Issue | ListOfIssues,
    ministry: Ministry | None = None,
    reply: Reply | None = None,
    facts: Mapping[str, Any] | None = None,
    by: User | None,
) -> None:
    """Note for each of these people that something happened, in the transaction of the caller; two queries.

    Nobody is told what they did themselves or what they switched off. The deputy of who is away is told
    instead. People come with `is_active` and `switched_off`.
    """
    stored = about if isinstance(about, ListOfIssues) else about.list_of_issues
    tell_all(kind, [Told(people, about, ministry, reply, facts or {})], stored=stored, by=by)


def tell_all(kind: str, things: Iterable[Told], *, stored: ListOfIssues, by: User | None) -> None:
    """Note many things of one list as `tell` does, in two queries, however many there are."""
    wanted = [(thing, people) for thing in things if (people := _wanting(kind, thing.people, by))]
    if not wanted:
        return
    away = stand_ins(stored.today)
    now = timezone.now()
    News.objects.bulk_create(
        News(
            user_id=reader,
            kind=kind,
            list_of_issues=stored,
            issue=thing.about if isinstance(thing.about, Issue) else None,
            ministry=thing.ministry,
            reply=thing.reply,
            facts=dict(thing.facts),
            by=by,
            at=now,
            deputy_of_id=absent,
        )
        for thing, people in wanted
        for reader, absent in _readers(people, away, by).items()
    )


def _wanting(kind: str, people: Iterable[User], by: User | None) -> list[User]:
    others = [person for person in people if by is None or person.pk != by.pk]
    return [person for person in others if person.is_active and kind not in person.switched_off]


def _readers(
    people: Iterable[User], away: Mapping[int, int | None], by: User | None
) -> dict[int, int | None]:
    """Who is told, by their keys, and in whose place where that is a deputy."""
    told: dict[int, int | None] = {}
    for person in people:
        reader = away.get(person.pk, person.pk)
        is_own = by is not None and by.pk in {reader, person.pk}
        if reader is not None and not is_own:
            told.setdefault(reader, None if reader == person.pk else person.pk)
    return told


def people_of(ministry: Ministry, *roles: str) -> QuerySet[User]:
    """The focal points and clearing officers of a ministry, or those of one role."""
    people = User.objects.filter(is_active=True, ministry=ministry)
    return people.filter(role__in=roles) if roles else people


def coordinators_of(stored: ListOfIssues) -> QuerySet[User]:
    return User.objects.filter(Q(coordinations__list_of_issues=stored), is_active=True, role=Role.COORDINATOR)


def tell_ministry(
    kind: str, reply: Reply, *roles: str, facts: Mapping[str, Any] | None = None, by: User | None
) -> None:
    """Note for the people of the reply's ministry (with `roles`: for those) that something happened to it."""
    assignment = reply.assignment
    tell(
        kind,
        people_of(assignment.ministry, *roles),
        about=assignment.issue,
        ministry=assignment.ministry,
        reply=reply,
        facts=facts,
        by=by,
    )
