"""The calendar of a person for Outlook and Google, and its secret address."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.signing import Signer
from django.http import HttpResponse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Role, User
from accounts.services import drop_calendar_key, make_calendar_key
from issues.models import ListOfIssues
from replies.pages.feed import address_of
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

NOON = datetime(2023, 2, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _first_of_february(settings: Settings) -> Iterator[None]:
    settings.SITE_URL, settings.MAIL_DOMAIN = "https://tracker.example.org", "example.org"
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list(symbol="CAT/C/RUR/Q/4", drafts_due=date(2023, 2, 6))


def ask(client: SignedIn, user: User, **headers: str) -> HttpResponse:
    """What a calendar program gets, which has never signed in."""
    if user.calendar_key is None:
        make_calendar_key(user, by=user)
    path = address_of(user).removeprefix("https://tracker.example.org")
    found: HttpResponse = client.get(path, headers=headers)  # type: ignore[assignment]
    return found


def events(response: HttpResponse) -> list[tuple[date, str]]:
    calendar = Calendar.from_ical(response.content)
    return [(event.start, str(event["SUMMARY"])) for event in calendar.walk("VEVENT")]


def test_event_says_what_is_owed_all_day_without_blocking_it(client: SignedIn, stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    factories.answer_all(reply, by=factories.focal_point_of(reply), text="<p>Nine deaths.</p>")

    response = ask(client, factories.focal_point_of(reply))

    expected = (
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Issue 1 of CAT/C/RUR/Q/4: write and submit\r\n"
        "DTSTART;VALUE=DATE:20230206\r\n"
        "DTEND;VALUE=DATE:20230207\r\n"
        "DTSTAMP:20230201T120000Z\r\n"
        f"UID:reply-{reply.pk}@example.org\r\n"
        f"DESCRIPTION:Deaths in custody · {reply.assignment.ministry.name}\r\n"
        "TRANSP:TRANSPARENT\r\n"
        f"URL:https://tracker.example.org/replies/{reply.pk}/\r\n"
        "END:VEVENT\r\n"
    )
    content = response.content.decode()
    assert content[content.index("BEGIN:VEVENT") : content.index("END:VCALENDAR")] == expected
    assert ("VALARM" in content, "Nine deaths" in content) == (False, False)


def test_calendar_has_a_name_and_says_how_often_to_come_back(client: SignedIn, administrator: User) -> None:
    response = ask(client, administrator)

    lines = response.content.decode().split("\r\n")
    wanted = {
        "VERSION:2.0",
        "PRODID:-//Reply Tracker//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Reply Tracker: deadlines",
        "X-WR-CALNAME:Reply Tracker: deadlines",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "X-PUBLISHED-TTL:PT4H",
    }
    assert wanted - set(lines) == set()
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'inline; filename="deadlines.ics"'
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.cookies == {}


@pytest.mark.parametrize(
    ("status", "focal_point", "clearing_officer", "coordinator"),
    [
        ("not_started", "write and submit", None, None),
        ("drafting", "write and submit", None, None),
        ("returned", "revise and submit", None, None),
        ("submitted", "is to be cleared", "clear", None),
        ("cleared", "is to be accepted", "is to be accepted", "accept (Justice)"),
        ("accepted", None, None, None),
    ],
)
def test_each_sees_what_they_owe_or_wait_for(
    client: SignedIn, status: str, focal_point: str, clearing_officer: str, coordinator: str
) -> None:
    stored = factories.make_list(symbol="CAT/C/RUR/Q/4", due_date=None)
    issue = factories.make_issue(stored, due_date=date(2023, 2, 6))
    ministry = factories.make_ministry(name_en="Justice")
    reply = factories.make_reply_in(status, issue=issue, ministry=ministry)
    people = (
        factories.focal_point_of(reply),
        factories.clearing_officer_of(reply),
        factories.make_coordinator(stored),
        factories.make_user(Role.FOCAL_POINT),
        factories.make_user(Role.OBSERVER),
    )

    found = [[summary for _day, summary in events(ask(client, person))] for person in people]

    said = (focal_point, clearing_officer, coordinator, None, None)
    assert found == [[f"Issue 1 of CAT/C/RUR/Q/4: {words}"] if words else [] for words in said]


def test_next_step_stands_on_its_own_day(client: SignedIn, stored: ListOfIssues) -> None:
    reply = factories.make_reply_in("submitted", stored=stored)

    found = events(ask(client, factories.clearing_officer_of(reply)))

    # Three working days after the drafts.
    assert found == [(date(2023, 2, 9), "Issue 1 of CAT/C/RUR/Q/4: clear")]


def test_reply_without_a_date_and_closed_lists_are_left_out(client: SignedIn) -> None:
    dateless = factories.make_reply(factories.make_list(due_date=None))
    closed = factories.make_reply_in("submitted")
    ListOfIssues.objects.filter(pk=closed.assignment.issue.list_of_issues_id).update(status="submitted")

    found = [events(ask(client, factories.focal_point_of(reply))) for reply in (dateless, closed)]

    assert found == [[], []]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_who_plans_sees_the_dates_of_open_lists(client: SignedIn, stored: ListOfIssues, role: str) -> None:
    factories.make_list(status="submitted")
    user = factories.make_coordinator(stored) if role == Role.COORDINATOR else factories.make_user(role)

    response = ask(client, user)

    assert events(response) == [
        (date(2023, 2, 6), "CAT/C/RUR/Q/4: drafts due"),
        (date(2023, 2, 15), "CAT/C/RUR/Q/4: replies due in Geneva"),
    ]
    content = response.content.decode()
    assert f"UID:list-{stored.pk}-drafts_due@example.org" in content
    assert f"URL:https://tracker.example.org/lists/{stored.pk}/schedule/" in content


def test_calendar_is_in_the_language_of_the_person(client: SignedIn, stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored, ministry=factories.make_ministry(name_ru="Министерство юстиции"))
    user = factories.make_user(Role.FOCAL_POINT, reply.assignment.ministry, language="ru")

    response = ask(client, user, **{"Accept-Language": "kk"})

    assert "Министерство юстиции" in str(
        Calendar.from_ical(response.content).walk("VEVENT")[0]["DESCRIPTION"]
    )
    assert response.headers["Content-Language"] == "ru"


def test_unchanged_calendar_is_not_sent_again(client: SignedIn, stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    user = factories.focal_point_of(reply)
    first = ask(client, user)

    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        by_tag = ask(client, user, **{"If-None-Match": first.headers["ETag"]})
        by_date = ask(client, user, **{"If-Modified-Since": first.headers["Last-Modified"]})
        whole = ask(client, user)

    assert [response.status_code for response in (by_tag, by_date, whole)] == [304, 304, 200]
    assert (by_tag.content, by_tag.headers["ETag"]) == (b"", first.headers["ETag"])
    assert whole.content == first.content
    assert first.headers["Last-Modified"] == "Wed, 01 Feb 2023 12:00:00 GMT"


def test_changed_calendar_is_sent_again(client: SignedIn, stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    user = factories.focal_point_of(reply)
    first = ask(client, user)
    stored.drafts_due = date(2023, 2, 7)
    stored.save()

    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        by_tag = ask(client, user, **{"If-None-Match": first.headers["ETag"]})
        by_date = ask(client, user, **{"If-Modified-Since": first.headers["Last-Modified"]})

    moved = [(date(2023, 2, 7), "Issue 1 of CAT/C/RUR/Q/4: write and submit")]
    assert [events(response) for response in (by_tag, by_date)] == [moved, moved]
    assert by_date.headers["Last-Modified"] == "Thu, 02 Feb 2023 12:00:00 GMT"
    assert b"DTSTAMP:20230202T120000Z" in by_date.content


def test_address_stops_with_a_new_one_or_when_it_is_stopped(client: SignedIn) -> None:
    user = factories.make_user()
    make_calendar_key(user, by=user)
    old = address_of(user)
    make_calendar_key(user, by=user)
    new = address_of(user)

    statuses = [client.get(address).status_code for address in (old, new)]
    drop_calendar_key(user, by=user)

    assert statuses == [404, 200]
    assert (client.get(new).status_code, address_of(user)) == (404, "")


def test_address_of_who_left_stops(client: SignedIn) -> None:
    user = factories.make_user(is_active=False)

    assert ask(client, user).status_code == 404


@pytest.mark.parametrize("token", ["x", "1.abc", Signer(salt="another", sep=".").sign("1.abc")])
def test_address_that_was_made_up_is_not_found(client: SignedIn, token: str) -> None:
    assert client.get(f"/feed/{token}.ics").status_code == 404


def test_feed_is_only_read(client: SignedIn) -> None:
    user = factories.make_user()
    make_calendar_key(user, by=user)

    statuses = [client.head(address_of(user)).status_code, client.post(address_of(user)).status_code]

    assert statuses == [200, 405]


def test_settings_offer_an_address_then_show_it_and_stop_it(client: SignedIn) -> None:
    user = factories.make_user()
    empty = client.of(user).get("/settings/").content.decode()

    made = client.post("/settings/calendar/make/")
    user.refresh_from_db()
    address = address_of(user)
    page = client.get("/settings/").content.decode()
    stopped = client.post("/settings/calendar/revoke/")
    user.refresh_from_db()
    gone = client.get("/settings/").content.decode()

    assert ("Make an address" in empty, "Make a new address" in empty) == (True, False)
    assert (made.status_code, made.headers["Location"]) == (302, "/settings/#calendar")
    assert f'value="{address}" readonly' in page
    assert "Make a new address (the old one stops)" in page
    assert (stopped.headers["Location"], user.calendar_key) == ("/settings/#calendar", None)
    assert "nothing is shown under it any more" in gone


def test_old_address_is_stopped_by_a_new_one_on_the_page(client: SignedIn) -> None:
    user = factories.make_user()
    make_calendar_key(user, by=user)
    before = user.calendar_key

    client.of(user).post("/settings/calendar/make/")

    user.refresh_from_db()
    assert user.calendar_key not in {before, None}


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(Role.FOCAL_POINT, 3), (Role.COORDINATOR, 4)])
def test_queries_do_not_grow_with_what_is_owed(
    client: SignedIn,
    django_assert_num_queries: DjangoAssertNumQueries,
    n: int,
    role: str,
    queries: int,
) -> None:
    stored, ministry = factories.make_list(), factories.make_ministry()
    for _ in range(n):
        status: dict[str, Any] = {"stored": stored, "ministry": ministry}
        factories.make_reply_in("cleared" if role == Role.COORDINATOR else "drafting", **status)
    user = factories.make_user(role, ministry) if role == Role.FOCAL_POINT else None
    user = user or factories.make_coordinator(stored)
    make_calendar_key(user, by=user)

    with django_assert_num_queries(queries):
        client.get(address_of(user))
