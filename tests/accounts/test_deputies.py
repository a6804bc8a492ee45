"""Who gets the mail of people who are away."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from accounts.deputies import stand_ins
from accounts.models import Absence, User
from tests import factories

pytestmark = pytest.mark.django_db

DAY = date(2023, 2, 15)


def away(user: User, deputy: User | None = None, *, first: date = DAY, last: date | None = DAY) -> Absence:
    return Absence.objects.create(user=user, deputy=deputy, first_day=first, last_day=last)


def test_stand_ins_of_a_day(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    anna, boris, clara, dina, emil = [factories.make_user() for _ in range(5)]
    away(anna, boris)
    away(boris, clara, first=DAY - timedelta(9), last=None)
    away(dina)
    away(emil, anna, first=DAY + timedelta(1), last=None)

    with django_assert_num_queries(1):
        found = stand_ins(DAY)

    assert found == {anna.pk: clara.pk, boris.pk: clara.pk, dina.pk: None}


def test_stand_ins_of_people_who_stand_in_for_each_other() -> None:
    anna, boris, clara = [factories.make_user() for _ in range(3)]
    away(anna, boris)
    away(boris, anna)
    away(clara, factories.make_user(is_active=False))

    assert stand_ins(DAY) == {anna.pk: None, boris.pk: None, clara.pk: None}


def test_absence_refuses_an_end_before_its_start_and_oneself() -> None:
    person = factories.make_user()

    with pytest.raises(IntegrityError, match="accounts_absence_ends_after_its_start"), transaction.atomic():
        away(person, last=DAY - timedelta(1))
    with pytest.raises(IntegrityError, match="accounts_absence_deputy_is_another"), transaction.atomic():
        away(person, person)
    assert str(away(person)) == f"{person} · 2023-02-15"


def test_person_refuses_to_be_their_own_superior_and_an_hour_that_no_day_has() -> None:
    person = factories.make_user()

    with pytest.raises(IntegrityError, match="accounts_user_superior_is_another"), transaction.atomic():
        User.objects.filter(pk=person.pk).update(superior=person)
    with pytest.raises(IntegrityError, match="accounts_user_digest_hour_of_a_day"), transaction.atomic():
        User.objects.filter(pk=person.pk).update(digest_hour=24)
