"""The page of a reply: saving answers in the page and without JavaScript."""

import pytest
from django.urls import reverse

from replies.models import Answer, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply(points=2)


def save_url(reply: Reply, code: str = "1.1") -> str:
    points = reply.assignment.data_points.filter(code=code).values_list("pk", flat=True)
    return reverse("replies:answer_save", args=[reply.pk, points.first() or 0])


def test_detail_offers_a_form_for_each_data_point(client: SignedIn, reply: Reply) -> None:
    page = client.of(factories.focal_point_of(reply)).get(reply.get_absolute_url()).content.decode()

    assert [page.count(f'id="answer-1-{n}"') for n in (1, 2)] == [1, 1]
    assert page.count("data-autosave") == 2
    assert '<option value="1.2">' in page


def test_detail_is_read_only_for_the_clearing_officer(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    page = client.of(factories.clearing_officer_of(reply)).get(reply.get_absolute_url()).content.decode()

    assert ("data-autosave" in page, "Nine deaths." in page) == (False, True)


def test_save_in_the_page_answers_with_the_foot_and_the_next_step(client: SignedIn, reply: Reply) -> None:
    author = factories.focal_point_of(reply)

    response = client.of(author).post(
        save_url(reply), {"form": "text", "text": "<p>Nine.</p>", "base_version": "0"}, headers=HTMX
    )

    page = response.content.decode()
    assert (response.status_code, Answer.objects.get().text) == (200, "<p>Nine.</p>")
    assert 'name="base_version" value="1"' in page
    assert 'data-state="answered"' in page
    assert 'Without an answer yet: <a href="#answer-1-2">1.2</a>.' in page
    assert 'id="budget" hx-swap-oob="true"' in page


def test_save_without_javascript_leads_back_to_the_answer(client: SignedIn, reply: Reply) -> None:
    response = client.of(factories.focal_point_of(reply)).post(
        save_url(reply), {"form": "text", "text": "<p>Nine.</p>"}
    )

    assert (response.status_code, response.headers["Location"]) == (302, f"/replies/{reply.pk}/#answer-1-1")


def test_save_on_an_older_version_shows_both_texts(client: SignedIn, reply: Reply) -> None:
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author, text="<p>Nine.</p>")
    values = {"form": "text", "text": "<p>Ten<script>x</script>.</p>", "base_version": "0"}

    in_page = client.of(author).post(save_url(reply), values, headers=HTMX)
    plain = client.post(save_url(reply), values)

    for response in (in_page, plain):
        page = response.content.decode()
        assert response.status_code == 409
        assert "<p><del>Nine</del>.</p>" in page
        assert "<p><ins>Ten</ins>.</p>" in page
        assert "<script>x" not in page


@pytest.mark.parametrize(
    ("values", "stored"),
    [
        (
            {"form": "unavailable", "reason": " No register  is kept. "},
            ("unavailable", "No register is kept.", None),
        ),
        ({"form": "see", "see": "1.2", "text": "<p>left</p>"}, ("see", "", "1.2")),
        ({"form": "nothing"}, ("nothing", "", None)),
    ],
)
def test_save_of_what_is_no_text(
    client: SignedIn, reply: Reply, values: dict[str, str], stored: tuple[str, str, str | None]
) -> None:
    client.of(factories.focal_point_of(reply)).post(save_url(reply), values, headers=HTMX)

    answer = Answer.objects.get()
    assert (answer.form, answer.text, answer.see.code if answer.see else None) == stored


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"form": "see", "see": ""}, "Write the code of the answer to see, such as 6(a).2."),
        ({"form": "see", "see": "1.1"}, "An answer cannot point at itself; write the code of another one."),
        ({"form": "see", "see": "9.9"}, "This list has no data point “9.9”."),
        ({"form": "silence"}, "Select a valid choice."),
        ({"form": "unavailable", "reason": " "}, "Write why the information is not available."),
        ({"form": "text", "text": "<p>" + "x" * 300_000 + "</p>"}, "characters"),
    ],
)
def test_save_of_what_cannot_be_says_why_and_stores_nothing(
    client: SignedIn, reply: Reply, values: dict[str, str], message: str
) -> None:
    client.of(factories.focal_point_of(reply))

    in_page = client.post(save_url(reply), values, headers=HTMX)
    plain = client.post(save_url(reply), values)

    assert (in_page.status_code, plain.status_code, Answer.objects.count()) == (422, 422, 0)
    assert message in in_page.content.decode()
    assert message in plain.content.decode()


def test_save_of_a_submitted_reply_keeps_the_text_in_the_form(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")

    response = client.of(factories.focal_point_of(reply)).post(
        save_url(reply), {"form": "text", "text": "<p>Late.</p>"}
    )

    page = response.content.decode()
    assert (
        response.status_code,
        "The reply is submitted and waits for clearance." in page,
        "Late." in page,
    ) == (
        422,
        True,
        True,
    )


def test_save_to_the_issue_as_a_whole(client: SignedIn) -> None:
    reply = factories.make_reply(points=0)

    client.of(factories.focal_point_of(reply)).post(
        save_url(reply), {"form": "text", "text": "<p>Noted.</p>"}
    )

    assert Answer.objects.get().data_point is None


def test_save_to_a_data_point_of_another_ministry_is_not_found(client: SignedIn, reply: Reply) -> None:
    other = factories.make_point()
    url = reverse("replies:answer_save", args=[reply.pk, other.pk])

    response = client.of(factories.focal_point_of(reply)).post(url, {"form": "text", "text": "<p>x</p>"})

    assert (response.status_code, Answer.objects.count()) == (404, 0)
