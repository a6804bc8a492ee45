"""Bytes of a .txt, .docx or .pdf file in, lines of text with the marks of notes out."""

import re
import unicodedata
from pathlib import PurePath

from issues.intake.marks import mark_bracketed_numbers, mark_raised_digits, mark_stars, without_tokens
from issues.intake.parsed import NotAListOfIssues
from issues.intake.readers_docx import docx_source
from issues.intake.readers_pdf import pdf_source
from issues.intake.source import BOLD, Line, Source

KNOWN = (".txt", ".docx", ".pdf")
MAX_LINES = 20_000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]|\u00ad(?!\s*\n)")
_LINK = re.compile(
    r"\[([^\]\[]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<((?:https?://|www\.|mailto:)[^<>\s]+)>"
)
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3})(?=[^\s*])([^*\n]*?[^\s*\\])\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")


def read(content: bytes, name: str) -> Source:
    """The lines of a document whose file is called `name`.

    Raises NotAListOfIssues where the bytes are not a readable .txt, .docx or .pdf file.
    """
    extension = PurePath(name).suffix.lower()
    if not content.strip():
        raise NotAListOfIssues(f"The file {name} is empty. Choose the file that holds the list of issues.")
    if content.startswith(_OLD_OFFICE):
        raise NotAListOfIssues(_old_office_message(content, name))
    if extension not in KNOWN:
        raise NotAListOfIssues(
            f"{name} is of a kind that cannot be read. "
            "Save the list as .docx, .pdf or .txt, and choose that file."
        )
    source = _source(content, name, extension)
    if len(source.lines) > MAX_LINES:
        raise NotAListOfIssues(
            f"{name} has more than {MAX_LINES} lines: it is too long to be a list of issues."
        )
    return source


def _source(content: bytes, name: str, extension: str) -> Source:
    if extension == ".pdf" or content.startswith(b"%PDF-"):
        return pdf_source(content, name)
    if extension == ".docx" or content.startswith(b"PK\x03\x04"):
        return docx_source(content, name)
    return text_source(_decoded(content, name), name)


def _old_office_message(content: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return f"{name} is protected by a password. Remove the password in Word, and choose the file again."
    return f"{name} is an old Word file (.doc). Open it in Word, save it as .docx, and choose that file."


def _decoded(content: bytes, name: str) -> str:
    encoding = next((code for mark, code in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\x00" in content:
            raise NotAListOfIssues(_binary_message(name)) from error
        raise NotAListOfIssues(
            f"The letters of {name} are in an unknown encoding. Save the text as UTF-8, and choose that file."
        ) from error
    if _CONTROL.search(text):
        raise NotAListOfIssues(_binary_message(name))
    return text


def _binary_message(name: str) -> str:
    return f"{name} is not a text: it holds binary data. Choose the list as .docx, .pdf or .txt."


def text_source(text: str, name: str) -> Source:
    """The lines of a plain or lightly marked-up text; a blank line or a form feed parts paragraphs."""
    lines: list[Line] = []
    gap = True
    for raw in _tidied(text).split("\n"):
        pages = raw.split("\f")
        for i, part in enumerate(pages):
            gap = gap or i > 0
            stripped = part.strip()
            if stripped:
                lines.append(_text_line(stripped, gap))
            gap = not stripped
    return Source(lines=tuple(lines), name=name)


def _tidied(text: str) -> str:
    text = unicodedata.normalize("NFC", without_tokens(text)).replace("\r\n", "\n").replace("\r", "\n")
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text)).replace("\v", "\n")
    return _LINK.sub(lambda found: found[1] or found[2] or "", text)


def _text_line(raw: str, gap: bool) -> Line:
    heading = _HEADING.fullmatch(raw)
    text = heading[2] if heading else raw
    bold = re.fullmatch(r"(\*\*|__)([^*_]+)\1(\\?\*{1,3})?", text)
    text = _ESCAPED.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    text = mark_stars(mark_raised_digits(mark_bracketed_numbers(text)))
    return Line(text, gap=gap, heading=len(heading[1]) if heading else BOLD if bold else 0)
