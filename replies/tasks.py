"""What Celery runs: each task one call, no logic."""

from celery import Task, shared_task
from django.utils import timezone

from replies.document import compiling, running
from replies.files import examining
from replies.files.scanning import Unreachable
from replies.reminders import claim_next, plan_digests, send
from replies.submission import telling


@shared_task(name="replies.send_digests")
def send_digests() -> None:
    """Plan what people are to be told now, and send it until nothing is left."""
    plan_digests(timezone.now())
    while (digest := claim_next(timezone.now())) is not None:
        send(digest, timezone.now())


@shared_task(name="replies.send_notices")
def send_notices() -> None:
    """Tell people of submissions and reopenings until nothing is left to tell."""
    telling.give_up(timezone.now())
    while (notice := telling.claim_next(timezone.now())) is not None:
        telling.send(notice, timezone.now())


@shared_task(name="replies.compile_list")
def compile_list(*, compilation_id: int) -> None:
    """Build the consolidated document of one compilation."""
    compiling.run(compilation_id)


@shared_task(name="replies.resume_compilations")
def resume_compilations() -> None:
    """Take up again the compilations whose worker has died."""
    for pk in running.abandoned():
        compile_list.delay(compilation_id=pk)


@shared_task(
    name="replies.examine_attachment",
    bind=True,
    autoretry_for=(Unreachable,),
    retry_backoff=15,
    retry_jitter=False,
    max_retries=4,
)
def examine_attachment(self: "Task[..., None]", *, attachment_id: int, version: int) -> None:
    """Hash, scan and draw one version of a file; again after 15, 30, 60, 120 s without a scanner."""
    is_last_try = self.request.retries == self.max_retries
    examining.examine(attachment_id, version, is_last_try=is_last_try)


@shared_task(name="replies.resume_examinations")
def resume_examinations() -> None:
    """Take up again the files whose task was lost."""
    for attachment_id, version in examining.left_waiting(timezone.now()):
        examine_attachment.delay(attachment_id=attachment_id, version=version)
