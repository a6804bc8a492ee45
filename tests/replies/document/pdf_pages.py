"""Reads a PDF: its text as a reader's copy gives it, its pages, its outline, its links."""

import io
import re
from typing import Any

import pdfplumber
import pypdfium2

# What is no letter of a text: white space, places where a word may be broken, marks of the format.
BETWEEN = re.compile(r"[\s\u200b\ufffe\u00ad\x02]+")


def pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def squeezed(text: str) -> str:
    """The letters alone: where lines and words end depends on the width of the page."""
    return BETWEEN.sub("", text)


def text(content: bytes) -> str:
    return squeezed("".join(pages(content)))


def sizes(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, in whole points."""
    with pypdfium2.PdfDocument(content) as document:
        return [(round(page.get_width()), round(page.get_height())) for page in document]


def outline(content: bytes) -> list[tuple[int, str]]:
    """Level, from 0, and words of each bookmark."""
    with pypdfium2.PdfDocument(content) as document:
        return [(item.level, item.get_title()) for item in document.get_toc()]


def addresses(content: bytes) -> list[str]:
    """Where links to the web lead."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [str(link["uri"]) for page in document.pages for link in page.hyperlinks]


def catalog(content: bytes) -> dict[str, Any]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return dict(document.doc.catalog)


def outside(content: bytes) -> list[str]:
    """The letters that stand nearer than a centimetre to the edge of their page, or beyond it."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [
            letter["text"]
            for page in document.pages
            for letter in page.chars
            if letter["upright"] and not (letter["x0"] >= 28 and letter["x1"] <= page.width - 28)
        ]
