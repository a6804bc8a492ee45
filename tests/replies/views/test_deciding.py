"""The life of a reply through its buttons."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def post(client: SignedIn, reply: Reply, action: str, **values: str) -> tuple[str, str, list[str]]:
    """The status after it, where the browser is led, and what is said there."""
    values = {"seen": reply.text_hash()} | values
    response = client.post(reverse(f"replies:{action}", args=[reply.pk]), values)
    reply.refresh_from_db()
    said = [str(message) for message in get_messages(response.wsgi_request)]
    client.get(reply.get_absolute_url())  # shows the messages, so that the next step finds none
    return reply.status, response.headers.get("Location", ""), said


def test_submit_with_an_unanswered_data_point_leads_to_it(client: SignedIn) -> None:
    reply = factories.make_reply(points=2)
    author = factories.focal_point_of(reply)
    factories.services.save_answer(
        reply, reply.assignment.data_points.get(code="1.1"), text="<p>Nine.</p>", by=author
    )

    outcome = post(client.of(author), reply, "submit")

    assert outcome == (
        "drafting",
        f"/replies/{reply.pk}/#answer-1-2",
        ["Not submitted. Without an answer yet: 1.2."],
    )


def test_a_reply_goes_its_way(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    page = reply.get_absolute_url()

    steps = [
        post(client.of(author), reply, "submit"),
        post(client.of(author), reply, "withdraw"),
        post(client.of(author), reply, "submit"),
        post(client.of(officer), reply, "clear"),
        post(client.of(coordinator), reply, "accept"),
        post(client.of(coordinator), reply, "return", note="Which year?"),
    ]

    assert steps == [
        ("submitted", page, ["Submitted: it now waits for clearance."]),
        ("drafting", page, ["Withdrawn: you can write again."]),
        ("submitted", page, ["Submitted: it now waits for clearance."]),
        ("cleared", page, ["Cleared: it now waits for the coordinator."]),
        ("accepted", page, ["Accepted."]),
        ("returned", page, ["Returned with your note."]),
    ]


def test_a_refused_step_is_said_in_words(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    outcome = post(client.of(factories.focal_point_of(reply)), reply, "clear")

    assert outcome == (
        "submitted",
        reply.get_absolute_url(),
        ["Only a clearing officer of the ministry clears its reply."],
    )


def test_return_without_a_note_asks_for_it(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    response = client.of(factories.clearing_officer_of(reply)).post(
        reverse("replies:return", args=[reply.pk])
    )

    reply.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, reply.status, "Write what should be done." in page) == (
        422,
        "submitted",
        True,
    )


def test_buttons_show_only_what_is_the_person_s_to_do(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    author = client.of(factories.focal_point_of(reply)).get(reply.get_absolute_url()).content.decode()
    officer = client.of(factories.clearing_officer_of(reply)).get(reply.get_absolute_url()).content.decode()

    assert [">Withdraw</button>" in page for page in (author, officer)] == [True, False]
    assert [">Clear</button>" in page for page in (author, officer)] == [False, True]
    assert ["waits for clearance." in page for page in (author, officer)] == [True, False]


def test_a_return_stands_above_the_answers_until_it_is_settled(client: SignedIn) -> None:
    reply = factories.make_reply_in("returned")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)

    returned = client.of(author).get(reply.get_absolute_url()).content.decode()
    factories.answer_all(reply, by=author)
    reply.refresh_from_db()
    factories.services.submit(reply, by=author)
    factories.services.clear(reply, seen=reply.text_hash(), by=officer)
    cleared = client.get(reply.get_absolute_url()).content.decode()

    assert ["Returned by Person" in page for page in (returned, cleared)] == [True, False]
    assert reply.comments.get().resolved_by == officer


def test_clear_of_a_text_that_changed_since_is_refused(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    outcome = post(client.of(factories.clearing_officer_of(reply)), reply, "clear", seen="0" * 64)

    said = "The text changed since you opened this page. Read it again before you decide."
    assert outcome == ("submitted", reply.get_absolute_url(), [said])
