"""What is told at once: gathered, sent once, and left out where it is true no more."""

import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Absence, AtOnce, User
from issues.models import CalendarDay, ListOfIssues
from replies import services, tasks
from replies.delivery import LEASE, MAX_ATTEMPTS, STOPPED, give_up
from replies.gathering import (
    AWAY,
    AWAY_BY_HAND,
    HANDED_ON,
    LEFT,
    SETTLED,
    claim_next,
    gather,
    send,
)
from replies.models import Bundle, News
from tests import factories
from tests.replies.scene import Scene, february, make_scene, received

pytestmark = pytest.mark.django_db

MINUTES = timedelta(minutes=1)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def make_news(scene: Scene, user: User, at: datetime, kind: str = AtOnce.MENTIONED, **fields: Any) -> News:
    assignment = scene.reply.assignment
    values = {
        "list_of_issues": scene.stored,
        "issue": assignment.issue,
        "ministry": assignment.ministry,
        "reply": scene.reply,
    }
    return News.objects.create(user=user, kind=kind, at=at, **values | fields)


def run(now: datetime) -> None:
    give_up(Bundle, now)
    gather(now)
    while (bundle := claim_next(now)) is not None:
        send(bundle, now)


def bundles() -> list[tuple[User, str, str, int]]:
    rows = Bundle.objects.order_by("pk").select_related("user")
    return [(row.user, row.status, row.error, row.news.count()) for row in rows]


def test_gather_waits_until_the_oldest_is_old_enough_and_takes_all(scene: Scene) -> None:
    noon = february(14, 12)
    make_news(scene, scene.author, noon)
    make_news(scene, scene.author, noon + 9 * MINUTES)
    make_news(scene, scene.officer, noon + 9 * MINUTES)

    gather(noon + 9 * MINUTES)
    early = bundles()
    gather(noon + 10 * MINUTES)
    gather(noon + 10 * MINUTES)

    assert (early, bundles()) == ([], [(scene.author, "due", "", 2)])


def test_run_twice_sends_once(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 12))

    run(february(14, 13))
    run(february(14, 13))

    assert received() == [scene.author.email]
    assert bundles() == [(scene.author, "sent", "", 1)]


def test_task_gathers_and_sends(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 12))
    Bundle.objects.create(
        user=scene.officer,
        status="sending",
        attempts=MAX_ATTEMPTS,
        created_at=february(14),
        next_attempt_at=february(14),
    )

    tasks.send_news()

    [own, spent] = sorted(bundles(), key=lambda row: row[0].pk)
    assert (own[0], own[3], spent) == (scene.author, 1, (scene.officer, "failed", STOPPED, 0))


