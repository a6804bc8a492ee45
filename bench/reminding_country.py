"""A drawn country as rows of the database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Absence, Ministry, User
from bench.reminding_oracle import DECREED, Country, Someone
from issues.models import Assignment, CalendarDay, Coordination, Issue, ListOfIssues
from replies.models import Reply

LONG_AGO = datetime(2023, 1, 2, 9, tzinfo=ZoneInfo("UTC"))


@dataclass(frozen=True, slots=True)
class Stored:
    """Which row is what: people by their address, replies by their key in the database."""

    people: dict[str, int]
    replies: dict[int, int]

    def day_of(self, message_id: str) -> date:
        """The day of a digest, which stands in its Message-ID."""
        digits = message_id.split("@", maxsplit=1)[0].rsplit(".", maxsplit=1)[-1]
        return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 - a day


def store(country: Country) -> Stored:
    """Write a drawn country into an empty database."""
    places = {one.place for one in country.people if one.place is not None}
    ministries = {
        place: Ministry.objects.create(code=f"m-{place}", name_en=f"Ministry {place}")
        for place in sorted(places)
    }
    people = [_person(one, ministries) for one in country.people]
    for one, user in zip(country.people, people, strict=True):
        if one.superior is not None:
            user.superior = people[one.superior]
            user.save()
        if one.away:
            deputy = None if one.deputy is None else people[one.deputy]
            Absence.objects.create(user=user, first_day=one.away[0], last_day=one.away[1], deputy=deputy)
    stored = ListOfIssues.objects.create(
        symbol="CAT/C/KAZ/Q/4",
        body="CAT",
        state="KAZ",
        state_name="Kazakhstan",
        language="en",
        title="List of issues",
        source_sha256="0" * 64,
        time_zone="Asia/Almaty",
    )
    CalendarDay.objects.create(state="KAZ", day=DECREED, is_working=False)
    for user in people:
        if user.role == "coordinator":
            Coordination.objects.create(list_of_issues=stored, user=user)
    replies = {}
    for owed in country.replies:
        issue = Issue.objects.create(
            list_of_issues=stored, number=owed.key + 1, label="Custody", due_date=owed.due
        )
        assignment = Assignment.objects.create(issue=issue, ministry=ministries[owed.ministry], role="lead")
        replies[Reply.objects.create(assignment=assignment, **_facts(owed.status, people)).pk] = owed.key
    return Stored({user.email: one.key for one, user in zip(country.people, people, strict=True)}, replies)


def _person(one: Someone, ministries: dict[int, Ministry]) -> User:
    return User.objects.create(
        email=f"person-{one.key}@example.org",
        name=f"Person {one.key}",
        role=one.role,
        ministry=None if one.place is None else ministries[one.place],
        digest_hour=one.hour,
        password="!",  # noqa: S106 - nobody signs in with it
    )


def _facts(status: str, people: list[User]) -> dict[str, object]:
    """A reply in a status, with what the database wants to know of it."""
    facts: dict[str, object] = {"status": status}
    if status != "not_started":
        facts |= {"submitted_by": people[0], "submitted_at": LONG_AGO}
    if status == "cleared":
        later = LONG_AGO + timedelta(days=1)
        facts |= {"cleared_by": people[1], "cleared_at": later, "cleared_hash": "0" * 64}
    return facts
