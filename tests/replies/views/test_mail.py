"""An administrator sees which mails failed, has them sent again, and notes what came back."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Role, User
from issues.models import ListOfIssues
from replies import services
from replies.models import Bundle, Digest, Notice, Submission
from replies.pages.mail import mail_settings
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

URL = "/mail/"
WHY = "Nothing answers at mail.example.org:25.\nConnectionRefusedError: refused"


@pytest.fixture
def administrator() -> User:
    return factories.make_user(Role.ADMINISTRATOR)


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list()


def failed_digest(day: date, name: str = "Mia", **fields: object) -> Digest:
    values = {"status": "failed", "attempts": 8, "next_attempt_at": timezone.now(), "error": WHY}
    return Digest.objects.create(user=factories.make_user(name=name), day=day, **values | fields)


def sent_bundle(name: str, **fields: object) -> Bundle:
    now = timezone.now()
    values = {"status": "sent", "sent_at": now, "created_at": now, "next_attempt_at": now}
    return Bundle.objects.create(user=factories.make_user(name=name), **values | fields)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_page_when_all_is_well(client: SignedIn, administrator: User) -> None:
    page = client.of(administrator).get(URL).content.decode()

    assert "<h1>Every mail of the last seven days went out.</h1>" in page
    assert "A mail that could not be sent after all attempts" in page


def test_page_names_what_failed_why_and_what_came_back(
    client: SignedIn, administrator: User, stored: ListOfIssues
) -> None:
    failed_digest(stored.today, interrupted=True)
    failed_digest(stored.today - timedelta(3), name="Boris")
    failed_digest(stored.today - timedelta(9), name="Old", next_attempt_at=timezone.now() - timedelta(8))
    sent_bundle("Clara", bounced_at=timezone.now(), bounce="Mailbox full")
    sent_bundle("Dina")

    page = client.of(administrator).get(URL, {"address": "dina"}).content.decode()

    assert "<h1>2 mails of the last seven days could not be sent.</h1>" in page
    assert "Nothing answers at mail.example.org:25." in page
    assert "may have arrived: the worker was stopped while sending" in page
    assert "Its day has passed: what is still owed stands in a later digest." in page
    assert page.count("Try again") == 1
    assert ("Mailbox full" in page, "It came back" in page, "<b>Dina</b>" in page) == (True, True, True)
    assert "Old" not in page


def test_page_says_what_kind_of_mail_it_was(client: SignedIn, administrator: User) -> None:
    now, person = timezone.now(), factories.make_user()
    failed = {"user": person, "status": "failed", "next_attempt_at": now}
    Bundle.objects.create(sender=administrator, key=uuid4(), created_at=now, **failed)
    run = services.start_compilation(factories.make_list(), by=administrator)
    submission = Submission.objects.create(
        list_of_issues=run.list_of_issues, compilation=run, seal={}, by=administrator, at=now
    )
    Notice.objects.create(submission=submission, kind="submitted", **failed)

    page = client.of(administrator).get(URL).content.decode()

    assert ("<td>reminder by hand</td>" in page, "<td>submitted</td>" in page) == (True, True)


def test_page_says_when_nobody_is_found(client: SignedIn, administrator: User) -> None:
    page = client.of(administrator).get(URL, {"address": "nobody"}).content.decode()

    assert "No mail was sent to “nobody”. Try a part of the name." in page
    assert client.of(administrator).get(URL, {"address": "x" * 101}).status_code == 200


@pytest.mark.parametrize("n", [1, 3])
def test_page_makes_the_same_queries_for_any_number_of_mails(
    client: SignedIn,
    administrator: User,
    stored: ListOfIssues,
    n: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for place in range(n):
        failed_digest(stored.today, name=f"Person {place}")
        sent_bundle(f"Somebody {place}", bounced_at=timezone.now(), bounce="Full")
        sent_bundle(f"Other {place}")
    client.of(administrator)

    with django_assert_num_queries(13):
        client.get(URL, {"address": "other"})


def test_retry_sends_the_mail(client: SignedIn, administrator: User, stored: ListOfIssues) -> None:
    digest = failed_digest(stored.today)

    response = client.of(administrator).post(reverse("replies:mail_retry", args=["digest", digest.pk]))

    assert (response.status_code, response["Location"]) == (302, URL)
    assert said(response) == ["The mail is tried again now: its outcome stands here in a moment."]
    assert Digest.objects.get().status != "failed"


def test_retry_of_a_past_day_is_refused(client: SignedIn, administrator: User, stored: ListOfIssues) -> None:
    digest = failed_digest(stored.today - timedelta(2))

    response = client.of(administrator).post(reverse("replies:mail_retry", args=["digest", digest.pk]))

    assert said(response) == ["Its day has passed: what is still owed stands in a later digest."]
    assert Digest.objects.get().status == "failed"


def test_unknown_kind_is_not_found(client: SignedIn, administrator: User) -> None:
    assert client.of(administrator).post("/mail/letter/1/retry/").status_code == 404
    assert client.post("/mail/digest/1/retry/").status_code == 404


def test_bounce_is_noted_and_struck_out(client: SignedIn, administrator: User) -> None:
    bundle = sent_bundle("Clara")
    client.of(administrator)

    nothing = client.post(reverse("replies:mail_bounce", args=["news", bundle.pk]), {"said": " "})
    client.post(reverse("replies:mail_bounce", args=["news", bundle.pk]), {"said": "Mailbox full"})
    noted = Bundle.objects.get().bounce
    client.post(reverse("replies:mail_bounce_back", args=["news", bundle.pk]))

    assert said(nothing) == ["Write what the mail server said, in a few words."]
    assert (noted, Bundle.objects.get().bounce) == ("Mailbox full", "")


def test_bounce_of_what_was_not_sent_is_refused(
    client: SignedIn, administrator: User, stored: ListOfIssues
) -> None:
    digest = failed_digest(stored.today)

    response = client.of(administrator).post(
        reverse("replies:mail_bounce", args=["digest", digest.pk]), {"said": "Full"}
    )

    assert said(response) == ["This mail was not sent: it cannot have come back."]


def test_test_mail_says_what_came_of_it(client: SignedIn, administrator: User, settings: Settings) -> None:
    went = client.of(administrator).post("/mail/test/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    failed = client.post("/mail/test/")

    assert said(went) == [f"The mail server took a mail to {administrator.email}: see whether it arrives."]
    assert said(failed)[-1].startswith("Nothing answers at 127.0.0.1:1")


def test_settings_never_show_the_password(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "mail.example.org", 587, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "tracker", "secret"
    settings.DEFAULT_FROM_EMAIL = "tracker@example.org"

    assert mail_settings() == [
        ("Server", "mail.example.org:587"),
        ("Encryption", "STARTTLS"),
        ("Signs in as", "tracker"),
        ("From", "tracker@example.org"),
    ]


def test_desk_of_an_administrator_says_that_mail_failed(
    client: SignedIn, administrator: User, stored: ListOfIssues
) -> None:
    failed_digest(stored.today)

    pages = [client.of(user).get("/").content.decode() for user in (administrator, factories.make_user())]

    assert ["1 mail of the last seven days could not be sent." in page for page in pages] == [True, False]
