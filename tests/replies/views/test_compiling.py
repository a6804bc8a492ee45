"""The document's page: what is missing, the options, the run, its files."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from replies import services
from replies.document import compiling
from replies.models import Compilation, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
OPTIONS = {"layout": "by-issue", "languages": ["en"], "with_unaccepted": "yes"}


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("accepted")


def start(client: SignedIn, reply: Reply, **options: object) -> Any:
    url = reverse("replies:compile", args=[reply.assignment.issue.list_of_issues_id])
    return client.post(url, OPTIONS | options)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def compiled(reply: Reply, **options: object) -> Compilation:
    stored = reply.assignment.issue.list_of_issues
    run = services.start_compilation(stored, by=factories.make_user("administrator"), **options)
    compiling.run(run.pk)
    return Compilation.objects.get(pk=run.pk)


def test_document_says_what_is_missing_before_anything_is_compiled(client: SignedIn) -> None:
    stored = factories.make_reply().assignment.issue.list_of_issues
    coordinator = factories.make_coordinator(stored)

    page = client.of(coordinator).get(reverse("replies:document", args=[stored.pk])).content.decode()

    assert ("2 things must be mended before" in page, "Nothing compiled yet." in page) == (True, True)


def test_document_refuses_others_in_words(client: SignedIn, reply: Reply) -> None:
    url = reverse("replies:document", args=[reply.assignment.issue.list_of_issues_id])

    response = client.of(factories.focal_point_of(reply)).get(url)

    page = response.content.decode()
    assert (response.status_code, "Only coordinators and administrators compile the document." in page) == (
        403,
        True,
    )


def test_compilation_runs_and_is_downloaded(client: SignedIn, reply: Reply, administrator: User) -> None:
    client.of(administrator)
    response = start(client, reply)
    run = Compilation.objects.get()
    row_url = reverse("replies:compilation", args=[run.pk])
    waiting = client.get(row_url).content.decode()
    compiling.run(run.pk)
    done = client.get(row_url).content.decode()

    file = client.get(reverse("replies:compilation_file", args=[run.pk, run.files.get(format="docx").pk]))

    assert (response.status_code, said(response)) == (302, [])
    assert ("<progress" in waiting, "hx-trigger" in waiting, "Cancel" in waiting) == (True, True, True)
    assert ("final" in done, "hx-trigger" in done, "Word" in done) == (True, False, True)
    assert file.headers["Content-Disposition"].startswith('attachment; filename="CAT-C-RUR-Q-')
    assert file.getvalue().startswith(b"PK")


def test_compile_keeps_the_options(client: SignedIn, administrator: User) -> None:
    section = factories.make_section()
    reply = factories.make_reply(issue=factories.make_issue(section.list_of_issues, section=section))
    ministry = reply.assignment.ministry

    start(
        client.of(administrator),
        reply,
        layout="by-article",
        languages=["en", "ru"],
        with_unaccepted="no",
        with_questions="on",
        ministry=ministry.pk,
        section=section.pk,
    )

    run = Compilation.objects.get()
    assert (
        run.layout,
        run.languages,
        run.with_unaccepted,
        run.with_questions,
        run.ministry,
        run.section,
    ) == (
        "by-article",
        ["en", "ru"],
        False,
        True,
        ministry,
        section,
    )
    page = client.get(reverse("replies:compilation", args=[run.pk])).content.decode()
    named = (
        f"article headings only · en, ru · {ministry} · Article 2 · only accepted text · with the questions"
    )
    assert named in page


def test_compile_twice_at_once_is_said(client: SignedIn, reply: Reply, administrator: User) -> None:
    start(client.of(administrator), reply)

    again = start(client, reply)

    assert said(again) == ["The document is being compiled already; wait until it is done."]


def test_compile_with_bad_options_keeps_the_others(
    client: SignedIn, reply: Reply, administrator: User
) -> None:
    response = start(
        client.of(administrator),
        reply,
        layout="by-article",
        languages=[],
        ministry=factories.make_ministry().pk,
    )

    page = response.content.decode()
    assert (response.status_code, Compilation.objects.count()) == (422, 0)
    assert ("Choose at least one language." in page, 'value="by-article" selected' in page) == (True, True)
    assert "Select a valid choice." in page


def test_compilation_is_cancelled(client: SignedIn, reply: Reply, administrator: User) -> None:
    start(client.of(administrator), reply)
    run = Compilation.objects.get()
    url = reverse("replies:compilation_cancel", args=[run.pk])

    first, second = client.post(url), client.post(url)

    page = client.get(reverse("replies:compilation", args=[run.pk])).content.decode()
    assert (said(first), said(second)) == ([], ["This compilation has ended already."])
    assert f"Called off by {administrator.name}." in page


def test_compilation_that_failed_says_why(client: SignedIn, reply: Reply, administrator: User) -> None:
    start(client.of(administrator), reply)
    Compilation.objects.update(made_of={"replies": {}, "answers": {"0": 1}, "annexes": {}})
    run = Compilation.objects.get()
    compiling.run(run.pk)

    page = client.get(reverse("replies:compilation", args=[run.pk])).content.decode()

    assert "A text is no longer in the history (answers 0)." in page


def test_file_that_vanished_or_is_of_another_run_is_not_found(
    client: SignedIn, reply: Reply, administrator: User
) -> None:
    first, second = compiled(reply), compiled(reply)
    file = first.files.get(format="md")
    client.of(administrator)
    of_another = client.get(reverse("replies:compilation_file", args=[second.pk, file.pk]))
    default_storage.delete(str(file.file.name))

    vanished = client.get(reverse("replies:compilation_file", args=[first.pk, file.pk]))

    assert (of_another.status_code, vanished.status_code) == (404, 404)


def test_document_takes_as_many_queries_for_three_runs_as_for_one(
    client: SignedIn, reply: Reply, administrator: User
) -> None:
    url = reverse("replies:document", args=[reply.assignment.issue.list_of_issues_id])
    client.of(administrator)
    counts = []
    for runs in (1, 2):
        for _ in range(runs):
            compiled(reply, languages=["en", "ru"])
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts == [15, 15]
