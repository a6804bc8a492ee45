"""Who is told of a reply's next step: its owners, those above them, and the deputies of who is away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from accounts.deputies import stand_ins
from accounts.models import Role, User
from issues.models import Coordination
from replies.ladder import CHAIN, OWNERS, SUPERIORS_FROM, told
from replies.workflow import Status


class Person(NamedTuple):
    """What planning has to know of a person; small, because there are many."""

    pk: int
    name: str
    role: str
    ministry: int | None
    hour: int | None
    superior: int | None

    @property
    def digest_hour(self) -> int:
        return settings.DIGEST_HOUR if self.hour is None else self.hour


class Step(NamedTuple):
    """The next step of a reply: whose it is follows from the status, the list and the ministry."""

    stored: int
    ministry: int
    status: Status

    @property
    def owner(self) -> Role:
        return OWNERS[self.status]

    @property
    def above(self) -> tuple[Role, ...]:
        """The roles that stand in, in this order, where nobody of the owner's is there."""
        return (*CHAIN[CHAIN.index(self.owner) + 1 :], Role.ADMINISTRATOR)

    def place(self, role: Role) -> int:
        """Where a role is held: for the list, in the ministry, or everywhere."""
        return {Role.COORDINATOR: self.stored, Role.ADMINISTRATOR: 0}.get(role, self.ministry)


class Told(NamedTuple):
    """Why a person is told: in whose place, and whether the step is somebody else's."""

    escalated: bool
    deputy_of: int | None


class Recipients:
    """All active people with what they hold, in two queries, and who is away, in one for each day."""

    def __init__(self, days: Iterable[date]) -> None:
        self.away = {day: stand_ins(day) for day in days}
        self.people: dict[int, Person] = {}
        self._held: defaultdict[tuple[Role, int], list[int]] = defaultdict(list)

    @classmethod
    def of_all(cls, days: Iterable[date]) -> "Recipients":
        """Everybody, to plan with."""
        found = cls(days)
        found._load(Q(), Q())
        return found

    @classmethod
    def around(cls, days: Iterable[date], steps: Iterable[Step]) -> "Recipients":
        """Only those whom these steps can concern."""
        found = cls(days)
        deputies = {pk for away in found.away.values() for pk in away.values() if pk is not None}
        ministries, lists = {step.ministry for step in steps}, {step.stored for step in steps}
        above = Q(role__in=[Role.COORDINATOR, Role.ADMINISTRATOR])
        found._load(Q(ministry__in=ministries) | above | Q(pk__in=deputies), Q(list_of_issues__in=lists))
        return found

    def _load(self, people: Q, coordinations: Q) -> None:
        rows = User.objects.filter(people, is_active=True).order_by("pk")
        for row in rows.values_list("pk", "name", "role", "ministry", "digest_hour", "superior"):
            person = self.people[row[0]] = Person(*row)
            if person.ministry is not None or person.role == Role.ADMINISTRATOR:
                self._held[Role(person.role), person.ministry or 0].append(person.pk)
        held = Coordination.objects.filter(coordinations, user__is_active=True, user__role=Role.COORDINATOR)
        for user, stored in held.order_by("user").values_list("user", "list_of_issues"):
            self._held[Role.COORDINATOR, stored].append(user)

    def told(self, step: Step, rung: int, day: date) -> dict[int, Told]:
        """Who is told of a step on a rung, by their keys.

        The owners; without one who is there, the next role above that somebody holds; those above once it
        is overdue enough, and then the named superiors of the owners, too.
        """
        found = {user: Told(False, deputy_of) for user, deputy_of in self.owners(step, day).items()}
        if not found:
            standing_in = (self._readers(step, self.holders(step, role), day) for role in step.above)
            found = _escalated(next(filter(None, standing_in), {}))
        for role in CHAIN:
            if role != step.owner and role in told(step.status, rung):
                found = _escalated(self._readers(step, self.holders(step, role), day)) | found
        if rung >= SUPERIORS_FROM:
            found = _escalated(self._readers(step, self._superiors(step), day)) | found
        return found

    def holders(self, step: Step, role: Role) -> list[int]:
        """The people who hold a role for this step, whether they are there or not."""
        return self._held.get((role, step.place(role)), [])

    def owners(self, step: Step, day: date) -> dict[int, int | None]:
        """Who is there to do the step, and in whose place; empty where it is nobody."""
        return self._readers(step, self.holders(step, step.owner), day)

    def _superiors(self, step: Step) -> list[int]:
        """Those whom the owners name: people of their ministry, coordinators or administrators."""
        named = []
        for owner in map(self.people.__getitem__, self.holders(step, step.owner)):
            superior = self.people.get(owner.superior or 0)
            if superior is None:
                continue
            if superior.role in {Role.COORDINATOR, Role.ADMINISTRATOR} or (
                superior.ministry is not None and superior.ministry == owner.ministry
            ):
                named.append(superior.pk)
        return named

    def _readers(self, step: Step, people: list[int], day: date) -> dict[int, int | None]:
        """Who reads the mail of these people, and in whose place where that is a deputy.

        A deputy who does not coordinate the list could open none of it.
        """
        away = self.away[day]
        readers: dict[int, int | None] = {pk: None for pk in people if pk not in away}
        for pk in people:
            deputy = away.get(pk)
            if deputy is not None and deputy in self.people and self._may_open(step, deputy):
                readers.setdefault(deputy, pk)
        return readers

    def _may_open(self, step: Step, pk: int) -> bool:
        role = Role(self.people[pk].role)
        return role != Role.COORDINATOR or pk in self.holders(step, role)


def _escalated(readers: Mapping[int, int | None]) -> dict[int, Told]:
    return {user: Told(True, deputy_of) for user, deputy_of in readers.items()}
