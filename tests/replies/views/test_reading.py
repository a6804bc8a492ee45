"""My desk, register and issue: what they show, to whom, in how many queries."""

import re
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import ListOfIssues
from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    with time_machine.travel("2023-02-10T09:00:00Z", tick=False):
        yield


def text_of(client: SignedIn, user: User, url: str) -> str:
    response = client.of(user).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_register_shows_the_list_and_ones_own_replies(client: SignedIn) -> None:
    section = factories.make_section()
    issue = factories.make_issue(section.list_of_issues, section=section)
    own = factories.make_reply(issue=issue)
    factories.make_reply(
        issue=issue, role="contributor", ministry=factories.make_ministry(name_en="Other ministry")
    )
    factories.make_issue(section.list_of_issues, label="Forgotten")

    page = text_of(
        client, factories.focal_point_of(own), reverse("replies:register", args=[issue.list_of_issues_id])
    )

    assert ("Article 2" in page, "Other ministry" in page, "no ministry" in page) == (True, True, True)
    assert page.count('href="/replies/') == 1


def test_register_stands_in_the_order_of_the_list(client: SignedIn) -> None:
    stored = factories.make_list()
    for number in (3, 1, 2):
        factories.make_issue(stored, number=number, label=f"Issue number {number}")

    page = text_of(client, factories.make_user("observer"), reverse("replies:register", args=[stored.pk]))

    assert re.findall(r"Issue number (\d)", page) == ["1", "2", "3"]


def find(client: SignedIn, text: str) -> str:
    """The page of what is found for a text in a list of two issues, the second with two data points."""
    section = factories.make_section()
    stored = section.list_of_issues
    factories.make_issue(stored, label="Follow-up")
    issue = factories.make_issue(stored, section=section, label="<Deaths> in custody")
    factories.make_point(issue, label="Data on prisons")
    factories.make_point(issue, label="Data on causes")
    url = reverse("replies:register", args=[stored.pk], query={"q": text})
    return text_of(client, factories.make_user("observer"), url)


def test_find_shows_what_was_found_and_where(client: SignedIn) -> None:
    page = find(client, "custody prisons")

    assert "1 issue has “custody prisons”." in page
    assert "Show the whole list, 2 issues" in page
    assert '&lt;Deaths&gt; in <mark class="found">custody</mark>' in page
    assert '<a class="found__name" href="/issues/' in page
    assert '#mark-2.1">2.1</a> Data on <mark class="found">prisons</mark>' in page
    assert ("Follow-up" in page, "Data on causes" in page) == (False, False)
    assert 'value="custody prisons"' in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Kafka", "No issue has all words of “Kafka”. Try fewer words, or the beginning of one."),
        ("?!", "“?!” has no word or number to look for."),
        ("<script>", "No issue has all words of “&lt;script&gt;”."),
        ("x" * 5000, "That is too long to look for: write at most 200 characters."),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_find_says_when_there_is_nothing(client: SignedIn, text: str, sentence: str) -> None:
    page = find(client, text)

    assert (sentence in page, "Show the whole list, 2 issues" in page, "<table" in page) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("text", ["", "   "])
def test_find_without_words_is_the_whole_list(client: SignedIn, text: str) -> None:
    page = find(client, text)

    assert ("Follow-up" in page, "in custody" in page, "Show the whole list" in page) == (True, True, False)


def test_issue_shows_the_text_with_its_notes_and_what_may_be_read(client: SignedIn) -> None:
    section = factories.make_section()
    issue = factories.make_issue(section.list_of_issues, section=section)
    factories.make_note(issue.list_of_issues, section=section, text="On the heading.")
    factories.make_note(issue.list_of_issues, passage=issue.passages.get(), offset=6, text="On the passage.")
    own = factories.make_reply(issue=issue)
    hidden = factories.make_reply(issue=issue, role="contributor")
    factories.answer_all(hidden, by=factories.focal_point_of(hidden), text="<p>Still secret.</p>")

    page = text_of(client, factories.focal_point_of(own), issue.get_absolute_url())

    assert ("On the heading." in page, "On the passage." in page, 'id="mark-1.1"' in page) == (
        True,
        True,
        True,
    )
    assert "Still secret" not in page


def test_issue_without_a_section_or_a_reply_says_so(client: SignedIn) -> None:
    issue = factories.make_issue()

    page = text_of(client, factories.make_user("observer"), issue.get_absolute_url())

    assert "No reply to this issue can be read yet" in page


def one_reply(stored: ListOfIssues, ministry: object) -> Reply:
    section = factories.make_section(stored)
    issue = factories.make_issue(stored, section=section)
    reply = factories.make_reply(issue=issue, ministry=ministry, points=2)  # type: ignore[arg-type]
    factories.answer_all(reply, by=factories.focal_point_of(reply))
    return reply


PAGES: dict[str, tuple[int, Callable[[Reply], str]]] = {
    "issue": (6, lambda reply: reply.assignment.issue.get_absolute_url()),
    "detail": (7, lambda reply: reply.get_absolute_url()),
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_page_do_not_grow_with_rows(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, name: str, rows: int
) -> None:
    stored, ministry = factories.make_list(), factories.make_ministry()
    replies = [one_reply(stored, ministry) for _ in range(rows)]
    for _ in range(rows):
        other = factories.make_reply(issue=replies[0].assignment.issue, role="contributor")
        author = factories.focal_point_of(other)
        factories.answer_all(other, by=author)
        factories.services.submit(other, by=author)
        factories.services.comment(replies[0], text="Which year?", by=factories.focal_point_of(replies[0]))
    queries, url = PAGES[name]
    reader = factories.make_user("focal_point", ministry)
    client.of(reader).get(url(replies[0]))  # what is the same for everybody is in the cache then
    replies[-1].answers.update(text="<p>Ten deaths.</p>")

    with django_assert_num_queries(queries):
        client.get(url(replies[0]))


def test_issue_is_kept_until_something_changes(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reply = one_reply(factories.make_list(), factories.make_ministry())
    url, reader = reply.assignment.issue.get_absolute_url(), factories.focal_point_of(reply)
    first = text_of(client, reader, url)

    with django_assert_num_queries(3):
        kept = client.get(url).content.decode()
    reply.answers.update(text="<p>Ten deaths.</p>")

    pages = first, kept, text_of(client, reader, url)
    assert ["Ten deaths." in page for page in pages] == [False, False, True]
    assert ["Nine deaths." in page for page in pages] == [True, True, False]


def test_issues_without_a_lead_stand_on_desk_progress_and_register(client: SignedIn) -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)
    author = factories.focal_point_of(factories.make_reply(stored, role="contributor"))
    factories.make_issue(stored)
    factories.make_reply(stored)
    link = f'href="/lists/{stored.pk}/assignments/?show=without-lead"'

    desk = text_of(client, coordinator, reverse("replies:desk"))
    progress = text_of(client, coordinator, reverse("replies:progress", args=[stored.pk]))
    register = text_of(client, coordinator, reverse("replies:register", args=[stored.pk]))
    observed = text_of(client, factories.make_user("observer"), reverse("replies:progress", args=[stored.pk]))

    assert f"2 issues of {stored.symbol} have no lead: nobody answers for them.</b> <a {link}" in desk
    assert ("2 issues have no lead." in progress, link in progress) == (True, True)
    assert ("2 issues have no lead." in observed, link in observed) == (True, False)
    assert (register.count(">no lead<"), register.count(">no ministry<")) == (1, 3)
    assert "no lead" not in text_of(client, author, reverse("replies:desk"))
