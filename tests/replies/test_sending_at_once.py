"""Two schedulers and two workers at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from accounts.models import User
from replies.reminders import claim_next, plan_digests
from tests import factories
from tests.replies.scene import Scene, digests, february, make_scene, received, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def on_own_connection(function: Callable[[], object]) -> object:
    try:
        return function()
    finally:
        connection.close()


def at_once(function: Callable[[], object]) -> list[object]:
    """What a function returns in two threads that start it at the same moment."""
    barrier = Barrier(2)

    def call() -> object:
        barrier.wait(5)
        return function()

    with ThreadPoolExecutor(2) as pool:
        return [future.result(30) for future in [pool.submit(on_own_connection, call) for _ in range(2)]]


def wait_until_somebody_waits() -> None:
    with connection.cursor() as cursor:
        for _ in range(1000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_sleep(0.01) IS NOT NULL")
            if cursor.fetchone() != (0,):
                return
    pytest.fail("The second claim did not wait for the first.")


def test_claim_by_two_at_once_is_won_by_one(scene: Scene) -> None:
    plan_digests(february(15))

    claims = at_once(lambda: claim_next(february(15)))

    assert sorted(claim is None for claim in claims) == [False, True]
    assert digests() == [(scene.author, date(2023, 2, 15), "sending", 1)]


def test_claim_that_loses_the_race_takes_nothing(scene: Scene) -> None:
    plan_digests(february(15))

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            winner = claim_next(february(15))
            loser = pool.submit(on_own_connection, lambda: claim_next(february(15)))
            wait_until_somebody_waits()
        lost = loser.result(10)

    assert (winner is None, lost) == (False, None)


def test_runs_at_once_send_one_mail_each(scene: Scene) -> None:
    for _ in range(5):
        factories.focal_point_of(scene.reply)

    at_once(lambda: run(february(15)))

    authors = User.objects.filter(role="focal_point").values_list("email", flat=True)
    assert sorted(received()) == sorted(authors)
    assert {row[2:] for row in digests()} == {("sent", 1)}
