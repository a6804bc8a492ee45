"""The client of the virus scanner, against a scanner that speaks the same protocol."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from replies.files import scanning
from replies.files.scanning import Unreachable, virus_in
from tests.replies.clamd import EICAR, Scanner, SocketScanner, listening


@pytest.fixture
def scanner(settings: Settings) -> Iterator[Scanner]:
    with listening(Scanner()) as found:
        settings.CLAMD_URL = found.url
        yield found


def test_virus_in_sends_the_file_in_chunks(scanner: Scanner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "CHUNK", 3)

    found = virus_in(io.BytesIO(b"%PDF-1.7"))

    assert (found, scanner.scanned) == ("", [(b"zINSTREAM\0", b"%PDF-1.7")])


def test_virus_in_names_the_virus(scanner: Scanner) -> None:
    assert virus_in(io.BytesIO(b"before" + EICAR)) == "Eicar-Test-Signature"


def test_virus_in_over_a_socket_of_the_file_system(settings: Settings, tmp_path: Path) -> None:
    with listening(SocketScanner(tmp_path / "clamd")) as scanner:
        settings.CLAMD_URL = scanner.url

        assert virus_in(io.BytesIO(EICAR)) == "Eicar-Test-Signature"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"INSTREAM size limit exceeded. ERROR\0", "INSTREAM size limit exceeded. ERROR"),
        (b"\0", "no answer"),
    ],
)
def test_virus_in_takes_no_other_answer_for_clean(scanner: Scanner, answer: bytes, reason: str) -> None:
    scanner.answer = answer

    with pytest.raises(Unreachable) as caught:
        virus_in(io.BytesIO(b"x"))

    assert str(caught.value) == reason


def test_virus_in_of_a_virus_without_a_name_is_still_one(scanner: Scanner) -> None:
    scanner.answer = b"stream:  FOUND\0"

    assert virus_in(io.BytesIO(b"x")) == "FOUND"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("tcp://127.0.0.1:1", "Connection refused"),
        ("unix:///nowhere/clamd", "No such file"),
        ("http://127.0.0.1", "write tcp://host:3310 or unix:///path"),
        ("tcp://127.0.0.1:none", "Port could not be cast"),
    ],
)
def test_virus_in_without_a_scanner_says_why(settings: Settings, url: str, reason: str) -> None:
    settings.CLAMD_URL = url

    with pytest.raises(Unreachable, match=reason):
        virus_in(io.BytesIO(b"x"))
