"""When people can be away, who can stand in for them, who can be told when they are late."""

from datetime import date

import pytest

from accounts.absences import absence_refusal, days_of, possible_deputies, superior_refusal
from accounts.models import Absence, Role, User
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
TENTH, TWELFTH, TWENTIETH = date(2026, 3, 10), date(2026, 3, 12), date(2026, 3, 20)


@pytest.fixture
def user() -> User:
    return factories.make_user(name="Mia")


@pytest.fixture
def deputy(user: User) -> User:
    return factories.make_user(Role.FOCAL_POINT, user.ministry, name="Boris")


def make_away(user: User, first_day: date = TENTH, last_day: date | None = TWELFTH) -> Absence:
    return Absence.objects.create(user=user, first_day=first_day, last_day=last_day)


def test_deputies_do_the_same_work_and_may_sign_in(user: User, deputy: User) -> None:
    factories.make_user(Role.FOCAL_POINT, user.ministry, is_active=False)
    factories.make_user(Role.CLEARING_OFFICER, user.ministry)
    factories.make_user(Role.FOCAL_POINT)
    nora, otto = factories.make_user(Role.COORDINATOR), factories.make_user(Role.COORDINATOR)

    assert list(possible_deputies(user)) == [deputy]
    assert list(possible_deputies(nora)) == [otto]


def test_absence_of_a_day_and_without_an_end_can_be_entered(user: User, deputy: User) -> None:
    make_away(user)

    whys = [
        absence_refusal(user, TODAY, TODAY, deputy, today=TODAY),
        absence_refusal(user, TWENTIETH, None, None, today=TODAY),
    ]

    assert whys == ["", ""]


def test_absence_that_ends_before_it_starts_is_refused(user: User) -> None:
    why = absence_refusal(user, TWELFTH, TENTH, None, today=TODAY)

    assert why == "The absence ends before it starts: choose a last day from 12 March 2026 on."


def test_absence_that_is_over_is_refused(user: User) -> None:
    why = absence_refusal(user, date(2026, 2, 2), date(2026, 3, 1), None, today=TODAY)

    assert why == "These days are over: an absence counts from today on."


@pytest.mark.parametrize(
    ("first_day", "last_day"),
    [(TODAY, TENTH), (TWELFTH, TWENTIETH), (TODAY, TWENTIETH), (date(2026, 3, 11),) * 2, (TODAY, None)],
)
def test_absence_at_the_time_of_another_is_refused(
    user: User, first_day: date, last_day: date | None
) -> None:
    stored = make_away(user)

    why = absence_refusal(user, first_day, last_day, None, today=TODAY)
    same = absence_refusal(user, first_day, last_day, None, today=TODAY, own=stored.pk)

    words = "You are entered as away from 10 March 2026 to 12 March 2026 already"
    assert (why, same) == (f"{words}: change the days, or end that one first.", "")


def test_absence_after_one_without_an_end_is_refused(user: User) -> None:
    make_away(user, TODAY, None)

    why = absence_refusal(user, TENTH, TWELFTH, None, today=TODAY)

    assert "from 2 March 2026 until further notice" in why


def test_deputy_of_another_ministry_is_refused(user: User) -> None:
    stranger = factories.make_user(name="Otto")

    why = absence_refusal(user, TENTH, TWELFTH, stranger, today=TODAY)

    assert why == "Otto cannot stand in: choose somebody with the same work who may sign in."


def test_deputy_who_is_away_then_is_refused(user: User, deputy: User) -> None:
    make_away(deputy, TWELFTH, TWELFTH)

    why = absence_refusal(user, TENTH, TWENTIETH, deputy, today=TODAY)

    assert why == "Boris is away on 12 March 2026: choose another deputy, or other days."


def test_days_are_named_in_words(user: User) -> None:
    absences = [make_away(user), make_away(user, TENTH, TENTH), make_away(user, TENTH, None)]

    assert [days_of(absence) for absence in absences] == [
        "from 10 March 2026 to 12 March 2026",
        "on 10 March 2026",
        "from 10 March 2026 until further notice",
    ]


def test_superior_is_of_the_same_ministry_or_a_coordinator_or_an_administrator(
    user: User, deputy: User
) -> None:
    roles = (Role.COORDINATOR, Role.ADMINISTRATOR)

    whys = [superior_refusal(user, other) for other in (deputy, *map(factories.make_user, roles))]

    assert whys == ["", "", ""]


def test_superior_of_another_ministry_is_refused(user: User) -> None:
    words = "Choose somebody of the same ministry, or a coordinator or an administrator."

    assert superior_refusal(user, factories.make_user()) == words
    assert superior_refusal(user, factories.make_user(Role.OBSERVER)) == words


def test_superior_of_who_has_no_ministry_is_a_coordinator_or_an_administrator() -> None:
    coordinator, observer = factories.make_user(Role.COORDINATOR), factories.make_user(Role.OBSERVER)

    assert superior_refusal(coordinator, observer) == "Choose a coordinator or an administrator."


def test_superior_is_not_oneself(user: User) -> None:
    assert superior_refusal(user, user) == ("Nobody is their own superior: choose another person, or none.")


def test_superiors_in_a_circle_are_refused(user: User, deputy: User) -> None:
    head = factories.make_user(Role.FOCAL_POINT, user.ministry, superior=user)
    deputy.superior = head
    deputy.save()

    assert superior_refusal(user, deputy) == "Boris stands below Mia already: that would be a circle."


def test_superiors_who_are_a_circle_already_end_the_search(user: User, deputy: User) -> None:
    head = factories.make_user(Role.FOCAL_POINT, user.ministry, superior=deputy)
    User.objects.filter(pk=deputy.pk).update(superior=head)
    head.refresh_from_db()

    assert superior_refusal(user, head) == ""
