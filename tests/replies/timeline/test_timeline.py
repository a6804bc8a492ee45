"""The timeline as a whole: its days, its end, its cost."""

from datetime import date

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tests.replies.timeline.conftest import Life

pytestmark = pytest.mark.django_db


def test_days_are_those_of_the_state_newest_first(life: Life) -> None:
    life.write("10 00:30", 1, 10)
    life.write("10 02:00", 1, 11)
    life.write("11 23:30", 1, 12)

    days = [(day.day, [entry.stamp for entry in day.entries]) for day in life.timeline().days]

    assert days == [
        (date(2023, 2, 11), ["2023-02-11T23:30:00+06:00"]),
        (date(2023, 2, 10), ["2023-02-10T02:00:00+06:00", "2023-02-10T00:30:00+06:00"]),
        (date(2023, 2, 1), ["2023-02-01T09:00:00+06:00"]),
    ]


def test_only_the_newest_are_shown_and_all_counted(life: Life) -> None:
    for day in range(10, 15):
        life.write(f"{day} 09:00", 1, day)

    few, everything = life.timeline(limit=2), life.timeline(limit=None)

    assert [day.day.day for day in few.days] == [14, 13]
    assert (few.shown, few.total, everything.shown) == (2, 6, 6)


def test_names_are_in_the_language_of_the_reader(life: Life) -> None:
    ministry = life.reply.assignment.ministry
    ministry.name_kk = "Денсаулық сақтау министрлігі"
    ministry.save()

    with translation.override("kk"):
        what = str(life.timeline().days[-1].entries[0].what)

    assert "Денсаулық сақтау министрлігі" in what


def test_queries_do_not_grow_with_the_life(
    life: Life, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    life.write("2 09:00", 1, 1)
    with django_assert_num_queries(8):
        one = life.timeline()
    for day in range(3, 28):
        life.write(f"{day} 09:00", 1 + day % 3, day, by=life.colleague)
    life.submit("28 09:00")
    life.clear("28 10:00")
    life.accept("28 11:00")

    with django_assert_num_queries(8):
        many = life.timeline()

    assert (one.total, many.total) == (2, 30)
