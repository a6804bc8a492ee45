"""The Word template: brought, used, taken back; each refusal in words."""

import errno
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, transaction
from django.urls import reverse

from accounts.models import User
from replies import services
from replies.document.word_template import specimen
from replies.models import WordTemplate
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
URL = "/word-template/"


def bring(client: SignedIn, content: bytes, name: str = "own.docx") -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_template_page_offers_a_file_to_begin_with(client: SignedIn, administrator: User) -> None:
    page = client.of(administrator).get(URL).content.decode()

    file = client.get(reverse("replies:word_template_specimen"))

    assert "Documents take the Geneva styles that come with the application." in page
    assert (file.content, file.headers["Content-Disposition"]) == (
        specimen(),
        'attachment; filename="Reply Tracker styles.docx"',
    )


def test_template_is_brought_used_and_downloaded(client: SignedIn, administrator: User) -> None:
    response = bring(client.of(administrator), specimen())

    page = client.get(URL).content.decode()
    file = client.get(reverse("replies:word_template_download"))

    assert said(response) == ["The next compilations take their styles from this file."]
    assert "Documents take their styles from “own.docx”." in page
    assert file.getvalue() == specimen()


def test_template_replaces_the_one_before_which_is_kept(client: SignedIn, administrator: User) -> None:
    client.of(administrator)
    for name in ("first.docx", "second.docx"):
        bring(client, specimen(), name)

    rows = [(row.name, row.withdrawn_by) for row in WordTemplate.objects.order_by("pk")]
    assert rows == [("first.docx", administrator), ("second.docx", None)]


def test_template_is_taken_back(client: SignedIn, administrator: User) -> None:
    bring(client.of(administrator), specimen())
    client.get(URL)
    url = reverse("replies:word_template_withdraw")

    first, second = said(client.post(url)), said(client.post(url))
    client.get(URL)
    download = said(client.get(reverse("replies:word_template_download")))

    assert WordTemplate.objects.current() is None
    assert (first, second, download) == (
        [],
        ["The styles that come with the application are in use already."],
        ["The styles that come with the application are in use."],
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "The file is empty."), (b"no Word file", "own.docx"), (None, "Choose a file first.")],
)
def test_template_that_is_none_is_refused(
    client: SignedIn, administrator: User, content: bytes | None, reason: str
) -> None:
    client.of(administrator)
    response = client.post(URL) if content is None else bring(client, content)

    page = response.content.decode()
    assert (response.status_code, WordTemplate.objects.count(), "invalid-feedback" in page) == (422, 0, True)
    assert reason == "own.docx" or reason in page


def test_template_on_a_full_disk_is_refused_in_words(
    client: SignedIn, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)

    page = bring(client.of(administrator), specimen()).content.decode()

    assert "The server has no room for this file." in page


def test_template_on_a_broken_disk_is_no_silent_matter(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(FileSystemStorage, "_save", broken)

    with pytest.raises(OSError, match="Input/output error"):
        services.replace_template(specimen(), "own.docx", by=administrator)


def test_template_that_cannot_be_recorded_leaves_no_file(administrator: User) -> None:
    services.replace_template(specimen(), "own.docx", by=administrator)
    before = default_storage.listdir("templates")

    with pytest.raises(DataError), transaction.atomic():
        services.replace_template(specimen(), "own\0.docx", by=administrator)

    assert (default_storage.listdir("templates"), WordTemplate.objects.count()) == (before, 1)


def test_template_that_vanished_is_said(client: SignedIn, administrator: User) -> None:
    template = services.replace_template(specimen(), "own.docx", by=administrator)
    default_storage.delete(str(template.file.name))

    response = client.of(administrator).get(reverse("replies:word_template_download"))

    assert said(response) == ["The Word template is no longer in the storage: bring it again."]


def test_template_that_another_has_just_replaced_is_refused(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.replace_template(specimen(), "theirs.docx", by=administrator)
    # The other one has committed after the rows to withdraw were read.
    monkeypatch.setattr("replies.services.templating._withdraw", lambda _by: 0)

    with pytest.raises(services.Refused, match="Somebody else has just replaced it"):
        services.replace_template(specimen(), "own.docx", by=administrator)


def test_template_is_an_administrators_matter(administrator: User) -> None:
    coordinator = factories.make_coordinator(factories.make_list())

    with pytest.raises(services.Refused, match="Only administrators change the Word template"):
        services.replace_template(specimen(), "own.docx", by=coordinator)
