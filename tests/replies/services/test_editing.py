"""A coordinator edits what others have signed: the clearance is void until it is given again."""

import pytest

from accounts.models import User
from replies import services
from replies.models import Answer, Reply
from replies.workflow import Action, refusal
from tests import factories

pytestmark = pytest.mark.django_db


def edit(reply: Reply, text: str, by: User) -> Answer:
    answer = reply.answers.get()
    return services.save_answer(
        reply, answer.data_point, text=text, base_version=answer.version, by=by
    ).answer


def coordinator_of(reply: Reply) -> User:
    return reply.assignment.issue.list_of_issues.coordinators.get()


@pytest.mark.parametrize("status", ["cleared", "accepted"])
def test_edit_makes_the_clearance_void_and_says_by_whom(status: str) -> None:
    reply = factories.make_reply_in(status)
    coordinator = coordinator_of(reply)

    edit(reply, "<p>Ten deaths.</p>", coordinator)

    reply.refresh_from_db()
    assert (reply.status, reply.cleared_by, reply.cleared_hash, reply.accepted_by, reply.voided_by) == (
        "submitted",
        None,
        None,
        None,
        coordinator,
    )


def test_edit_goes_on_after_the_first_save_and_keeps_whose_change_it_was() -> None:
    reply = factories.make_reply_in("cleared")
    edit(reply, "<p>Ten deaths.</p>", coordinator_of(reply))
    reply.refresh_from_db()
    since = reply.voided_at

    answer = edit(reply, "<p>Ten deaths in all.</p>", coordinator_of(reply))

    reply.refresh_from_db()
    assert (answer.version, reply.status, reply.voided_at) == (3, "submitted", since)


def test_edit_of_what_a_ministry_has_just_submitted_is_refused() -> None:
    reply = factories.make_reply_in("submitted")

    with pytest.raises(services.Refused, match="The reply is submitted and waits for clearance"):
        edit(reply, "<p>Ten deaths.</p>", coordinator_of(reply))


def test_clear_again_ends_the_editing() -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = coordinator_of(reply)
    edit(reply, "<p>Ten deaths.</p>", coordinator)
    reply.refresh_from_db()

    services.clear(reply, seen=reply.text_hash(), by=factories.clearing_officer_of(reply))

    reply.refresh_from_db()
    assert (reply.status, reply.voided_by, reply.cleared_hash) == ("cleared", None, reply.text_hash())


@pytest.mark.parametrize("step", ["withdraw", "send_back"])
def test_a_text_that_is_drafted_again_has_no_void_clearance(step: str) -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = coordinator_of(reply)
    edit(reply, "<p>Ten deaths.</p>", coordinator)
    reply.refresh_from_db()

    if step == "withdraw":
        services.withdraw(reply, by=factories.focal_point_of(reply))
    else:
        services.send_back(reply, note="Which year?", by=coordinator)

    reply.refresh_from_db()
    assert (reply.voided_by, reply.voided_at) == (None, None)
    assert refusal(coordinator, reply, Action.EDIT) != ""


def test_edit_of_the_formatting_alone_keeps_the_clearance() -> None:
    reply = factories.make_reply_in("accepted")
    signed = reply.cleared_by

    answer = edit(reply, "<p><strong>Nine</strong> deaths.</p>", coordinator_of(reply))

    now = Reply.objects.get(pk=reply.pk)
    assert (answer.version, answer.text) == (2, "<p><strong>Nine</strong> deaths.</p>")
    assert (now.status, now.cleared_by, now.cleared_hash) == ("accepted", signed, now.text_hash())


@pytest.mark.parametrize(
    "text",
    [
        '<p><a href="https://un.org/">Nine</a> deaths.</p>',
        '<p>Nine deaths.<span data-footnote="All."></span></p>',
        "<p>Nine deaths</p>",
    ],
)
def test_edit_of_links_notes_or_words_makes_the_clearance_void(text: str) -> None:
    reply = factories.make_reply_in("accepted")

    edit(reply, text, coordinator_of(reply))

    reply.refresh_from_db()
    assert (reply.status, reply.cleared_hash) == ("submitted", None)


def test_edit_from_text_to_another_form_makes_the_clearance_void() -> None:
    reply = factories.make_reply_in("accepted")
    answer = reply.answers.get()

    services.save_answer(
        reply, answer.data_point, form="nothing", base_version=answer.version, by=coordinator_of(reply)
    )

    reply.refresh_from_db()
    assert reply.status == "submitted"
