"""Files of a reply opened through their pages: to whom, how, and when not."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from pytest_django import Settings

from replies import services
from replies.files.previews import preview_name
from replies.files.uploads import Inspected
from replies.models import Attachment, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
NEWER = Inspected("жаңа.csv", "text/csv", 3)


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("submitted")


def of(name: str, file: Attachment, *more: int) -> str:
    return reverse(f"replies:attachment_{name}", args=[file.pk, *more])


def replaced(**fields: str) -> Attachment:
    """A file in its second version."""
    reply = factories.make_reply()
    file = factories.make_attachment(reply, name="Заң.pdf", **fields)
    return services.replace(file, ContentFile(b"a;b"), NEWER, by=factories.focal_point_of(reply))


def test_download_is_never_shown_as_a_page(client: SignedIn, reply: Reply) -> None:
    file = factories.make_attachment(reply, name="Заң № 1.pdf")

    response = client.of(factories.clearing_officer_of(reply)).get(of("download", file))

    names = ("Content-Type", "X-Content-Type-Options", "Content-Disposition")
    assert [response.headers[name] for name in names] == [
        "application/pdf",
        "nosniff",
        "attachment; filename*=utf-8''%D0%97%D0%B0%D2%A3%20%E2%84%96%201.pdf",
    ]
    assert b"".join(response.streaming_content) == b"%PDF-1.7"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"scan": "infected", "virus": "Eicar"}, "“The law” contains the virus “Eicar”: nobody can open it."),
        (
            {"scan": "waiting", "sha256": "", "examined_at": None},
            "“The law” is not checked for viruses yet: nobody can open it before.",
        ),
    ],
)
def test_download_of_what_is_not_safe_is_refused_in_words(
    client: SignedIn, reply: Reply, settings: Settings, fields: dict[str, str], why: str
) -> None:
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    file = factories.make_attachment(reply, **fields)

    response = client.of(factories.focal_point_of(reply)).get(of("download", file))

    assert response.headers["Location"] == f"/replies/{reply.pk}/#attachments"
    assert [str(message) for message in get_messages(response.wsgi_request)] == [why]


def test_download_without_a_scanner_needs_no_waiting(client: SignedIn, reply: Reply) -> None:
    file = factories.make_attachment(reply, scan="waiting", sha256="", examined_at=None)

    response = client.of(factories.focal_point_of(reply)).get(of("download", file))

    assert b"".join(response.streaming_content) == b"%PDF-1.7"


def test_preview_is_an_image_for_this_person_only(client: SignedIn, reply: Reply) -> None:
    file = factories.make_attachment(reply, preview_pages=1)
    default_storage.save(preview_name(str(file.file.name), 1), ContentFile(b"JPEG"))
    client.of(factories.focal_point_of(reply))

    response = client.get(of("preview", file, 1))

    names = ("Content-Type", "X-Content-Type-Options", "Content-Disposition", "Cache-Control")
    assert [response.headers[name] for name in names] == [
        "image/jpeg",
        "nosniff",
        "inline",
        "private, max-age=3600",
    ]
    assert b"".join(response.streaming_content) == b"JPEG"
    assert [client.get(of("preview", file, page)).status_code for page in (0, 2)] == [404, 404]


def test_versions_are_listed_and_downloaded(client: SignedIn) -> None:
    file = replaced(sha256="a" * 64)
    client.of(factories.clearing_officer_of(file.reply))

    plain = client.get(of("versions", file)).content.decode()
    in_page = client.get(of("versions", file), headers={"HX-Request": "true"}).content.decode()
    download = client.get(of("version", file, 1))

    shown = [("Version 1: Заң.pdf" in page, "a" * 64 in page, "<html" in page) for page in (plain, in_page)]
    assert shown == [(True, True, True), (True, True, False)]
    assert (download.getvalue(), download.headers["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert [client.get(of("version", file, version)).status_code for version in (0, 2)] == [404, 404]


def test_versions_of_a_file_that_was_never_replaced_say_so(client: SignedIn, reply: Reply) -> None:
    file = factories.make_attachment(reply)

    page = client.of(factories.focal_point_of(reply)).get(of("versions", file)).content.decode()

    assert "This file has not been replaced yet." in page


def test_versions_stay_internal_where_the_file_is_not(client: SignedIn) -> None:
    file = factories.make_attachment(factories.make_reply_in("accepted"), kind="evidence")
    newer = default_storage.save("attachments/newer", ContentFile(b"a;b"))
    Attachment.objects.update(kind="annex", version=2, file=newer)
    client.of(factories.make_user("observer"))

    statuses = [client.get(url).status_code for url in (of("versions", file), of("version", file, 1))]

    assert (statuses, client.get(of("download", file)).getvalue()) == ([404, 404], b"a;b")


def test_version_with_a_virus_is_refused_in_words(client: SignedIn) -> None:
    file = replaced(scan="infected", virus="Eicar")

    response = client.of(factories.focal_point_of(file.reply)).get(of("version", file, 1))

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert said == ["“The law” contains the virus “Eicar”: nobody can open it."]
