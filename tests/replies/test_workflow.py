"""The life of a reply: role × status × action against a literal set of what is allowed."""

from itertools import product
from pathlib import Path

import pytest

from accounts.models import User
from replies.models import Reply
from replies.workflow import Action, Status, diagram, refusal, steps
from tests import factories

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("focal point", "not_started", "save"),
    ("focal point", "drafting", "save"),
    ("focal point", "returned", "save"),
    ("focal point", "drafting", "submit"),
    ("focal point", "submitted", "withdraw"),
    ("clearing officer", "submitted", "clear"),
    ("clearing officer", "submitted", "return"),
    ("coordinator", "submitted", "return"),
    ("coordinator", "cleared", "accept"),
    ("coordinator", "cleared", "return"),
    ("coordinator", "cleared", "edit"),
    ("coordinator", "accepted", "return"),
    ("coordinator", "accepted", "edit"),
}


def people(reply: Reply) -> dict[str, User]:
    other = factories.make_ministry()
    return {
        "focal point": factories.focal_point_of(reply),
        "clearing officer": factories.clearing_officer_of(reply),
        "coordinator": factories.make_coordinator(reply.assignment.issue.list_of_issues),
        "coordinator of another list": factories.make_coordinator(factories.make_list()),
        "focal point elsewhere": factories.make_user("focal_point", other),
        "clearing officer elsewhere": factories.make_user("clearing_officer", other),
        "administrator": factories.make_user("administrator"),
        "observer": factories.make_user("observer"),
    }


@pytest.mark.parametrize("status", Status.values)
def test_refusal_of_every_role_and_action(status: str) -> None:
    reply = factories.make_reply_in(status)
    roles = people(reply)

    allowed = {
        (role, status, action)
        for (role, user), action in product(roles.items(), Action.values)
        if refusal(user, reply, Action(action)) == ""
    }

    assert allowed == {triple for triple in ALLOWED if triple[1] == status}


def test_refusal_of_submission_names_what_is_unanswered() -> None:
    reply = factories.make_reply(points=2)
    author = factories.focal_point_of(reply)
    first = reply.assignment.data_points.order_by("position")[0]
    factories.services.save_answer(reply, first, text="<p>Nine.</p>", by=author)
    reply.refresh_from_db()

    assert refusal(author, reply, Action.SUBMIT) == "Without an answer yet: 1.2."


def test_refusal_of_clearing_what_one_submitted_oneself() -> None:
    reply = factories.make_reply_in("submitted")
    officer = factories.clearing_officer_of(reply)
    reply.submitted_by = officer

    assert (
        refusal(officer, reply, Action.CLEAR) == "You submitted this reply yourself: somebody else clears it."
    )


def test_refusal_when_the_list_is_closed() -> None:
    reply = factories.make_reply_in("drafting")
    reply.assignment.issue.list_of_issues.status = "submitted"

    refused = refusal(factories.focal_point_of(reply), reply, Action.SAVE)

    assert refused == "The list of issues is closed: nothing changes any more."


def test_refusal_says_who_and_when() -> None:
    reply = factories.make_reply_in("cleared")

    assert refusal(factories.make_user("observer"), reply, Action.ACCEPT) == (
        "Only a coordinator of the list accepts a reply."
    )
    assert refusal(factories.focal_point_of(reply), reply, Action.SAVE) == (
        "The reply is cleared and waits for the coordinator."
    )


def test_diagram_in_the_docs_is_the_table() -> None:
    page = Path(__file__).parents[2] / "docs/workflow.md"

    assert diagram() in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("status", "places"),
    [
        ("not_started", ["ahead", "ahead", "ahead", "ahead"]),
        ("drafting", ["now", "ahead", "ahead", "ahead"]),
        ("returned", ["now", "ahead", "ahead", "ahead"]),
        ("cleared", ["done", "done", "now", "ahead"]),
        ("accepted", ["done", "done", "done", "now"]),
    ],
)
def test_steps_say_how_far_a_reply_is(status: str, places: list[str]) -> None:
    found = steps(Status(status))

    assert [step for step, _place in found] == ["drafting", "submitted", "cleared", "accepted"]
    assert [place for _step, place in found] == places
