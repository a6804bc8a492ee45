"""Characters that no font of the PDF has: a sign takes their place there, so somebody must be told.

`typst/printable.txt` holds the code points that the fonts inside typst 0.15.2 can show in a PDF/A-2a file,
as hexadecimal numbers and ranges; a test asks typst again at the edges of every range.
"""

import re
from functools import cache
from pathlib import Path

from replies.document.docx_markup import FORBIDDEN, SPACES

COVERAGE = Path(__file__).with_name("typst") / "printable.txt"
REPLACEMENT = "\ufffd"
INVISIBLE = "\ufeff"  # marks the order of bytes; no PDF/A file may hold it, and it prints nothing


@cache
def _unprintable() -> re.Pattern[str]:
    """One character that no font has."""
    ranges = (part.partition("-") for part in COVERAGE.read_text(encoding="ascii").split())
    spans = (f"\\U{int(first, 16):08x}-\\U{int(last or first, 16):08x}" for first, _dash, last in ranges)
    return re.compile(f"[^{''.join(spans)}]")


def printed(text: str) -> str:
    """The text as the PDF shows it: on one line, a sign in the place of what no font has."""
    if text.isascii() and text.isprintable():
        return text
    return _unprintable().sub(REPLACEMENT, _on_one_line(text))


def _on_one_line(text: str) -> str:
    return SPACES.sub(" ", FORBIDDEN.sub("", text)).replace(INVISIBLE, "")


def unprintable_in(text: str) -> list[str]:
    """The characters of a text that the PDF cannot show, each once, in order."""
    return [] if text.isascii() else list(dict.fromkeys(_unprintable().findall(_on_one_line(text))))
