"""Draws a file as JPEG images, in its own process: `python -m replies.files.rendering TYPE SOURCE TARGET`.

What people upload may be made to crash or to exhaust whatever draws it; then only this process ends. Image n
is at TARGET-n, complete or not there. Without Django, so that it starts quickly.
"""

import contextlib
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from replies.files.limits import limit_this_process

MAX_PAGES = 10
PAGE_WIDTH = 900
PAGE_PIXELS = 4_000_000
IMAGE_SIDE = 1600
IMAGE_PIXELS = 64_000_000
QUALITY = 82


def render(content_type: str, source: Path, target: Path) -> int:
    """Draw the first pages of a PDF, or the picture itself; the number of images. Raises what they raise."""
    images = pages_of(source) if content_type == "application/pdf" else picture_of(source)
    count = 0
    for image in images:
        count += 1
        unfinished = target.with_name(f"{target.name}-{count}.part")
        image.save(unfinished, "JPEG", quality=QUALITY)
        unfinished.replace(target.with_name(f"{target.name}-{count}"))
    return count


def pages_of(source: Path) -> Iterator[Image.Image]:
    with contextlib.closing(pypdfium2.PdfDocument(source)) as document:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            width, height = page.get_size()
            scale = min(PAGE_WIDTH / width, (PAGE_PIXELS / (width * height)) ** 0.5)
            yield page.render(scale=scale).to_pil().convert("RGB")


def picture_of(source: Path) -> Iterator[Image.Image]:
    """The picture, upright, at most 1,600 pixels wide and high, on white; raises on a decompression bomb."""
    Image.MAX_IMAGE_PIXELS = IMAGE_PIXELS
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(source, formats=["PNG", "JPEG"]) as opened:
            opened.draft("RGB", (IMAGE_SIDE, IMAGE_SIDE))
            opened.thumbnail((IMAGE_SIDE, IMAGE_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    white = Image.new("RGBA", upright.size, "white")
    yield Image.alpha_composite(white, upright).convert("RGB")


def main(content_type: str, source: str, target: str) -> None:
    """Draw within limits of memory and time."""
    limit_this_process()
    render(content_type, Path(source), Path(target))


if __name__ == "__main__":
    main(*sys.argv[1:])
