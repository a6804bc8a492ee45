"""Marks of notes inside a text: found by the reader, carried as one token each, taken out at the end."""

import re

from issues.intake.parsed import NoteMark

_OPEN, _CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{_OPEN}([^{_CLOSE}]+){_CLOSE}")
STARS = r"\*{1,3}|[†‡]"

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERSCRIPT, "0123456789")
_RAISED = re.compile(
    rf"(?<!\bk[mм])(?<!\b[cкс][mм])(?<!\b[mмкк])([{_SUPERSCRIPT}]+)(?:,\s?(?=[{_SUPERSCRIPT}]))?"
)
_BRACKETED = re.compile(r"\s?\[\^?(\d{1,3})\](?![(\d]):?")
_STARRED = re.compile(rf"(?<=[^\s*†‡,])({STARS})(?=[\s,.;:)]|$)(?:,\s*({STARS})(?=\s|$))?")
_ENDS_SENTENCE = re.compile(r"[.?!:;…][)\]”\"»’'*]*\s*$")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[Nn]os?|paras?|[Aa]rts?|pp?|v|vs|см|ст|пп?|с|párrs?|núms?|cf)\.\s*$"
)


def token(marker: str) -> str:
    """The mark of note `marker` as it is carried inside a text."""
    return f"{_OPEN}{marker}{_CLOSE}"


def without_tokens(text: str) -> str:
    """The text as a document gives it, safe to put tokens into: the two private characters are taken out."""
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def plain(text: str) -> str:
    """The text without the marks that it carries."""
    return MARK.sub("", text)


def ends_sentence(text: str) -> bool:
    """Whether a paragraph could end here: with a full stop or the like, closing quotes after it allowed."""
    shown = plain(text)
    return bool(_ENDS_SENTENCE.search(shown)) and not _ABBREVIATED.search(shown)


def mark_raised_digits(text: str) -> str:
    """Turn superscript figures into marks, except those of a unit (m², км²)."""
    return _RAISED.sub(lambda found: token(found[1].translate(_DIGITS)), text)


def mark_bracketed_numbers(text: str) -> str:
    """Turn [1] and [^1] into marks; figures of four digits are years."""
    return _BRACKETED.sub(lambda found: token(found[1]), text)


def mark_stars(text: str) -> str:
    """Turn the stars that follow a word, or two of them ("*, **"), into marks."""
    return _STARRED.sub(lambda found: token(found[1]) + (token(found[2]) if found[2] else ""), text)


def split_marks(text: str) -> tuple[str, tuple[NoteMark, ...]]:
    """The text with its spaces made single, and its marks at their places in that text.

    Line breaks inside the text stay: they part paragraphs.
    """
    clean, marks, rest = "", [], text
    for piece in MARK.split(text)[::2]:
        clean = _appended(clean, piece)
        rest = rest[len(piece) :]
        if found := MARK.match(rest):
            clean = clean.rstrip()
            marks.append(NoteMark(found[1], len(clean)))
            rest = rest[found.end() :]
    clean = clean.rstrip()
    return clean, tuple(marks)


def _appended(clean: str, piece: str) -> str:
    spaced = re.sub(r"[^\S\n]*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", piece))
    if not clean or clean[-1].isspace():
        spaced = spaced.lstrip()
    return clean + spaced
