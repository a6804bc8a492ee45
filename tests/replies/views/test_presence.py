"""The address that says who else is on the page of a reply."""

import json

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
NOBODY = {"here": "", "points": {}}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("drafting", points=2)


def post(client: SignedIn, user: User, reply: Reply, **values: object) -> tuple[int, object]:
    response = client.of(user).post(reverse("replies:presence", args=[reply.pk]), values)
    return response.status_code, json.loads(response.content) if response.content[:1] == b"{" else None


def test_presence_says_who_writes_where(client: SignedIn, reply: Reply) -> None:
    ministry = reply.assignment.ministry
    aigul = factories.make_user(Role.FOCAL_POINT, ministry, name="Aigul <b>")
    named_by_role = factories.make_user(Role.FOCAL_POINT, ministry, name="Focal point, Justice")
    officer = factories.make_user(Role.CLEARING_OFFICER, ministry, name="Bolat")
    point = reply.assignment.data_points.first()
    for user in (aigul, named_by_role):
        post(client, user, reply, point=point.pk)
    post(client, officer, reply, point="")

    found = post(client, factories.focal_point_of(reply), reply, point="")

    assert found == (
        200,
        {
            "here": "Also here: Focal point Aigul <b>, Clearing officer Bolat, Focal point, Justice.",
            "points": {
                str(point.pk): "Focal point Aigul <b> is writing here. Focal point, Justice is writing here."
            },
        },
    )


def test_presence_on_the_issue_as_a_whole(client: SignedIn, reply: Reply) -> None:
    writer, reader = factories.focal_point_of(reply), factories.clearing_officer_of(reply)

    assert post(client, writer, reply, point=0) == (200, NOBODY)
    assert post(client, reader, reply)[1] == {
        "here": f"Also here: Focal point {writer.name}.",
        "points": {"0": f"Focal point {writer.name} is writing here."},
    }


def test_who_only_reads_is_not_said_to_write(client: SignedIn, reply: Reply) -> None:
    officer, writer = factories.clearing_officer_of(reply), factories.focal_point_of(reply)
    post(client, officer, reply, point=reply.assignment.data_points.first().pk)

    assert post(client, writer, reply)[1] == {
        "here": f"Also here: Clearing officer {officer.name}.",
        "points": {},
    }


def test_who_leaves_is_gone(client: SignedIn, reply: Reply) -> None:
    writer = factories.focal_point_of(reply)
    post(client, writer, reply, point=0)

    assert post(client, writer, reply, leave="1") == (204, None)
    assert post(client, factories.focal_point_of(reply), reply) == (200, NOBODY)


def test_coordinator_is_there_too(client: SignedIn, reply: Reply) -> None:
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()

    assert post(client, coordinator, reply) == (200, NOBODY)


@pytest.mark.parametrize("point", ["-1", "first", str(2**64)])
def test_presence_at_no_possible_place_is_refused(client: SignedIn, reply: Reply, point: str) -> None:
    status, answer = post(client, factories.focal_point_of(reply), reply, point=point)

    assert (status, list(answer["errors"])) == (422, ["point"])  # type: ignore[index]


def test_presence_is_not_for_another_ministry_that_reads_what_is_submitted(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")
    contributor = factories.make_reply(issue=reply.assignment.issue, role="contributor")
    post(client, factories.clearing_officer_of(reply), reply)

    response = client.of(factories.focal_point_of(contributor)).post(
        reverse("replies:presence", args=[reply.pk])
    )

    page = response.content.decode()
    assert (response.status_code, "Only the ministry and the coordinator see who else is here." in page) == (
        403,
        True,
    )


def test_presence_is_unknown_to_a_stranger(client: SignedIn, reply: Reply) -> None:
    stranger = factories.make_user(Role.FOCAL_POINT)

    assert post(client, stranger, reply, point=0)[0] == 404
    assert post(client, factories.focal_point_of(reply), reply) == (200, NOBODY)


@pytest.mark.parametrize(("role", "queries"), [("focal point", 2), ("coordinator", 3)])
def test_presence_asks_for_the_person_and_the_reply_only(
    client: SignedIn,
    reply: Reply,
    django_assert_num_queries: DjangoAssertNumQueries,
    role: str,
    queries: int,
) -> None:
    people = {
        "focal point": factories.focal_point_of(reply),
        "coordinator": reply.assignment.issue.list_of_issues.coordinators.get(),
    }
    url = reverse("replies:presence", args=[reply.pk])
    client.of(people[role]).get("/healthz/")

    with django_assert_num_queries(queries):
        client.post(url, {"point": "0"})
