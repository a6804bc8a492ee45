"""The images that show a file in the page: drawn once by the worker, kept beside the file."""

from itertools import count

from django.core.files.storage import default_storage

from replies.files.apart import ran_apart

DRAWN = {"application/pdf", "image/png", "image/jpeg"}
SECONDS = 90


def preview_name(name: str, page: int) -> str:
    """Where the storage has page `page` (from 1) of the preview of the file that it has as `name`."""
    return f"{name}-{page}"


def make_previews(name: str, content_type: str) -> int:
    """Draw a stored file; the number of images, fewer or none where it cannot be drawn, or not in time."""
    if content_type not in DRAWN:
        return 0
    path = default_storage.path(name)
    rendering = ("replies.files.rendering", content_type, path, path)
    ran_apart(*rendering, seconds=SECONDS, event="preview", file=name)
    return next(page for page in count() if not default_storage.exists(preview_name(name, page + 1)))
