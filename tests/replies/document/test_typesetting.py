"""The process in which typst runs: what it says when it fails, and that it ends in time."""

import io
import sys

import pytest

from replies.document import typesetting
from replies.document.pdf_data import data_of
from replies.document.typesetting import TypesettingFailed, main, typeset
from tests.replies.document.trees import RICH, document


def test_refusal_of_typst_is_its_own_message() -> None:
    with pytest.raises(TypesettingFailed, match="failed to parse JSON"):
        typeset("{", moment=0)


def test_process_that_dies_is_a_failure_that_says_how() -> None:
    with pytest.raises(TypesettingFailed, match="ValueError"):
        typeset(data_of(document()), moment="none")  # type: ignore[arg-type]


def test_process_that_takes_too_long_is_ended() -> None:
    with pytest.raises(TypesettingFailed, match=r"longer than 0\.01 seconds"):
        typeset(data_of(RICH), moment=0, seconds=0.01)


def test_process_that_cannot_say_why_is_named_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(TypesettingFailed, match="typst ended with 1"):
        typeset("{}", moment=0)


def test_program_imports_nothing_of_the_application() -> None:
    command = (
        "import sys, replies.document.typesetting; print(*{'django', 'replies.models'} & set(sys.modules))"
    )

    ended = typesetting.subprocess.run(
        [sys.executable, "-c", command], capture_output=True, check=True, cwd=typesetting.ROOT
    )

    assert ended.stdout.strip() == b""


@pytest.mark.parametrize(
    ("data", "code", "written", "said"),
    [(data_of(RICH), 0, b"%PDF", ""), ("[", 1, b"", "failed to parse JSON")],
)
def test_program_writes_the_pdf_or_the_refusal(
    data: str,
    code: int,
    written: bytes,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(sys, "argv", ["typesetting", "0"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))

    ended = main()

    sys.stdout.flush()
    found = capfdbinary.readouterr()
    assert (ended, found.out[:4], said in found.err.decode()) == (code, written, True)
