"""Files of a reply through the services: what is stored, in which order, and what is left when it fails."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Role, User
from config.celery import app
from replies import services
from replies.files.uploads import Inspected
from replies.models import Attachment, Reply
from tests import factories

pytestmark = pytest.mark.django_db
NEWER = Inspected("newer.csv", "text/csv", 3)


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


def stored_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def order(reply: Reply) -> list[str]:
    return [file.title for file in reply.attachments.all()]


def test_attach_stores_the_file_under_a_name_that_tells_nothing(reply: Reply) -> None:
    file = factories.attach(reply, name="Заң.pdf")

    with file.file.open("rb") as stored:
        assert (file.title, file.version, file.scan, stored.read(), "Заң" in str(stored.name)) == (
            "Заң",
            1,
            "waiting",
            b"%PDF-1.7",
            False,
        )


def test_attach_puts_new_files_last(reply: Reply) -> None:
    for title in ("One", "Two", "Three"):
        factories.attach(reply, title=title)

    assert list(reply.attachments.values_list("title", "position")) == [("One", 0), ("Two", 1), ("Three", 2)]


def test_attach_has_the_file_examined_after_the_commit(
    reply: Reply, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    app.conf.task_always_eager = True
    try:
        with django_capture_on_commit_callbacks(execute=True):
            file = factories.attach(reply)
            before = Attachment.objects.get().scan
    finally:
        app.conf.task_always_eager = False

    file.refresh_from_db()
    assert (before, file.scan) == ("waiting", "not_scanned")


def test_attach_to_a_returned_reply_takes_it_up_again() -> None:
    reply = factories.make_reply_in("returned")

    factories.attach(reply)

    reply.refresh_from_db()
    assert reply.status == "drafting"


def test_attach_that_is_refused_leaves_no_file_behind() -> None:
    reply = factories.make_reply_in("submitted")
    before = stored_files()

    with pytest.raises(services.Refused, match="The reply is submitted"):
        factories.attach(reply)

    assert stored_files() == before


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A disk that takes half a file, and then has an error."""

    def fill(number: int) -> None:
        def save_half(storage: FileSystemStorage, name: str, _content: object) -> str:
            path = Path(storage.path(name))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"%PDF")
            raise OSError(number, "no more")

        monkeypatch.setattr(FileSystemStorage, "_save", save_half)

    return fill


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_attach_on_a_full_disk_is_refused_in_words(
    reply: Reply, full_disk: Callable[[int], None], number: int
) -> None:
    before = stored_files()
    full_disk(number)

    with pytest.raises(services.Refused, match=r"no room for this file. Nothing was stored; tell the admin"):
        factories.attach(reply)

    assert (stored_files(), reply.attachments.count()) == (before, 0)


def test_attach_does_not_take_another_error_for_a_full_disk(
    reply: Reply, full_disk: Callable[[int], None]
) -> None:
    full_disk(errno.EIO)

    with pytest.raises(OSError, match="no more"):
        factories.attach(reply)


def test_replace_keeps_the_earlier_version_and_waits_again(reply: Reply) -> None:
    file = factories.make_attachment(reply, title="The law", preview_pages=3, sha256="a" * 64)
    earlier, author = str(file.file.name), factories.focal_point_of(reply)

    services.replace(file, ContentFile(b"a;b"), NEWER, by=author)

    file.refresh_from_db()
    assert (
        (file.version, file.title, file.name, file.content_type, file.size),
        (file.sha256, file.scan, file.examined_at, file.preview_pages, file.uploaded_by),
    ) == ((2, "The law", "newer.csv", "text/csv", 3), ("", "waiting", None, 0, author))
    with file.file.storage.open(earlier) as stored:
        assert stored.read() == b"%PDF-1.7"
    assert list(file.events.order_by("pgh_id").values_list("version", "file")) == [
        (1, earlier),
        (2, str(file.file.name)),
    ]


def test_describe_says_anew_what_a_file_is(reply: Reply) -> None:
    file = factories.attach(reply)
    author = factories.focal_point_of(reply)

    services.describe(file, kind="evidence", title="Бұйрық", language="kk", by=author)

    file.refresh_from_db()
    assert (file.kind, file.title, file.language, file.version) == ("evidence", "Бұйрық", "kk", 1)


@pytest.mark.parametrize(
    ("title", "steps", "expected"),
    [
        ("B", -1, ["B", "A", "C"]),
        ("B", 1, ["A", "C", "B"]),
        ("A", -1, ["A", "B", "C"]),
        ("C", 1, ["A", "B", "C"]),
    ],
)
def test_reorder_moves_one_place_and_stays_within(
    reply: Reply, title: str, steps: int, expected: list[str]
) -> None:
    for name in ("A", "B", "C"):
        factories.make_attachment(reply, title=name)  # all at place 0, as before there was an order

    services.reorder(reply.attachments.get(title=title), steps=steps, by=factories.focal_point_of(reply))

    assert order(reply) == expected


def test_detach_keeps_the_file_and_the_history(reply: Reply) -> None:
    file = factories.attach(reply)
    events, pk = file.events.model.objects, file.pk

    services.detach(file, by=factories.focal_point_of(reply))

    labels = list(events.filter(pgh_obj_id=pk).order_by("pgh_id").values_list("pgh_label", flat=True))
    assert (reply.attachments.count(), file.file.storage.exists(str(file.file.name)), labels) == (
        0,
        True,
        ["insert", "delete"],
    )


Act = Callable[[Attachment, User], object]
ACTS: list[Act] = [
    lambda file, by: services.replace(file, ContentFile(b"a;b"), NEWER, by=by),
    lambda file, by: services.describe(file, kind="annex", title="x", language="", by=by),
    lambda file, by: services.reorder(file, steps=1, by=by),
    lambda file, by: services.detach(file, by=by),
]


@pytest.mark.parametrize("act", ACTS)
def test_changes_by_a_stranger_are_refused(reply: Reply, act: Act) -> None:
    file = factories.attach(reply)
    before = stored_files()

    with pytest.raises(services.Refused, match="Only a focal point"):
        act(file, factories.make_user(Role.OBSERVER))

    assert (list(Attachment.objects.values_list("version", "title")), stored_files()) == (
        [(1, "law")],
        before,
    )


@pytest.mark.parametrize("act", ACTS)
def test_changes_of_a_file_that_is_gone_say_so(reply: Reply, act: Act) -> None:
    author, file = factories.focal_point_of(reply), factories.attach(reply)
    services.detach(Attachment.objects.get(pk=file.pk), by=author)

    with pytest.raises(services.Refused, match="“law” was removed meanwhile"):
        act(file, author)
