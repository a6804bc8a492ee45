"""Previews of stored files, drawn in a process of their own."""

import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from replies.files import previews
from replies.files.previews import make_previews, preview_name
from tests.replies.pictures import pdf, picture


def stored(content: bytes) -> str:
    return default_storage.save("attachments/1/file", ContentFile(content))


@pytest.mark.parametrize(
    ("content", "content_type", "pages"),
    [
        (pdf(2), "application/pdf", 2),
        (picture(), "image/png", 1),
        (b"%PDF-1.7 and nothing", "application/pdf", 0),
        (b"a;b", "text/csv", 0),
    ],
)
def test_make_previews_counts_the_images(content: bytes, content_type: str, pages: int) -> None:
    name = stored(content)

    count = make_previews(name, content_type)

    there = [default_storage.exists(preview_name(name, page)) for page in (1, 2, 3)]
    assert (count, there) == (pages, [page <= pages for page in (1, 2, 3)])


def test_make_previews_keeps_them_from_other_users_of_the_machine() -> None:
    name = stored(picture())
    make_previews(name, "image/png")

    mode = Path(default_storage.path(preview_name(name, 1))).stat().st_mode

    assert stat.S_IMODE(mode) == 0o640


def test_make_previews_gives_up_on_what_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "SECONDS", 0.01)

    assert make_previews(stored(pdf()), "application/pdf") == 0
