"""Lines of a PDF's text layer; raised small figures are marks of notes, small lines are notes."""

import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from issues.intake.marks import mark_stars, token, without_tokens
from issues.intake.parsed import NotAListOfIssues
from issues.intake.source import BOLD, Line, Source

MAX_PAGES = 150
SMALLER = 0.85
Word = dict[str, Any]


def pdf_source(content: bytes, name: str) -> Source:
    """The lines of a .pdf file.

    Raises NotAListOfIssues where the file is broken, locked, too long, or a scan without text.
    """
    try:
        pages = _pages(content, name)
    except NotAListOfIssues:
        raise
    except Exception as error:  # in a damaged file pdfminer trips over anything, with any error
        raise NotAListOfIssues(_broken_message(error, name)) from error
    if not any(pages):
        raise NotAListOfIssues(
            f"{name} is a scan: its pages are pictures without text. "
            "Choose the Word file, or a PDF with text."
        )
    body = _usual_size(word for words in pages for word in words)
    return Source(lines=tuple(line for words in pages for line in _lines(words, body)), name=name)


def _pages(content: bytes, name: str) -> list[list[Word]]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        if len(document.pages) > MAX_PAGES:
            raise NotAListOfIssues(
                f"{name} has {len(document.pages)} pages, a list of issues has fewer than {MAX_PAGES}."
            )
        return [
            page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.15, y_tolerance=1)
            for page in document.pages
        ]


def _broken_message(error: Exception, name: str) -> str:
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in (error, *error.args, error.__context__)):
        return f"{name} is protected by a password. Choose a copy without a password."
    return f"{name} is damaged or is not a PDF. Download it again, or choose the Word file."


def _usual_size(words: Iterable[Word]) -> float:
    sizes = Counter[float]()
    for word in words:
        sizes[round(word["size"], 1)] += len(word["text"])
    return sizes.most_common(1)[0][0]


def _lines(words: Sequence[Word], body: float) -> list[Line]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word["size"]):
        row = next((row for row in rows if _is_beside(word, row[0])), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: row[0]["bottom"])
    return [_line(row, before, body) for row, before in zip(rows, [None, *rows], strict=False)]


def _is_beside(word: Word, main: Word) -> bool:
    """Whether the middle of `word`, the smaller of the two, is within the height of `main`."""
    middle = (word["top"] + word["bottom"]) / 2
    return bool(main["top"] <= middle <= main["bottom"])


def _line(row: list[Word], before: list[Word] | None, body: float) -> Line:
    main = row[0]
    text = ""
    end = float("-inf")
    for word in sorted(row, key=lambda word: word["x0"]):
        apart = word["x0"] - end > 0.15 * main["size"]
        text += (" " if text and apart else "") + _text(word, main)
        end = word["x1"]
    gap = before is None or main["top"] - before[0]["bottom"] > 0.6 * main["size"]
    bold = all("bold" in word["fontname"].lower() for word in row if word["size"] > SMALLER * main["size"])
    return Line(mark_stars(text), gap=gap, heading=BOLD if bold else 0, small=main["size"] < 0.95 * body)


def _text(word: Word, main: Word) -> str:
    """A word as it is, or its figures as marks where it is set smaller and higher than its line."""
    text = without_tokens(word["text"])
    raised = word["size"] < SMALLER * main["size"] and word["bottom"] < main["bottom"]
    markers = [piece for piece in text.split(",") if piece]
    if raised and all(piece.isdecimal() or not piece.strip("*†‡") for piece in markers):
        return "".join(token(piece) for piece in markers)
    return text
