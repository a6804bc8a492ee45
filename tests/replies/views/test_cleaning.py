"""The clean-up page: one text, edited in place and without JavaScript, with nothing lost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Answer, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("accepted")


def list_of(reply: Reply) -> ListOfIssues:
    return reply.assignment.issue.list_of_issues


def coordinator_of(reply: Reply) -> User:
    return list_of(reply).coordinators.order_by("pk")[0]


def page_url(reply: Reply) -> str:
    return reverse("replies:cleanup", args=[list_of(reply).pk])


def answer_url(reply: Reply, name: str = "answer", answer: Answer | None = None) -> str:
    answer = answer or reply.answers.order_by("pk")[0]
    return reverse(f"replies:cleanup_{name}", args=[list_of(reply).pk, answer.pk])


def text_of(response: Any) -> str:
    return response.content.decode()


def values(text: str, base: int = 1) -> dict[str, str]:
    return {"form": "text", "text": text, "base_version": str(base)}


def stored(reply: Reply) -> tuple[str, int, str]:
    answer = reply.answers.order_by("pk")[0]
    return Reply.objects.get(pk=reply.pk).status, answer.version, answer.text


def in_page(response: Any) -> list[str]:
    """The HTML ids that a fragment replaces outside of its own place, and what stands in the first."""
    return re.findall(r'id="([^"]+)" hx-swap-oob', text_of(response))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_the_same_queries_whatever_the_number_of_answers(client: SignedIn, rows: int) -> None:
    stored_list = factories.make_list()
    for _ in range(rows):
        made = factories.make_reply_in("accepted", stored=stored_list)
        services.comment(made, text="Which year?", by=factories.clearing_officer_of(made))
    client.of(coordinator_of(made)).get(page_url(made))

    with CaptureQueriesContext(connection) as queries:
        page = text_of(client.get(page_url(made)))

    assert (page.count("<article"), len(queries)) == (rows, 12)


def test_page_shows_texts_to_edit_to_the_coordinator_and_to_read_to_the_administrator(
    client: SignedIn, reply: Reply
) -> None:
    edited = text_of(client.of(coordinator_of(reply)).get(page_url(reply)))
    seen = text_of(client.of(factories.make_user("administrator")).get(page_url(reply)))

    assert [page.count('class="cleanup__pencil"') for page in (edited, seen)] == [1, 0]
    assert [page.count("Nine deaths.") for page in (edited, seen)] == [1, 1]
    assert "Only a coordinator of the list edits a cleared text." in seen


def test_page_says_beside_an_answer_why_it_cannot_be_edited(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    page = text_of(client.of(coordinator_of(reply)).get(page_url(reply)))

    assert 'disabled aria-describedby="why-1-1"' in page
    assert 'id="why-1-1">The reply is submitted and waits for clearance.<' in page


def test_page_without_issues_says_what_will_be_here(client: SignedIn) -> None:
    stored_list = factories.make_list()
    user = factories.make_coordinator(stored_list)

    page = text_of(client.of(user).get(reverse("replies:cleanup", args=[stored_list.pk])))

    assert "Here the whole reply stands as one text" in page


def test_edit_in_the_page_gives_the_form_and_says_what_saving_does(client: SignedIn, reply: Reply) -> None:
    form = text_of(client.of(coordinator_of(reply)).get(answer_url(reply), headers=HTMX))

    assert "<html" not in form
    assert "The ministry will have to clear again." in form
    assert "&lt;p&gt;Nine deaths.&lt;/p&gt;" in form


def test_edit_without_javascript_is_a_page_of_its_own(client: SignedIn, reply: Reply) -> None:
    page = text_of(client.of(coordinator_of(reply)).get(answer_url(reply)))

    assert "Edit the answer to 1.1" in page
    assert f'<form method="post" action="{answer_url(reply)}">' in page
    assert "data-autosave" not in page


def test_edit_of_what_is_drafted_is_refused_in_words(client: SignedIn) -> None:
    reply = factories.make_reply_in("drafting")
    client.of(coordinator_of(reply))

    beside = text_of(client.get(answer_url(reply), headers=HTMX))
    response = client.get(answer_url(reply), follow=True)

    assert "The reply is still being drafted." in beside
    assert "data-autosave" not in beside
    assert response.redirect_chain == [(f"{page_url(reply)}#answer-1-1", 302)]
    assert [str(message) for message in response.context["messages"]] == ["The reply is still being drafted."]


def test_save_in_the_page_voids_the_clearance_and_gives_back_the_text(client: SignedIn, reply: Reply) -> None:
    user = coordinator_of(reply)

    response = client.of(user).post(answer_url(reply), values("<p>Ten.</p><p>Yes.</p>"), headers=HTMX)

    key = reply.answers.get().pk
    assert (response.status_code, response.headers["HX-Retarget"]) == (200, f"#text-of-{key}")
    assert re.findall(r'data-number="(\d+)"', text_of(response)) == ["1", "2"]
    assert in_page(response) == [
        f"margin-of-{key}",
        "cleanup-sentence",
        "cleanup-budget",
        "words-of-issue-1",
    ]
    assert f"hx-swap-oob=\"outerHTML:[data-standing='{reply.pk}']\"" in text_of(response)
    assert stored(reply) == ("submitted", 2, "<p>Ten.</p><p>Yes.</p>")
    assert (reply.answers.get().edited_by, Reply.objects.get().voided_by) == (user, user)


def test_save_without_a_change_voids_nothing(client: SignedIn, reply: Reply) -> None:
    response = client.of(coordinator_of(reply)).post(
        answer_url(reply), values("<p>Nine deaths.</p>"), headers=HTMX
    )

    assert (response.status_code, stored(reply)) == (200, ("accepted", 1, "<p>Nine deaths.</p>"))


def test_save_without_javascript_leads_back_to_the_place(client: SignedIn, reply: Reply) -> None:
    response = client.of(coordinator_of(reply)).post(answer_url(reply), values("<p>Ten.</p>"))

    assert (response.status_code, response.headers["Location"]) == (302, f"{page_url(reply)}#answer-1-1")
    assert stored(reply)[2] == "<p>Ten.</p>"


def test_save_of_an_answer_to_an_issue_as_a_whole(client: SignedIn) -> None:
    reply = factories.make_reply_in("accepted", points=0)

    response = client.of(coordinator_of(reply)).post(answer_url(reply), values("<p>Noted.</p>"))

    assert (response.headers["Location"], stored(reply)[2]) == (
        f"{page_url(reply)}#answer-1",
        "<p>Noted.</p>",
    )


def test_save_on_an_older_version_shows_both_texts_and_keeps_them(client: SignedIn, reply: Reply) -> None:
    user = coordinator_of(reply)
    other = factories.make_coordinator(list_of(reply))
    point = reply.answers.get().data_point
    services.save_answer(reply, point, text="<p>Eleven deaths.</p>", base_version=1, by=other)
    client.of(user)

    here = client.post(answer_url(reply), values("<p>Ten deaths.</p>"), headers=HTMX)
    plain = client.post(answer_url(reply), values("<p>Ten <script>x</script>deaths.</p>"))

    for response in (here, plain):
        page = text_of(response)
        assert response.status_code == 409
        assert "<p><del>Eleven</del> deaths.</p>" in page
        assert "<p><ins>Ten</ins> deaths.</p>" in page
        assert "<script>x" not in page
    assert (text_of(here).count("data-merge"), text_of(plain).count("data-merge")) == (2, 0)
    assert 'name="base_version" value="2"' in text_of(here)
    assert "&lt;p&gt;Ten deaths.&lt;/p&gt;" in text_of(plain)
    assert stored(reply) == ("submitted", 2, "<p>Eleven deaths.</p>")
    history = Answer.pgh_event_model.objects.filter(pgh_label="refused")
    assert list(history.values_list("text", flat=True)) == ["<p>Ten deaths.</p>"] * 2


def test_save_of_what_cannot_be_says_why_and_keeps_the_text(client: SignedIn, reply: Reply) -> None:
    client.of(coordinator_of(reply))
    wrong = {"form": "see", "see": "9.9", "text": "<p>Mine.</p>", "base_version": "1"}

    here = client.post(answer_url(reply), wrong, headers=HTMX)
    plain = client.post(answer_url(reply), wrong)

    assert (here.status_code, plain.status_code) == (422, 422)
    for response in (here, plain):
        assert "This list has no data point “9.9”." in text_of(response)
    assert "&lt;p&gt;Mine.&lt;/p&gt;" in text_of(plain)
    assert stored(reply) == ("accepted", 1, "<p>Nine deaths.</p>")


@pytest.mark.parametrize(
    ("role", "why"),
    [
        ("coordinator", "The reply is still being drafted."),
        ("administrator", "Only a focal point of the ministry drafts its reply."),
    ],
)
def test_save_by_who_may_not_keeps_the_text_in_the_form(client: SignedIn, role: str, why: str) -> None:
    reply = factories.make_reply_in("drafting")
    user = coordinator_of(reply) if role == "coordinator" else factories.make_user(role)

    response = client.of(user).post(answer_url(reply), values("<p>Mine.</p>"))

    assert (response.status_code, stored(reply)) == (422, ("drafting", 1, "<p>Nine deaths.</p>"))
    assert why in text_of(response)
    assert "&lt;p&gt;Mine.&lt;/p&gt;" in text_of(response)


def test_emptied_answer_leaves_a_notice_that_can_be_written_again(client: SignedIn, reply: Reply) -> None:
    response = client.of(coordinator_of(reply)).post(answer_url(reply), values(""), headers=HTMX)

    assert '<p class="cleanup__gap">No answer yet: 1.1 – Data on deaths</p>' in text_of(response)
    assert 'class="cleanup__pencil" href' in text_of(response)


@pytest.mark.parametrize("points", [0, 1])
def test_emptied_answer_beside_another_to_the_same_can_be_written_again(
    client: SignedIn, points: int
) -> None:
    reply = factories.make_reply_in("accepted", points=points)
    issue = reply.assignment.issue
    asked = [*issue.data_points.all()]
    other = services.assign(issue, factories.make_ministry(), role="contributor", data_points=asked, by=None)
    factories.answer_all(other, by=factories.focal_point_of(other))

    response = client.of(coordinator_of(reply)).post(answer_url(reply), values(""), headers=HTMX)

    assert '<p class="cleanup__gap">No answer yet.</p>' in text_of(response)
    assert 'class="cleanup__pencil" href' in text_of(response)


def test_reading_again_after_a_cancelled_edit(client: SignedIn, reply: Reply) -> None:
    client.of(coordinator_of(reply))

    here = client.get(answer_url(reply, "read"), headers=HTMX)
    plain = client.get(answer_url(reply, "read"))

    assert "Nine deaths." in text_of(here)
    assert plain.headers["Location"] == f"{page_url(reply)}#answer-1-1"


@pytest.mark.parametrize("points", [0, 1])
def test_thread_of_an_answer_comes_when_it_is_opened(client: SignedIn, points: int) -> None:
    reply = factories.make_reply_in("accepted", points=points)
    answer = reply.answers.get()
    officer = factories.clearing_officer_of(reply)
    services.comment(reply, point=answer.data_point, text="<b>Which</b> year?", by=officer)
    client.of(coordinator_of(reply))

    here = text_of(client.get(answer_url(reply, "thread"), headers=HTMX))
    plain = client.get(answer_url(reply, "thread"))

    slug = "1-1" if points else "reply"
    assert ("&lt;b&gt;Which&lt;/b&gt; year?" in here, f'id="form-{slug}"' in here) == (True, True)
    assert plain.headers["Location"] == f"{reply.get_absolute_url()}#thread-{slug}"


@pytest.mark.parametrize("name", ["answer", "read", "thread"])
def test_answer_of_another_list_is_not_found(client: SignedIn, reply: Reply, name: str) -> None:
    other = factories.make_reply_in("accepted")
    address = reverse(f"replies:cleanup_{name}", args=[list_of(reply).pk, other.answers.get().pk])

    response = client.of(factories.make_user("administrator")).get(address)

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["answer", "read", "thread"])
def test_only_those_who_compile_see_it(client: SignedIn, reply: Reply, name: str) -> None:
    people = [
        factories.focal_point_of(reply),
        factories.make_user("observer"),
        factories.make_coordinator(factories.make_list()),
    ]

    statuses = [
        (client.of(user).get(page_url(reply)).status_code, client.get(answer_url(reply, name)).status_code)
        for user in people
    ]

    assert statuses == [(403, 403), (403, 403), (404, 404)]
