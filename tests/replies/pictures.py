"""Real PDF files and pictures for the tests."""

import io

import pypdfium2
from PIL import Image


def pdf(pages: int = 1, *, width: float = 595, height: float = 842) -> bytes:
    buffer = io.BytesIO()
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width, height).close()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


def picture(
    kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object
) -> bytes:
    buffer = io.BytesIO()
    Image.new(mode, size, 0).save(buffer, kind, **options)
    return buffer.getvalue()
