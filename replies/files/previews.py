"""The images that show a file in the page: drawn once by the worker, kept beside the file."""

import subprocess
import sys
from itertools import count

import structlog
from django.conf import settings
from django.core.files.storage import default_storage

log = structlog.get_logger(__name__)

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
    command = [sys.executable, "-m", "replies.files.rendering", content_type, path, path]
    try:
        subprocess.run(  # noqa: S603 - our own module, on a name that we made
            command, cwd=settings.BASE_DIR, timeout=SECONDS, check=True, capture_output=True, text=True
        )
    except subprocess.CalledProcessError as error:
        log.warning("preview.failed", file=name, status=error.returncode, reason=_last_line(error.stderr))
    except subprocess.TimeoutExpired:
        log.warning("preview.too_slow", file=name)
    return next(page for page in count() if not default_storage.exists(preview_name(name, page + 1)))


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2][:300]
