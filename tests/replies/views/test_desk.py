"""My desk: what it shows, to whom, in how many queries."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from replies.desk import LISTS_SHOWN, MOST
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    with time_machine.travel("2023-02-10T09:00:00Z", tick=False):
        yield


def desk(client: SignedIn, user: User) -> str:
    response = client.of(user).get(reverse("replies:desk"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_desk_shows_what_is_owed_most_urgent_first(client: SignedIn) -> None:
    ministry, stored = factories.make_ministry(), factories.make_list()
    author = factories.make_user("focal_point", ministry)
    for label, day in (("Much later", 20), ("Sooner", 12), ("On the day", 10), ("Too late", 1)):
        issue = factories.make_issue(stored, label=label, due_date=date(2023, 2, day))
        factories.make_reply(issue=issue, ministry=ministry)
    factories.make_reply(stored)

    page = desk(client, author)

    assert "4 replies to write, 1 of them is overdue." in page
    places = [">Overdue <", "Too late", ">Due today <", "On the day", ">Due this week <", "Sooner"]
    places += [">Later <", "Much later"]
    assert [page.index(place) for place in places] == sorted(page.index(place) for place in places)
    assert ("overdue since 1 February" in page, "due 12 February" in page) == (True, True)


def test_desk_shows_a_reply_without_any_date(client: SignedIn) -> None:
    reply = factories.make_reply(factories.make_list(due_date=None))

    page = desk(client, factories.focal_point_of(reply))

    assert ("no date" in page, "Without a date" in page) == (True, True)


def test_desk_shows_with_whom_is_what_waits_for_others(client: SignedIn) -> None:
    submitted, cleared = factories.make_reply_in("submitted"), factories.make_reply_in("cleared")
    officer = factories.clearing_officer_of(submitted)
    coordinator = cleared.assignment.issue.list_of_issues.coordinators.get()

    author = desk(client, factories.focal_point_of(submitted))
    other = desk(client, factories.focal_point_of(cleared))
    clearing = desk(client, officer)

    names = [user.name for user in submitted.assignment.ministry.people.filter(role="clearing_officer")]
    assert ("You owe nothing at the moment." in author, "Waiting for others" in author) == (True, True)
    assert f"with {', '.join(sorted(names))} for clearance since 10 February" in author
    assert f"with {coordinator.name} for acceptance since 10 February" in other
    assert ("1 reply to clear." in clearing, "Waiting for others" in clearing) == (True, False)


def test_desk_shows_that_nobody_is_there_to_clear_or_to_accept(client: SignedIn) -> None:
    submitted, cleared = factories.make_reply_in("submitted"), factories.make_reply_in("cleared")
    submitted.assignment.ministry.people.update(is_active=False)
    cleared.assignment.issue.list_of_issues.coordinations.all().delete()

    author = desk(client, factories.focal_point_of(submitted))
    other = desk(client, factories.focal_point_of(cleared))

    assert "for clearance since 10 February; your ministry has no clearing officer" in author
    assert "for acceptance since 10 February; the list has no coordinator" in other


def test_desk_shows_what_came_back_and_why(client: SignedIn) -> None:
    reply = factories.make_reply_in("returned")
    officer = reply.comments.get().author

    author, told = desk(client, factories.focal_point_of(reply)), desk(client, officer)

    assert "1 reply to write." in author
    assert "Came back, and why" in author
    assert "Please add the year." in author
    assert f"{officer.name}, clearing officer, 10 February 2023" in author
    assert f'href="{reply.get_absolute_url()}#returns" aria-label="See the note: 1"' in author
    assert "What you owe, most urgent first" not in author
    assert ("You owe nothing at the moment." in told, "Came back, and why" in told) == (True, True)
    assert ("See the reply" in told, "with the focal points again" in told) == (True, True)


def test_desk_shows_the_answers_that_a_note_is_about(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted", points=3)
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    points = list(reply.assignment.data_points.order_by("position"))[:2]
    factories.services.send_back(reply, note="Which <year>?", points=points, by=coordinator)

    page = desk(client, factories.focal_point_of(reply))

    assert page.count("Which &lt;year&gt;?") == 1
    assert f"{coordinator.name}, coordinator, 10 February 2023 · about 1.1, 1.2" in page


def test_desk_says_that_a_note_is_resolved(client: SignedIn) -> None:
    reply = factories.make_reply_in("returned")
    author = factories.focal_point_of(reply)
    factories.services.resolve(reply.comments.get(), by=author)

    page = desk(client, author)

    assert ("The note is resolved." in page, "Please add the year." in page) == (True, False)


def test_desk_of_a_coordinator_shows_what_to_accept(client: SignedIn) -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()

    page = desk(client, coordinator)

    assert ("1 reply to accept." in page, "Read and accept" in page) == (True, True)
    assert f"{reply.assignment.ministry} · lead" in page
    assert f'href="/lists/{reply.assignment.issue.list_of_issues_id}/progress/">Progress</a></li>' in page


def test_desk_names_the_lists_when_there_are_several(client: SignedIn) -> None:
    ministry = factories.make_ministry()
    replies = [factories.make_reply(ministry=ministry) for _ in range(2)]
    symbols = [reply.assignment.issue.list_of_issues.symbol for reply in replies]

    page = desk(client, factories.make_user("focal_point", ministry))

    assert [f"{symbol} · lead" in page for symbol in symbols] == [True, True]


def test_desk_shows_where_one_is_mentioned(client: SignedIn) -> None:
    reply = factories.make_reply()
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    point = reply.assignment.data_points.get()
    about = [
        factories.services.comment(reply, text=f"@{officer.name}, {words}", point=on, by=author)
        for words, on in (("which year?", point), ("is this all?", None))
    ]

    called = desk(client, officer)
    caller = desk(client, author)

    assert ("You are mentioned" in called, "You are mentioned" in caller) == (True, False)
    assert f"@{officer.name}, which year?" in called
    for remark, code in zip(about, ("1.1", "1"), strict=True):
        assert (
            f'href="{reply.get_absolute_url()}#comment-{remark.pk}"><b>{code}</b> Deaths in custody' in called
        )


def test_desk_counts_a_cleared_reply_from_the_date_of_its_own_step(client: SignedIn) -> None:
    issue = factories.make_issue(due_date=date(2023, 2, 8))
    reply = factories.make_reply_in("cleared", issue=issue)

    page = desk(client, reply.assignment.issue.list_of_issues.coordinators.get())

    assert ("1 reply to accept." in page, "due 16 February" in page) == (True, True)


def test_desk_says_nothing_of_leads_in_a_list_that_is_closed(client: SignedIn) -> None:
    stored = factories.make_list(status="submitted")
    coordinator = factories.make_coordinator(stored)
    factories.make_issue(stored)

    page = desk(client, coordinator)

    assert ("no lead" in page, "No open list asks anything of you yet." in page) == (False, True)


def test_desk_shows_few_lists_and_leads_to_all(client: SignedIn) -> None:
    ministry, other = factories.make_ministry(), factories.make_list()
    for _ in range(LISTS_SHOWN + 1):
        factories.make_reply(ministry=ministry)

    page = desk(client, factories.make_user("focal_point", ministry))

    block = page[page.index("Open lists that concern you") :]
    assert (block.count('href="/lists/'), 'href="/lists/">All lists' in block) == (LISTS_SHOWN + 1, True)
    assert other.symbol not in page


def test_desk_of_an_administrator_leads_to_the_overview(client: SignedIn, administrator: User) -> None:
    stored = factories.make_list()

    page = desk(client, administrator)

    assert "Administrators write no replies: the overview says what needs you." in page
    assert ('href="/overview/">Overview' in page, stored.symbol in page) == (True, True)


def test_desk_with_more_than_anybody_can_owe_shows_the_most_urgent(client: SignedIn) -> None:
    ministry, stored = factories.make_ministry(), factories.make_list()
    for _ in range(MOST + 1):
        factories.make_reply(stored, ministry=ministry, points=0)

    page = desk(client, factories.make_user("focal_point", ministry))

    assert "You have more than 200 replies here: the most urgent ones come first." in page


def test_desk_of_an_observer_without_lists_says_so(client: SignedIn) -> None:
    page = desk(client, factories.make_user("observer"))

    assert "<h1>No list of issues is open.</h1>" in page
    assert "When a list is open, its progress stands here" in page


def test_desk_of_an_observer_without_replies_says_so(client: SignedIn) -> None:
    factories.make_list(due_date=None)

    page = desk(client, factories.make_user("observer"))

    assert "<h1>No ministry is asked for a reply yet.</h1>" in page
    assert ("no date" in page, "No reply is accepted yet." in page) == (True, True)


def test_desk_of_an_observer_shows_progress_and_what_was_accepted(client: SignedIn) -> None:
    stored = factories.make_list()
    accepted = factories.make_reply_in("accepted", stored=stored)
    drafted = factories.make_reply_in("drafting", stored=stored)
    factories.make_reply_in("accepted", stored=factories.make_list(status="open", due_date=date(2023, 2, 1)))

    page = desk(client, factories.make_user("observer"))

    assert "<h1>2 of 3 replies are accepted.</h1>" in page
    assert '<b>3 working days left</b> <span class="muted">5 days, 15 February 2023</span>' in page
    assert "overdue since 1 February" in page
    assert f'href="{accepted.get_absolute_url()}"' in page
    assert f"<td>{accepted.assignment.ministry}</td><td>10 February 2023</td>" in page
    assert drafted.get_absolute_url() not in page
    assert ("Take on" in page, "Waiting for others" in page) == (False, False)


def test_desk_of_an_observer_of_one_list_says_how_long_there_is(client: SignedIn) -> None:
    factories.make_reply()

    page = desk(client, factories.make_user("observer"))

    assert "<h1>3 working days left. 0 of 1 reply is accepted.</h1>" in page


def test_desk_of_an_observer_shows_few_lists(client: SignedIn) -> None:
    for _ in range(6):
        factories.make_list()

    page = desk(client, factories.make_user("observer"))

    assert (page.count("Read the accepted text"), "More open lists, and past ones" in page) == (5, True)


QUERIES = {"focal_point": 9, "clearing_officer": 9, "coordinator": 7, "administrator": 6, "observer": 7}


@pytest.mark.parametrize("role", QUERIES)
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_desk_do_not_grow_with_rows(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, role: str, rows: int
) -> None:
    ministry, stored = factories.make_ministry(), factories.make_list()
    reader = factories.make_user(role, ministry if role in {"focal_point", "clearing_officer"} else None)
    for _ in range(rows):
        for status in ("not_started", "drafting", "submitted", "cleared", "returned", "accepted"):
            factories.make_reply_in(status, stored=stored, ministry=ministry)
    if role == "coordinator":
        stored.coordinators.add(reader)
    client.of(reader).get(reverse("replies:desk"))  # what is the same for everybody is in the cache then
    stored.issues.update(label="Deaths")

    with django_assert_num_queries(QUERIES[role]):
        client.get(reverse("replies:desk"))
