"""What Celery runs: each task one call, no logic."""

from celery import Task, shared_task
from django.utils import timezone

from replies import gathering
from replies.delivery import give_up, send_all
from replies.document import compiling, running
from replies.files import examining, extracting
from replies.files.scanning import Unreachable
from replies.models import Bundle, Notice
from replies.reminders import claim_next, plan_digests, send
from replies.submission import telling


@shared_task(name="replies.send_digests")
def send_digests() -> None:
    """Plan what people are to be told now, and send it."""
    plan_digests(timezone.now())
    send_all(claim_next, send)


@shared_task(name="replies.send_notices")
def send_notices() -> None:
    """Tell people of submissions and reopenings."""
    give_up(Notice, timezone.now())
    send_all(telling.claim_next, telling.send)


@shared_task(name="replies.send_news")
def send_news() -> None:
    """Gather what people are to be told at once, and send it."""
    now = timezone.now()
    give_up(Bundle, now)
    gathering.gather(now)
    send_all(gathering.claim_next, gathering.send)


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
    # After the files that wait for their scan: a long text takes its time.
    extract_text.delay(attachment_id=attachment_id, version=version)


@shared_task(name="replies.extract_text")
def extract_text(*, attachment_id: int, version: int) -> None:
    """Take the text out of one version of a file, to be searched."""
    extracting.extract(attachment_id, version)


@shared_task(name="replies.resume_examinations")
def resume_examinations() -> None:
    """Take up again the files whose task was lost, and those whose text was never taken out."""
    now = timezone.now()
    for attachment_id, version in examining.left_waiting(now):
        examine_attachment.delay(attachment_id=attachment_id, version=version)
    for attachment_id, version in extracting.left_unread(now):
        extract_text.delay(attachment_id=attachment_id, version=version)
