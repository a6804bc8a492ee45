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


def test_submit_lists_what_will_go_and_what_is_still_open(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting", points=2)
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    factories.services.comment(reply, text="Which year?", by=officer)

    page = client.of(author).get(reverse("replies:submit", args=[reply.pk])).content.decode()

    reply.refresh_from_db()
    for words in ("2 answers will go to clearance.", "Which year?", "1.2", "4</td>", str(officer)):
        assert words in page
    assert reply.status == "drafting"


def test_submit_says_that_nothing_is_open_and_counts_annexes(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting")
    factories.make_attachment(reply, kind="annex", title="The law")
    factories.make_attachment(reply, kind="evidence", title="The minutes")

    page = client.of(factories.focal_point_of(reply)).get(reverse("replies:submit", args=[reply.pk]))

    html = page.content.decode()
    for words in (
        "1 answer and 1 annex will go to clearance.",
        "no comment is open",
        "The law",
        "The minutes",
    ):
        assert words in html


def test_submit_warns_of_a_virus_and_of_a_ministry_where_nobody_clears(client: SignedIn) -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author)
    factories.make_attachment(reply, scan="infected", virus="Eicar", title="The law")

    page = client.of(author).get(reverse("replies:submit", args=[reply.pk])).content.decode()

    assert ("contains a virus" in page, "has no clearing officer" in page) == (True, True)


def test_submit_is_not_offered_to_who_cannot(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting")

    response = client.of(factories.clearing_officer_of(reply)).get(reverse("replies:submit", args=[reply.pk]))

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert (response.headers["Location"], said) == (
        reply.get_absolute_url(),
        ["Only a focal point of the ministry submits its reply."],
    )


def test_submit_is_disabled_with_its_reason_and_how_far_it_is(client: SignedIn) -> None:
    reply = factories.make_reply(points=2)
    author = factories.focal_point_of(reply)
    first = reply.assignment.data_points.get(code="1.1")
    factories.services.save_answer(reply, first, text="<p>Nine.</p>", by=author)

    page = " ".join(client.of(author).get(reply.get_absolute_url()).content.decode().split())

    assert 'data-main disabled aria-describedby="why-submit">Submit… ' in page
    assert "1 of 2 answered" in page
    assert 'Without an answer yet: <a href="#answer-1-2">1.2</a>.' in page


def test_who_decides_sees_only_what_changed_since_they_last_read(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted", points=2)
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    marked = post(client.of(officer), reply, "mark_read")
    untouched = client.get(reply.get_absolute_url()).content.decode()
    factories.services.withdraw(reply, by=author)
    answer = reply.answers.get(data_point__code="1.1")
    factories.services.save_answer(
        reply, answer.data_point, text="<p>Nine deaths in 2022.</p>", base_version=1, by=author
    )
    factories.services.submit(reply, by=author)

    changed = client.get(reply.get_absolute_url()).content.decode()
    everything = client.get(f"{reply.get_absolute_url()}?all=1").content.decode()

    assert marked[2] == ["Marked as read: the next time you see here only what changed since."]
    assert ("Nothing changed since you read this reply" in untouched, "1.1 is unchanged" in untouched) == (
        True,
        True,
    )
    assert ("1 answer changed since" in changed, "<ins>" in changed, "1.2 is unchanged" in changed) == (
        True,
        True,
        True,
    )
    assert ("answer changed since" in everything, "<ins>" in everything) == (False, False)


def test_clearance_shows_the_hash_of_the_text_that_it_covers(client: SignedIn) -> None:
    reply = factories.make_reply_in("cleared")

    page = client.of(factories.focal_point_of(reply)).get(reply.get_absolute_url()).content.decode()

    assert (f"covers: {reply.text_hash()}" in page, f"<code>{reply.text_hash()[:12]}</code>" in page) == (
        True,
        True,
    )


def test_coordinator_edits_a_cleared_text_and_those_concerned_are_told(client: SignedIn) -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    answer = reply.answers.get()
    save = reverse("replies:answer_save", args=[reply.pk, answer.data_point_id])

    reading = client.of(coordinator).get(reply.get_absolute_url()).content.decode()
    editing = client.get(f"{reply.get_absolute_url()}?edit=1").content.decode()
    saved = client.post(save, {"form": "text", "text": "<p>Ten.</p>", "base_version": "1"})
    officer = client.of(factories.clearing_officer_of(reply))
    told = officer.get(reply.get_absolute_url()).content.decode()
    owed = officer.get("/").content.decode()

    assert ("data-autosave" in reading, "data-autosave" in editing, "?edit=1" in reading) == (
        False,
        True,
        True,
    )
    assert "The first change that is saved makes the clearance void" in editing
    assert saved.headers["Location"] == f"/replies/{reply.pk}/?edit=1#answer-1-1"
    assert f"The clearance is void: {coordinator} changed the text on" in told
    assert "clearance void" in owed


def test_return_is_about_the_answers_that_are_ticked(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted", points=3)
    first, _second, third = reply.assignment.data_points.order_by("position")
    client.of(factories.clearing_officer_of(reply))

    client.post(
        reverse("replies:return", args=[reply.pk]), {"note": "Which year?", "points": [first.pk, third.pk]}
    )
    page = " ".join(client.get(reply.get_absolute_url()).content.decode().split())

    assert [remark.data_point for remark in reply.comments.order_by("pk")] == [first, third]
    links = '<a href="#thread-1-1">1.1</a>, <a href="#thread-1-3">1.3</a>'
    assert (page.count("Returned by Person"), links in page) == (1, True)


def test_return_without_a_note_keeps_what_is_ticked(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted", points=2)
    point = reply.assignment.data_points.get(code="1.2")
    client.of(factories.clearing_officer_of(reply))
    address = reverse("replies:return", args=[reply.pk])

    empty = client.post(address, {"note": " ", "points": [point.pk]})
    foreign = client.post(address, {"note": "Which year?", "points": [point.pk, 99999999]})

    reply.refresh_from_db()
    pages = [response.content.decode() for response in (empty, foreign)]
    ticked = f'name="points" value="{point.pk}" checked'
    assert [ticked in page for page in pages] == [True, True]
    assert ("Write what should be done." in pages[0], ">Which year?</textarea>" in pages[1]) == (True, True)
    assert (empty.status_code, foreign.status_code, reply.status) == (422, 422, "submitted")
