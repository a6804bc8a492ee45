"""Who is on the page of a reply, in a real Valkey."""

import logging

import pytest
import redis
from django.conf import settings
from django.test import override_settings

from accounts.models import Role, User
from replies.models import Reply
from replies.presence import SECONDS, Present, leave, meet
from tests import factories

pytestmark = pytest.mark.django_db
NOON = 1_700_000_000.0


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


def colleague(reply: Reply, name: str, role: str = Role.FOCAL_POINT) -> User:
    return factories.make_user(role, reply.assignment.ministry, name=name)


def test_meet_shows_the_others_by_name_and_not_oneself(reply: Reply) -> None:
    own, second, first = (colleague(reply, name) for name in ("Own", "Second", "First"))
    officer = colleague(reply, "Third", Role.CLEARING_OFFICER)
    meet(reply, officer, None, now=NOON)
    meet(reply, second, 7, now=NOON)
    meet(reply, first, 0, now=NOON)

    found = meet(reply, own, 7, now=NOON + 1)

    assert found == (
        Present("First", Role.FOCAL_POINT, 0),
        Present("Second", Role.FOCAL_POINT, 7),
        Present("Third", Role.CLEARING_OFFICER, None),
    )


def test_meet_follows_a_person_to_another_answer(reply: Reply) -> None:
    own, other = colleague(reply, "Own"), colleague(reply, "Other")
    meet(reply, other, 7, now=NOON)
    meet(reply, other, 8, now=NOON + 1)

    assert [person.point for person in meet(reply, own, None, now=NOON + 2)] == [8]


def test_two_tabs_of_one_person_are_nobody_else(reply: Reply) -> None:
    own = colleague(reply, "Own")
    meet(reply, own, 7, now=NOON)

    assert meet(reply, own, 8, now=NOON) == ()


def test_people_of_another_reply_are_not_there(reply: Reply) -> None:
    other = factories.make_reply()
    meet(other, factories.focal_point_of(other), 7, now=NOON)

    assert meet(reply, factories.focal_point_of(reply), 7, now=NOON) == ()


@pytest.mark.parametrize(("seconds", "names"), [(SECONDS - 1, ["Other"]), (SECONDS, [])])
def test_who_was_not_heard_of_for_long_is_gone(reply: Reply, seconds: int, names: list[str]) -> None:
    own, other = colleague(reply, "Own"), colleague(reply, "Other")
    meet(reply, other, 7, now=NOON)

    assert [person.name for person in meet(reply, own, 7, now=NOON + seconds)] == names


def test_leave_ends_it_at_once(reply: Reply) -> None:
    own, other = colleague(reply, "Own"), colleague(reply, "Other")
    meet(reply, other, 7, now=NOON)

    leave(reply, other)

    assert meet(reply, own, 7, now=NOON) == ()


def test_meet_keeps_nothing_longer_than_it_counts(reply: Reply) -> None:
    meet(reply, colleague(reply, "Own"), 7, now=NOON)

    with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as connection:
        left = connection.ttl(f"reply-tracker:presence:{reply.pk}")

    assert 0 < left <= SECONDS


def test_nobody_is_there_when_redis_is_away(reply: Reply, caplog: pytest.LogCaptureFixture) -> None:
    away = {"default": settings.CACHES["default"] | {"LOCATION": "unix:///nowhere/at/all"}}

    with caplog.at_level(logging.WARNING), override_settings(CACHES=away):
        found = meet(reply, colleague(reply, "Own"), 7, now=NOON)
        leave(reply, colleague(reply, "Own"))

    assert found == ()
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "presence is not shown",
        "presence is not ended",
    ]
