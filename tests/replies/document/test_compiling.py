"""One run of the compilation: once, whole, and taken up again when its worker died."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import docx
import pytest
from django.utils import timezone

from config.celery import app
from replies import services
from replies.document import compiling
from replies.models import Answer, Compilation, Reply
from replies.tasks import compile_list, resume_compilations
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("accepted")


def queued(reply: Reply) -> Compilation:
    stored = reply.assignment.issue.list_of_issues
    return services.start_compilation(stored, layout="by-issue", by=factories.make_user("administrator"))


def test_run_stores_the_document_with_what_it_was_made_of(reply: Reply) -> None:
    run = queued(reply)

    compile_list(compilation_id=run.pk)

    run.refresh_from_db()
    answer = Answer.objects.get()
    assert (run.status, run.percent, run.words, run.made_of, run.findings) == (
        "done",
        100,
        134,
        [[answer.pk, answer.version]],
        [],
    )
    with run.document.open("rb") as stored:
        texts = [paragraph.text for paragraph in docx.Document(io.BytesIO(stored.read())).paragraphs]
    assert "Nine deaths." in texts


def test_run_of_the_same_content_gives_the_same_bytes(reply: Reply) -> None:
    hashes = set()
    for _ in range(2):
        run = queued(reply)
        compiling.run(run.pk)
        run.refresh_from_db()
        hashes.add(run.sha256)

    assert len(hashes) == 1


def test_run_a_second_time_does_nothing(reply: Reply) -> None:
    run = queued(reply)
    compiling.run(run.pk)
    finished = Compilation.objects.get().finished_at

    compiling.run(run.pk)

    assert Compilation.objects.get().finished_at == finished


def test_run_that_another_worker_has_is_left_to_it(reply: Reply) -> None:
    run = queued(reply)
    Compilation.objects.update(status="running")

    compiling.run(run.pk)

    assert Compilation.objects.get().status == "running"


def test_run_of_a_dead_worker_is_taken_up_again(
    reply: Reply,
) -> None:
    queued(reply)
    Compilation.objects.update(status="running", heartbeat_at=timezone.now() - timedelta(minutes=5))

    assert compiling.abandoned() == [Compilation.objects.get().pk]
    with override_settings_of_celery():
        resume_compilations()

    assert (Compilation.objects.get().status, compiling.abandoned()) == ("done", [])


def test_run_that_fails_says_so_and_frees_the_list(reply: Reply) -> None:
    run = queued(reply)
    stored = reply.assignment.issue.list_of_issues
    type(stored).objects.filter(pk=stored.pk).update(body="???")

    compiling.run(run.pk)

    run.refresh_from_db()
    assert (run.status, run.error) == (
        "failed",
        "The document could not be written: '???'. The previous documents stay as they are.",
    )
    assert queued(reply).status == "queued"


def test_resume_leaves_a_run_that_is_alive_alone(reply: Reply) -> None:
    queued(reply)

    resume_compilations()

    assert Compilation.objects.get().status == "queued"


@contextmanager
def override_settings_of_celery() -> Iterator[None]:
    """Run tasks where they are called, so that the test's own transaction is seen."""
    app.conf.task_always_eager = True
    try:
        yield
    finally:
        app.conf.task_always_eager = False
