"""What the cover says of a list: title, symbol, date, State, session."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from issues.intake.furniture import SYMBOL
from issues.intake.languages import LANGUAGES, MONTH_NUMBERS, Structure, any_language, language_of_title
from issues.intake.marks import MARK, plain
from issues.intake.parsed import NotAListOfIssues, ParsedNote
from issues.intake.source import Line
from issues.treaty_bodies import TREATY_BODIES, body_of_symbol

_SYMBOL = re.compile(rf"(?<![\w/])({SYMBOL})(?:/(Add|Rev)\.(\d+))?(?![\w/])")
_IN_NAME = re.compile(
    r"(?:^|[^A-Z])((?:E_C\.12|[A-Z]{3,5}_C)(?:_OP[A-Z]+)?_[A-Z]{3}_Q(?:PR)?_\d{1,2}(?:-\d{1,2})?)"
)
_REPORT = re.compile(
    r"(?<![\w/])((?:E/C\.12|(?:CAT|CCPR|CEDAW|CRC|CRPD|CERD|CMW|CED)/C)/[A-Z]{3})/(\d{1,2}(?:[-–]\d{1,2})?)(?![\w/–-])"
)
_DATE = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th|º|-го)?\s+(?:de\s+)?([^\W\d_]+)\s+(?:de\s+|del\s+)?(\d{4})\b",
    re.IGNORECASE,
)
_PRIOR = re.compile(r"\bprior to\b|\bavant\b|\bprevia|\bдо представления")
_REPLIES = any_language("replies")
_COVER_LINES = 120


@dataclass(frozen=True, slots=True)
class Title:
    """The title stands in the lines `start` to `end` (exclusive); its marks are still in `text`."""

    start: int
    end: int
    text: str
    language: str


def find_title(lines: Sequence[Line], name: str) -> Title:
    """Where the title of a list of issues stands.

    Raises NotAListOfIssues, saying what the document is instead, where there is none.
    """
    for i, line in enumerate(lines[:_COVER_LINES]):
        if _REPLIES.match(plain(line.text)):
            raise NotAListOfIssues(
                f"{name} holds the replies of a State (“{_beginning(line)}”), not the list of issues. "
                "Choose the list that the treaty body sent."
            )
        if language := language_of_title(plain(line.text)):
            end = _title_end(lines, i, LANGUAGES[language])
            text = " ".join(part.text for part in lines[i:end])
            return Title(i, end, text, language)
    raise NotAListOfIssues(
        f"{name} is not a list of issues: no such title was found, the text begins with "
        f"“{_beginning(lines[0]) if lines else ''}”. "
        "Choose the document whose title begins with “List of issues”."
    )


def _beginning(line: Line) -> str:
    text = plain(line.text)
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def _title_end(lines: Sequence[Line], start: int, words: Structure) -> int:
    """A title goes on in small letters, after a word that cannot end it, and until it names the State."""
    goes_on = re.compile(rf"\b(?:{words.open_words})$", re.IGNORECASE)
    below = re.compile(rf"\d|[IVXA]\.|(?:{words.article}|{words.part})\s", re.IGNORECASE)
    end = start + 1
    while end < len(lines) and not MARK.search(lines[end - 1].text):
        text = lines[end].text
        known = " ".join(line.text for line in lines[start:end])
        named = lines[end].gap or below.match(text) or re.search(words.state, known, re.IGNORECASE)
        if not (text[:1].islower() or goes_on.search(lines[end - 1].text) or not named):
            break
        end += 1
    return end


def stated_symbol(lines: Iterable[Line], name: str) -> str:
    """The symbol that the cover gives, else the one in the file's name or its folder's, else ""."""
    for line in lines:
        if found := _SYMBOL.search(line.text):
            return found[1] + (f"/{found[2]}.{found[3]}" if found[2] == "Rev" else "")
    for part in reversed(PurePath(name).parts):
        if found := _IN_NAME.search(part.upper()):
            return found[1].replace("_", "/")
    return ""


def deduced_symbol(texts: Iterable[str], title: str) -> str:
    """The symbol that follows from the report cited most: CAT/C/KAZ/4 is asked about in CAT/C/KAZ/Q/4."""
    cited = Counter(found.groups() for text in texts for found in _REPORT.finditer(text))
    if not cited:
        return ""
    (prefix, report), _ = cited.most_common(1)[0]
    return f"{prefix}/{'QPR' if _PRIOR.search(title) else 'Q'}/{report}"


def body_code(symbol: str, lines: Iterable[Line]) -> str:
    """The treaty body, from the symbol or else from its name on the cover; "" where neither tells."""
    if code := body_of_symbol(symbol):
        return code
    cover = " ".join(plain(line.text) for line in lines).lower().replace("'", "’")
    names = ((body.code, name.lower()) for body in TREATY_BODIES.values() for name in body.committee.values())
    return next((code for code, name in names if name in cover), "")


def state_code(symbol: str) -> str:
    """The three letters of the State in a symbol, "" where it has none."""
    found = re.search(r"/([A-Z]{3})/Q", symbol)
    return found[1] if found else ""


def state_name(title: str, language: str) -> str:
    """The State as the title names it (in Russian in the genitive), "" where it does not."""
    found = re.search(LANGUAGES[language].state, title, re.IGNORECASE)
    return found[1].strip() if found else ""


def cover_date(lines: Iterable[Line]) -> date | None:
    """The first date on the cover, in whichever of the four languages."""
    for line in lines:
        for day, month, year in _DATE.findall(line.text):
            with suppress(ValueError):
                return date(int(year), MONTH_NUMBERS.get(month.lower(), 0), int(day))
    return None


def session(notes: Iterable[ParsedNote], language: str) -> str:
    """The session at which the list was adopted, as the note of the title tells it."""
    for note in notes:
        found = None if note.marker.isalnum() else re.search(LANGUAGES[language].session, note.text)
        if found:
            return found[1]
    return ""
