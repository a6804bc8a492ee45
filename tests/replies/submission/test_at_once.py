"""A save and a submission at the same moment, each on a connection of its own: one waits for the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from issues.models import ListOfIssues
from replies import services
from replies.models import Compilation, Reply, Submission
from replies.services.submitting import submit_list
from tests import factories
from tests.replies.submission.scene import Scene, make_scene
from tests.replies.test_sending_at_once import on_own_connection, wait_until_somebody_waits

pytestmark = pytest.mark.django_db(transaction=True)

CLOSED = "The list of issues is closed: nothing changes any more."


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def refusal_of(act: Callable[[], object]) -> str:
    """Why an act on an own connection was refused; empty when it was done."""
    try:
        on_own_connection(act)
    except services.Refused as error:
        return str(error)
    return ""


def save(scene: Scene) -> Callable[[], object]:
    """A coordinator's edit of the reply as it was loaded while the list was open."""
    loaded = Reply.objects.with_issue().get(pk=scene.reply.pk)
    point = loaded.assignment.data_points.get()
    return lambda: services.save_answer(
        loaded, point, text="<p>Ten.</p>", base_version=1, by=scene.coordinator
    )


def test_save_that_waited_for_the_submission_is_refused_in_words(scene: Scene) -> None:
    late = save(scene)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            scene.submit()
            waiting = pool.submit(refusal_of, late)
            wait_until_somebody_waits()
        why = waiting.result(30)

    answer = scene.reply.answers.get()
    assert (why, answer.version, answer.text) == (CLOSED, 1, "<p>Nine deaths.</p>")


def test_submission_that_waited_for_a_save_is_refused_in_words(scene: Scene) -> None:
    early = save(scene)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            early()
            waiting = pool.submit(refusal_of, scene.submit)
            wait_until_somebody_waits()
        why = waiting.result(30)

    assert why == "Something was changed after this compilation was made: compile again."
    assert (ListOfIssues.objects.get().status, Submission.objects.count()) == ("open", 0)


def test_two_submissions_at_once_make_one(scene: Scene) -> None:
    same = Compilation.objects.select_related("list_of_issues").get()

    def submit_too() -> object:
        return submit_list(same, confirmation=scene.stored.symbol, by=scene.administrator)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            scene.submit()
            waiting = pool.submit(refusal_of, submit_too)
            wait_until_somebody_waits()
        why = waiting.result(30)

    assert (why, Submission.objects.count()) == (CLOSED, 1)


def test_assignment_that_waited_for_the_submission_is_refused(scene: Scene) -> None:
    issue, ministry = factories.make_issue(scene.stored), factories.make_ministry()

    def assign() -> object:
        return services.assign(issue, ministry, role="lead", data_points=[], by=None)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            scene.submit()
            waiting = pool.submit(refusal_of, assign)
            wait_until_somebody_waits()
        why = waiting.result(30)

    assert why == "The list of issues was submitted: nothing in it changes any more."
