"""Drawing files as images: what comes out, and what is refused."""

import resource
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from replies.files import rendering
from replies.files.rendering import main, render
from tests.replies.pictures import pdf, picture


def rendered(tmp_path: Path, content: bytes, content_type: str) -> list[tuple[str, tuple[int, int]]]:
    """The format and size of each image that was drawn."""
    source = tmp_path / "file"
    source.write_bytes(content)
    count = render(content_type, source, source)
    found = []
    for number in range(1, count + 1):
        with Image.open(tmp_path / f"file-{number}") as image:
            found.append((str(image.format), image.size))
    assert len(list(tmp_path.iterdir())) == count + 1
    return found


def test_render_draws_the_first_pages_of_a_pdf(tmp_path: Path) -> None:
    assert rendered(tmp_path, pdf(12), "application/pdf") == [("JPEG", (900, 1274))] * 10


def test_render_bounds_a_page_of_any_form(tmp_path: Path) -> None:
    [(_format, (width, height))] = rendered(tmp_path, pdf(width=100, height=14000), "application/pdf")

    assert width * height < 4_100_000


def test_render_makes_a_picture_smaller(tmp_path: Path) -> None:
    content = picture("JPEG", (3200, 400))

    assert rendered(tmp_path, content, "image/jpeg") == [("JPEG", (1600, 200))]


def test_render_turns_a_photo_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side

    assert rendered(tmp_path, picture("JPEG", (40, 20), exif=exif), "image/jpeg") == [("JPEG", (20, 40))]


def test_render_puts_what_is_transparent_on_white(tmp_path: Path) -> None:
    rendered(tmp_path, picture("PNG", (8, 8), "RGBA"), "image/png")

    with Image.open(tmp_path / "file-1") as image:
        assert image.getpixel((4, 4)) == (255, 255, 255)


def test_render_refuses_a_decompression_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "IMAGE_PIXELS", 100)

    with pytest.raises((Image.DecompressionBombError, Image.DecompressionBombWarning)):
        rendered(tmp_path, picture(size=(15, 10)), "image/png")


def test_render_of_what_is_no_pdf_raises(tmp_path: Path) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        rendered(tmp_path, b"%PDF-1.7 and nothing", "application/pdf")


def test_main_draws_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, limits = tmp_path / "file", []

    def limit(kind: int, values: tuple[int, int]) -> None:
        limits.append((kind, values))
        raise ValueError("not on this machine")

    monkeypatch.setattr(resource, "setrlimit", limit)
    monkeypatch.setattr("os.umask", limits.append)
    source.write_bytes(pdf())
    main("application/pdf", str(source), str(source))

    assert (limits, (tmp_path / "file-1").exists()) == (
        [0o027, (resource.RLIMIT_DATA, (1024**3,) * 2), (resource.RLIMIT_CPU, (60, 60))],
        True,
    )
