"""What happens to a file after it was attached: its hash, its scan and its preview, stored in one step.

The only writer of these facts; `services.attaching` writes the rest.
"""

import hashlib
from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from accounts.audit import recorded
from replies.files import scanning
from replies.files.previews import make_previews
from replies.models import Attachment

log = structlog.get_logger(__name__)

# A file that waits for longer has lost its task: the broker was emptied, or the worker was killed.
PATIENCE = timedelta(minutes=10)
MAX_VIRUS = 200


def left_waiting(now: datetime) -> list[tuple[int, int]]:
    """Key and version of the files that have waited for too long."""
    waiting = Attachment.objects.waiting().filter(uploaded_at__lt=now - PATIENCE)
    return list(waiting.values_list("pk", "version"))


def examine(attachment_id: int, version: int, *, is_last_try: bool) -> None:
    """Hash, scan and draw one version of a file; does nothing when that is done, or the file was replaced.

    Raises scanning.Unreachable when the scanner is away, unless this is the last try: then it is not scanned.
    """
    waiting = Attachment.objects.waiting().filter(pk=attachment_id, version=version)
    found = waiting.first()
    if found is None:
        log.info("examination.not_needed", attachment=attachment_id, version=version)
        return
    with found.file.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    scan, virus = _scan(found, is_last_try=is_last_try)
    pages = 0 if virus else make_previews(str(found.file.name), found.content_type)
    with recorded(None, "examined"):
        stored = waiting.update(
            sha256=sha256, scan=scan, virus=virus, preview_pages=pages, examined_at=timezone.now()
        )
    log.info("examination.done", attachment=attachment_id, version=version, scan=scan, stored=bool(stored))


def _scan(found: Attachment, *, is_last_try: bool) -> tuple[str, str]:
    """The outcome of the scan, and the name of the virus found."""
    if not scanning.is_configured():
        return Attachment.Scan.NOT_SCANNED, ""
    try:
        with found.file.open("rb") as file:
            virus = scanning.virus_in(file)
    except scanning.Unreachable as error:
        log.warning("scan.failed", attachment=found.pk, reason=str(error), is_last_try=is_last_try)
        if not is_last_try:
            raise
        return Attachment.Scan.NOT_SCANNED, ""
    return (Attachment.Scan.INFECTED, virus[:MAX_VIRUS]) if virus else (Attachment.Scan.CLEAN, "")
