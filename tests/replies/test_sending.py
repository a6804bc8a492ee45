"""Each digest goes out once, whatever happens to the mail server, the workers and the replies."""

import socket
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core import mail
from pytest_django import Settings

from accounts.models import User
from issues.models import Issue, ListOfIssues
from replies import services
from replies.delivery import LEASE, MAX_ATTEMPTS, STOPPED, UNWRITTEN
from replies.models import Digest, Reminder
from replies.reminders import PASSED, SETTLED, claim_next, plan_digests, send
from tests import factories
from tests.replies.scene import Scene, deliver, digests, february, make_scene, received, reminders, run

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def scene() -> Scene:
    return make_scene()


@pytest.fixture
def mail_server(settings: Settings) -> Callable[[str], None]:
    """Put the mail server “down”: really refused on a port where nothing listens; or “up” again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()

    def put(state: str) -> None:
        settings.EMAIL_BACKEND = {"down": SMTP, "up": LOCMEM}[state]

    return put


def test_send_when_everything_was_settled_sends_nothing(scene: Scene) -> None:
    plan_digests(february(15))
    digest = claim_next(february(15))
    scene.submit()

    assert digest is not None
    send(digest, february(15))

    stored = Digest.objects.get()
    assert (received(), stored.status, stored.error, reminders()) == ([], "dropped", SETTLED, [])


def leave(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(is_active=False)


def move_person(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(ministry=factories.make_ministry())


def become_clearing_officer(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(role="clearing_officer")


def close_list(scene: Scene) -> None:
    ListOfIssues.objects.update(status="submitted")


def move_date(scene: Scene) -> None:
    Issue.objects.update(due_date=date(2023, 3, 15))


def remove_date(scene: Scene) -> None:
    ListOfIssues.objects.update(due_date=None)


def accept(scene: Scene) -> None:
    scene.submit()
    scene.clear()
    services.accept(scene.reply, seen=scene.reply.text_hash(), by=scene.coordinator)


@pytest.mark.parametrize(
    "change",
    [leave, move_person, become_clearing_officer, close_list, move_date, remove_date, accept],
)
def test_send_of_what_is_owed_no_more(scene: Scene, change: Callable[[Scene], None]) -> None:
    plan_digests(february(15))
    claim_next(february(15))
    change(scene)

    send(Digest.objects.get(), february(15))

    assert (received(), [row[2] for row in digests()]) == ([], ["dropped"])


def test_send_after_the_coordinator_changed(scene: Scene) -> None:
    scene.submit()
    scene.clear()
    plan_digests(february(23))
    scene.stored.coordinations.all().delete()

    run(february(23))

    assert (received(), digests()) == ([], [(scene.coordinator, date(2023, 2, 23), "dropped", 1)])


def test_send_without_what_was_settled_in_the_meantime(scene: Scene) -> None:
    left = scene.another_reply(label="Prison health")
    plan_digests(february(15))
    scene.submit()

    deliver(february(15))

    assert [row.reply for row in Reminder.objects.filter(user=scene.author)] == [left]
    assert received() == [scene.author.email]
    assert ["Prison health" in mail.outbox[0].body, "Deaths in custody" in mail.outbox[0].body] == [
        True,
        False,
    ]


def test_reminder_deleted_as_settled_stays_in_the_history(scene: Scene) -> None:
    plan_digests(february(15))
    scene.submit()
    deliver(february(15))

    events = apps.get_model("replies", "ReminderEvent").objects.order_by("pgh_id")

    assert [(event.pgh_label, event.pgh_context["reason"]) for event in events] == [
        ("insert", "reminders planned"),
        ("delete", "settled before it was sent"),
    ]


def test_send_to_a_server_that_is_down_is_tried_again_and_sent_once(
    scene: Scene, mail_server: Callable[[str], None]
) -> None:
    attempts = []
    for minute in range(0, 121, 5):
        mail_server("down" if minute < 60 else "up")
        run(february(15, 9, minute % 60) + timedelta(hours=minute // 60))
        attempts.append(Digest.objects.get().attempts)

    assert attempts == [1] + [2] * 3 + [3] * 12 + [4] * 9
    assert received() == [scene.author.email]
    assert [(row.status, row.error, row.sent_at) for row in Digest.objects.all()] == [
        ("sent", "", february(15, 10, 20))
    ]


def test_send_that_fails_each_time_is_given_up_visibly(
    scene: Scene, mail_server: Callable[[str], None]
) -> None:
    mail_server("down")
    plan_digests(february(15))
    pauses = []
    now = february(15, 0)
    for _ in range(MAX_ATTEMPTS):
        Digest.objects.update(next_attempt_at=february(15))
        digest = claim_next(february(15))
        assert digest is not None
        send(digest, now)
        pauses.append((digest.next_attempt_at - now) / timedelta(minutes=1))

    stored = Digest.objects.get()
    assert pauses[:-1] == [5, 15, 60] + [240] * 10
    assert (stored.status, stored.attempts, claim_next(february(15, 23))) == ("failed", MAX_ATTEMPTS, None)
    assert "Connection refused" in stored.error


def test_digest_not_sent_by_the_end_of_its_day_goes_into_the_next(
    scene: Scene, mail_server: Callable[[str], None]
) -> None:
    mail_server("down")
    for hour in range(8, 24):
        run(february(8, hour))
    run(february(9, 1))
    night = digests()
    mail_server("up")
    run(february(9))

    assert night == [(scene.author, date(2023, 2, 8), "failed", 7)]
    assert digests() == [*night, (scene.author, date(2023, 2, 9), "sent", 1)]
    assert reminders() == [(scene.author, date(2023, 2, 15), -5, date(2023, 2, 9))]
    assert received() == [scene.author.email]


def test_digest_that_no_worker_took_up_goes_into_the_next(scene: Scene) -> None:
    plan_digests(february(10))

    run(february(11))
    weekend = received()
    run(february(13))

    assert (weekend, received()) == ([], [scene.author.email])
    assert list(Digest.objects.order_by("day").values_list("day", "status", "error")) == [
        (date(2023, 2, 10), "dropped", PASSED),
        (date(2023, 2, 13), "sent", ""),
    ]


def test_digest_of_a_killed_worker_is_taken_up_after_the_lease(scene: Scene) -> None:
    plan_digests(february(15))
    claim_next(february(15))

    early = claim_next(february(15) + LEASE - timedelta(seconds=1))
    run(february(15) + LEASE)

    assert early is None
    assert (received(), digests()) == ([scene.author.email], [(scene.author, date(2023, 2, 15), "sent", 2)])
    assert Digest.objects.get().interrupted


def test_digest_that_was_put_off_is_not_interrupted(scene: Scene, mail_server: Callable[[str], None]) -> None:
    mail_server("down")
    run(february(15))
    mail_server("up")

    run(february(15, 10))

    stored = Digest.objects.get()
    assert (stored.status, stored.attempts, stored.interrupted) == ("sent", 2, False)


def test_digest_that_kills_each_worker_is_given_up(scene: Scene) -> None:
    plan_digests(february(15))
    claims = [claim_next(february(15) + n * LEASE) for n in range(MAX_ATTEMPTS + 1)]

    plan_digests(february(16))

    assert [claim is None for claim in claims] == [False] * MAX_ATTEMPTS + [True]
    given_up = Digest.objects.get(day=date(2023, 2, 15))
    assert (given_up.status, given_up.attempts, given_up.error) == ("failed", MAX_ATTEMPTS, STOPPED)


def test_claim_after_midnight_takes_nothing_of_the_day_before(scene: Scene) -> None:
    plan_digests(february(10))

    claims = [claim_next(february(10, 23, 59) + timedelta(minutes=n)) for n in (1, 600)]

    assert (claims, digests()) == ([None, None], [(scene.author, date(2023, 2, 10), "due", 0)])


def test_digest_that_was_tried_takes_nothing_more(scene: Scene, mail_server: Callable[[str], None]) -> None:
    mail_server("down")
    run(february(8))
    later = scene.another_reply()
    mail_server("up")

    run(february(8, 14))
    run(february(9))

    assert received() == [scene.author.email] * 2
    assert list(Reminder.objects.order_by("pk").values_list("reply", "digest__day")) == [
        (scene.reply.pk, date(2023, 2, 8)),
        (later.pk, date(2023, 2, 9)),
    ]


def test_mail_that_cannot_be_written_holds_up_no_other(
    scene: Scene, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = factories.focal_point_of(factories.make_reply(scene.stored))
    whole, path = settings.TEMPLATES, tmp_path / "emails/digest-subject.txt"
    path.parent.mkdir()
    path.write_text(f'{{% if user.pk == {scene.author.pk} %}}{{% include "gone.txt" %}}{{% endif %}}Due')
    settings.TEMPLATES = [whole[0] | {"DIRS": [tmp_path, *whole[0]["DIRS"]]}]

    run(february(8))
    before = received(), list(Digest.objects.order_by("user").values_list("user", "status", "error"))
    settings.TEMPLATES = whole
    run(february(8, 10))

    assert before == ([reader.email], [(scene.author.pk, "due", UNWRITTEN), (reader.pk, "sent", "")])
    assert "TemplateDoesNotExist: gone.txt" in caplog.text
    assert received() == [reader.email, scene.author.email]
    assert not Digest.objects.filter(interrupted=True).exists()


def test_digest_of_a_worker_killed_at_night_goes_out_again_as_itself(scene: Scene) -> None:
    plan_digests(february(8))
    killed = claim_next(february(8, 23, 59))

    run(february(9, 7))
    early = received()
    run(february(9))

    assert killed is not None
    assert early == []
    assert list(Digest.objects.values_list("day", "status", "error", "interrupted")) == [
        (date(2023, 2, 8), "sent", "", True)
    ]
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [killed.message_id]


def test_digest_of_a_killed_worker_stays_itself_when_the_next_attempt_fails(
    scene: Scene, mail_server: Callable[[str], None], settings: Settings
) -> None:
    backend = settings.EMAIL_BACKEND
    plan_digests(february(8))
    killed = claim_next(february(8, 9))
    mail_server("down")
    deliver(february(8, 23))
    settings.EMAIL_BACKEND = backend

    run(february(9))

    assert killed is not None
    assert list(Digest.objects.values_list("day", "status", "interrupted")) == [
        (date(2023, 2, 8), "sent", True)
    ]
    assert [message.extra_headers["Message-ID"] for message in mail.outbox] == [killed.message_id]


def test_digest_of_a_worker_killed_at_night_leaves_out_what_a_later_one_tells(scene: Scene) -> None:
    plan_digests(february(15))
    claim_next(february(15, 23, 59))

    run(february(16))

    assert list(Digest.objects.order_by("day").values_list("day", "status", "error")) == [
        (date(2023, 2, 15), "dropped", SETTLED),
        (date(2023, 2, 16), "sent", ""),
    ]
    assert received() == [scene.author.email]


def test_digest_of_a_worker_killed_at_night_waits_over_the_weekend(scene: Scene) -> None:
    plan_digests(february(10))
    claim_next(february(10, 23, 59))

    run(february(11))
    weekend = received()
    run(february(13))

    assert (weekend, digests()[0]) == ([], (scene.author, date(2023, 2, 10), "dropped", 2))
    assert received() == [scene.author.email]


def test_digest_of_a_killed_worker_is_closed_with_the_last_list(scene: Scene) -> None:
    plan_digests(february(15))
    claim_next(february(15))
    close_list(scene)

    plan_digests(february(17))

    assert list(Digest.objects.values_list("status", "error")) == [("failed", STOPPED)]


def test_digest_that_is_being_sent_at_midnight_is_left_alone(scene: Scene, settings: Settings) -> None:
    settings.DIGEST_HOUR = 0
    plan_digests(february(8, 23, 59))
    digest = claim_next(february(8, 23, 59))

    run(february(9, 0))
    assert digest is not None
    send(digest, february(9, 0))
    run(february(9, 1))

    assert received() == [scene.author.email]
    assert digests() == [(scene.author, date(2023, 2, 8), "sent", 1)]


def test_worker_that_comes_back_after_its_lease_changes_nothing(
    scene: Scene, mail_server: Callable[[str], None]
) -> None:
    plan_digests(february(15))
    slow = claim_next(february(15))
    run(february(15) + LEASE)
    mail_server("down")

    assert slow is not None
    send(slow, february(15) + LEASE)

    assert digests() == [(scene.author, date(2023, 2, 15), "sent", 2)]


def test_digests_left_when_the_last_list_closes_are_closed_too(scene: Scene) -> None:
    plan_digests(february(15))
    close_list(scene)

    plan_digests(february(17))

    assert digests() == [(scene.author, date(2023, 2, 15), "dropped", 0)]
