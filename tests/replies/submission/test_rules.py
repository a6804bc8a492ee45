"""When a list may go, and who sends it: every reason against it in words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Ministry, Role
from issues.models import ListOfIssues
from replies import services
from replies.models import Compilation
from replies.services.submitting import reopen_list
from replies.submission import rules
from tests import factories
from tests.replies.submission.scene import Scene, make_run, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_submission_by_an_administrator_is_not_refused(scene: Scene) -> None:
    assert rules.submission_refusal(scene.administrator, scene.run) == ""


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.CLEARING_OFFICER, Role.COORDINATOR, Role.OBSERVER])
def test_submission_by_others_is_refused(scene: Scene, role: str) -> None:
    why = rules.submission_refusal(factories.make_user(role), scene.run)

    assert why == "Only an administrator submits a list, and opens it again."


def other(text: str) -> dict[str, str]:
    return {"severity": text, "text": "6.1 has no answer", "ministry": "", "url": ""}


REASONS: list[tuple[Callable[[], dict[str, Any]], str]] = [
    (lambda: {"status": "failed"}, "This compilation is not done."),
    (
        lambda: {"ministry": factories.make_ministry()},
        "This compilation is only a part of the document: compile all ministries and all sections.",
    ),
    (
        lambda: {"with_questions": True},
        "This compilation is for reading, with the Committee’s questions: compile without them.",
    ),
    (
        lambda: {"findings": [other("warning"), other("error")]},
        "The checks of this compilation found 1 error: mend it, then compile again.",
    ),
    (
        lambda: {"findings": [other("error"), {**other("error"), "aside": "yes"}]},
        "The checks of this compilation found 2 errors: mend them, then compile again.",
    ),
    (
        lambda: {"is_draft": True},
        "This compilation is a draft: it holds text that is not accepted, or lacks an answer.",
    ),
    (lambda: {"findings": [other("warning")]}, ""),
]


@pytest.mark.parametrize(("fields", "expected"), REASONS)
def test_submission_of_a_compilation(
    scene: Scene, fields: Callable[[], dict[str, Any]], expected: str
) -> None:
    run = make_run(scene.stored, scene.coordinator, **fields())

    assert rules.submission_refusal(scene.administrator, run) == expected


@pytest.mark.parametrize("status", ["intake", "submitted", "archived"])
def test_submission_of_a_list_that_is_not_open_is_refused(scene: Scene, status: str) -> None:
    ListOfIssues.objects.update(status=status)

    why = rules.submission_refusal(scene.administrator, Compilation.objects.get())

    assert why == "The list of issues is closed: nothing changes any more."


def test_submission_of_what_was_submitted_before_is_refused(scene: Scene) -> None:
    reopen_list(scene.submit(), reason="A figure was wrong.", by=scene.administrator)

    why = rules.submission_refusal(scene.administrator, Compilation.objects.get())

    assert why == "This compilation was submitted before the list was opened again: compile anew."


def edit(scene: Scene) -> None:
    answer = scene.reply.answers.get()
    services.save_answer(
        scene.reply, answer.data_point, text="<p>Ten.</p>", base_version=1, by=scene.coordinator
    )


def send_back(scene: Scene) -> None:
    services.send_back(scene.reply, note="Which year?", by=scene.coordinator)


def assign(scene: Scene) -> None:
    factories.make_reply(issue=scene.reply.assignment.issue, role="contributor")


def attach(scene: Scene) -> None:
    factories.make_attachment(scene.reply)


@pytest.mark.parametrize("change", [edit, send_back, assign, attach])
def test_submission_after_a_change_is_refused(scene: Scene, change: Callable[[Scene], None]) -> None:
    change(scene)

    why = rules.submission_refusal(scene.administrator, scene.run)

    assert why == "Something was changed after this compilation was made: compile again."


def test_submission_with_an_annex_that_is_being_checked_is_refused(scene: Scene) -> None:
    waiting = {"scan": "waiting", "sha256": "", "examined_at": None}
    factories.make_attachment(scene.reply, title="The law", **waiting)
    factories.make_attachment(scene.reply, title="A memo", kind="evidence", **waiting)
    run = make_run(scene.stored, scene.coordinator)

    why = rules.submission_refusal(scene.administrator, run)

    assert why == "Not checked for viruses yet: “The law”. Wait until they are."


def test_submission_leaves_an_infected_annex_out(scene: Scene) -> None:
    factories.make_attachment(scene.reply, scan="infected", virus="Eicar")

    assert rules.submission_refusal(scene.administrator, scene.run) == ""


@pytest.mark.parametrize("rows", [1, 3])
def test_submission_refusal_asks_four_times(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows - 1):
        factories.make_reply_in("accepted", stored=scene.stored)
    make_run(scene.stored, scene.coordinator)
    run = Compilation.objects.select_related("list_of_issues").first()
    assert run is not None

    with django_assert_num_queries(4):
        rules.submission_refusal(scene.administrator, run)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("CAT/C/KAZ/Q/4", ""),
        ("cat/c/kaz/q/4", "Type CAT/C/KAZ/Q/4 exactly; you typed “cat/c/kaz/q/4”."),
        ("", "Type CAT/C/KAZ/Q/4 exactly; you typed “”."),
    ],
)
def test_confirmation_in_words(typed: str, expected: str) -> None:
    stored = ListOfIssues(symbol="CAT/C/KAZ/Q/4")

    assert rules.confirmation_refusal(stored, typed) == expected


def test_damage_names_each_file() -> None:
    why = rules.damage_refusal(["Replies.docx", "Replies.pdf"])

    assert (why, rules.damage_refusal([])) == (
        "Changed or gone since the compilation: “Replies.docx”, “Replies.pdf”. Compile again.",
        "",
    )


def test_reopening_by_an_administrator_is_not_refused(scene: Scene) -> None:
    assert rules.reopening_refusal(scene.administrator, scene.submit()) == ""


def test_reopening_by_a_coordinator_is_refused(scene: Scene) -> None:
    why = rules.reopening_refusal(scene.coordinator, scene.submit())

    assert why == "Only an administrator submits a list, and opens it again."


def test_reopening_twice_is_refused(scene: Scene) -> None:
    submission = scene.submit()
    submission.reopened_at = timezone.now()

    assert rules.reopening_refusal(scene.administrator, submission) == "The list was opened again already."


def test_reopening_of_an_archived_list_is_refused(scene: Scene) -> None:
    submission = scene.submit()
    submission.list_of_issues.status = "archived"

    why = rules.reopening_refusal(scene.administrator, submission)

    assert why == "The list is archived: it stays as it is."


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.FOCAL_POINT, False),
        (Role.CLEARING_OFFICER, False),
        (Role.COORDINATOR, True),
        (Role.ADMINISTRATOR, True),
        (Role.OBSERVER, True),
    ],
)
def test_reading_what_was_sent(role: str, sees: bool) -> None:
    ministry = Ministry(code="mj", name_en="Ministry of Justice")
    user = factories.User(role=role, ministry=ministry)

    expected = "" if sees else "Only coordinators, administrators and observers see what was sent."
    assert rules.reading_refusal(user) == expected
