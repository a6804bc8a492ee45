"""How much room files take, by kind and by list."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage
from django.utils import timezone
from pytest_django import Settings

from replies import services, storage
from replies.files.uploads import Inspected
from replies.models import CompilationFile, WordTemplate
from replies.storage import Disk, ListRoom, Room, disk, from_json, measured
from tests import factories

pytestmark = pytest.mark.django_db


def test_storage_without_files_is_empty() -> None:
    found = measured()

    nothing = dict.fromkeys(("attachments", "earlier", "compilations", "templates"), Room())
    assert (found.kinds, found.lists, found.bytes) == (nothing, [], 0)
    assert found.database > 1_000_000


def test_storage_counts_each_kind_and_each_list() -> None:
    replies = [factories.make_reply() for _ in range(3)]
    author = factories.focal_point_of(replies[0])
    file = factories.attach(replies[0], b"x" * 10, by=author)
    services.replace(file, ContentFile(b"x" * 30), Inspected("b.pdf", "application/pdf", 30), by=author)
    gone = factories.attach(replies[1], b"x" * 100)
    services.detach(gone, by=gone.uploaded_by)
    first, second, _none = (reply.assignment.issue.list_of_issues for reply in replies)
    run = services.start_compilation(first, by=factories.make_coordinator(first))
    CompilationFile.objects.create(compilation=run, format="pdf", name="a.pdf", size=500, sha256="0" * 64)
    by = {"uploaded_by": author, "uploaded_at": timezone.now()}
    WordTemplate.objects.create(name="t.docx", file="t", size=7, sha256="0" * 64, **by)

    found = measured()

    assert found.kinds == {
        "attachments": Room(1, 30),
        "earlier": Room(2, 110),
        "compilations": Room(1, 500),
        "templates": Room(1, 7),
    }
    assert found.lists == [
        ListRoom(first.pk, first.symbol, 3, 540),
        ListRoom(second.pk, second.symbol, 1, 100),
    ]
    assert found.bytes == 647
    assert from_json(found.as_json()) == found


def test_storage_names_the_lists_that_take_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "LISTS_SHOWN", 1)
    for size in (10, 20):
        factories.attach(factories.make_reply(), b"x" * size)

    assert [room.bytes for room in measured().lists] == [20]


def test_disk_is_that_of_the_folder_even_before_the_first_upload(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "not" / "there")

    found = disk()

    assert found is not None
    assert 0 < found.free <= found.total
    assert isinstance(default_storage, Storage)


def test_disk_is_unknown_where_files_lie_elsewhere(settings: Settings) -> None:
    other = {"BACKEND": "django.core.files.storage.memory.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": other}

    found = disk()

    assert (found, isinstance(default_storage, FileSystemStorage)) == (None, False)


def test_disk_is_scarce_below_a_tenth() -> None:
    assert [Disk(free, 100).is_scarce for free in (9, 10)] == [True, False]
