"""The document's page: findings, the run, its download."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from replies.document import compiling
from replies.models import Compilation, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("accepted")


def start(client: SignedIn, reply: Reply, layout: str = "by-issue") -> list[str]:
    url = reverse("replies:compile", args=[reply.assignment.issue.list_of_issues_id])
    response = client.post(url, {"layout": layout})
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_document_names_what_is_missing_before_anything_is_compiled(client: SignedIn) -> None:
    stored = factories.make_reply().assignment.issue.list_of_issues
    coordinator = factories.make_coordinator(stored)

    page = client.of(coordinator).get(reverse("replies:document", args=[stored.pk])).content.decode()

    assert ("1.1 has no answer: Data on deaths" in page, "Nothing compiled yet." in page) == (True, True)


def test_document_refuses_others_in_words(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:document", args=[reply.assignment.issue.list_of_issues_id])

    response = client.of(factories.focal_point_of(reply)).get(url)

    page = response.content.decode()
    assert (response.status_code, "Only coordinators and administrators compile the document." in page) == (
        403,
        True,
    )


def test_compilation_runs_and_is_downloaded(client: SignedIn, reply: Reply, administrator: object) -> None:
    client.of(administrator)  # type: ignore[arg-type]
    said = start(client, reply)
    run = Compilation.objects.get()
    row_url = reverse("replies:compilation", args=[run.pk])
    waiting = client.get(row_url).content.decode()
    compiling.run(run.pk)
    done = client.get(row_url).content.decode()

    response = client.get(reverse("replies:compilation_download", args=[run.pk]))

    assert said == []
    assert ("<progress" in waiting, "hx-trigger" in waiting, "Download" in done, "hx-trigger" in done) == (
        True,
        True,
        True,
        False,
    )
    assert response.headers["Content-Disposition"].startswith('attachment; filename="Replies CAT-C-RUR-Q-')
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_compile_twice_at_once_is_said(client: SignedIn, reply: Reply, administrator: object) -> None:
    client.of(administrator)  # type: ignore[arg-type]
    start(client, reply)

    assert start(client, reply) == ["The document is being compiled already; wait until it is done."]


def test_compile_in_an_unknown_layout_is_said(client: SignedIn, reply: Reply, administrator: object) -> None:
    client.of(administrator)  # type: ignore[arg-type]

    assert start(client, reply, "by-magic") == ["Choose one of the two layouts."]
    assert Compilation.objects.count() == 0


def test_download_of_a_run_without_a_document_is_said(
    client: SignedIn, reply: Reply, administrator: object
) -> None:
    client.of(administrator)  # type: ignore[arg-type]
    start(client, reply)

    response = client.get(reverse("replies:compilation_download", args=[Compilation.objects.get().pk]))

    said = [str(message) for message in get_messages(response.wsgi_request)]
    assert (response.status_code, said) == (302, ["This compilation has no document."])
