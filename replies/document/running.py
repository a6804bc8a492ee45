"""The life of a compilation while it runs: claimed by one worker, fenced against any other, ended once.

The only writer of a compilation that is queued, beside `services.cancel_compilation`.
Every claim counts the attempts up; whatever a worker writes names its attempt, so that one that was frozen or
cancelled meanwhile changes nothing when it wakes.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from replies.models import Compilation, CompilationFile

# A running worker says that it lives at every step; one that was silent for longer is taken for dead.
SILENCE = timedelta(minutes=3)
# A document that takes its worker down each time is given up.
ATTEMPTS = 3


class Lost(Exception):
    """The run is no longer this worker's: it was cancelled, or another one has taken it up."""


def abandoned() -> list[int]:
    """The keys of runs that nobody works on any more."""
    silent_since = timezone.now() - SILENCE
    return list(
        Compilation.objects.active().filter(heartbeat_at__lt=silent_since).values_list("pk", flat=True)
    )


def claim(run: Compilation) -> bool:
    """Take the run for this worker; False when another has it, or it has ended."""
    now = timezone.now()
    is_free = run.status == Compilation.Status.QUEUED or run.heartbeat_at < now - SILENCE
    unchanged = Compilation.objects.active().filter(
        pk=run.pk, attempts=run.attempts, status=run.status, heartbeat_at=run.heartbeat_at
    )
    running = Compilation.Status.RUNNING
    if not is_free or not unchanged.update(status=running, attempts=run.attempts + 1, heartbeat_at=now):
        return False
    run.status, run.attempts = running, run.attempts + 1
    return True


def step(run: Compilation, percent: int, name: str, **facts: Any) -> None:
    """Say what is being done now, and that the worker lives; keeps `facts` with the run. Raises Lost."""
    _write(run, percent=percent, step=name[:100], heartbeat_at=timezone.now(), **facts)


def finish(run: Compilation, files: Sequence[CompilationFile], **facts: Any) -> None:
    """End the run with its files, all of them or none. Raises Lost."""
    with recorded(run.started_by, "compiled"):
        ended = {"status": Compilation.Status.DONE, "finished_at": timezone.now()}
        _write(run, percent=100, step="", **ended, **facts)
        CompilationFile.objects.bulk_create(files)


def fail(run: Compilation, reason: str) -> None:
    """End the run without files and say why. Raises Lost."""
    error = _("%s The previous documents stay as they are.") % reason
    ended = {"status": Compilation.Status.FAILED, "finished_at": timezone.now()}
    with recorded(run.started_by, "compilation failed"):
        _write(run, error=error, **ended)


def _write(run: Compilation, **values: Any) -> None:
    own = Compilation.objects.filter(pk=run.pk, status=Compilation.Status.RUNNING, attempts=run.attempts)
    with transaction.atomic():
        if not own.update(**values):
            raise Lost
    for name, value in values.items():
        setattr(run, name, value)
