"""All lists: which are found, how far each is, page by page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import ListOfIssues
from replies.lists import Figures, figures_of
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    with time_machine.travel("2023-02-10T09:00:00Z", tick=False):
        yield


def page_of(client: SignedIn, user: User, **query: Any) -> str:
    response = client.of(user).get(reverse("replies:lists", query=query))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def symbols(page: str) -> list[str]:
    """The last letters of the symbols shown, in their order."""
    return [part.partition("<")[0] for part in page.partition("<main")[2].split(">X/")[1:]]


def test_lists_shows_open_ones_the_most_urgent_first(client: SignedIn, administrator: User) -> None:
    factories.make_list(symbol="X/none", due_date=None)
    factories.make_list(symbol="X/later", due_date=date(2023, 3, 1))
    factories.make_list(symbol="X/late", due_date=date(2023, 2, 1))
    factories.make_list(symbol="X/sent", status="submitted")

    page = page_of(client, administrator)

    assert symbols(page) == ["late", "later", "none"]
    assert ("<h1>3 lists of issues are open.</h1>" in page, "overdue since 1 February" in page) == (
        True,
        True,
    )
    assert "Open lists only" not in page


def test_lists_shows_each_role_its_own(client: SignedIn, administrator: User) -> None:
    own = factories.make_list(symbol="X/own", status="intake")
    factories.make_list(symbol="X/other")
    readers = [administrator, factories.make_coordinator(own), factories.make_user("observer")]

    seen = [sorted(symbols(page_of(client, user, status="any"))) for user in readers]

    assert seen == [["other", "own"], ["own"], ["other"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "submitted"}, ["old"]),
        ({"status": "any"}, ["new", "two", "old"]),
        ({"body": "CRC"}, ["two"]),
        ({"state": "zzz"}, ["two"]),
        ({"state": "embl"}, ["two"]),
        ({"year": "2024"}, ["new"]),
        ({"status": "any", "year": "2021"}, ["old"]),
        ({"q": "x/NEW"}, ["new"]),
        ({"q": "special report"}, ["two"]),
        ({"q": "special nothing"}, []),
        ({"q": "%"}, []),
    ],
)
def test_lists_are_narrowed_by_the_address(
    client: SignedIn, administrator: User, query: dict[str, str], found: list[str]
) -> None:
    factories.make_list(symbol="X/old", status="submitted", due_date=date(2021, 5, 1))
    values = {"body": "CRC", "state": "ZZZ", "state_name": "Zembla", "title": "A special report"}
    factories.make_list(symbol="X/two", due_date=date(2023, 5, 1), **values)
    factories.make_list(symbol="X/new", due_date=date(2024, 5, 1))

    page = page_of(client, administrator, **query)

    assert symbols(page) == found
    assert ("No list of issues is like that." in page) is (not found)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"status": "gone"}, "Status “gone” makes no sense here: that filter is left out."),
        ({"body": "NATO"}, "Treaty body “NATO” makes no sense here"),
        ({"year": "soon"}, "Year due “soon” makes no sense here"),
        ({"year": "9" * 5000}, f"Year due “{'9' * 60}” makes no sense here"),
        ({"q": "a\0b"}, "Symbol or title “"),
        ({"state": "s" * 5000}, f"State party “{'s' * 60}” makes no sense here"),
        ({"page": "10000"}, "There is no page 10000: this is the last one, page 1."),
        ({"page": "0"}, "There is no page “0”: this is the first one."),
        ({"page": "٣"}, "There is no page “٣”: this is the first one."),
        ({"page": "9" * 5000}, f"There is no page “{'9' * 60}”: this is the first one."),
    ],
)
def test_lists_say_what_makes_no_sense(
    client: SignedIn, administrator: User, query: dict[str, str], said: str
) -> None:
    factories.make_list(symbol="X/here")

    page = page_of(client, administrator, **query)

    assert (said in page, symbols(page)) == (True, ["here"])


def test_lists_stand_page_by_page(
    client: SignedIn, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("replies.views.desk.A_PAGE", 2)
    for n in range(5):
        factories.make_list(symbol=f"X/{n}", body="CRC")

    first, second, last = (page_of(client, administrator, body="CRC", page=n) for n in ("1", "2", "99"))

    assert [symbols(page) for page in (first, second, last)] == [["0", "1"], ["2", "3"], ["4"]]
    assert ('rel="prev"' in first, 'href="?body=CRC&amp;page=2"' in first) == (False, True)
    assert ("Page 2 of 3" in second, 'href="?body=CRC&amp;page=1"' in second) == (True, True)
    assert ("this is the last one, page 3." in last, 'rel="next"' in last) == (True, False)


def test_lists_teach_when_there_are_none(client: SignedIn, administrator: User) -> None:
    empty, narrowed = page_of(client, administrator), page_of(client, administrator, body="CRC")

    assert "<h1>No list of issues is open.</h1>" in empty
    assert "An administrator reads one in" in empty
    assert ("Leave a filter out" in narrowed, "Open lists only" in narrowed) == (True, True)


def test_figures_count_as_the_progress_of_a_list_does(administrator: User) -> None:
    stored, empty = factories.make_list(), factories.make_list()
    accepted = factories.make_reply_in("accepted", stored=stored, points=2)
    joint = factories.make_reply(
        issue=accepted.assignment.issue, role="contributor", points=0
    )  # answers the issue as a whole
    factories.answer_all(joint, by=factories.focal_point_of(joint))
    factories.make_point(factories.make_issue(stored))  # asked of nobody
    factories.make_issue(stored)  # requests nothing
    reader = factories.focal_point_of(joint)

    found = figures_of([stored, empty], administrator)
    own = figures_of([stored, empty], reader)

    assert found == {
        stored.pk: Figures(asked=5, answered=3, replies=2, accepted=1),
        empty.pk: Figures(),
    }
    assert own == {stored.pk: Figures(asked=1, answered=1, replies=1), empty.pk: Figures()}
    assert figures_of([], administrator) == {}


def test_figures_of_a_ministry_are_its_own(client: SignedIn) -> None:
    reply = factories.make_reply(points=2)
    factories.make_reply_in("accepted", stored=reply.assignment.issue.list_of_issues)

    page = page_of(client, factories.focal_point_of(reply))

    assert "Answered by your ministry" in page
    assert '<td class="num" data-label="Answered">0 of 2</td>' in page
    assert '<td class="num" data-label="Replies accepted">0 of 1</td>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_all_lists_do_not_grow_with_rows(
    client: SignedIn, administrator: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        factories.make_reply_in("accepted")
    client.of(administrator).get(reverse("replies:lists"))

    with django_assert_num_queries(3):
        client.get(reverse("replies:lists"))
    ListOfIssues.objects.update(title="Changed")
    with django_assert_num_queries(6):
        client.get(reverse("replies:lists"))


@pytest.mark.parametrize("address", ["/lists/", "/search/", "/go/"])
@pytest.mark.parametrize(("lists", "leads"), [(1, True), (2, False)])
def test_page_of_no_list_leads_to_the_only_open_one(
    client: SignedIn, administrator: User, address: str, lists: int, leads: bool
) -> None:
    stored, *_others = [factories.make_list() for _ in range(lists)]
    factories.make_list(status="archived")

    page = client.of(administrator).get(address).content.decode()

    assert (f'class="app-bar__list" href="{stored.get_absolute_url()}"' in page) is leads


@pytest.mark.parametrize(("address", "field"), [("/search/", "symbol"), ("/go/", "pk")])
def test_page_of_no_list_leads_to_the_one_of_its_address(
    client: SignedIn, administrator: User, address: str, field: str
) -> None:
    stored, _other = factories.make_list(), factories.make_list()

    page = client.of(administrator).get(address, {"list": getattr(stored, field)}).content.decode()

    assert f'class="app-bar__list" href="{stored.get_absolute_url()}"' in page
