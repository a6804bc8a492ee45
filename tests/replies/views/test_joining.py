"""A joint issue: the lead sees what the others answer and takes it over; they see what became of theirs."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from issues.models import DataPoint
from replies import services
from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead() -> Reply:
    return factories.make_reply(ministry=factories.make_ministry(name_en="Ministry of Justice"))


def contributor_to(lead: Reply, *, same_point: bool = False) -> Reply:
    """Another ministry's reply, submitted, to the very same data point or to one of its own."""
    issue, ministry = lead.assignment.issue, factories.make_ministry(name_en="Supreme Court")
    if same_point:
        points = list(lead.assignment.data_points.all())
        reply = services.assign(issue, ministry, role="contributor", data_points=points, by=None)
    else:
        reply = factories.make_reply(issue=issue, ministry=ministry, role="contributor")
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author, text="<p>Nine appeals.</p>")
    services.submit(reply, by=author)
    return reply


def take(
    client: SignedIn, lead: Reply, source: Reply, point: DataPoint | str | None
) -> tuple[str, list[str]]:
    values = {"source": source.answers.get().pk, "point": getattr(point, "pk", point) or ""}
    response = client.post(reverse("replies:take_over", args=[lead.pk]), values)
    said = [str(message) for message in get_messages(response.wsgi_request)]
    return response.headers["Location"].removeprefix(lead.get_absolute_url()), said


def page_of(client: SignedIn, reply: Reply) -> str:
    return " ".join(client.get(reply.get_absolute_url()).content.decode().split())


def test_the_same_data_point_of_another_ministry_stands_beside_ones_own(
    client: SignedIn, lead: Reply
) -> None:
    contributor_to(lead, same_point=True)

    page = page_of(client.of(factories.focal_point_of(lead)), lead)

    assert ("Supreme Court answers the same" in page, "Take over into 1.1" in page) == (True, True)


def test_take_over_leads_to_the_answer_and_shows_where_the_text_is_from(
    client: SignedIn, lead: Reply
) -> None:
    source = contributor_to(lead)
    client.of(factories.focal_point_of(lead))

    outcome = take(client, lead, source, lead.assignment.data_points.get())

    said = ["Taken over. An earlier version can be restored under “Versions”."]
    assert outcome == ("#answer-1-1", said)
    assert "Contains the text of Supreme Court to 1.2 (version 1), taken over by" in page_of(client, lead)
    assert lead.answers.get().text == "<p>Nine appeals.</p>"


def test_take_over_into_an_issue_as_a_whole(client: SignedIn) -> None:
    lead = factories.make_reply(points=0)
    source = contributor_to(lead)
    client.of(factories.focal_point_of(lead))

    location, _said = take(client, lead, source, None)

    assert (location, lead.answers.get().text) == ("#answer-1", "<p>Nine appeals.</p>")


def test_contributor_sees_what_became_of_their_text(client: SignedIn, lead: Reply) -> None:
    source = contributor_to(lead)
    take(client.of(factories.focal_point_of(lead)), lead, source, lead.assignment.data_points.get())
    source.answers.update(version=2)

    page = page_of(client.of(factories.focal_point_of(source)), source)

    assert "Ministry of Justice took version 1 of this text over into its answer to 1.1" in page
    assert "This text has changed since." in page


def test_take_over_into_no_data_point_of_ones_own_asks_for_one(client: SignedIn, lead: Reply) -> None:
    source = contributor_to(lead)
    client.of(factories.focal_point_of(lead))

    outcome = take(client, lead, source, "0")

    assert outcome == ("#others", ["Choose one of your own data points to take the text into."])


def test_take_over_that_is_refused_says_why(client: SignedIn, lead: Reply) -> None:
    source = contributor_to(lead)
    client.of(factories.clearing_officer_of(lead))

    _location, said = take(client, lead, source, lead.assignment.data_points.get())

    assert (said, lead.answers.count()) == (["Only a focal point of the ministry drafts its reply."], 0)


def test_take_over_of_an_answer_that_is_not_submitted_is_not_found(client: SignedIn, lead: Reply) -> None:
    source = contributor_to(lead)
    services.withdraw(source, by=factories.focal_point_of(source))
    client.of(factories.focal_point_of(lead))
    values = {"source": source.answers.get().pk, "point": lead.assignment.data_points.get().pk}

    response = client.post(reverse("replies:take_over", args=[lead.pk]), values)

    assert (response.status_code, lead.answers.count()) == (404, 0)
