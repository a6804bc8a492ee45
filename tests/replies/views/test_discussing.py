"""Comments through their pages: written, refused, resolved, reopened, and whom they can call."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Comment, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("drafting", points=2)


@pytest.fixture
def author(reply: Reply) -> User:
    return factories.focal_point_of(reply)


def url(reply: Reply) -> str:
    return reverse("replies:comment", args=[reply.pk])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def written(response: Any) -> list[str]:
    """What stands in the forms of the threads, in the order of the page."""
    found = re.findall(r"<textarea[^>]* data-mentions>(.*?)</textarea>", response.content.decode(), re.DOTALL)
    return [words.strip() for words in found]


def test_comment_in_the_page_shows_its_thread_alone(client: SignedIn, reply: Reply, author: User) -> None:
    point = reply.assignment.data_points.get(code="1.2")
    form = {"text": f"Which year, @{author.name}?", "point": point.pk, "quote": "Nine <deaths>"}

    response = client.of(author).post(url(reply), form, headers=HTMX)

    page = text_of(response)
    assert (response.status_code, page.count("<details"), "<html" in page) == (200, 1, False)
    assert f"<p>Which year, <b>@{author.name}</b>?</p>" in page
    assert "Nine &lt;deaths&gt;</a></blockquote>" in page
    assert '<details class="thread" data-thread data-about="answer-1-2" open>' in page
    assert ("Comments (1 open)" in page, written(response)) == (True, [""])


@pytest.mark.parametrize(("code", "place"), [("1.2", "thread-1-2"), (None, "thread-reply")])
def test_comment_without_javascript_leads_to_its_thread(
    client: SignedIn, reply: Reply, author: User, code: str | None, place: str
) -> None:
    point = reply.assignment.data_points.get(code=code) if code else None

    response = client.of(author).post(url(reply), {"text": "Which year?", "point": point.pk if point else ""})

    address = f"{reply.get_absolute_url()}#{place}"
    assert (response.status_code, response.headers["Location"]) == (302, address)
    assert Comment.objects.get().data_point == point
    assert f'id="{place}"' in text_of(client.get(reply.get_absolute_url()))


def test_refused_comment_keeps_its_words(client: SignedIn, reply: Reply, author: User) -> None:
    point = reply.assignment.data_points.get(code="1.1")
    form = {"text": "x" * 4001, "point": point.pk, "quote": "Nine"}
    client.of(author)

    in_page = client.post(url(reply), form, headers=HTMX)
    plain = client.post(url(reply), form)

    assert [(r.status_code, written(r)) for r in (in_page, plain)] == [
        (422, ["x" * 4001]),
        (422, ["x" * 4001, "", ""]),
    ]
    said = "at most 4000 characters (it has 4001)."
    kept = '<input type="hidden" name="quote" value="Nine">'
    assert [(said in text_of(r), kept in text_of(r)) for r in (in_page, plain)] == [(True, True)] * 2
    assert Comment.objects.count() == 0


def test_comment_without_words_asks_for_them(client: SignedIn, reply: Reply, author: User) -> None:
    form = {"text": " ", "quote": "Nine"}

    response = client.of(author).post(url(reply), form, headers=HTMX)

    assert (response.status_code, "Write your comment." in text_of(response)) == (422, True)
    assert 'name="quote" value="Nine"' in text_of(response)


def test_comment_on_what_is_not_asked_is_refused(client: SignedIn, reply: Reply, author: User) -> None:
    foreign = factories.make_reply().assignment.data_points.get()

    response = client.of(author).post(url(reply), {"text": "Hm", "point": foreign.pk}, headers=HTMX)

    assert (response.status_code, written(response), Comment.objects.count()) == (422, ["Hm"], 0)


def test_comment_of_an_observer_is_refused_in_words(client: SignedIn) -> None:
    reply = factories.make_reply_in("accepted")
    services.comment(reply, text="For us alone.", by=factories.focal_point_of(reply))

    response = client.of(factories.make_user("observer")).post(url(reply), {"text": "Hm"})

    page = text_of(response)
    refused = "Only the ministry and the coordinator discuss a reply."
    assert (response.status_code, refused in page, "For us alone." in page) == (422, True, False)
    assert (written(response), reply.comments.count()) == (["Hm"], 1)


def test_comment_on_a_closed_list_is_refused_in_words(client: SignedIn, reply: Reply, author: User) -> None:
    ListOfIssues.objects.update(status="archived")

    in_page = client.of(author).post(url(reply), {"text": "Hm"}, headers=HTMX)
    plain = client.post(url(reply), {"text": "Hm"})

    said = "The list of issues is closed: nothing changes any more."
    assert [(r.status_code, said in text_of(r), written(r)) for r in (in_page, plain)] == [
        (422, True, ["Hm"])
    ] * 2


def test_resolve_and_reopen_in_the_page(client: SignedIn, reply: Reply, author: User) -> None:
    point = reply.assignment.data_points.get(code="1.1")
    remark = services.comment(reply, text="Which year?", point=point, by=author)
    client.of(author)

    resolved = client.post(reverse("replies:comment_resolve", args=[remark.pk]), headers=HTMX)
    reopened = client.post(reverse("replies:comment_reopen", args=[remark.pk]), headers=HTMX)

    words = [
        ("Resolved (1)" in page, f"by {author.name}" in page, "Comments (1 open)" in page)
        for page in (text_of(resolved), text_of(reopened))
    ]
    assert words == [(True, True, False), (False, False, True)]
    # The comment that somebody is writing there stays in the page as it is.
    assert ["hx-preserve" in text_of(response) for response in (resolved, reopened)] == [True, True]
    assert "hx-swap-oob" not in text_of(resolved)


def test_resolve_and_reopen_without_javascript_lead_to_the_thread(
    client: SignedIn, reply: Reply, author: User
) -> None:
    remark = services.comment(reply, text="Which year?", by=author)
    client.of(author)

    steps = []
    for name in ("comment_resolve", "comment_reopen"):
        response = client.post(reverse(f"replies:{name}", args=[remark.pk]))
        remark.refresh_from_db()
        steps.append((response.headers["Location"], remark.resolved_by))

    place = f"{reply.get_absolute_url()}#thread-reply"
    assert steps == [(place, author), (place, None)]


def test_resolving_a_return_takes_it_off_the_top(client: SignedIn) -> None:
    reply = factories.make_reply_in("returned")
    remark = reply.comments.get()

    response = client.of(factories.focal_point_of(reply)).post(
        reverse("replies:comment_resolve", args=[remark.pk]), headers=HTMX
    )

    page = text_of(response)
    assert '<div class="returns" id="returns" hx-swap-oob="true"> </div>' in page


def test_resolving_on_a_closed_list_is_refused_in_words(client: SignedIn, reply: Reply, author: User) -> None:
    remark = services.comment(reply, text="Which year?", by=author)
    ListOfIssues.objects.update(status="archived")
    address = reverse("replies:comment_resolve", args=[remark.pk])

    in_page = client.of(author).post(address, headers=HTMX)
    plain = client.post(address)

    remark.refresh_from_db()
    why = "The list of issues is closed: nothing changes any more."
    said = [str(message) for message in get_messages(plain.wsgi_request)]
    assert (in_page.status_code, why in text_of(in_page), remark.resolved_at) == (422, True, None)
    assert (plain.headers["Location"], said) == (f"{reply.get_absolute_url()}#thread-reply", [why])


def test_comments_of_a_joint_issue_stay_inside(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")
    joint = factories.make_reply(issue=reply.assignment.issue, points=0, role="contributor")
    remark = services.comment(reply, text="For us alone.", by=factories.focal_point_of(reply))
    client.of(factories.focal_point_of(joint))

    statuses = [
        client.get(reverse("replies:people", args=[reply.pk])).status_code,
        client.post(reverse("replies:comment_reopen", args=[remark.pk])).status_code,
        client.post(url(reply), {"text": "Hm"}).status_code,
    ]
    page = text_of(client.get(joint.get_absolute_url()))

    assert (statuses, "For us alone." in page, reply.comments.count()) == ([403, 404, 422], False, 1)


def test_people_are_offered_by_name_and_role(client: SignedIn, reply: Reply, author: User) -> None:
    type(author).objects.filter(pk=author.pk).update(name="<Әсел>")

    response = client.of(author).get(reverse("replies:people", args=[reply.pk]))

    page = text_of(response)
    names = re.findall(r'data-name="([^"]+)"', page)
    roles = re.findall(r'<span class="muted">([^<]+)</span>', page)
    assert min(zip(names, roles, strict=True)) == ("&lt;Әсел&gt;", "focal point")
    assert {*roles} == {"focal point", "clearing officer", "coordinator"}


def test_page_shows_each_thread_under_its_answer(client: SignedIn, reply: Reply, author: User) -> None:
    point = reply.assignment.data_points.get(code="1.2")
    remark = services.comment(reply, text="Which year?", point=point, by=author)
    services.comment(reply, text="Is this all?", by=author)

    page = text_of(client.of(author).get(reply.get_absolute_url()))

    order = ['id="answer-1-1"', ">Comment</summary>", 'id="answer-1-2"', "Comments (1 open)", "Which year?"]
    places = [page.index(words) for words in (*order, 'id="comments"', "Is this all?")]
    assert places == sorted(places)
    assert f'id="comment-{remark.pk}"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_comment_takes_a_fixed_number_of_queries(
    client: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    reply: Reply,
    author: User,
    count: int,
) -> None:
    for _ in range(count):
        services.comment(reply, text=f"@{author.name}", by=author)
    client.of(author).get("/healthz/")

    # The reply with its points and answers, who may see it, the comment and its mention, the thread
    # and whom it calls; the session and its person; the transaction and its context.
    with django_assert_num_queries(QUERIES):
        client.post(url(reply), {"text": f"@{author.name}"}, headers=HTMX)


QUERIES = 11
