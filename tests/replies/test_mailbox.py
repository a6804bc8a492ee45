"""The mailbox of a development installation, with mails written by Django's own file backend."""

import os
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse
from pytest_django import Settings

from replies.mailbox import SHOWN
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DEBUG = True
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def post(*subjects: str, html: str = "", text: str = "See https://example.org/replies/7/\n") -> list[str]:
    """Send mails over one connection, so into one file; return their names, the oldest first.

    The file gets a name and a time of its own: two connections of one second may share theirs.
    """
    connection = get_connection(FILE_BACKEND)
    folder = Path(django_settings.EMAIL_FILE_PATH)
    before = set(folder.glob("*.log"))
    messages = [EmailMultiAlternatives(subject, text, to=["aigul@example.org"]) for subject in subjects]
    if html:
        messages[0].attach_alternative(html, "text/html")
    connection.send_messages(messages)
    (written,) = set(folder.glob("*.log")) - before
    named = written.rename(folder / f"20230215-090000-{len(before)}.log")
    os.utime(named, (len(before), len(before)))
    return [f"{named.stem}-{place}" for place in range(len(subjects))]


def test_mailbox_lists_the_newest_first(client: SignedIn) -> None:
    old = post("Напоминание", "Second")
    new = post("Third")

    response = client.of(factories.make_user("administrator")).get(reverse("replies:mailbox"))

    shown = [(mail.name, mail.subject, mail.to) for mail in response.context["mails"]]
    assert shown == [
        (new[0], "Third", "aigul@example.org"),
        (old[1], "Second", "aigul@example.org"),
        (old[0], "Напоминание", "aigul@example.org"),
    ]
    for name in (*old, *new):
        assert reverse("replies:mailbox_message", args=[name]) in response.content.decode()


def test_mailbox_shows_no_more_than_the_newest(client: SignedIn) -> None:
    names = post(*(f"Mail {n}" for n in range(SHOWN + 1)))

    response = client.of(factories.make_user("administrator")).get(reverse("replies:mailbox"))

    assert [mail.name for mail in response.context["mails"]] == names[:0:-1]


def test_mailbox_without_mails_says_what_will_come(client: SignedIn) -> None:
    response = client.of(factories.make_user("administrator")).get(reverse("replies:mailbox"))

    assert (response.status_code, "No mail yet." in response.content.decode()) == (200, True)


def test_message_shows_its_text_with_links(client: SignedIn) -> None:
    (name,) = post("Due today", text="<b>Bold</b>\nhttps://example.org/replies/7/\n")

    page = client.of(factories.make_user("administrator")).get(
        reverse("replies:mailbox_message", args=[name])
    )

    content = page.content.decode()
    assert '<a href="https://example.org/replies/7/"' in content
    assert ("&lt;b&gt;Bold" in content, "<b>Bold" in content, "As HTML" in content) == (True, False, False)


def test_message_shows_its_html_without_what_acts_or_loads(client: SignedIn) -> None:
    html = (
        '<title>T</title><style>p { color: red }</style><p style="x" onclick="y">Read <a href="https://example.org/">this</a>'
        '<a href="javascript:z">not this</a><img src="https://example.org/i.png"><iframe src="/"></iframe>'
        "<script>alert(1)</script></p>"
    )
    (name,) = post("Due today", html=html)

    page = client.of(factories.make_user("administrator")).get(
        reverse("replies:mailbox_message", args=[name])
    )

    assert page.context["mail"].html == (
        '<p>Read <a href="https://example.org/" rel="noopener noreferrer">this</a>'
        '<a rel="noopener noreferrer">not this</a></p>'
    )
    assert page.context["mail"].html in page.content.decode()


def test_message_in_the_middle_of_its_file(client: SignedIn) -> None:
    names = post("First", "Second", "Third")

    page = client.of(factories.make_user("administrator")).get(
        reverse("replies:mailbox_message", args=[names[1]])
    )

    assert page.context["mail"].subject == "Second"


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "..",
        "20230215-090000-1",
        "20230215-090000-1-0",
        "20230215-090000-1-0.log",
        "..%2F..%2Fsecret-1-0",
    ],
)
def test_message_of_a_name_that_is_none(client: SignedIn, folder: Path, name: str) -> None:
    folder.mkdir()
    (folder.parent / "secret-1.log").write_bytes(
        b"Subject: s\nTo: t\nDate: d\n\nNOT FOR YOU\n" + b"-" * 79 + b"\n"
    )

    page = client.of(factories.make_user("administrator")).get(f"{reverse('replies:mailbox')}{name}/")

    assert (page.status_code, b"NOT FOR YOU" in page.content) == (404, False)


def test_message_of_a_place_that_its_file_does_not_have(client: SignedIn) -> None:
    (name,) = post("Only one")

    page = client.of(factories.make_user("administrator")).get(
        reverse("replies:mailbox_message", args=[name.rsplit("-", 1)[0] + "-1"])
    )

    assert page.status_code == 404


def test_mailbox_outside_development(client: SignedIn, settings: Settings) -> None:
    (name,) = post("Secret")
    settings.DEBUG = False
    signed_in = client.of(factories.make_user("administrator"))

    codes = [
        signed_in.get(reverse("replies:mailbox")).status_code,
        signed_in.get(reverse("replies:mailbox_message", args=[name])).status_code,
    ]

    assert codes == [404, 404]


def test_mailbox_of_a_stranger_asks_to_sign_in(client: SignedIn) -> None:
    (name,) = post("Secret")

    pages = [
        client.get(reverse("replies:mailbox")),
        client.get(reverse("replies:mailbox_message", args=[name])),
    ]

    assert [page.status_code for page in pages] == [302, 302]
    assert all(page.headers["Location"].startswith(reverse("account_login")) for page in pages)
