"""The ZIP: in order, the same bytes for the same files, every file proved, its sums right."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import ClassVar

import pytest

from replies.document.archive import PIECE, Changed, Member, Vanished, write

MOMENT = datetime(2023, 2, 15, 12, 30, 40, tzinfo=UTC)
SHA256SUM = shutil.which("sha256sum")
LIST = "Annex 1 – Статистика.pdf\n"


def member(name: str, content: bytes = b"text") -> Member:
    return Member(name, lambda: io.BytesIO(content), hashlib.sha256(content).hexdigest().upper())


def packed(*files: Member, moment: datetime = MOMENT, annexes: str = LIST) -> bytes:
    stream = io.BytesIO()
    write(stream, files, moment, annexes=annexes)
    return stream.getvalue()


FILES = (
    member("CAT-C-KAZ-Q-4 replies.docx"),
    member("CAT-C-KAZ-Q-4 replies.md", b"# Text\n" * 100),
    member("Annex 1 – Статистика.pdf", b"\x00\xff" * PIECE),
)


def test_archive_holds_the_files_in_order_then_list_and_manifest() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(*FILES))) as archive:
        found = [
            (
                entry.filename,
                entry.compress_type,
                entry.date_time,
                entry.create_system,
                entry.external_attr >> 16,
            )
            for entry in archive.infolist()
        ]
        texts = [archive.read(name).decode() for name in ("Annexes.txt", "SHA256SUMS")]

    at, stored, deflated = (2023, 2, 15, 12, 30, 40), zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    assert found == [
        ("CAT-C-KAZ-Q-4 replies.docx", stored, at, 3, 0o100644),
        ("CAT-C-KAZ-Q-4 replies.md", deflated, at, 3, 0o100644),
        ("Annex 1 – Статистика.pdf", stored, at, 3, 0o100644),
        ("Annexes.txt", deflated, at, 3, 0o100644),
        ("SHA256SUMS", deflated, at, 3, 0o100644),
    ]
    assert texts[0] == LIST
    assert texts[1].splitlines()[0] == f"{FILES[0].sha256.lower()}  CAT-C-KAZ-Q-4 replies.docx"


@pytest.mark.skipif(SHA256SUM is None, reason="this machine has no sha256sum")
def test_sums_are_confirmed_by_the_system(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(*FILES))) as archive:
        archive.extractall(tmp_path)

    check = subprocess.run(  # noqa: S603 - our own arguments
        [str(SHA256SUM), "--check", "--strict", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C.UTF-8"},
    )

    assert (check.returncode, check.stderr) == (0, "")
    assert check.stdout == "".join(
        f"{name}: OK\n" for name in (*(file.name for file in FILES), "Annexes.txt")
    )


def test_archive_without_annexes_has_no_list() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES[0], annexes=""))) as archive:
        assert archive.namelist() == ["CAT-C-KAZ-Q-4 replies.docx", "SHA256SUMS"]


def test_same_files_and_moment_give_the_same_bytes() -> None:
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=5)))

    assert packed(*FILES) == packed(*FILES, moment=elsewhere)


@pytest.mark.parametrize(("year", "written"), [(1970, 1980), (2023, 2023), (2200, 2107)])
def test_moment_is_brought_into_what_the_format_can_say(year: int, written: int) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(moment=MOMENT.replace(year=year)))) as archive:
        assert archive.infolist()[0].date_time[0] == written


def test_file_that_is_not_the_promised_one_is_named() -> None:
    other = Member("Annex 1.pdf", lambda: io.BytesIO(b"other"), hashlib.sha256(b"text").hexdigest())

    with pytest.raises(Changed, match=r"^Annex 1\.pdf$"):
        packed(other)


def test_file_that_vanished_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "gone"

    with pytest.raises(Vanished, match=r"^Annex 1\.pdf$"):
        packed(Member("Annex 1.pdf", lambda: gone.open("rb"), ""))


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "a\\b", "a\nb", "a\u202eb"])
def test_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not the plain name of a file"):
        packed(member(name))


@pytest.mark.parametrize("names", [("a.md", "A.md"), ("Annexes.txt", "b"), ("sha256sums", "b")])
def test_two_files_of_one_name_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="two files of the same name"):
        packed(*map(member, names))


class Watched(io.BytesIO):
    """A file that notes how many bytes it is asked for at once."""

    asked: ClassVar[set[int | None]] = set()

    def read(self, size: int | None = -1) -> bytes:
        self.asked.add(size)
        return super().read(size)


def test_file_is_copied_in_pieces_and_closed() -> None:
    content = bytes(3 * PIECE + 1)
    source = Watched(content)

    packed(Member("large.bin", lambda: source, hashlib.sha256(content).hexdigest()))

    assert (source.asked, source.closed) == ({PIECE}, True)
