"""One run of the compilation: claimed by one worker, taken up again when that one died, stored whole.

The only writer of a compilation after `services.start_compilation` has queued it.
"""

import hashlib
from datetime import timedelta

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from replies.document import docx
from replies.document.build import build
from replies.document.checks import check, replies_of
from replies.document.counting import words_of
from replies.models import Compilation, Reply

log = structlog.get_logger(__name__)

# A running worker says that it lives at every step; one that was silent for longer is taken for dead.
SILENCE = timedelta(minutes=3)


def abandoned() -> list[int]:
    """The keys of runs that nobody works on any more."""
    silent_since = timezone.now() - SILENCE
    return list(
        Compilation.objects.active().filter(heartbeat_at__lt=silent_since).values_list("pk", flat=True)
    )


def run(compilation_id: int) -> None:
    """Build the document of one compilation; does nothing when another worker has it or it has ended."""
    found = Compilation.objects.select_related("list_of_issues").get(pk=compilation_id)
    if not _claim(found):
        log.info("compilation.not_claimed", compilation=compilation_id)
        return
    try:
        _compile(found)
    except Exception as error:
        log.exception("compilation.failed", compilation=compilation_id)
        _fail(found, error)


def _claim(found: Compilation) -> bool:
    now = timezone.now()
    is_free = found.status == Compilation.Status.QUEUED or found.heartbeat_at < now - SILENCE
    unchanged = Compilation.objects.active().filter(
        pk=found.pk, status=found.status, heartbeat_at=found.heartbeat_at
    )
    return is_free and unchanged.update(status=Compilation.Status.RUNNING, heartbeat_at=now) == 1


def _compile(found: Compilation) -> None:
    stored = found.list_of_issues
    _step(found, 10, _("Reading the answers"))
    with transaction.atomic():
        replies = replies_of(stored)
    _step(found, 35, _("Building the document"))
    tree = build(stored, replies, layout=found.layout)
    _step(found, 55, _("Checking"))
    findings = check(stored, replies, tree)
    _step(found, 75, _("Writing the Word file"))
    found.findings, found.made_of = findings.as_json(), made_of(replies)
    found.words = words_of(tree)
    _finish(found, docx.render(tree))


def made_of(replies: list[Reply]) -> list[list[int]]:
    """The answers that went in, as pairs of key and version."""
    return sorted([answer.pk, answer.version] for reply in replies for answer in reply.answers.all())


def _step(found: Compilation, percent: int, step: str) -> None:
    Compilation.objects.filter(pk=found.pk).update(percent=percent, step=step, heartbeat_at=timezone.now())


def _finish(found: Compilation, content: bytes) -> None:
    found.sha256 = hashlib.sha256(content).hexdigest()
    found.document.save(f"{found.pk}-{found.sha256[:16]}.docx", ContentFile(content), save=False)
    found.status, found.finished_at, found.percent = Compilation.Status.DONE, timezone.now(), 100
    found.save()


def _fail(found: Compilation, error: Exception) -> None:
    Compilation.objects.filter(pk=found.pk).update(
        status=Compilation.Status.FAILED,
        finished_at=timezone.now(),
        error=_("The document could not be written: %s. The previous documents stay as they are.") % error,
    )
