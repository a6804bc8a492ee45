"""The page of a reply's timeline: what it shows, to whom, in how many queries."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from replies import services
from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def url_of(reply: Reply) -> str:
    return reverse("replies:timeline", args=[reply.pk])


def text_of(client: SignedIn, user: User, reply: Reply, query: str = "") -> str:
    response = client.of(user).get(url_of(reply) + query)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def test_timeline_tells_the_life_of_a_reply(client: SignedIn) -> None:
    reply = factories.make_reply_in("cleared")
    author, signed = reply.submitted_by, str(reply.cleared_hash)
    assert author is not None

    page = text_of(client, author, reply)

    assert f"Cleared today at {reply.cleared_at:%H:%M} by {reply.cleared_by}, waits" in page
    assert f"{author.name} submitted the reply." in page
    assert f"{reply.cleared_by} cleared the reply." in page
    assert f"Text cleared (SHA-256): {signed[:12]}…{signed}" in page
    assert "Back to the reply" in page


def test_timeline_escapes_what_people_write(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting")
    author = factories.make_user("focal_point", reply.assignment.ministry, name="<i>Eve</i>")
    services.comment(reply, text="<script>alert(1)</script>", by=author)

    page = client.of(author).get(url_of(reply)).content.decode()

    assert "<b>&lt;i&gt;Eve&lt;/i&gt;</b> commented on the reply." in page
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page


def test_timeline_shows_the_newest_200_and_all_on_demand(client: SignedIn) -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    for n in range(200):
        services.comment(reply, text=f"Remark {n}.", by=author)

    newest, everything = (text_of(client, author, reply, query) for query in ("", "?all=1"))

    assert "The newest 200 of 201 entries are shown. Show all" in newest
    assert ("Show all" in everything, "gave this issue" in newest, "gave this issue" in everything) == (
        False,
        False,
        True,
    )


def test_timeline_is_internal(client: SignedIn) -> None:
    reply = factories.make_reply_in("accepted")
    issue = reply.assignment.issue
    joint = factories.make_reply(issue=issue, role="contributor")
    readers = (factories.focal_point_of(joint), factories.make_user(Role.OBSERVER))

    statuses = {
        (client.of(user).get(reply.get_absolute_url()).status_code, client.get(url_of(reply)).status_code)
        for user in readers
    }

    assert statuses == {(200, 404)}


def test_timeline_of_a_stranger_is_not_there(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting")

    assert client.of(factories.make_user("focal_point")).get(url_of(reply)).status_code == 404


@pytest.mark.parametrize(("role", "queries"), [("focal_point", 6), ("coordinator", 7)])
def test_timeline_in_a_fixed_number_of_queries(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, role: str, queries: int
) -> None:
    reply = factories.make_reply_in("drafting", points=2)
    author = factories.focal_point_of(reply)
    reader = author
    if role == "coordinator":
        reader = reply.assignment.issue.list_of_issues.coordinators.get()
    client.of(reader)

    with django_assert_num_queries(queries):
        one = client.get(url_of(reply)).content.decode()
    for n in range(30):
        services.comment(reply, text=f"Remark {n}.", by=author)
    services.submit(reply, by=author)
    with django_assert_num_queries(queries):
        many = client.get(url_of(reply)).content.decode()

    assert (one.count("commented"), many.count("commented")) == (0, 30)
