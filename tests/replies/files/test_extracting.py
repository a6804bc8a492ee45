"""The text inside files: stored once by page, for the version that was read; taken up when it was lost."""

import io
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from config.celery import app
from replies import services
from replies.files import extracting
from replies.files.extracting import extract, left_unread, read_text
from replies.files.reading_text import EXCEL, WORD
from replies.files.uploads import Inspected
from replies.models import Attachment, AttachmentPage, Reply
from replies.tasks import examine_attachment, extract_text, resume_examinations
from tests import factories
from tests.replies.pictures import pdf
from tests.replies.writings import excel, package, word, written_pdf

pytestmark = pytest.mark.django_db
NEWER = Inspected("newer.csv", "text/csv", 3)


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


@pytest.fixture
def _at_once() -> Iterator[None]:
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def examined(reply: Reply, content: bytes, content_type: str = "application/pdf", **facts: Any) -> Attachment:
    """A file that has been looked at, with this content."""
    file = factories.make_attachment(reply, content_type=content_type, **facts)
    file.file.save("law", ContentFile(content))
    return file


def pages(file: Attachment) -> list[tuple[int, str]]:
    return list(file.pages.values_list("number", "text"))


def test_extract_stores_the_pages_that_have_a_text(reply: Reply) -> None:
    file = examined(reply, written_pdf("Nine deaths.", "", "Қамаудағы тоғыз өлім."))

    extract_text(attachment_id=file.pk, version=1)

    assert pages(file) == [(1, "Nine deaths."), (3, "Қамаудағы тоғыз өлім.")]


@pytest.mark.parametrize(
    ("content", "content_type"),
    [(word("Nine deaths."), WORD), (excel([["Nine deaths."]]), EXCEL), (b"Nine deaths.", "text/csv")],
)
def test_extract_reads_each_kind_that_has_a_text(reply: Reply, content: bytes, content_type: str) -> None:
    file = examined(reply, content, content_type)

    extract(file.pk, 1)

    assert pages(file) == [(1, "Nine deaths.")]


@pytest.mark.parametrize("content", [pdf(2), b"%PDF-1.7 and nothing"], ids=["scan", "broken"])
def test_extract_leaves_one_empty_page_where_there_is_no_text(reply: Reply, content: bytes) -> None:
    file = examined(reply, content)

    extract(file.pk, 1)

    assert (pages(file), left_unread(timezone.now() + timedelta(days=1))) == ([(1, "")], [])


def test_extract_stores_many_pages_in_few_queries(
    reply: Reply, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    file = examined(reply, "слово ".encode() * 9_000, "text/csv")
    monkeypatch.setattr(extracting, "PAGES_PER_QUERY", 2)

    with django_assert_num_queries(7):  # found, savepoint, locked, deleted, two inserts, released
        extract(file.pk, 1)

    assert [number for number, _text in pages(file)] == [1, 2, 3]


def test_extract_twice_reads_once_unless_asked_again(reply: Reply) -> None:
    file = examined(reply, b"Nine deaths.", "text/csv")
    extract(file.pk, 1)
    first = file.pages.get().pk
    extract(file.pk, 1)
    second = file.pages.get().pk
    extract(file.pk, 1, again=True)

    assert (second == first, file.pages.get().pk > first) == (True, True)


@pytest.mark.parametrize(
    ("content_type", "facts"),
    [
        ("image/png", {}),
        ("text/csv", {"scan": "infected", "virus": "Eicar"}),
        ("text/csv", {"scan": "waiting", "examined_at": None, "sha256": ""}),
        ("text/csv", {"version": 2}),
    ],
    ids=["picture", "infected", "waiting", "replaced"],
)
def test_extract_leaves_alone_what_may_not_be_read(
    reply: Reply, content_type: str, facts: dict[str, Any]
) -> None:
    file = examined(reply, b"Nine deaths.", content_type, **facts)

    extract(file.pk, 1)

    assert pages(file) == []


def test_extract_that_is_overtaken_stores_nothing(reply: Reply, monkeypatch: pytest.MonkeyPatch) -> None:
    file = examined(reply, b"Nine deaths.", "text/csv")
    author = factories.focal_point_of(reply)
    run = subprocess.run

    def slowly(*args: Any, **options: Any) -> Any:
        services.replace(file, ContentFile(b"a;b"), NEWER, by=author)
        return run(*args, **options)

    monkeypatch.setattr("subprocess.run", slowly)
    extract(file.pk, 1)

    assert (pages(file), Attachment.objects.get().version) == ([], 2)


def test_replace_and_detach_leave_no_text_behind(reply: Reply) -> None:
    replaced, removed = (examined(reply, b"Nine deaths.", "text/csv") for _ in range(2))
    author = factories.focal_point_of(reply)
    for file in (replaced, removed):
        extract(file.pk, 1)
    before = AttachmentPage.objects.count()

    services.replace(replaced, ContentFile(b"a;b"), NEWER, by=author)
    services.detach(removed, by=author)

    assert (before, AttachmentPage.objects.count()) == (2, 0)


@pytest.mark.usefixtures("_at_once")
def test_examination_is_followed_by_the_text(reply: Reply) -> None:
    file = factories.attach(reply, b"Nine deaths.", content_type="text/csv")

    examine_attachment(attachment_id=file.pk, version=1)

    assert pages(file) == [(1, "Nine deaths.")]


def test_left_unread_names_the_oldest_that_lost_their_task(
    reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extracting, "AT_ONCE", 2)
    long_ago = timezone.now() - timedelta(minutes=11)
    examined(reply, b"a", "text/csv")
    examined(reply, b"a", "image/png", examined_at=long_ago)
    done, *lost = (examined(reply, b"a", "text/csv", examined_at=long_ago) for _ in range(4))
    extract(done.pk, 1)

    assert left_unread(timezone.now()) == [(lost[0].pk, 1), (lost[1].pk, 1)]


@pytest.mark.usefixtures("_at_once")
def test_resume_examinations_takes_out_the_text_that_is_missing(reply: Reply) -> None:
    long_ago = timezone.now() - timedelta(minutes=11)
    file = examined(reply, b"Nine deaths.", "text/csv", examined_at=long_ago)

    resume_examinations()

    assert pages(file) == [(1, "Nine deaths.")]


def test_read_attachments_reads_what_is_there_and_again_what_was_read(reply: Reply) -> None:
    file, other = examined(reply, b"Nine deaths.", "text/csv"), examined(reply, b"Law", "text/csv")
    extract(other.pk, 1)
    other.pages.update(text="Outdated")
    out = io.StringIO()
    call_command("read_attachments", stdout=out)
    first = pages(file), pages(other)
    call_command("read_attachments", "--again", stdout=out)

    assert (first, pages(other), out.getvalue()) == (
        ([(1, "Nine deaths.")], [(1, "Outdated")]),
        [(1, "Law")],
        "Files read: 1.\nFiles read: 2.\n",
    )


def test_read_text_of_a_bomb_finds_nothing() -> None:
    unpacked = "<w:p {W}><w:r>" + "<w:t>a</w:t>" * 10 + "<w:t>" + "a" * 9_000_000 + "</w:t>"
    endless = "<w:document {W}>" + unpacked * 20
    name = default_storage.save("attachments/1/file", ContentFile(package({"word/document.xml": endless})))

    assert read_text(name, WORD) == [""]


def test_read_text_gives_up_on_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "SECONDS", 0.01)
    name = default_storage.save("attachments/1/file", ContentFile(pdf()))

    assert read_text(name, "application/pdf") == [""]
