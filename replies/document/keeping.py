"""The files of a compilation on their way to the storage: whole or not at all."""

import hashlib
from contextlib import suppress
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from replies.models import Compilation, CompilationFile
from replies.models.compilations import stored_at


def kept(run: Compilation, file_format: str, content: bytes, *, language: str, name: str) -> CompilationFile:
    """Store the content of a file; the row is not saved yet. Raises OSError when there is no room."""
    sha256 = hashlib.sha256(content).hexdigest()
    return _kept(run, file_format, ContentFile(content), sha256, language=language, name=name)


def kept_stream(
    run: Compilation, file_format: str, stream: IO[bytes], *, language: str, name: str
) -> CompilationFile:
    """Store what a seekable file holds, in pieces."""
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    stream.seek(0)
    return _kept(run, file_format, File(stream), sha256, language=language, name=name)


def _kept(
    run: Compilation, file_format: str, content: File[bytes], sha256: str, *, language: str, name: str
) -> CompilationFile:
    size = content.size
    row = CompilationFile(
        compilation=run, language=language, format=file_format, name=name, size=size, sha256=sha256
    )
    place = stored_at(row, name)
    try:
        row.file.name = default_storage.save(place, content)
    except BaseException:
        thrown_away(place)
        raise
    return row


def thrown_away(*places: str | None) -> None:
    """Remove what was stored under these names, as far as that is possible."""
    for place in filter(None, places):
        with suppress(OSError):
            default_storage.delete(place)


def tidied(run: Compilation) -> None:
    """Remove what lies in the folder of a run and belongs to no file of it, once the run has ended."""
    run.refresh_from_db(fields=["status"])
    folder = f"compilations/{run.pk}"
    if run.is_active or not default_storage.exists(folder):
        return
    own = set(run.files.values_list("file", flat=True))
    places = (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
    thrown_away(*(place for place in places if place not in own))
