"""The life of a run: one worker has it, a frozen or cancelled one changes nothing any more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from replies import services
from replies.document.running import SILENCE, Lost, abandoned, claim, fail, finish, step
from replies.models import Compilation, CompilationFile
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued() -> Compilation:
    return services.start_compilation(factories.make_list(), by=factories.make_user("administrator"))


def silent(run: Compilation) -> Compilation:
    """The run as one whose worker has said nothing for too long."""
    Compilation.objects.update(heartbeat_at=timezone.now() - SILENCE - timedelta(seconds=1))
    return Compilation.objects.get(pk=run.pk)


def a_file(run: Compilation) -> CompilationFile:
    return CompilationFile(
        compilation=run, language="en", format="docx", name="a.docx", file="a.docx", size=1, sha256="0" * 64
    )


def test_claim_gives_a_queued_run_to_one_worker(queued: Compilation) -> None:
    twin = Compilation.objects.get()

    taken = (claim(queued), claim(twin))

    assert (taken, Compilation.objects.get().status, Compilation.objects.get().attempts) == (
        (True, False),
        "running",
        1,
    )


def test_claim_leaves_a_run_that_is_alive(queued: Compilation) -> None:
    claim(queued)

    assert claim(Compilation.objects.get()) is False


def test_claim_takes_up_a_silent_run(queued: Compilation) -> None:
    claim(queued)

    again = silent(queued)

    assert (abandoned(), claim(again), again.attempts) == ([queued.pk], True, 2)


def test_claim_leaves_a_cancelled_run(queued: Compilation) -> None:
    services.cancel_compilation(queued, by=queued.started_by)

    assert claim(queued) is False


def test_step_of_a_worker_that_was_taken_for_dead_is_lost(queued: Compilation) -> None:
    claim(queued)
    claim(silent(queued))

    with pytest.raises(Lost):
        step(queued, 50, "Checking")

    assert Compilation.objects.get().percent == 0


def test_step_of_a_cancelled_run_is_lost(queued: Compilation) -> None:
    claim(queued)
    services.cancel_compilation(queued, by=queued.started_by)

    with pytest.raises(Lost):
        step(queued, 50, "Checking")


def test_finish_of_a_lost_run_keeps_no_file(queued: Compilation) -> None:
    claim(queued)
    claim(silent(queued))

    with pytest.raises(Lost):
        finish(queued, [a_file(queued)])

    assert (CompilationFile.objects.count(), Compilation.objects.get().status) == (0, "running")


def test_finish_ends_the_run_with_its_files(queued: Compilation) -> None:
    claim(queued)

    finish(queued, [a_file(queued)], words=9)

    found = Compilation.objects.get()
    assert (found.status, found.words, found.percent, found.finished_at is not None) == ("done", 9, 100, True)
    assert found.files.get().name == "a.docx"


def test_fail_says_why_and_frees_the_list(queued: Compilation) -> None:
    claim(queued)

    fail(queued, "No room.")

    found = Compilation.objects.get()
    assert (found.status, found.error) == ("failed", "No room. The previous documents stay as they are.")
    assert services.start_compilation(found.list_of_issues, by=found.started_by).status == "queued"
