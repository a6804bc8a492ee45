"""Who is told of a step: owners, deputies, those above, superiors."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from accounts.models import Absence, Ministry, User
from issues.models import Coordination, ListOfIssues
from replies.recipients import Recipients, Step, Told
from replies.workflow import Status
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2023, 2, 15)
OWN = Told(escalated=False, deputy_of=None)
RAISED = Told(escalated=True, deputy_of=None)


@dataclass(slots=True)
class Place:
    stored: ListOfIssues
    ministry: Ministry
    author: User
    officer: User
    coordinator: User

    def told(self, status: str = "not_started", rung: int = 0) -> dict[User, Told]:
        """Who is told, found in both ways of loading people."""
        step = Step(self.stored.pk, self.ministry.pk, Status(status))
        everybody = Recipients.of_all({DAY}).told(step, rung, DAY)
        assert Recipients.around({DAY}, [step]).told(step, rung, DAY) == everybody
        return {User.objects.get(pk=pk): why for pk, why in everybody.items()}


@pytest.fixture
def place() -> Place:
    stored, ministry = factories.make_list(), factories.make_ministry()
    return Place(
        stored,
        ministry,
        factories.make_user("focal_point", ministry),
        factories.make_user("clearing_officer", ministry),
        factories.make_coordinator(stored),
    )


def send_away(user: User, deputy: User | None = None) -> None:
    Absence.objects.create(user=user, first_day=DAY, last_day=DAY, deputy=deputy)


def name_superior(user: User, superior: User) -> None:
    User.objects.filter(pk=user.pk).update(superior=superior)


@pytest.mark.parametrize(
    ("status", "owner"),
    [("drafting", "author"), ("submitted", "officer"), ("cleared", "coordinator")],
)
def test_owner_is_told(place: Place, status: str, owner: str) -> None:
    factories.make_user("focal_point")
    factories.make_coordinator(factories.make_list())

    assert place.told(status) == {getattr(place, owner): OWN}


def test_those_above_are_told_as_escalated(place: Place) -> None:
    assert place.told(rung=5) == {place.author: OWN, place.officer: RAISED, place.coordinator: RAISED}


def test_deputy_is_told_in_the_place_of_who_is_away(place: Place) -> None:
    deputy = factories.make_user("observer")
    send_away(place.author, deputy)

    assert place.told() == {deputy: Told(False, place.author.pk)}


def test_deputy_who_owes_it_too_is_told_for_themselves(place: Place) -> None:
    other = factories.make_user("focal_point", place.ministry)
    send_away(place.author, other)

    assert place.told() == {other: OWN}


def test_deputy_of_two_people_is_told_once(place: Place) -> None:
    other = factories.make_user("focal_point", place.ministry)
    deputy = factories.make_user("clearing_officer", place.ministry)
    send_away(place.author, deputy)
    send_away(other, deputy)

    assert place.told() == {deputy: Told(False, place.author.pk)}


def test_away_without_a_deputy_leaves_it_to_the_others(place: Place) -> None:
    other = factories.make_user("focal_point", place.ministry)
    send_away(place.author)

    assert place.told() == {other: OWN}


def test_deputy_who_does_not_coordinate_the_list_is_not_told(place: Place) -> None:
    administrator, deputy = factories.make_user("administrator"), factories.make_user("coordinator")
    send_away(place.coordinator, deputy)
    before = place.told("cleared")
    Coordination.objects.create(list_of_issues=place.stored, user=deputy)

    assert before == {administrator: RAISED}
    assert place.told("cleared") == {deputy: OWN}


def test_nobody_of_the_role_there_goes_up_the_chain(place: Place) -> None:
    send_away(place.author)
    nobody_at_all = place.told()
    send_away(place.officer)

    assert (nobody_at_all, place.told()) == ({place.officer: RAISED}, {place.coordinator: RAISED})


def test_nobody_in_the_whole_chain_goes_to_the_administrators(place: Place) -> None:
    User.objects.update(is_active=False)
    empty = place.told()
    administrator = factories.make_user("administrator")

    assert (empty, place.told("cleared")) == ({}, {administrator: RAISED})


@pytest.mark.parametrize(("rung", "is_told"), [(-2, False), (0, False), (1, False), (3, True), (10, True)])
def test_superior_is_told_from_the_third_day(place: Place, rung: int, is_told: bool) -> None:
    superior = factories.make_user("administrator")
    name_superior(place.author, superior)

    assert place.told(rung=rung).get(superior) == (RAISED if is_told else None)


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_superior_of_any_ministry(place: Place, role: str) -> None:
    superior = factories.make_user(role)
    name_superior(place.author, superior)

    assert place.told(rung=3) == {place.author: OWN, place.officer: RAISED, superior: RAISED}


def test_superior_of_an_officer_is_of_the_same_ministry(place: Place) -> None:
    name_superior(place.officer, place.author)

    assert place.told("submitted", 3) == {place.officer: OWN, place.author: RAISED}


@pytest.mark.parametrize("role", ["focal_point", "observer"])
def test_superior_who_has_nothing_to_do_with_it_is_not_told(place: Place, role: str) -> None:
    name_superior(place.coordinator, factories.make_user(role))
    name_superior(place.author, factories.make_user(role))

    told = [place.told("not_started", 3), place.told("cleared", 3)]

    assert told == [{place.author: OWN, place.officer: RAISED}, {place.coordinator: OWN}]


def test_superior_who_left_is_not_told(place: Place) -> None:
    name_superior(place.author, factories.make_user("coordinator", is_active=False))

    assert place.told(rung=3) == {place.author: OWN, place.officer: RAISED}


def test_superior_of_who_is_away_is_told_or_their_deputy(place: Place) -> None:
    superior, deputy = factories.make_user("coordinator"), factories.make_coordinator(place.stored)
    name_superior(place.author, superior)
    send_away(place.author, place.officer)
    send_away(superior, deputy)

    assert place.told(rung=3) == {
        place.officer: Told(False, place.author.pk),
        deputy: Told(True, superior.pk),
    }


def test_superior_who_owes_it_too_is_told_as_owner(place: Place) -> None:
    other = factories.make_user("focal_point", place.ministry)
    name_superior(place.author, other)

    assert place.told(rung=3) == {place.author: OWN, other: OWN, place.officer: RAISED}


@pytest.mark.parametrize("people", [1, 3])
def test_recipients_are_loaded_in_three_queries(place: Place, people: int) -> None:
    for _ in range(people):
        send_away(factories.make_user("focal_point", place.ministry), place.officer)
    step = Step(place.stored.pk, place.ministry.pk, Status.DRAFTING)

    with CaptureQueriesContext(connection) as caught:
        Recipients.of_all({DAY})
        Recipients.around({DAY}, [step])

    assert len(caught) == 6


def test_digest_hour_is_the_installation_s_where_the_person_chose_none(
    place: Place, settings: Settings
) -> None:
    settings.DIGEST_HOUR = 9
    User.objects.filter(pk=place.author.pk).update(digest_hour=0)

    people = Recipients.of_all({DAY}).people

    assert (people[place.author.pk].digest_hour, people[place.officer.pk].digest_hour) == (0, 9)
