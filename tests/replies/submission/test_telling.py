"""Everyone involved is told once, in their language, whatever happens to the mail server and the workers."""

import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone
from lxml import html
from pytest_django import Settings

from accounts.models import Role, User
from replies.delivery import LEASE, MAX_ATTEMPTS, STOPPED, give_up
from replies.models import Notice, Submission
from replies.services.submitting import reopen_list
from replies.submission.mails import notice_message
from replies.submission.telling import LEFT, OVERTAKEN, claim_next, people_of, send
from replies.tasks import send_notices
from tests import factories
from tests.replies.submission.scene import Scene, make_scene

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = "https://replies.example.org"


@pytest.fixture
def scene() -> Scene:
    return make_scene(symbol="CAT/C/KAZ/Q/4", state="KAZ", time_zone="Asia/Almaty")


@pytest.fixture
def submission(scene: Scene) -> Submission:
    return scene.submit()


@pytest.fixture
def notice(submission: Submission, scene: Scene) -> Notice:
    """The administrator's, the only one that is left to be sent."""
    submission.notices.exclude(user=scene.administrator).update(status="failed")
    return submission.notices.select_related("submission__list_of_issues", "user").get(
        user=scene.administrator
    )


def put_mail_server_down(settings: Settings) -> None:
    """Really refused, on a port where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = free.getsockname()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def test_people_involved_are_those_with_a_part_in_the_list(scene: Scene) -> None:
    ministry = scene.reply.assignment.ministry
    observer = factories.make_user(Role.OBSERVER)
    factories.make_user(Role.OBSERVER, is_active=False)
    factories.make_user(Role.FOCAL_POINT)
    factories.make_user(Role.COORDINATOR)
    factories.make_reply(scene.stored, ministry=ministry)

    people = people_of(scene.stored)

    of_the_ministry = list(User.objects.filter(ministry=ministry).order_by("pk"))
    expected = {*of_the_ministry, scene.coordinator, scene.administrator, observer}
    assert (set(people), len(people), len(of_the_ministry)) == (expected, len(expected), 2)


def test_task_tells_everyone_once(scene: Scene, submission: Submission) -> None:
    send_notices()
    send_notices()

    told = sorted(message.to[0] for message in mail.outbox)
    assert told == sorted(user.email for user in people_of(scene.stored))
    assert set(Notice.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_message_of_a_submission(notice: Notice) -> None:
    notice.user.name = "Aigul <O'Hara>"
    notice.submission.by.name = "R&D"
    notice.submission.at = datetime(2023, 2, 14, 20, 30, tzinfo=ZoneInfo("UTC"))

    message = notice_message(notice)

    url = f"https://replies.example.org/lists/{notice.submission.list_of_issues_id}/submission/"
    assert message.subject == "CAT/C/KAZ/Q/4: the replies were submitted"
    assert message.to == [notice.user.email]
    assert message.extra_headers == {
        "Message-ID": f"<notice.{notice.pk}@example.org>",
        "Auto-Submitted": "auto-generated",
    }
    assert (
        message.body
        == f"""\
Dear Aigul <O'Hara>,

the replies to the list of issues CAT/C/KAZ/Q/4 were submitted by R&D on 15 February 2023, 02:30.
From now on nothing in the list changes any more. It can still be read here:

  {url}

You get this mail because you have a part in this list of issues.
"""
    )
    page = html.fromstring(message.alternatives[0].content)
    assert [link.get("href") for link in page.iter("a")] == [url]
    assert "submitted by R&D on" in " ".join(page.text_content().split())


def test_message_of_a_reopening_gives_the_reason(scene: Scene, submission: Submission) -> None:
    reopen_list(submission, reason="A figure <b>in</b> 6(a)\nwas wrong.", by=scene.administrator)
    told = Notice.objects.get(kind="reopened", user=scene.coordinator)
    told.submission.at = datetime(2023, 2, 14, 20, 30, tzinfo=ZoneInfo("UTC"))
    told.submission.reopened_at = datetime(2023, 2, 15, 6, tzinfo=ZoneInfo("UTC"))

    message = notice_message(told)

    assert message.subject == "CAT/C/KAZ/Q/4: the list was opened again"
    assert (
        message.body
        == f"""\
Dear {scene.coordinator.name},

