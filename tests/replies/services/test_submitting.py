"""Submitting seals, freezes and tells; reopening leaves the seal; a refusal changes nothing."""

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from issues import services as issues_services
from issues.models import ListOfIssues
from replies import services
from replies.models import Notice, Reply, Submission
from replies.services.submitting import reopen_list, submit_list
from replies.submission.sealing import hash_of, seal_of
from replies.submission.telling import people_of
from tests import factories
from tests.replies.submission.scene import Scene, make_run, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def state() -> tuple[str, int, int]:
    return ListOfIssues.objects.get().status, Submission.objects.count(), Notice.objects.count()


def test_submit_seals_freezes_and_tells(
    scene: Scene, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        submission = submit_list(scene.run, confirmation=f" {scene.stored.symbol} ", by=scene.administrator)

    people = people_of(scene.stored)
    assert state() == ("submitted", 1, len(people))
    submission.refresh_from_db()
    seal = seal_of(scene.run.files.all())
    assert (submission.seal, submission.sha256) == (seal, hash_of(submission.seal))
    assert (submission.compilation, submission.by) == (scene.run, scene.administrator)
    told = Notice.objects.values_list("user", "kind", "status")
    assert sorted(told) == [(user.pk, "submitted", "due") for user in people]
    assert [callback.__qualname__ for callback in callbacks] == ["Task.delay"]


def test_submit_is_recorded_with_who_and_why(scene: Scene) -> None:
    scene.submit()

    event = scene.stored.events.order_by("pgh_id").last()
    assert (event.status, event.pgh_context) == (
        "submitted",
        {"user": scene.administrator.pk, "reason": "list submitted"},
    )


def test_submit_by_a_coordinator_is_refused(scene: Scene) -> None:
    with pytest.raises(services.Refused, match="Only an administrator submits a list"):
        submit_list(scene.run, confirmation=scene.stored.symbol, by=scene.coordinator)

    assert state() == ("open", 0, 0)


def test_submit_with_other_words_is_refused(scene: Scene) -> None:
    with pytest.raises(services.Refused, match="exactly; you typed “yes”"):
        submit_list(scene.run, confirmation="yes", by=scene.administrator)

    assert state() == ("open", 0, 0)


def test_submit_of_a_file_that_is_gone_is_refused(scene: Scene) -> None:
    default_storage.delete(str(scene.run.files.get().file.name))

    with pytest.raises(services.Refused, match="Changed or gone since the compilation: “Replies CAT-C-RUR"):
        scene.submit()

    assert state() == ("open", 0, 0)


def test_submit_without_files_is_refused(scene: Scene) -> None:
    bare = make_run(scene.stored, scene.coordinator, with_file=False)

    with pytest.raises(services.Refused, match="This compilation has no files"):
        submit_list(bare, confirmation=scene.stored.symbol, by=scene.administrator)


def test_after_submission_every_service_refuses_in_words(scene: Scene) -> None:
    answer = scene.reply.answers.get()
    scene.submit()
    reply = as_loaded(scene)
    closed = "The list of issues is closed: nothing changes any more."
    frozen = "The list of issues was submitted: nothing in it changes any more."

    said = []
    for act in (
        lambda: services.save_answer(
            reply, answer.data_point, text="<p>Ten.</p>", base_version=1, by=scene.coordinator
        ),
        lambda: services.send_back(reply, note="Which year?", by=scene.coordinator),
        lambda: services.comment(reply, text="Which year?", by=scene.coordinator),
        lambda: factories.attach(reply),
        lambda: factories.make_reply(issue=reply.assignment.issue, points=0),
    ):
        with pytest.raises(services.Refused) as refused:
            act()
        said.append(str(refused.value))

    assert said == [closed] * 4 + [frozen]


def as_loaded(scene: Scene) -> Reply:
    """The reply as a page loads it, before it is known that the list was submitted."""
    return Reply.objects.with_issue().get(pk=scene.reply.pk)


def test_dates_of_a_submitted_list_stay(scene: Scene) -> None:
    scene.submit()

    with pytest.raises(issues_services.Frozen, match="The list of issues was submitted"):
        issues_services.set_own_dates(scene.stored, issues={}, assignments={})


def test_reopen_opens_tells_and_keeps_the_seal(
    scene: Scene, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    submission = scene.submit()
    seal = submission.sha256

    with django_capture_on_commit_callbacks() as callbacks:
        reopen_list(submission, reason="  A figure was wrong. ", by=scene.administrator)

    people = people_of(scene.stored)
    assert state() == ("open", 1, 2 * len(people))
    submission.refresh_from_db()
    assert (submission.sha256, submission.reopened_by, submission.reason) == (
        seal,
        scene.administrator,
        "A figure was wrong.",
    )
    told = Notice.objects.filter(kind="reopened", status="due").values_list("user", flat=True)
    assert sorted(told) == [user.pk for user in people]
    assert len(callbacks) == 1


def test_reopen_by_a_coordinator_is_refused(scene: Scene) -> None:
    submission = scene.submit()

    with pytest.raises(services.Refused, match="Only an administrator"):
        reopen_list(submission, reason="A figure was wrong.", by=scene.coordinator)

    assert state()[0] == "submitted"


def test_reopen_without_a_reason_is_refused(scene: Scene) -> None:
    submission = scene.submit()

    with pytest.raises(services.Refused, match="Write why the list is opened again"):
        reopen_list(submission, reason=" \n", by=scene.administrator)

    assert state()[0] == "submitted"


def test_list_is_submitted_again_after_a_new_compilation(scene: Scene) -> None:
    first = scene.submit()
    reopen_list(first, reason="A figure was wrong.", by=scene.administrator)
    scene.run = make_run(scene.stored, scene.coordinator)

    second = scene.submit()

    standing = Submission.objects.filter(reopened_at__isnull=True)
    assert ([*standing], state()[:2]) == ([second], ("submitted", 2))
