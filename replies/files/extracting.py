"""The text inside a file, taken out of it once by the worker and stored by page, to be searched.

The only writer of these rows; `services.attaching` deletes them when a file is replaced or removed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef

from replies.files.apart import ran_apart
from replies.files.reading_text import READERS
from replies.models import Attachment, AttachmentPage
from replies.models.attachments import AttachmentQuerySet

log = structlog.get_logger(__name__)

# A file without text that was examined longer ago has lost its task, or was there before texts were read.
PATIENCE = timedelta(minutes=10)
# Files taken up at one time, so that those that wait for their scan do not stand behind all of them.
AT_ONCE = 100
SECONDS = 90
PAGES_PER_QUERY = 200


def readable() -> AttachmentQuerySet:
    """The files of which the text may be known: of a kind that has one, examined, without a virus."""
    kinds = Attachment.objects.filter(content_type__in=list(READERS), examined_at__isnull=False)
    found: AttachmentQuerySet = kinds.exclude(scan=Attachment.Scan.INFECTED)
    return found


def unread() -> AttachmentQuerySet:
    """Those whose text has not been taken out yet."""
    return readable().exclude(Exists(AttachmentPage.objects.filter(attachment=OuterRef("pk"))))


def left_unread(now: datetime) -> list[tuple[int, int]]:
    """Key and version of files that have waited for too long, the oldest first, not too many at once."""
    waiting = unread().filter(examined_at__lt=now - PATIENCE).order_by("pk")
    return list(waiting.values_list("pk", "version")[:AT_ONCE])


def extract(attachment_id: int, version: int, *, again: bool = False) -> None:
    """Take the text out of one version of a file and store it.

    Does nothing where there is none to be taken, where that is done and not asked for again, and where the
    file was replaced or removed, even meanwhile.
    """
    found = (readable() if again else unread()).filter(pk=attachment_id, version=version).first()
    if found is None:
        log.info("extraction.not_needed", attachment=attachment_id, version=version)
        return
    pages = read_text(str(found.file.name), found.content_type)
    stored = _store(attachment_id, version, pages)
    log.info("extraction.done", attachment=attachment_id, version=version, pages=len(pages), stored=stored)


def read_text(name: str, content_type: str) -> list[str]:
    """The text of a stored file by page; one empty page where it cannot be read, or not in time."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "text"
        reading = ("replies.files.reading_text", content_type, default_storage.path(name), str(target))
        if not ran_apart(*reading, seconds=SECONDS, event="text", file=name):
            return [""]
        return target.read_text(encoding="utf-8").split("\0")


@transaction.atomic
def _store(attachment_id: int, version: int, pages: Sequence[str]) -> bool:
    """Put these pages in the place of the earlier ones, unless the file is another by now."""
    current = readable().select_for_update().filter(pk=attachment_id, version=version)
    if current.first() is None:
        return False
    rows = [
        AttachmentPage(attachment_id=attachment_id, number=number, text=text)
        for number, text in enumerate(pages, start=1)
        if text
    ]
    AttachmentPage.objects.filter(attachment=attachment_id).delete()
    nothing = AttachmentPage(attachment_id=attachment_id, number=1)
    AttachmentPage.objects.bulk_create(rows or [nothing], batch_size=PAGES_PER_QUERY)
    return True
