"""Mails that did not arrive."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies.models import Bundle, Digest
from replies.services import Refused
from replies.services.mailing import record_bounce, send_test_mail, take_bounce_back, try_again
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> User:
    return factories.make_user(Role.ADMINISTRATOR)


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list()


def digest_of(day: date, *, user: User | None = None, **fields: object) -> Digest:
    values = {"status": "failed", "attempts": 8, "next_attempt_at": timezone.now(), "error": "Away"}
    return Digest.objects.create(user=user or factories.make_user(), day=day, **values | fields)


def test_try_again_keeps_the_mail_touched(administrator: User, stored: ListOfIssues) -> None:
    digest = digest_of(stored.today)

    try_again(digest, by=administrator)

    digest.refresh_from_db()
    assert (digest.status, digest.attempts, digest.error) == ("due", 1, "")


def test_try_again_is_refused(administrator: User, stored: ListOfIssues) -> None:
    left = factories.make_user(is_active=False, name="Mia")
    nowhere = factories.make_user(email="", name="Boris")
    cases = [
        (digest_of(stored.today, status="due"), "This mail has not failed: nothing is to be sent again."),
        (digest_of(stored.today, user=left), "Mia may not sign in any more and gets no mail."),
        (
            digest_of(stored.today, user=nowhere),
            "Boris has no address: an administrator enters one under Administration → People.",
        ),
        (
            digest_of(stored.today - timedelta(1)),
            "Its day has passed: what is still owed stands in a later digest.",
        ),
    ]

    for digest, said in cases:
        with pytest.raises(Refused) as refused:
            try_again(digest, by=administrator)
        assert str(refused.value) == said


def test_try_again_of_news_of_a_past_day(administrator: User) -> None:
    now = timezone.now() - timedelta(3)
    bundle = Bundle.objects.create(
        user=factories.make_user(), created_at=now, next_attempt_at=now, status="failed", attempts=8
    )

    try_again(bundle, by=administrator)

    assert Bundle.objects.values_list("status", "attempts").get() == ("due", 1)


def test_bounce_is_recorded_and_taken_back(administrator: User, stored: ListOfIssues) -> None:
    digest = digest_of(stored.today, status="sent", sent_at=timezone.now())

    record_bounce(digest, "No such mailbox", by=administrator)
    recorded = Digest.objects.get()
    take_bounce_back(digest, by=administrator)

    assert (recorded.bounce, recorded.bounced_at is not None) == ("No such mailbox", True)
    assert Digest.objects.values_list("bounce", "bounced_at").get() == ("", None)


def test_bounce_of_a_mail_that_was_not_sent_is_refused(administrator: User, stored: ListOfIssues) -> None:
    digest = digest_of(stored.today)

    with pytest.raises(Refused, match="This mail was not sent"):
        record_bounce(digest, "No such mailbox", by=administrator)


def test_others_than_administrators_are_refused(stored: ListOfIssues) -> None:
    digest, person = digest_of(stored.today), factories.make_user()

    for act in (
        lambda: try_again(digest, by=person),
        lambda: record_bounce(digest, "No", by=person),
        lambda: take_bounce_back(digest, by=person),
        lambda: send_test_mail(to=person),
    ):
        with pytest.raises(Refused, match="Only administrators see which mails failed"):
            act()


def test_test_mail_arrives(administrator: User) -> None:
    why = send_test_mail(to=administrator)

    assert (why, [message.to for message in mail.outbox]) == ("", [[administrator.email]])


def test_test_mail_without_a_server(administrator: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    why = send_test_mail(to=administrator)

    assert why.splitlines()[0] == (
        "Nothing answers at 127.0.0.1:1: see that the mail server runs and that EMAIL_URL names the right "
        "port."
    )
