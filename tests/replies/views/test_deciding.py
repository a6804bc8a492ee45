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
    assert (response.status_code, reply.status, "This field is required." in page) == (422, "submitted", True)


def test_buttons_show_the_next_step_with_its_reason(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    page = client.of(factories.focal_point_of(reply)).get(reply.get_absolute_url()).content.decode()

    assert "Only a clearing officer of the ministry clears its reply." in page
    assert ">Withdraw</button>" in page
