"""Files and remarks through their pages."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn
from tests.replies.test_uploads import PDF

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


def form(name: str = "law.pdf", content: bytes = PDF, title: str = "The law") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content), "kind": "annex", "title": title}


def test_attach_in_the_page_shows_the_file(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:attach", args=[reply.pk])

    response = client.of(factories.focal_point_of(reply)).post(url, form(title="Заң"), headers=HTMX)

    page = response.content.decode()
    assert (response.status_code, "Заң" in page, 'id="attachments"' in page, "<html" in page) == (
        200,
        True,
        True,
        False,
    )


def test_attach_without_javascript_leads_back(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:attach", args=[reply.pk])

    response = client.of(factories.focal_point_of(reply)).post(url, form())

    assert (response.headers["Location"], reply.attachments.get().title) == (
        f"/replies/{reply.pk}/#attachments",
        "The law",
    )


def test_attach_of_a_forbidden_file_is_named(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:attach", args=[reply.pk])
    client.of(factories.focal_point_of(reply))

    in_page = client.post(url, form("run.exe", b"MZ"), headers=HTMX)
    plain = client.post(url, form("run.exe", b"MZ"))

    assert (in_page.status_code, plain.status_code, reply.attachments.count()) == (422, 422, 0)
    assert "“run.exe” cannot be attached" in in_page.content.decode()
    assert "“run.exe” cannot be attached" in plain.content.decode()


def test_attach_of_the_same_file_twice_says_so(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:attach", args=[reply.pk])
    client.of(factories.focal_point_of(reply)).post(url, form(title="The law"))

    response = client.post(url, form(), headers=HTMX)

    assert (response.status_code, "attached already, as “The law”" in response.content.decode()) == (
        422,
        True,
    )


def test_download_is_never_shown_as_a_page(client: SignedIn, reply: Reply) -> None:
    client.of(factories.focal_point_of(reply)).post(
        reverse("replies:attach", args=[reply.pk]), form("Заң.pdf")
    )

    response = client.get(reverse("replies:attachment_download", args=[reply.attachments.get().pk]))

    headers = {name: response.headers[name] for name in ("Content-Type", "X-Content-Type-Options")}
    assert headers == {"Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff"}
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert b"".join(response.streaming_content) == PDF


def test_remove_takes_the_file_off_while_drafting_only(client: SignedIn, reply: Reply) -> None:
    author = factories.focal_point_of(reply)
    client.of(author).post(reverse("replies:attach", args=[reply.pk]), form())
    url = reverse("replies:attachment_remove", args=[reply.attachments.get().pk])

    client.of(factories.clearing_officer_of(reply)).post(url)
    after_refusal = reply.attachments.count()
    client.of(author).post(url)

    assert (after_refusal, reply.attachments.count()) == (1, 0)


def test_comment_and_its_resolution(client: SignedIn, reply: Reply) -> None:
    author = factories.focal_point_of(reply)
    client.of(author).post(reverse("replies:comment", args=[reply.pk]), {"text": "Which year?"})
    remark = reply.comments.get()
    client.post(reverse("replies:comment_resolve", args=[remark.pk]))

    page = client.get(reply.get_absolute_url()).content.decode()

    assert ("Which year?" in page, "resolved" in page) == (True, True)


def test_comment_without_words_asks_for_them(client: SignedIn, reply: Reply) -> None:
    response = client.of(factories.focal_point_of(reply)).post(
        reverse("replies:comment", args=[reply.pk]), {"text": " "}
    )

    assert (response.status_code, reply.comments.count()) == (422, 0)


def test_attach_of_an_annex_without_a_title_asks_for_it(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:attach", args=[reply.pk])

    response = client.of(factories.focal_point_of(reply)).post(url, form(title=""), headers=HTMX)

    said = "Write the title under which the annex goes to Geneva." in response.content.decode()
    assert (response.status_code, said, reply.attachments.count()) == (422, True, 0)


def test_comment_of_an_observer_is_refused_in_words(client: SignedIn) -> None:
    reply = factories.make_reply_in("accepted")
    factories.services.comment(reply, text="For us alone.", by=factories.focal_point_of(reply))
    observer = factories.make_user("observer")

    response = client.of(observer).post(reverse("replies:comment", args=[reply.pk]), {"text": "Hm"})

    page = response.content.decode()
    assert (response.status_code, "For us alone." in page, reply.comments.count()) == (422, False, 1)


def test_resolving_on_a_closed_list_is_refused_in_words(client: SignedIn, reply: Reply) -> None:
    author = factories.focal_point_of(reply)
    remark = factories.services.comment(reply, text="Which year?", by=author)
    type(reply.assignment.issue.list_of_issues).objects.update(status="archived")

    response = client.of(author).post(reverse("replies:comment_resolve", args=[remark.pk]))

    remark.refresh_from_db()
    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert (remark.resolved_at, said) == (None, ["The list of issues is closed: nothing changes any more."])
