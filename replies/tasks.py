"""What Celery runs: each task one call, no logic."""

from celery import shared_task
from django.utils import timezone

from replies.document import compiling
from replies.reminders import claim_next, plan_digests, send


@shared_task(name="replies.send_digests")
def send_digests() -> None:
    """Plan what people are to be told now, and send it until nothing is left."""
    plan_digests(timezone.now())
    while (digest := claim_next(timezone.now())) is not None:
        send(digest, timezone.now())


@shared_task(name="replies.compile_list")
def compile_list(*, compilation_id: int) -> None:
    """Build the consolidated document of one compilation."""
    compiling.run(compilation_id)


@shared_task(name="replies.resume_compilations")
def resume_compilations() -> None:
    """Take up again the compilations whose worker has died."""
    for pk in compiling.abandoned():
        compile_list.delay(compilation_id=pk)
