"""The page of search: its sentence, filters, pages, and bad input."""

import html

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import SourceNote
from replies.models import AttachmentPage
from replies.searching.likeness import is_possible
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def page(client: SignedIn, user: User, **query: str) -> str:
    response = client.of(user).get(reverse("replies:search"), query)
    assert response.status_code == 200
    return html.unescape(" ".join(response.content.decode().split()))


def notes(n: int) -> None:
    stored = factories.make_list()
    SourceNote.objects.bulk_create(
        SourceNote(list_of_issues=stored, position=k, marker=str(k), text="A lantern.") for k in range(n)
    )


def test_search_without_words_says_what_can_be_found(client: SignedIn, administrator: User) -> None:
    shown = page(client, administrator)

    assert "Search all lists, replies, comments and files that you may see" in shown
    assert "What can be found" in shown


def test_search_shows_where_it_stands(client: SignedIn, administrator: User) -> None:
    reply = factories.make_reply_in("submitted")
    factories.make_issue(label="Deaths of soldiers")

    shown = page(client, administrator, q="deaths")

    assert "places for “deaths” in 2 lists.</h1>" in shown
    assert '<mark class="found">Deaths</mark> of soldiers' in shown
    assert f'href="{reply.get_absolute_url()}#answer-1-1"' in shown
    assert 'pill pill--submitted">submitted' in shown


def test_search_is_narrowed_by_its_filters(client: SignedIn, administrator: User) -> None:
    stored = factories.make_list()
    reply = factories.make_reply_in("submitted", stored=stored)
    factories.make_reply_in("drafting")
    code = reply.assignment.ministry.code

    shown = page(client, administrator, q="nine", ministry=code, list=stored.symbol, state="submitted")

    assert "1 place for “nine” in 1 list." in shown
    assert f'value="{stored.symbol}"' in shown
    assert "Take all filters away" in shown


def test_search_of_a_kind_without_places_says_that_others_have_them(
    client: SignedIn, administrator: User
) -> None:
    notes(1)

    shown = page(client, administrator, q="lantern", kind="comment")

    assert "Nothing of this kind has all words of “lantern”, but other places have." in shown
    assert 'Notes <span class="num">1</span>' in shown


def test_search_leaves_out_filters_that_make_no_sense(client: SignedIn, administrator: User) -> None:
    notes(1)
    nonsense = {"kind": "x", "list": "CAT/C/XXX", "ministry": "gone\x00", "state": "?", "since": "soon"}

    shown = page(client, administrator, q="lantern", page="10000", **nonsense)

    assert "1 place for “lantern” in 1 list." in shown
    assert shown.count("does not exist: that filter is left out.") == 5
    assert "There is no page “10000”: this is page 1." in shown


def test_search_has_pages(client: SignedIn, administrator: User) -> None:
    notes(45)

    first, last = (page(client, administrator, q="lantern", page=number) for number in ("1", "3"))

    assert ("Page 1 of 3" in first, 'rel="next"' in first, 'rel="prev"' in first) == (True, True, False)
    assert ("Page 3 of 3" in last, 'rel="next"' in last, 'rel="prev"' in last) == (True, False, True)


def test_search_for_what_is_everywhere_says_that_there_is_more(client: SignedIn, administrator: User) -> None:
    notes(120)

    shown = page(client, administrator, q="lantern")

    assert "More than 100 places for “lantern” in 1 list." in shown
    assert 'Notes <span class="num">100+</span>' in shown
    assert "More than 100 places of a kind have these words" in shown


def test_search_whose_first_places_are_not_for_the_person_says_that_there_may_be_more(
    client: SignedIn, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.make_reply_in("drafting")
    monkeypatch.setattr("replies.searching.looking.MOST_MATCHES", 1)
    observer = factories.make_user("observer")

    shown = page(client, observer, q="nine")

    assert "Nothing that you may see is among the first places with “nine” that were found." in shown
    assert "There may be more places: choose a list." in shown


def test_attachment_is_named_before_its_page_and_can_be_opened(client: SignedIn, administrator: User) -> None:
    file = factories.make_attachment(factories.make_reply(), title="The law")
    AttachmentPage.objects.create(attachment=file, number=12, text="Nobody burns a lantern.")

    shown = page(client, administrator, q="lantern")

    address = reverse("replies:attachment_download", args=[file.pk])
    assert f'<a href="{address}" title="Open the file">The law</a>, page 12</span>' in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("!!! … —", "“!!! … —” has no word or number to look for."),
        ("lantern " * 700, "That is long: only the first 200 characters are looked for."),
        ("ж" * 5_000, "That is long: only the first 200 characters are looked for."),
        ("a\x00b", "Nothing has all words of “a b”."),
        ("zebra", "Nothing has all words of “zebra”."),
    ],
)
def test_search_for_anything_is_a_clear_page(
    client: SignedIn, administrator: User, typed: str, said: str
) -> None:
    assert said in page(client, administrator, q=typed)


def test_search_shows_similar_words(client: SignedIn, administrator: User) -> None:
    notes(1)

    shown = page(client, administrator, q="lantren")

    assert "Similar words" in shown
    assert 'A <mark class="found">lantern</mark>.' in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_search_takes_the_same_queries(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, administrator: User, rows: int
) -> None:
    is_possible()
    for _ in range(rows):
        factories.make_reply_in("submitted")
    signed_in = client.of(administrator)

    with django_assert_num_queries(11):
        signed_in.get(reverse("replies:search"), {"q": "nine"})
