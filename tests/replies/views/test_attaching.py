"""Files of a reply changed through their pages."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from replies.models import Attachment, Reply
from tests import factories
from tests.conftest import SignedIn
from tests.replies.files.test_uploads import PDF, PNG

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply()


@pytest.fixture
def author(client: SignedIn, reply: Reply) -> User:
    user = factories.focal_point_of(reply)
    client.of(user)
    return user


def upload(**files: bytes) -> dict[str, object]:
    """What the form sends of files given by name, whose dots are written as underscores."""
    found = [SimpleUploadedFile(name.replace("_", "."), content) for name, content in files.items()]
    return {"kind": "annex", "file": found, "whole": "1"}


def url_of(reply: Reply) -> str:
    return reverse("replies:attach", args=[reply.pk])


def of(name: str, file: Attachment) -> str:
    return reverse(f"replies:attachment_{name}", args=[file.pk])


def titles(reply: Reply) -> list[str]:
    return [file.title for file in reply.attachments.all()]


def test_attach_of_several_files_leads_back(client: SignedIn, reply: Reply, author: User) -> None:
    response = client.post(url_of(reply), upload(Заң_pdf=PDF, map_png=PNG))

    assert (response.headers["Location"], titles(reply)) == (
        f"/replies/{reply.pk}/#attachments",
        ["Заң", "map"],
    )


def test_attach_in_the_page_answers_with_the_new_row(client: SignedIn, reply: Reply, author: User) -> None:
    factories.attach(reply, by=author, title="There before")

    response = client.post(url_of(reply), upload(Заң_pdf=PDF), headers=HTMX)

    page = response.content.decode()
    file = reply.attachments.get(title="Заң")
    assert response.status_code == 200
    assert [f'id="attachment-{file.pk}"' in page, "There before" in page, "<html" in page] == [
        True,
        False,
        False,
    ]
    assert 'id="attachment-watch" hx-swap-oob="true" hx-get=' in page
    assert 'id="reply-actions" hx-swap-oob="true"' in page


def test_attach_stores_what_passes_and_names_what_does_not(
    client: SignedIn, reply: Reply, author: User
) -> None:
    response = client.post(url_of(reply), upload(law_pdf=PDF, run_exe=b"MZ", empty_pdf=b"", old_doc=b"x"))

    page = response.content.decode()
    said = (
        "“run.exe” cannot be attached",
        "“empty.pdf” is empty",
        "“old.doc” cannot be attached: save it as .docx",
    )
    assert (response.status_code, titles(reply)) == (422, ["law"])
    assert [words in page for words in said] == [True, True, True]


def test_attach_of_a_forbidden_file_from_the_page_says_only_why(
    client: SignedIn, reply: Reply, author: User
) -> None:
    response = client.post(url_of(reply), upload(run_exe=b"MZ"), headers=HTMX)

    assert (response.status_code, response.headers["Content-Type"], response.content.decode()) == (
        422,
        "text/plain; charset=utf-8",
        "“run.exe” cannot be attached: only PDF, Word (.docx), Excel (.xlsx), CSV, PNG and JPEG can.",
    )


def test_attach_without_a_file_asks_for_one(client: SignedIn, reply: Reply, author: User) -> None:
    response = client.post(url_of(reply), {"kind": "annex", "whole": "1"}, headers=HTMX)

    assert response.content.decode() == "Choose a file first."


@pytest.mark.parametrize("cut", [60, 400])
def test_attach_that_breaks_off_stores_nothing(
    client: SignedIn, reply: Reply, author: User, cut: int
) -> None:
    """The connection ends while the file is sent, or right after it: the server gets the beginning only."""
    body = encode_multipart(BOUNDARY, upload(data_csv=b"year;deaths\n" * 50))

    response = client.generic("POST", url_of(reply), body[:-cut], MULTIPART_CONTENT, headers=HTMX)

    assert (response.status_code, response.content.decode(), titles(reply)) == (
        422,
        "The upload broke off. Nothing was stored: try again.",
        [],
    )


def test_attach_to_a_submitted_reply_is_refused_once(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")
    client.of(factories.focal_point_of(reply))

    response = client.post(url_of(reply), upload(a_pdf=PDF, b_pdf=PDF), headers=HTMX)

    assert response.content.decode() == "The reply is submitted and waits for clearance."


def test_attach_larger_than_the_limit_says_how_large_it_was(
    client: SignedIn, reply: Reply, author: User, settings: pytest.FixtureRequest
) -> None:
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024

    response = client.post(url_of(reply), upload(law_pdf=PDF + bytes(4 * 1024 * 1024)), headers=HTMX)

    said = response.content.decode().replace("\xa0", " ")
    assert said == "“law.pdf” has 4.0 MB, more than the 3.0 MB allowed. Split or compress it."


def test_attach_of_a_name_of_300_letters_is_refused_in_words(
    client: SignedIn, reply: Reply, author: User
) -> None:
    response = client.post(url_of(reply), upload(**{"ә" * 300 + "_pdf": PDF}), headers=HTMX)

    assert response.content.decode() == (
        f"The file name “{'ә' * 40}…” is longer than 200 characters. Shorten it and attach the file again."
    )


def test_describe_leads_back_and_in_the_page_answers_with_the_row(
    client: SignedIn, reply: Reply, author: User
) -> None:
    file = factories.attach(reply, by=author)
    values = {"title": "Бұйрық", "kind": "evidence", "language": "kk"}

    plain = client.post(of("describe", file), values)
    in_page = client.post(of("describe", file), values, headers=HTMX)

    file.refresh_from_db()
    assert (file.title, file.kind, file.language) == ("Бұйрық", "evidence", "kk")
    assert plain.headers["Location"] == f"/replies/{reply.pk}/#attachments"
    assert [in_page.status_code, 'value="Бұйрық"' in in_page.content.decode()] == [200, True]


@pytest.mark.parametrize("headers", [HTMX, {}])
@pytest.mark.parametrize(
    ("title", "words"),
    [("", "Write a title for the file."), ("ә" * 301, "at most 300 characters (it has 301)")],
)
def test_describe_keeps_what_was_typed(
    client: SignedIn, reply: Reply, author: User, headers: dict[str, str], title: str, words: str
) -> None:
    file = factories.attach(reply, by=author)

    response = client.post(
        of("describe", file), {"title": title, "kind": "evidence", "language": "??"}, headers=headers
    )

    page = response.content.decode()
    assert (response.status_code, words in page, f'name="title" value="{title}"' in page) == (422, True, True)
    assert '<option value="evidence" selected>' in page


def test_describe_that_is_refused_says_why(client: SignedIn, reply: Reply, author: User) -> None:
    file = factories.attach(reply, by=author)
    client.of(factories.clearing_officer_of(reply))

    response = client.post(of("describe", file), {"title": "x", "kind": "annex"}, headers=HTMX)

    assert response.status_code == 422


def test_move_and_remove_without_javascript_lead_back(client: SignedIn, reply: Reply, author: User) -> None:
    for title in ("A", "B", "C"):
        factories.attach(reply, by=author, title=title)
    last = reply.attachments.get(title="C")

    moved = client.post(of("move", last), {"steps": "-1"})
    nonsense = client.post(of("move", last), {"steps": "1000"})
    order = titles(reply)
    removed = client.post(of("remove", last))

    assert {response.headers["Location"] for response in (moved, nonsense, removed)} == {
        f"/replies/{reply.pk}/#attachments"
    }
    assert (order, titles(reply)) == (["A", "C", "B"], ["A", "B"])


def test_move_in_the_page_answers_with_the_list(client: SignedIn, reply: Reply, author: User) -> None:
    for title in ("A", "B"):
        factories.attach(reply, by=author, title=title)

    response = client.post(of("move", reply.attachments.get(title="B")), {"steps": "-1"}, headers=HTMX)

    page = response.content.decode()
    assert (page.index(">B</a>") < page.index(">A</a>"), page.count('id="attachment-list"')) == (True, 1)


def test_remove_that_is_refused_is_said(client: SignedIn, reply: Reply, author: User) -> None:
    file = factories.attach(reply, by=author)
    client.of(factories.clearing_officer_of(reply))

    plain = client.post(of("remove", file))
    in_page = client.post(of("remove", file), headers=HTMX)

    why = "Only a focal point of the ministry drafts its reply."
    assert [str(message) for message in get_messages(plain.wsgi_request)] == [why]
    assert (why in in_page.content.decode(), titles(reply)) == (True, ["law"])


def test_replace_answers_with_the_row_and_with_those_that_were_the_same(
    client: SignedIn, reply: Reply, author: User
) -> None:
    first, second = (factories.make_attachment(reply, sha256="a" * 64, title=title) for title in "AB")

    plain = client.post(of("replace", second), upload(b_png=PNG))
    Attachment.objects.filter(pk=second.pk).update(
        sha256="a" * 64, scan="clean", examined_at=first.examined_at
    )
    in_page = client.post(of("replace", second), upload(c_png=PNG), headers=HTMX)

    page = in_page.content.decode()
    second.refresh_from_db()
    assert (plain.headers["Location"], second.version) == (f"/replies/{reply.pk}/#attachments", 3)
    assert f'<li class="attachment" id="attachment-{second.pk}"' in page
    assert f'id="attachment-{first.pk}-state" hx-swap-oob="true"' in page
    assert "The same file as" not in page


@pytest.mark.parametrize("content", [b"", b"not a picture"])
def test_replace_by_a_forbidden_file_says_why(
    client: SignedIn, reply: Reply, author: User, content: bytes
) -> None:
    file = factories.attach(reply, by=author)

    response = client.post(of("replace", file), upload(b_png=content), headers=HTMX)

    file.refresh_from_db()
    assert (response.status_code, "“b.png” is" in response.content.decode(), file.version) == (422, True, 1)


def test_replace_that_is_refused_says_why(client: SignedIn, reply: Reply, author: User) -> None:
    file = factories.attach(reply, by=author)
    client.of(factories.clearing_officer_of(reply))

    response = client.post(of("replace", file), upload(b_png=PNG), headers=HTMX)

    assert response.content.decode() == "Only a focal point of the ministry drafts its reply."


def test_attachments_tell_what_became_of_those_that_waited(
    client: SignedIn, reply: Reply, author: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    waiting = factories.attach(reply, by=author)
    done = factories.make_attachment(reply, sha256="a" * 64)
    twin = factories.make_attachment(reply, sha256="a" * 64)
    other = factories.make_attachment(reply)
    asked = [str(waiting.pk), str(done.pk), "999999", "1x", "9" * 5000]
    url = reverse("replies:attachments", args=[reply.pk])

    with django_assert_max_num_queries(5):
        page = client.get(url, {"of": asked[:3]}).content.decode()
    nonsense = client.get(url, {"of": asked}).content.decode()
    waiting.delete()
    ended = client.get(url, {"of": [str(done.pk)]}).content.decode()

    told = [f'id="attachment-{file.pk}-state"' in page for file in (waiting, done, twin, other)]
    assert told == [False, True, True, False]
    assert ["every 2s" in shown for shown in (page, nonsense, ended)] == [True, True, False]
    assert "-state" not in nonsense


def test_page_shows_the_state_of_each_file(client: SignedIn, reply: Reply, author: User) -> None:
    factories.attach(reply, by=author, title="Waiting")
    first = factories.make_attachment(reply, title="First", sha256="a" * 64, preview_pages=2)
    factories.make_attachment(reply, title="Again", sha256="a" * 64, version=2)
    factories.make_attachment(reply, title="Bad", scan="infected", virus="Eicar")

    page = client.get(reply.get_absolute_url()).content.decode()

    assert [
        words in page
        for words in (
            "being checked…",
            "The same file as “First”: remove one of the two.",
            "The scanner found “Eicar” in it.",
            "not scanned for viruses",
            f"/attachments/{first.pk}/preview/2/?version=1",
            "Earlier versions",
            "a" * 64,
            "<b>Bad</b>",
        )
    ] == [True] * 8


def test_page_of_a_reload_leads_back(client: SignedIn, reply: Reply, author: User) -> None:
    assert client.get(url_of(reply)).headers["Location"] == reply.get_absolute_url()
