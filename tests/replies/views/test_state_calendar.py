"""The page of a State's calendar: a year, what falls on its days off, and days that are entered."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from issues.models import CalendarDay, ListOfIssues
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

URL = "/calendar/RUR/"
OFF = {"day": "2023-02-15", "kind": "off", "name": "A decree"}


@pytest.fixture(autouse=True)
def _first_of_february() -> Iterator[None]:
    with time_machine.travel(datetime(2023, 2, 1, 12, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list()


def entered() -> list[tuple[date, bool, str]]:
    return list(CalendarDay.objects.values_list("day", "is_working", "name"))


def test_page_says_how_many_days_are_worked(
    client: SignedIn, stored: ListOfIssues, administrator: User
) -> None:
    page = client.of(administrator).get(URL).content.decode()

    assert "<h1>2023 has 260 working days, and no deadline falls on a day off.</h1>" in page
    assert f'<a href="/lists/{stored.pk}/schedule/">Schedule of {stored.symbol}</a>' in page
    assert "No holiday of this State is known for the year" in page
    assert 'href="?year=2022"' in page
    assert '<span class="year__day year__day--due" title="1 deadline">15' in page


def test_page_says_which_deadlines_fall_on_days_off(client: SignedIn, administrator: User) -> None:
    stored = factories.make_list(state="KAZ", due_date=date(2023, 3, 22))
    reply = factories.make_reply(stored)

    page = client.of(administrator).get("/calendar/kaz/").content.decode()

    assert "<h1>2 deadlines of 2023 fall on a day off.</h1>" in page
    assert "<b>Wednesday, 22 March</b>" in page
    assert f"{stored.symbol}: replies due in Geneva</a>; <a" in page
    assert f"Issue 1 of {stored.symbol}, {reply.assignment.ministry}</a>" in page
    assert "Nowruz Holiday" in page


@pytest.mark.parametrize(("asked", "year"), [("2013", "2013"), ("two", "2023"), ("99999", "2023")])
def test_page_shows_the_year_asked_for_or_this_one(
    client: SignedIn, stored: ListOfIssues, administrator: User, asked: str, year: str
) -> None:
    page = client.of(administrator).get(f"{URL}?year={asked}").content.decode()

    assert f"<title>Calendar of Ruritania, {year}" in page


def test_coordinator_sees_it_without_its_form(client: SignedIn, stored: ListOfIssues) -> None:
    CalendarDay.objects.create(state="RUR", day=date(2023, 2, 20), is_working=False, name="A decree")
    coordinator = factories.make_coordinator(stored)

    page = client.of(coordinator).get(URL).content.decode()

    assert "Only administrators change which days are worked." in page
    assert ("entered here</span>" in page, "Take it back" in page, 'id="day"' in page) == (True, False, False)
    assert client.post(URL, OFF).status_code == 403


def test_state_without_a_list_is_not_found(client: SignedIn, administrator: User) -> None:
    assert client.of(administrator).get(URL).status_code == 404


def test_focal_point_is_told_who_sees_it(client: SignedIn, stored: ListOfIssues) -> None:
    page = client.of(factories.make_user(Role.FOCAL_POINT)).get(URL)

    assert page.status_code == 403


def test_day_that_touches_nothing_is_entered_at_once(
    client: SignedIn, stored: ListOfIssues, administrator: User
) -> None:
    response = client.of(administrator).post(URL, {"day": "2023-02-25", "kind": "working", "name": " "})

    page = client.get(response.headers["Location"]).content.decode()
    assert response.headers["Location"] == "/calendar/RUR/?year=2023"
    assert entered() == [(date(2023, 2, 25), True, "")]
    assert "25 February 2023 is a working day now." in page
    assert "Take it back" in page


def test_day_that_touches_deadlines_is_shown_with_them_first(
    client: SignedIn, stored: ListOfIssues, administrator: User
) -> None:
    factories.make_reply(stored)
    handed_in = factories.make_reply_in("submitted", stored=stored)

    page = client.of(administrator).post(URL, OFF).content.decode()
    across = client.post(URL, OFF | {"day": "2023-02-20"}).content.decode()
    before = entered()
    seen = re.findall(r'name="seen" value="(\w{64})"', page)
    elsewhere = client.post(URL, OFF | {"seen": re.findall(r'name="seen" value="(\w{64})"', across)[0]})
    response = client.post(URL, OFF | {"seen": seen[0]})

    assert "Make 15 February 2023 a day off?" in page
    assert "2 deadlines fall on it:" in page
    assert "Make 15 February 2023 a day off?" in elsewhere.content.decode()
    assert "The next step of 1 reply gets another day" in across
    assert f"{handed_in.assignment.ministry}: 20 February 2023 → 21 February 2023</li>" in across
    assert before == []
    assert (response.status_code, entered()) == (302, [(date(2023, 2, 15), False, "A decree")])


def test_effects_that_changed_meanwhile_are_shown_again(
    client: SignedIn, stored: ListOfIssues, administrator: User
) -> None:
    page = client.of(administrator).post(URL, OFF | {"day": "2023-02-16", "seen": "2.0"}).content.decode()
    worked = client.post(URL, {"day": "2023-02-18", "kind": "working", "seen": "1.1"}).content.decode()

    assert "It touches no deadline any more." in page
    assert "Make 18 February 2023 a working day?" in worked
    assert entered() == []


def test_day_is_taken_back(client: SignedIn, stored: ListOfIssues, administrator: User) -> None:
    CalendarDay.objects.create(state="RUR", day=date(2023, 2, 20), is_working=False, name="A decree")

    response = client.of(administrator).post(URL, {"day": "2023-02-20", "kind": "working", "name": ""})

    assert (response.status_code, entered()) == (302, [])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Name the day, so that others know why it is off."),
        ({"name": "x" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
        ({"day": ""}, "Type a date."),
        ({"day": "soon"}, "This is no date: type day, month and year."),
        ({"day": "2203-02-15"}, "15 February 2203 is more than five years away: look at the year."),
        ({"kind": "perhaps"}, "Choose whether it is worked."),
        ({"day": "2023-02-18"}, "18 February 2023 is a day off already: there is nothing to change."),
    ],
)
def test_wrong_input_is_kept_with_what_to_do(
    client: SignedIn, stored: ListOfIssues, administrator: User, wrong: dict[str, str], said: str
) -> None:
    response = client.of(administrator).post(URL, OFF | wrong)

    assert (response.status_code, entered()) == (422, [])
    assert said in response.content.decode()
    assert f'value="{(OFF | wrong)["name"]}"' in response.content.decode()


@pytest.mark.parametrize("n", [1, 3])
def test_queries_do_not_grow_with_replies(
    client: SignedIn,
    stored: ListOfIssues,
    administrator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    n: int,
) -> None:
    for _ in range(n):
        factories.make_reply(stored)
    client.of(administrator)

    with django_assert_num_queries(5):
        client.get(URL)


@pytest.mark.parametrize("n", [1, 3])
def test_queries_of_effects_do_not_grow_with_replies(
    client: SignedIn,
    stored: ListOfIssues,
    administrator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    n: int,
) -> None:
    for _ in range(n):
        factories.make_reply(stored)
    client.of(administrator)

    with django_assert_num_queries(7):
        client.post(URL, OFF)


def test_schedule_leads_to_the_calendar_of_its_state(client: SignedIn, administrator: User) -> None:
    known, unknown = factories.make_list(), factories.make_list(state="")
    client.of(administrator)

    pages = [client.get(f"/lists/{stored.pk}/schedule/").content.decode() for stored in (known, unknown)]

    assert ['href="/calendar/RUR/"' in page for page in pages] == [True, False]