@pytest.mark.parametrize("people", [1, 3])
def test_gather_takes_the_same_queries_for_many(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    for _ in range(people):
        make_news(scene, factories.focal_point_of(scene.reply), february(14))

    # A savepoint and its end, who is ripe, what waits, the mails that wait, new ones, what is in them.
    with django_assert_num_queries(7):
        gather(february(14, 10))

    assert Bundle.objects.count() == people


def test_gather_nothing_asks_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        gather(february(14, 10))


@pytest.mark.parametrize("rows", [1, 3])
def test_claim_and_send_take_the_same_queries_for_many(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        make_news(scene, scene.author, february(14), reply=scene.another_reply())
    gather(february(14, 10))

    with django_assert_num_queries(QUERIES):
        bundle = claim_next(february(14, 10))
        assert bundle is not None
        send(bundle, february(14, 10))

    assert received() == [scene.author.email]


# Where mails wait and the days off there, which is next, taking it; its news, who is away, what its person
# may see in two, and that it was sent; a savepoint and its end of the two that write.
QUERIES = 13


def test_news_of_a_weekend_goes_out_as_one_mail_on_monday_at_the_hour_of_the_person(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(digest_hour=11)
    for hour in (10, 15, 20):
        make_news(scene, scene.author, february(11, hour))  # a Saturday
        run(february(11, hour, 30))
    run(february(13, 10))
    before = received()

    run(february(13, 11))

    assert (before, received()) == ([], [scene.author.email])
    assert bundles() == [(scene.author, "sent", "", 3)]


def test_news_of_a_morning_waits_until_seven(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 5))
    run(february(14, 6))
    before = received()

    run(february(14, 7))

    assert (before, received()) == ([], [scene.author.email])


def test_news_waits_on_a_day_that_the_administrator_made_a_day_off(scene: Scene) -> None:
    CalendarDay.objects.create(state="KAZ", day="2023-02-14", is_working=False)
    make_news(scene, scene.author, february(14, 9))

    run(february(14, 12))

    assert bundles() == [(scene.author, "due", "", 1)]


def test_news_after_a_failed_attempt_waits_until_that_mail_is_settled(
    scene: Scene, mail_server: Callable[[str], None]
) -> None:
    mail_server("down")
    make_news(scene, scene.author, february(14, 9))
    run(february(14, 10))
    make_news(scene, scene.author, february(14, 10))
    run(february(14, 11))
    waiting = News.objects.filter(bundle=None).count()
    mail_server("up")

    run(february(14, 12))
    run(february(14, 13))

    assert (waiting, bundles()) == (1, [(scene.author, "sent", "", 1), (scene.author, "sent", "", 1)])
    assert received() == [scene.author.email] * 2


@pytest.fixture
def mail_server(settings: Settings) -> Callable[[str], None]:
    """Put the mail server “down”: really refused on a port where nothing listens; or “up” again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()

    def put(state: str) -> None:
        kind = {"down": "smtp", "up": "locmem"}[state]
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{kind}.EmailBackend"

    return put


def test_mail_server_that_stays_away_ends_in_a_visible_failure(
    scene: Scene, mail_server: Callable[[str], None]
) -> None:
    mail_server("down")
    make_news(scene, scene.author, february(14, 9))

    for hours in range(0, 24 * 14, 2):
        run(february(14, 10) + timedelta(hours=hours))

    bundle = Bundle.objects.get()
    assert (bundle.status, bundle.attempts, bundle.error != "") == ("failed", MAX_ATTEMPTS, True)


def test_worker_killed_while_sending_sends_again_as_the_same_mail_and_says_so(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 9))
    gather(february(14, 10))
    killed = claim_next(february(14, 10))
    again = claim_next(february(14, 10))

    run(february(14, 10) + LEASE)

    stored = Bundle.objects.get()
    assert killed is not None
    assert (again, stored.status, stored.interrupted) == (None, "sent", True)
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [killed.message_id]


def test_worker_killed_at_the_last_attempt_is_a_visible_failure(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 9))
    gather(february(14, 10))
    Bundle.objects.update(status="sending", attempts=MAX_ATTEMPTS)

    give_up(Bundle, february(14, 11))

    assert bundles() == [(scene.author, "failed", STOPPED, 1)]


def leave(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(is_active=False)


def move_person(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(ministry=factories.make_ministry())


def switch_off(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(switched_off=["mentioned"])


def archive(scene: Scene) -> None:
    ListOfIssues.objects.update(status="archived")


def take_back_reply(scene: Scene) -> None:
    News.objects.update(reply=None)


def lose_news(scene: Scene) -> None:
    News.objects.all().delete()


def go_away(scene: Scene) -> None:
    Absence.objects.create(user=scene.author, first_day=february(14).date())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (leave, LEFT),
        (move_person, SETTLED),
        (switch_off, SETTLED),
        (archive, SETTLED),
        (take_back_reply, SETTLED),
        (lose_news, SETTLED),
        (go_away, AWAY),
    ],
)
def test_mail_that_is_true_no_more_is_dropped_with_the_reason(
    scene: Scene, change: Callable[[Scene], None], why: str
) -> None:
    make_news(scene, scene.author, february(14, 9))
    gather(february(14, 10))
    bundle = claim_next(february(14, 10))
    assert bundle is not None
    change(scene)

    bundle.refresh_from_db()
    send(bundle, february(14, 10))

    assert received() == []
    assert [(user, status, error) for user, status, error, _n in bundles()] == [
        (scene.author, "dropped", why)
    ]


def test_deputy_of_who_went_away_since_is_told_instead(scene: Scene) -> None:
    deputy = factories.focal_point_of(scene.reply)
    make_news(scene, scene.author, february(14, 9))
    make_news(scene, scene.author, february(14, 9), by=deputy)
    Absence.objects.create(user=scene.author, first_day=february(14).date(), deputy=deputy)

    run(february(14, 10))
    run(february(14, 10))

    told = News.objects.get(user=deputy)
    assert (told.deputy_of, told.bundle and told.bundle.status) == (scene.author, "sent")
    assert bundles() == [(scene.author, "dropped", HANDED_ON, 1), (deputy, "sent", "", 1)]


def test_deputy_is_not_told_twice_when_two_workers_hand_on(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 9))
    gather(february(14, 10))
    deputy = factories.focal_point_of(scene.reply)
    Absence.objects.create(user=scene.author, first_day=february(14).date(), deputy=deputy)
    bundle = claim_next(february(14, 10))
    assert bundle is not None
    Bundle.objects.update(attempts=2)  # another took it after the lease

    send(bundle, february(14, 10))

    assert News.objects.get().user == scene.author


def test_reminder_by_hand_to_who_went_away_is_not_passed_on(scene: Scene) -> None:
    bundle = make_by_hand(scene)
    Absence.objects.create(user=scene.author, first_day=february(14).date(), deputy=scene.officer)

    run(february(14, 10))

    bundle.refresh_from_db()
    assert (received(), bundle.status, bundle.error) == ([], "dropped", AWAY_BY_HAND)


def make_by_hand(scene: Scene) -> Bundle:
    bundle = Bundle.objects.create(
        user=scene.author,
        sender=scene.coordinator,
        key=uuid4(),
        created_at=february(14, 9),
        next_attempt_at=february(14, 9),
    )
    make_news(scene, scene.author, february(14, 9), kind=News.REMINDED, bundle=bundle)
    return bundle


def test_reminder_by_hand_takes_no_news_and_cannot_be_switched_off(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(switched_off=AtOnce.values)
    make_by_hand(scene)
    make_news(scene, scene.author, february(14, 9), kind=AtOnce.MOVED)

    run(february(14, 10))

    assert bundles() == [(scene.author, "sent", "", 1), (scene.author, "dropped", SETTLED, 1)]


def test_news_that_was_overtaken_is_left_out_and_the_rest_is_told(scene: Scene) -> None:
    make_news(scene, scene.author, february(14, 9), kind=AtOnce.RETURNED)
    kept = make_news(scene, scene.author, february(14, 9))
    scene.submit()

    run(february(14, 10))

    assert list(News.objects.all()) == [kept]
    assert bundles() == [(scene.author, "sent", "", 1)]


def test_reminder_by_hand_is_dropped_once_its_step_is_done(scene: Scene) -> None:
    make_by_hand(scene)
    News.objects.update(facts={"due": "", "status": "not_started"})
    scene.submit()

    run(february(14))

    assert bundles() == [(scene.author, "dropped", SETTLED, 1)]


def test_news_of_an_assignment_that_is_over_is_left_out(scene: Scene) -> None:
    kind = AtOnce.ASSIGNED
    for reply, change in (
        (None, "given"),
        (None, "taken"),
        (scene.reply, "declined"),
        (scene.reply, "points"),
    ):
        make_news(scene, scene.author, february(14), kind, reply=reply, facts={"change": change})

    run(february(14, 10))

    told = [news.facts["change"] for news in News.objects.order_by("pk")]
    assert (told, received()) == (["taken", "points"], [scene.author.email])


def test_news_about_the_whole_list_is_told(scene: Scene) -> None:
    facts = {"before": "2023-02-15", "after": "2023-02-20", "step": "drafts"}
    make_news(
        scene,
        scene.author,
        february(14, 9),
        kind=AtOnce.MOVED,
        issue=None,
        ministry=None,
        reply=None,
        facts=facts,
    )

    run(february(14, 10))

    assert received() == [scene.author.email]


def test_news_of_a_zone_where_it_is_night_waits_while_others_are_told(scene: Scene) -> None:
    elsewhere = factories.make_list(state="RUR", time_zone="America/New_York")
    far = factories.make_reply(elsewhere)
    reader = factories.focal_point_of(far)
    make_news(scene, scene.author, february(14, 9))
    make_news(scene, reader, february(14, 9), list_of_issues=elsewhere, issue=far.assignment.issue, reply=far)

    run(february(14, 14))

    assert received() == [scene.author.email]
    assert bundles() == [(scene.author, "sent", "", 1), (reader, "due", "", 1)]


def test_services_note_news_that_the_next_run_sends(scene: Scene) -> None:
    scene.submit()
    services.send_back(scene.reply, note="The secret year.", by=scene.officer)
    News.objects.update(at=february(14, 9))

    run(february(14, 10))

    [message] = mail.outbox
    assert (message.to, message.subject) == (
        [scene.author.email],
        f"Returned: issue 1 of {scene.stored.symbol}",
    )
    assert "secret" not in str(message.message())
