"""All files of a compilation in one ZIP, each proved to be what was promised while it is copied.

The same files and moment give the same bytes. Nothing is held in memory but one piece of a file.
"""

import hashlib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, BinaryIO

PIECE = 1 << 18  # bytes
ANNEX_LIST, MANIFEST = "Annexes.txt", "SHA256SUMS"
FIRST_YEAR, LAST_YEAR = 1980, 2107  # what the date of a ZIP can say
UNIX = 3
READABLE = 0o100644 << 16
# Files that are compressed already: doing it again costs time and gains nothing.
PACKED = {
    *(".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".pdf", ".epub"),
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".mp3", ".mp4", ".m4a", ".mov", ".ogg", ".webm"),
    *(".zip", ".7z", ".rar", ".gz", ".bz2", ".xz"),
}


@dataclass(frozen=True, slots=True)
class Member:
    """A file to pack: its name in the ZIP, how to open it, the SHA-256 that it must have, in hexadecimal."""

    name: str
    open: Callable[[], IO[bytes]]
    sha256: str


class Changed(Exception):
    """A file is not the one that was promised; the message is its name."""


class Vanished(Exception):
    """A file is no longer there; the message is its name."""


def write(stream: BinaryIO, files: Sequence[Member], moment: datetime, *, annexes: str = "") -> None:
    """Pack the files in their order, then the list of annexes (if there is one) and the sums of all.

    Raises Changed or Vanished at the first file that is not as promised: what the stream holds then is to be
    thrown away. Raises ValueError for names that are no plain names or not all different.
    """
    listed = [_of_text(ANNEX_LIST, annexes)] if annexes else []
    members = [*files, *listed]
    _check([*(member.name for member in members), MANIFEST])
    sums = "".join(f"{member.sha256.lower()}  {member.name}\n" for member in members)
    with zipfile.ZipFile(stream, "w") as archive:
        for member in (*members, _of_text(MANIFEST, sums)):
            _copy(archive, member, moment)


def _check(names: Sequence[str]) -> None:
    for name in names:
        is_one_name = PurePosixPath(name).name == name and name not in {"", ".."}
        if not is_one_name or "\\" in name or not name.isprintable():
            raise ValueError(f"not the plain name of a file: {name!r}")
    if len({name.casefold() for name in names}) < len(names):
        raise ValueError("two files of the same name")


def _of_text(name: str, text: str) -> Member:
    content = text.encode()
    return Member(name, lambda: BytesIO(content), hashlib.sha256(content).hexdigest())


def _copy(archive: zipfile.ZipFile, member: Member, moment: datetime) -> None:
    try:
        source = member.open()
    except FileNotFoundError as error:
        raise Vanished(member.name) from error
    found = hashlib.sha256()
    with source, archive.open(_entry(member.name, moment), "w") as target:
        for piece in _pieces(source):
            found.update(piece)
            target.write(piece)
    if found.hexdigest() != member.sha256.lower():
        raise Changed(member.name)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(PIECE):
        yield piece


def _entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    at = moment.astimezone(UTC)
    year = min(max(at.year, FIRST_YEAR), LAST_YEAR)
    entry = zipfile.ZipInfo(name, (year, at.month, at.day, at.hour, at.minute, at.second))
    is_packed = PurePosixPath(name).suffix.lower() in PACKED
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    entry.create_system = UNIX
    entry.external_attr = READABLE
    return entry
