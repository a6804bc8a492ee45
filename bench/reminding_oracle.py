"""Who is to be told of what on which day, from the rules in words and without the application's code.

A small country of ministries, people and replies is drawn here as plain values; the measurement stores it,
and what is expected of it is computed from the same values.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

DAY = timedelta(days=1)
START = date(2023, 2, 1)
# International Women's Day and Nauryz in Kazakhstan; and a day that an administrator took off.
OFF = {date(2023, 3, 8), date(2023, 3, 21), date(2023, 3, 22), date(2023, 3, 23)}
DECREED = date(2023, 2, 17)
BEFORE = (-10, -5, -2, 0)
ROLES = ("focal_point", "clearing_officer", "coordinator")
OWNER = {"not_started": 0, "submitted": 1, "cleared": 2}
AFTER_DRAFT = (0, 3, 6)


@dataclass(slots=True)
class Someone:
    """A person; `place` is their ministry, or None for a coordinator."""

    key: int
    role: str
    place: int | None
    hour: int | None = None
    superior: int | None = None
    away: tuple[date, date] | None = None
    deputy: int | None = None


class Owed(NamedTuple):
    """A reply with the date of its draft, or that of its list where it has none of its own."""

    key: int
    ministry: int
    status: str
    due: date


class Key(NamedTuple):
    """What makes a reminder the same: who, of which reply, by which date, on which rung."""

    person: int
    reply: int
    due: date
    rung: int


@dataclass(slots=True)
class Country:
    people: list[Someone] = field(default_factory=list)
    replies: list[Owed] = field(default_factory=list)


def draw_country(draw: random.Random, ministries: int, days: int) -> Country:
    """Ministries with two focal points and an officer, some away, some without anybody there."""
    country = Country()

    def add(role: str, place: int | None) -> Someone:
        person = Someone(len(country.people), role, place, hour=draw.choice([None, None, 7, 11, 17]))
        country.people.append(person)
        return person

    coordinators = [add("coordinator", None), add("coordinator", None)]
    for ministry in range(ministries):
        officer = add("clearing_officer", ministry)
        points = [add("focal_point", ministry) for _ in range(2 if ministry % 3 else 1)]
        points[0].superior = draw.choice([officer, *coordinators]).key
        officer.superior = coordinators[0].key
        if ministry % 2:
            first = START + DAY * draw.randrange(days)
            points[0].away = (first, first + DAY * draw.randrange(1, 8))
            points[0].deputy = draw.choice([None, officer.key, points[-1].key])
            if points[0].deputy == points[0].key:
                points[0].deputy = None
        if ministry % 4 == 0:
            points[0].away = (START, START + DAY * days)
        for _ in range(4):
            due = START + DAY * draw.randrange(-7, days + 7)
            status = draw.choice(["not_started", "not_started", "submitted", "cleared"])
            country.replies.append(Owed(len(country.replies), ministry, status, due))
    return country


def is_working(day: date) -> bool:
    return day.isoweekday() <= 5 and day not in OFF and day != DECREED


def shifted(day: date, working_days: int) -> date:
    while working_days:
        day += DAY
        working_days -= is_working(day)
    return day


def days_past(due: date, day: date) -> int:
    """Working days since the date, negative before; a date on a day off counts as the working day before."""
    while not is_working(due):
        due -= DAY
    first, last = min(due, day), max(due, day)
    between = sum(is_working(first + DAY * n) for n in range(1, (last - first).days + 1))
    if day >= due:
        return between
    return -(between - is_working(due) + is_working(day))


def rung_on(due: date, day: date) -> int | None:
    """10, 5 and 2 working days before, on the day, 1, 3 and 5 after it, then weekly."""
    past = days_past(due, day)
    ladder = [*BEFORE, 1, 3, *range(5, 500, 5)]
    return max((rung for rung in ladder if rung <= past), default=None)


def step_of(reply: Owed) -> date:
    """The date of the step that is owed next: draft, clearance or acceptance."""
    return shifted(reply.due, AFTER_DRAFT[OWNER[reply.status]])


def readers(people: list[Someone], country: Country, day: date) -> set[int]:
    """These people, with the deputy in the place of who is away."""
    found = set()
    for person in people:
        current: Someone | None = person
        while current and current.away and current.away[0] <= day <= current.away[1]:
            current = None if current.deputy is None else country.people[current.deputy]
        if current:
            found.add(current.key)
    return found


def told_on(reply: Owed, rung: int, country: Country, day: date) -> set[int]:
    """The people who are told of a reply on a rung."""

    def holders(role: int) -> list[Someone]:
        place = None if ROLES[role] == "coordinator" else reply.ministry
        return [one for one in country.people if one.role == ROLES[role] and one.place == place]

    owner = OWNER[reply.status]
    found: set[int] = set()
    for role in range(owner, 3):  # where nobody is there, whoever stands above
        found = readers(holders(role), country, day)
        if found:
            break
    for role, since in ((1, 3), (2, 5)):
        if role > owner and rung >= since:
            found |= readers(holders(role), country, day)
    if rung >= 3:
        named = [country.people[one.superior] for one in holders(owner) if one.superior is not None]
        found |= readers(named, country, day)
    return found


def expected(country: Country, days: list[date]) -> dict[Key, date]:
    """Every reminder that is due on these days, with the first day on which it is."""
    found: dict[Key, date] = {}
    for day in filter(is_working, days):
        for reply in country.replies:
            due = step_of(reply)
            rung = rung_on(due, day)
            if rung is not None:
                for person in told_on(reply, rung, country, day):
                    found.setdefault(Key(person, reply.key, due, rung), day)
    return found
