"""A compilation to read, to compare, to explain."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from replies import services
from replies.document import compiling
from replies.models import Answer, Compilation, Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply_in("accepted")


@pytest.fixture
def coordinator(reply: Reply) -> User:
    return reply.assignment.issue.list_of_issues.coordinators.get()


def compiled(reply: Reply, by: User, **options: object) -> Compilation:
    run = services.start_compilation(reply.assignment.issue.list_of_issues, by=by, **options)
    compiling.run(run.pk)
    return Compilation.objects.get(pk=run.pk)


def said(response: Any) -> tuple[int, list[str]]:
    texts = [str(message) for message in get_messages(response.wsgi_request)]
    return response.status_code, texts


def edited(reply: Reply, text: str, by: User) -> None:
    answer = Answer.objects.get()
    services.save_answer(reply, answer.data_point, text=text, base_version=answer.version, by=by)


def test_read_shows_the_document_with_links_to_its_sources(
    client: SignedIn, reply: Reply, coordinator: User
) -> None:
    run = compiled(reply, coordinator)

    page = client.of(coordinator).get(reverse("replies:read", args=[run.pk])).content.decode()

    assert ("Nine deaths." in page, "The document as it goes out." in page) == (True, True)
    assert f'href="/replies/{reply.pk}/#answer-1-1"' in page


def test_read_in_each_of_its_languages(client: SignedIn, reply: Reply, coordinator: User) -> None:
    run = compiled(reply, coordinator, languages=["en", "ru"])
    url = reverse("replies:read", args=[run.pk])
    client.of(coordinator)

    pages = [client.get(f"{url}?language={code}").content.decode() for code in ("en", "ru", "xx")]

    assert ["Ответы государства-участника" in page for page in pages] == [False, True, False]


def test_read_of_a_run_without_a_document_says_so(client: SignedIn, reply: Reply, coordinator: User) -> None:
    run = services.start_compilation(reply.assignment.issue.list_of_issues, by=coordinator)

    response = client.of(coordinator).get(reverse("replies:read", args=[run.pk]))

    assert said(response) == (302, ["This compilation has no document to read; compile it again."])


def test_read_of_a_file_that_vanished_says_so(client: SignedIn, reply: Reply, coordinator: User) -> None:
    run = compiled(reply, coordinator)
    file = run.files.get(format="json")
    default_storage.delete(str(file.file.name))

    response = client.of(coordinator).get(reverse("replies:read", args=[run.pk]))

    assert said(response) == (302, [f"“{file.name}” is not in the storage as it was made."])


def test_read_of_a_file_that_was_changed_says_so(client: SignedIn, reply: Reply, coordinator: User) -> None:
    run = compiled(reply, coordinator)
    file = run.files.get(format="json")
    path = Path(default_storage.path(str(file.file.name)))
    path.chmod(0o640)
    path.write_bytes(path.read_bytes().replace(b"Nine deaths", b"<script>ns"))

    response = client.of(coordinator).get(reverse("replies:read", args=[run.pk]))

    assert said(response) == (302, [f"“{file.name}” is not in the storage as it was made."])


def test_compare_shows_what_changed_since_the_last_one(
    client: SignedIn, reply: Reply, coordinator: User
) -> None:
    compiled(reply, coordinator)
    edited(reply, "<p>Ten deaths.</p>", coordinator)
    run = compiled(reply, coordinator)

    page = client.of(coordinator).get(reverse("replies:compare", args=[run.pk])).content.decode()

    assert ("<del>Nine</del>" in page, "<ins>Ten</ins>" in page, "1 section changed." in page) == (True,) * 3


def test_compare_with_an_earlier_one_that_is_chosen(
    client: SignedIn, reply: Reply, coordinator: User
) -> None:
    first = compiled(reply, coordinator)
    edited(reply, "<p>Ten deaths.</p>", coordinator)
    second = compiled(reply, coordinator)
    third = compiled(reply, coordinator)
    url = reverse("replies:compare", args=[third.pk])
    client.of(coordinator)

    pages = [client.get(f"{url}?since={run.pk}").content.decode() for run in (first, second)]

    assert ["<ins>Ten</ins>" in page for page in pages] == [True, False]
    assert "Nothing changed between the two." in pages[1]


def test_compare_shows_what_came_and_went(client: SignedIn, reply: Reply, coordinator: User) -> None:
    edited(reply, "<p>One stays.</p><p>Two is to go away.</p>", coordinator)
    compiled(reply, coordinator)
    edited(reply, "<p>One stays.</p><table data-title='New'><tr><td><p>x</p></td></tr></table>", coordinator)
    run = compiled(reply, coordinator)

    page = client.of(coordinator).get(reverse("replies:compare", args=[run.pk])).content.decode()

    assert [word in page for word in (">added<", ">removed<", "was paragraph 2", "1 part as it was")] == [
        True
    ] * 4


def test_compare_takes_the_last_one_with_the_same_options(
    client: SignedIn, reply: Reply, coordinator: User
) -> None:
    compiled(reply, coordinator)
    compiled(reply, coordinator, with_questions=True)
    run = compiled(reply, coordinator)

    page = client.of(coordinator).get(reverse("replies:compare", args=[run.pk])).content.decode()

    assert ("Nothing changed between the two." in page, "with the questions</option>" in page) == (True, True)


def test_compare_of_the_first_one_says_that_there_is_none_before(
    client: SignedIn, reply: Reply, coordinator: User
) -> None:
    run = compiled(reply, coordinator)

    response = client.of(coordinator).get(reverse("replies:compare", args=[run.pk]))

    assert said(response) == (302, ["There is no earlier compilation to compare with."])


def test_compare_with_a_file_that_vanished_says_so(client: SignedIn, reply: Reply, coordinator: User) -> None:
    first, second = compiled(reply, coordinator), compiled(reply, coordinator)
    file = first.files.get(format="json")
    default_storage.delete(str(file.file.name))

    response = client.of(coordinator).get(reverse("replies:compare", args=[second.pk]))

    assert said(response) == (302, [f"“{file.name}” is not in the storage as it was made."])


def test_details_explain_what_a_compilation_was_made_of(
    client: SignedIn, reply: Reply, coordinator: User
) -> None:
    factories.make_reply(reply.assignment.issue.list_of_issues)
    run = compiled(reply, coordinator)

    page = client.of(coordinator).get(reverse("replies:compilation_details", args=[run.pk])).content.decode()

    file = run.files.get(format="docx")
    shown = (file.sha256, "The version of 1 answer as it stood", "2.1 has no answer: Data on deaths")
    assert [text in page for text in shown] == [True] * 3


def test_details_of_a_run_that_was_called_off(client: SignedIn, reply: Reply, coordinator: User) -> None:
    run = services.start_compilation(reply.assignment.issue.list_of_issues, by=coordinator)
    Compilation.objects.update(started_at=timezone.now() - timedelta(days=1))
    services.cancel_compilation(run, by=coordinator)

    page = client.of(coordinator).get(reverse("replies:compilation_details", args=[run.pk])).content.decode()

    assert "This run made no files." in page
