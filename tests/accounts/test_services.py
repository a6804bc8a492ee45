"""What people choose for themselves is stored with who changed it."""

from datetime import date

import pytest

from accounts.models import Absence, AtOnce, Role, User
from accounts.refusing import Refused
from accounts.services import add_absence, change_preferences, end_absence, switch_off
from tests import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def user() -> User:
    return factories.make_user()


def days() -> list[tuple[date, date | None]]:
    return list(Absence.objects.values_list("first_day", "last_day"))


def test_change_preferences_stores_and_records_them(user: User) -> None:
    change_preferences(user, digest_hour=6, switched_off=["moved", "cleared"], language="kk", by=user)

    user.refresh_from_db()
    event = user.events.latest("pgh_id")
    assert (user.digest_hour, user.switched_off, user.language) == (6, ["cleared", "moved"], "kk")
    assert (event.pgh_context["user"], event.pgh_context["reason"]) == (user.pk, "preferences")


def test_switch_off_adds_to_what_is_off(user: User) -> None:
    User.objects.filter(pk=user.pk).update(switched_off=[AtOnce.MOVED])

    switch_off(user, [AtOnce.CLEARED, AtOnce.MOVED], by=user)

    user.refresh_from_db()
    assert user.switched_off == ["cleared", "moved"]


def test_add_absence_stores_it_with_its_deputy(user: User) -> None:
    deputy = factories.make_user(Role.FOCAL_POINT, user.ministry)

    absence = add_absence(user, first_day=TODAY, last_day=None, deputy=deputy, today=TODAY, by=user)

    event = absence.events.get()
    assert list(Absence.objects.values_list("user", "deputy")) == [(user.pk, deputy.pk)]
    assert event.pgh_context["reason"] == "absence added"


def test_add_absence_twice_is_refused(user: User) -> None:
    add_absence(user, first_day=TODAY, last_day=TODAY, deputy=None, today=TODAY, by=user)

    with pytest.raises(Refused, match="You are entered as away on 2 March 2026 already"):
        add_absence(user, first_day=TODAY, last_day=None, deputy=None, today=TODAY, by=user)

    assert days() == [(TODAY, TODAY)]


@pytest.mark.parametrize(
    ("first_day", "last_day", "left"),
    [
        (date(2026, 2, 20), None, [(date(2026, 2, 20), date(2026, 3, 1))]),
        (date(2026, 2, 20), date(2026, 3, 9), [(date(2026, 2, 20), date(2026, 3, 1))]),
        (date(2026, 2, 20), date(2026, 2, 25), [(date(2026, 2, 20), date(2026, 2, 25))]),
        (TODAY, None, []),
        (date(2026, 3, 5), date(2026, 3, 9), []),
    ],
)
def test_end_absence_leaves_the_days_that_are_over(
    user: User, first_day: date, last_day: date | None, left: list[tuple[date, date]]
) -> None:
    absence = Absence.objects.create(user=user, first_day=first_day, last_day=last_day)

    end_absence(absence, today=TODAY, by=user)

    assert days() == left


def test_end_absence_twice_changes_nothing(user: User) -> None:
    pk = Absence.objects.create(user=user, first_day=TODAY).pk

    end_absence(Absence(pk=pk), today=TODAY, by=user)
    end_absence(Absence(pk=pk), today=TODAY, by=user)

    assert days() == []
