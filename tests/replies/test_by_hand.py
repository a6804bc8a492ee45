"""Whom a reminder by hand reaches, and why it does not reach others."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Absence, User
from replies.by_hand import Plan, bounced_of, plan_for
from replies.models import Bundle, Digest, Reply
from tests import factories
from tests.replies.scene import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def plan(scene: Scene) -> Plan:
    replies = Reply.objects.with_issue().with_due_date().order_by("pk")
    return plan_for(scene.stored, list(replies), by=scene.coordinator)


def asked(scene: Scene) -> list[tuple[User, list[int], list[User | None], list[date | None]]]:
    return [
        (found.user, found.numbers, [row.deputy_of for row in found.asked], [row.due for row in found.asked])
        for found in plan(scene).addressees
    ]


def left_out(scene: Scene) -> list[tuple[str, list[int]]]:
    return [(found.why, found.numbers) for found in plan(scene).left_out]


def be_away(person: User, deputy: User | None = None) -> None:
    Absence.objects.create(user=person, first_day=timezone.localdate() - timedelta(1), deputy=deputy)


def test_plan_asks_the_owner_of_each_next_step(scene: Scene) -> None:
    other = factories.make_reply(scene.stored)
    second = factories.focal_point_of(other)
    User.objects.filter(pk=second.pk).update(name="Zhanna")  # they stand in the order of their names
    scene.submit()

    found = asked(scene)

    assert found == [
        (scene.officer, [1], [None], [date(2023, 2, 20)]),
        (second, [2], [None], [date(2023, 2, 15)]),
    ]
    assert left_out(scene) == []


def test_plan_gathers_all_of_one_person(scene: Scene) -> None:
    scene.another_reply()

    assert asked(scene) == [(scene.author, [1, 2], [None, None], [date(2023, 2, 15)] * 2)]


def test_plan_asks_the_deputy_of_who_is_away(scene: Scene) -> None:
    deputy = factories.focal_point_of(scene.reply)
    User.objects.filter(pk=deputy.pk).update(role="clearing_officer")
    be_away(scene.author, deputy)

    assert asked(scene) == [(deputy, [1], [scene.author], [date(2023, 2, 15)])]


def test_plan_leaves_out_what_was_accepted(scene: Scene) -> None:
    scene.submit()
    scene.clear()
    Reply.objects.update(status="accepted", accepted_by=scene.coordinator, accepted_at=timezone.now())

    assert (asked(scene), left_out(scene)) == (
        [],
        [("Accepted in the meantime: nothing is owed any more.", [1])],
    )


def test_plan_names_ministries_without_a_person(scene: Scene) -> None:
    name = scene.reply.assignment.ministry.name
    User.objects.filter(pk=scene.author.pk).update(is_active=False)
    first = left_out(scene)
    scene.submit()
    User.objects.filter(pk=scene.officer.pk).update(is_active=False)
    second = left_out(scene)

    assert first == [
        (f"{name} has no focal point: ask an administrator to invite one, then remind again.", [1])
    ]
    assert second == [
        (f"{name} has no clearing officer: ask an administrator to invite one, then remind again.", [1])
    ]


def test_plan_names_who_is_away_without_a_deputy(scene: Scene) -> None:
    be_away(scene.author)

    why = (
        f"The focal point of {scene.reply.assignment.ministry} is away, and nobody stands in: "
        "have an administrator enter a deputy."
    )
    assert (asked(scene), left_out(scene)) == ([], [(why, [1])])


def test_plan_leaves_out_the_sender(scene: Scene) -> None:
    scene.submit()
    scene.clear()
    second = factories.make_coordinator(scene.stored)

    assert (asked(scene), left_out(scene)) == (
        [(second, [1], [None], [date(2023, 2, 23)])],
        [("This step is yours: it is on your desk.", [1])],
    )


def test_plan_leaves_out_who_has_no_address(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(email="")

    why = f"{scene.author} has no address: ask an administrator to enter one, then remind again."
    assert (asked(scene), left_out(scene)) == ([], [(why, [1])])


def make_digest(person: User, days_ago: int, **facts: object) -> Digest:
    now = timezone.now() - timedelta(days_ago)
    values = {"status": "sent", "sent_at": now, "next_attempt_at": now, "day": now.date()}
    return Digest.objects.create(user=person, **values | facts)


def test_plan_leaves_out_whose_last_mail_came_back(scene: Scene) -> None:
    make_digest(scene.author, 1, bounced_at=timezone.now(), bounce="550 no such user")

    why = (
        f"The last mail to {scene.author} came back (550 no such user): ask an administrator to correct the "
        "address and to take the bounce back, and tell the person in another way."
    )
    assert (asked(scene), left_out(scene)) == ([], [(why, [1])])


@pytest.mark.parametrize(("days_ago", "expected"), [(2, []), (4, ["550"])])
def test_bounce_counts_until_a_later_mail_of_any_kind(
    scene: Scene, days_ago: int, expected: list[str]
) -> None:
    make_digest(scene.author, 3, bounced_at=timezone.now(), bounce="550")
    now = timezone.now() - timedelta(days_ago)
    Bundle.objects.create(user=scene.author, status="sent", sent_at=now, next_attempt_at=now, created_at=now)

    assert list(bounced_of([scene.author.pk]).values()) == expected


@pytest.mark.parametrize("n", [1, 3])
def test_plan_takes_the_same_queries_for_one_and_three_replies(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, n: int
) -> None:
    for _ in range(n - 1):
        factories.focal_point_of(factories.make_reply(scene.stored))
    replies = list(Reply.objects.with_issue().with_due_date().order_by("pk"))

    with django_assert_num_queries(8):
        found = plan_for(scene.stored, replies, by=scene.coordinator)

    assert len(found.addressees) == n
