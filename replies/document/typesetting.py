"""Data into PDF by typst, each time in a fresh process: what it remembers and what it breaks ends with it.

typst keeps all that it has laid out for as long as its process lives (gigabytes for thousands of answers) and
a failure inside it would take the worker along. Run as a program, this module is that process; it imports
nothing of the application.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

import typst

ROOT = Path(__file__).parents[2]
TEMPLATE = Path(__file__).with_name("typst") / "document.typ"
STANDARDS: Any = ["a-2a", "ua-1"]  # for archives and for screen readers; the stub wants its own literals
SECONDS = 600.0


class TypesettingFailed(Exception):
    """No PDF came of it; the message is typst's own, or says how its process ended."""


class TypesettingTooSlow(TypesettingFailed):
    """It took longer than it may."""


def typeset(data: str, *, moment: int, seconds: float = SECONDS) -> bytes:
    """The PDF of the template filled with `data` (JSON), its dates the `moment` (seconds since 1970).

    Raises TypesettingFailed when typst refuses, dies, or takes longer than `seconds`.
    """
    command = [sys.executable, "-m", __name__, str(moment)]
    try:
        ended = subprocess.run(  # noqa: S603 - our own interpreter and module, data on its standard input
            command, input=data.encode(), capture_output=True, timeout=seconds, check=False, cwd=ROOT
        )
    except subprocess.TimeoutExpired as error:
        raise TypesettingTooSlow(f"typst took longer than {seconds:g} seconds") from error
    if ended.returncode:
        said = ended.stderr.decode(errors="replace").strip()
        raise TypesettingFailed(said or f"typst ended with {ended.returncode}")
    return ended.stdout


def pdf_of(data: bytes, moment: int) -> bytes:
    """The PDF, made in this process. Raises typst's own error."""
    compiled: bytes = typst.compile(
        TEMPLATE,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=moment,
        sys_inputs={"document": data.decode()},
    )
    return compiled


def main() -> int:
    """Read data from standard input, write the PDF to standard output, typst's refusal to standard error."""
    try:
        content = pdf_of(sys.stdin.buffer.read(), int(sys.argv[1]))
    except typst.TypstError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
