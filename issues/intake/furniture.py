"""What belongs to the page and not to the text: page numbers, headers, job numbers, a table of contents."""

import re
from collections.abc import Sequence
from dataclasses import replace

from issues.intake.languages import any_language, language_of_title
from issues.intake.marks import plain
from issues.intake.source import Line

SYMBOL = (
    r"(?:E/C\.12|(?:CAT|CCPR|CEDAW|CRC|CRPD|CERD|CMW|CED)/C)"
    r"(?:/OP[A-Z]+)?/[A-Z]{3}/Q(?:PR)?/\d{1,2}(?:[-–]\d{1,2})?"
)
_SYMBOL = re.compile(rf"(?<![\w/]){SYMBOL}(?:/(?:Add|Rev|Corr)\.\d+)*")
BARE_NUMBER = re.compile(r"\d{1,3}")
_PAGE = re.compile(
    r"\d{1,3}\s?/\s?\d{1,3}"
    r"|[-–—]\s?\d{1,3}\s?[-–—]"
    r"|(?:Page|page|стр\.|Стр\.|página|Página)\s?\d{1,3}(?:\s?(?:of|/|de|sur|из)\s?\d{1,3})?"
    r"|(?:\d{1,3}(?:/\d{1,3})?\s+)?GE\.\d\d-\d{4,6}.{0,40}"
    r"|\*?\s?\d{6,9}\s?\*?"
    r"|\([EFSRAC]\)"
    rf"|{SYMBOL}(?:/(?:Add|Rev|Corr)\.\d+)*\s+(?:[Pp]age )?\d{{1,3}}"
    rf"|\d{{1,3}}\s+{SYMBOL}"
    r"|[_\s]{5,}"
    r"|(?:Please recycle|Merci de recycler|Se ruega reciclar).{0,8}"
    r"|Просьба отправить на вторичную переработку.{0,8}"
)
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$")
_CONTENTS = any_language("contents")
_TRAILING_PAGE = re.compile(r"\s+\d{1,3}$")


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """The lines without page furniture; the line after a removed one is `broken`.

    A number alone on its line stays: whether it is a page, a note or an issue is known only from its place
    in a series. The document's own symbol alone on a line is a page's header, save on the cover.
    """
    kept: list[Line] = []
    broken = False
    own = ""
    titled = False
    for line in _without_contents(lines):
        titled = titled or bool(language_of_title(line.text))
        found = None if own else (_SYMBOL.fullmatch if titled else _SYMBOL.search)(line.text)
        is_header = line.text == own or (titled and found)
        own = found[0] if found else own
        if is_header or _PAGE.fullmatch(line.text):
            broken = True
            continue
        kept.append(replace(line, broken=True) if broken else line)
        broken = False
    return kept


def page_headers(lines: Sequence[Line]) -> list[Line]:
    """The lines that hold a list's symbol and nothing else."""
    return [line for line in lines if _SYMBOL.fullmatch(line.text)]


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without a table of contents: dotted leaders, and what comes again as a heading below."""
    start = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), None)
    if start is None:
        return [line for line in lines if not _LEADER.search(line.text)]
    end = start + 1
    while end < len(lines) and _is_entry(lines[end].text, lines[end + 1 :]):
        end += 1
    return [*lines[:start], *lines[end:]]


def _is_entry(text: str, below: Sequence[Line]) -> bool:
    if (
        _LEADER.search(text)
        or BARE_NUMBER.fullmatch(text)
        or _PAGE.fullmatch(text)
        or text in {"Page", "Стр."}
    ):
        return True
    names = {text, _TRAILING_PAGE.sub("", text)}
    return any(plain(line.text) in names for line in below)
