"""The command palette as a piece of a page and as a page, and how many queries a key costs."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db
URL = "/go/"


def piece(client: SignedIn, **query: str) -> str:
    response = client.get(URL, query, headers={"HX-Request": "true"})
    assert (response.status_code, "HX-Request" in response.headers["Vary"]) == (200, True)
    return " ".join(response.content.decode().split())


def test_palette_asked_by_a_script_is_a_listbox(client: SignedIn) -> None:
    issue = factories.make_issue(label="<Deaths> & causes")
    client.of(factories.make_user("observer"))

    found = piece(client, q="deaths", list=str(issue.list_of_issues_id))

    assert found.startswith('<div class="palette__list" role="listbox" id="palette-list"')
    assert f'role="option" id="palette-1-1" href="/issues/{issue.pk}/" tabindex="-1"' in found
    assert '<b class="palette__mark">1</b> <span class="palette__title">&lt;Deaths&gt; &amp; causes' in found
    assert '<p class="visually-hidden" role="status">3 places to go to</p>' in found


def test_palette_opened_by_hand_is_a_page(client: SignedIn) -> None:
    issue = factories.make_issue()

    page = client.of(factories.make_user("observer")).get(URL, {"q": "deaths"}).content.decode()

    assert "Where “deaths” leads.</h1>" in page
    assert f'<li><a class="palette__goal" href="/issues/{issue.pk}/">' in page
    assert 'role="option"' not in page


def test_palette_opened_by_hand_without_a_text_shows_the_pages(client: SignedIn) -> None:
    page = client.of(factories.make_user("observer")).get(URL).content.decode()

    assert ("Where you can go from here.</h1>" in page, "My desk</span>" in page) == (True, True)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"q": "x" * 5000}, "That is too long to look for: write at most 200 characters."),
        ({"q": "a\0b"}, "Null characters are not allowed."),
        ({"q": "deaths", "list": "none", "find": "?"}, "Search everything for “deaths”"),
        ({"q": "deaths", "list": "9" * 30}, "Search everything for “deaths”"),
        ({"q": "deaths", "list": "987654"}, "Search everything for “deaths”"),
        ({"q": "?!"}, "Search everything for “?!”"),
        ({"q": "   "}, "My desk"),
    ],
)
def test_palette_takes_whatever_comes(client: SignedIn, query: dict[str, str], sentence: str) -> None:
    client.of(factories.make_user("observer"))

    assert sentence in piece(client, **query)
    assert sentence in client.get(URL, query).content.decode()


def test_palette_puts_the_register_first_when_the_list_is_searched(client: SignedIn) -> None:
    issue = factories.make_issue()
    client.of(factories.make_user("observer"))

    found = piece(client, q="deaths", list=str(issue.list_of_issues_id), find="on")

    assert f'id="palette-1-1" href="/lists/{issue.list_of_issues_id}/?q=deaths"' in found


@pytest.mark.parametrize(("text", "role", "queries"), [("", "focal_point", 4), ("1", "observer", 7)])
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_key_do_not_grow_with_rows(
    client: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    text: str,
    role: str,
    queries: int,
    rows: int,
) -> None:
    ministry, stored = factories.make_ministry(name_en="Ministry 1"), factories.make_list()
    for _ in range(rows):
        factories.make_reply(stored, ministry=ministry)
        factories.make_issue(factories.make_list())
    client.of(factories.make_user(role, ministry if role == "focal_point" else None))

    with django_assert_num_queries(queries):
        piece(client, q=text and f"{text} ministry", list=str(stored.pk))


@pytest.mark.parametrize("name", ["replies:desk", "replies:settings"])
def test_every_page_opens_the_palette_and_leads_to_the_search_without_a_script(
    client: SignedIn, name: str
) -> None:
    page = client.of(factories.make_user("observer")).get(reverse(name)).content.decode()

    assert '<a class="palette__open" href="/search/" data-palette' in page
    assert '<dialog class="palette" id="palette" data-address="/go/"' in page


def test_sign_in_has_no_palette(client: SignedIn) -> None:
    assert 'id="palette"' not in client.get(reverse("account_login")).content.decode()
