"""Real PDF, Word and Excel files with texts for the tests."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl
import typst
from docx import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written_pdf(*pages: str, setup: str = "") -> bytes:
    """A PDF with one text on each page, set by Typst."""
    return bytes(typst.compile((setup + "\n#pagebreak()\n".join(pages)).encode()))


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def package(parts: Mapping[str, str]) -> bytes:
    """A file of packed parts; `{W}` in a part stands for Word's namespace."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, xml in parts.items():
            packed.writestr(name, xml.replace("{W}", W))
    return buffer.getvalue()


def excel(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