the list of issues CAT/C/KAZ/Q/4, submitted on 15 February 2023, was opened again by \
{scene.administrator.name} on 15 February 2023, 12:00. The reason given:

A figure <b>in</b> 6(a)
was wrong.

Its replies can be changed again. What was sent before stays on record. The list is here:

  https://replies.example.org/lists/{scene.stored.pk}/submission/

You get this mail because you have a part in this list of issues.
"""
    )
    content = str(message.alternatives[0].content)
    assert "A figure &lt;b&gt;in&lt;/b&gt; 6(a)<br>was wrong." in content


def test_message_to_a_ministry_leads_to_the_list(scene: Scene, submission: Submission) -> None:
    told = submission.notices.get(user__ministry__isnull=False, user__role=Role.FOCAL_POINT)

    body = str(notice_message(told).body)

    assert f"https://replies.example.org/lists/{scene.stored.pk}/\n" in body


def test_message_is_in_the_language_of_the_person(notice: Notice) -> None:
    notice.user.language = "ru"
    notice.submission.at = datetime(2023, 2, 14, 20, 30, tzinfo=ZoneInfo("UTC"))

    message = notice_message(notice)

    assert "15 февраля 2023" in str(message.body)


def test_message_says_nothing_of_the_answers(notice: Notice) -> None:
    message = notice_message(notice)

    assert "Nine deaths" not in f"{message.body}{message.alternatives}"


def test_notice_to_a_server_that_is_down_is_tried_again(notice: Notice, settings: Settings) -> None:
    put_mail_server_down(settings)
    now = timezone.now()
    pauses = []
    for _ in range(MAX_ATTEMPTS):
        Notice.objects.filter(pk=notice.pk).update(next_attempt_at=now)
        claimed = claim_next(now)
        assert claimed is not None
        send(claimed, now)
        pauses.append((claimed.next_attempt_at - now) / timedelta(minutes=1))

    notice.refresh_from_db()
    assert pauses[:-1] == [5, 15, 60] + [240] * 10
    assert (notice.status, notice.attempts, "Connection refused" in notice.error) == (
        "failed",
        MAX_ATTEMPTS,
        True,
    )


def leave(scene: Scene) -> None:
    User.objects.filter(pk=scene.administrator.pk).update(is_active=False)


def reopen(scene: Scene) -> None:
    reopen_list(Submission.objects.get(), reason="A figure was wrong.", by=scene.administrator)


@pytest.mark.parametrize(("change", "error"), [(leave, LEFT), (reopen, OVERTAKEN)])
def test_notice_that_is_true_no_more_is_not_sent(
    scene: Scene, notice: Notice, change: Callable[[Scene], None], error: str
) -> None:
    change(scene)
    claimed = claim_next(timezone.now())

    assert claimed == notice
    send(claimed, timezone.now())

    notice.refresh_from_db()
    assert (mail.outbox, notice.status, notice.error) == ([], "dropped", error)


def test_notice_of_a_killed_worker_is_taken_up_after_the_lease(notice: Notice) -> None:
    now = timezone.now()
    claim_next(now)

    early, later = claim_next(now + LEASE - timedelta(seconds=1)), claim_next(now + LEASE)

    assert (early, later) == (None, notice)


def test_notice_that_kills_each_worker_is_given_up(notice: Notice) -> None:
    now = timezone.now()
    claims = [claim_next(now + n * LEASE) for n in range(MAX_ATTEMPTS)]
    give_up(Notice, now + (MAX_ATTEMPTS - 1) * LEASE)
    notice.refresh_from_db()
    before = notice.status

    give_up(Notice, now + MAX_ATTEMPTS * LEASE)

    notice.refresh_from_db()
    assert (claims, before) == ([notice] * MAX_ATTEMPTS, "sending")
    assert (notice.status, notice.error) == ("failed", STOPPED)


def test_records_name_what_they_are_about(scene: Scene, submission: Submission) -> None:
    submission.at = datetime(2023, 2, 14, 20, 30, tzinfo=ZoneInfo("UTC"))
    told = submission.notices.get(user=scene.coordinator)

    assert (str(submission), str(told)) == (
        "CAT/C/KAZ/Q/4 · 2023-02-14 20:30",
        f"{scene.coordinator.name} · submitted",
    )
