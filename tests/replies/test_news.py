"""What people are told at once."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Absence, AtOnce, Role
from replies.models import News
from replies.news import coordinators_of, people_of, tell, tell_ministry
from tests import factories

pytestmark = pytest.mark.django_db


def test_tell_leaves_out_who_did_it_who_left_and_who_switched_it_off(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reply = factories.make_reply()
    author, other = factories.focal_point_of(reply), factories.focal_point_of(reply)
    left = factories.make_user(is_active=False)
    quiet = factories.make_user(switched_off=[AtOnce.RETURNED])

    with django_assert_num_queries(2):
        tell(
            AtOnce.RETURNED,
            [author, other, left, quiet],
            about=reply.assignment.issue,
            facts={"role": "lead"},
            by=author,
        )

    found = News.objects.get()
    assert (found.user, found.kind, found.issue, found.reply, found.facts, found.by, found.bundle) == (
        other,
        "returned",
        reply.assignment.issue,
        None,
        {"role": "lead"},
        author,
        None,
    )


def test_tell_nobody_makes_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    stored = factories.make_list()

    with django_assert_num_queries(0):
        tell(AtOnce.MOVED, [], about=stored, by=None)


def test_tell_the_deputy_of_who_is_away() -> None:
    stored = factories.make_list()
    anna, boris, clara = [factories.make_user() for _ in range(3)]
    today = stored.today
    Absence.objects.create(user=anna, deputy=boris, first_day=today, last_day=today + timedelta(3))
    Absence.objects.create(user=clara, first_day=today)

    tell(AtOnce.MOVED, [anna, clara], about=stored, by=None)

    assert [(news.user, news.deputy_of, news.issue) for news in News.objects.all()] == [(boris, anna, None)]


def test_tell_ministry_and_coordinators() -> None:
    reply = factories.make_reply()
    stored = reply.assignment.issue.list_of_issues
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    factories.make_user()
    coordinator = factories.make_coordinator(stored)

    tell_ministry(AtOnce.ACCEPTED, reply, Role.FOCAL_POINT, by=officer)

    assert [(news.user, news.reply, news.ministry) for news in News.objects.all()] == [
        (author, reply, reply.assignment.ministry)
    ]
    assert list(people_of(reply.assignment.ministry)) == [author, officer]
    assert list(coordinators_of(stored)) == [coordinator]
