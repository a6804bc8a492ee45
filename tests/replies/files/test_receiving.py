"""How an upload comes in: capped at the limit, and let go without room."""

import errno
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from pytest_django import Settings

from replies.files.receiving import CappedUploadHandler, Unstored


@pytest.fixture
def handler() -> Iterator[CappedUploadHandler]:
    found = CappedUploadHandler()
    found.new_file("file", "law.pdf", "application/pdf", None, None, None)
    yield found
    found.upload_interrupted()


class FullDisk(io.RawIOBase):
    """A file on a disk that is full."""

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, _place: int, _whence: int = 0) -> int:
        return 0

    def write(self, _data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_handler_writes_what_comes(handler: CappedUploadHandler) -> None:
    handler.receive_data_chunk(b"%PDF", 0)
    handler.receive_data_chunk(b"-1.7", 4)
    file = handler.file_complete(8)

    assert file is not None
    with file:
        assert (type(file), file.size, file.read()) == (TemporaryUploadedFile, 8, b"%PDF-1.7")


def test_handler_lets_go_of_what_is_over_the_limit(handler: CappedUploadHandler, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 5
    path = Path(handler.file.temporary_file_path())

    handler.receive_data_chunk(b"%PDF", 0)
    before = path.exists()
    handler.receive_data_chunk(b"-1.7", 4)
    handler.receive_data_chunk(b"more", 8)
    file = handler.file_complete(12)

    assert isinstance(file, Unstored)
    assert (file.name, file.size, before, path.exists()) == ("law.pdf", 12, True, False)


def test_handler_lets_go_when_the_disk_is_full(handler: CappedUploadHandler) -> None:
    found = []
    for disk in (FullDisk(), io.BufferedWriter(FullDisk())):  # noticed when written, or when done
        handler.new_file("file", "law.pdf", "application/pdf", None, None, None)
        handler.file.file.close()
        handler.file.file = cast("IO[Any]", disk)
        handler.receive_data_chunk(b"%PDF", 0)
        found.append((type(handler.file_complete(4)), disk.closed))

    assert found == [(Unstored, True), (Unstored, True)]


def test_handler_lets_go_where_no_file_can_be_made(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_args: object, **_options: object) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", no_room)
    handler = CappedUploadHandler()
    handler.new_file("file", "law.pdf", "application/pdf", None, None, None)
    handler.receive_data_chunk(b"%PDF", 0)

    assert isinstance(handler.file_complete(4), Unstored)


def test_handler_does_not_hide_other_errors(handler: CappedUploadHandler) -> None:
    handler.file.close()

    with pytest.raises(ValueError, match="closed file"):
        handler.receive_data_chunk(b"%PDF", 0)


def test_handler_passes_on_an_error_of_the_disk(settings: Settings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")

    with pytest.raises(FileNotFoundError):
        CappedUploadHandler().new_file("file", "law.pdf", "application/pdf", None, None, None)
