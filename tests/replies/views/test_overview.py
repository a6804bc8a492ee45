"""The administrators' overview: what is late, who is not there, what failed, how much room there is."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Compilation, Digest
from replies.pages.overview import disk_sentence
from replies.storage import Disk
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]
NOW = datetime(2023, 2, 10, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def overview(client: SignedIn, user: User) -> str:
    response = client.of(user).get(reverse("replies:overview"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def all_here() -> None:
    User.objects.update(last_login=NOW)


def failed_run(stored: ListOfIssues, **fields: object) -> Compilation:
    run = services.start_compilation(stored, by=factories.make_coordinator(stored))
    values = {"status": "failed", "finished_at": NOW, "error": "No room on the disk.\nTraceback"} | fields
    Compilation.objects.filter(pk=run.pk).update(**values)
    return run


def test_overview_is_for_administrators_and_says_so(client: SignedIn) -> None:
    response = client.of(factories.make_user("coordinator")).get(reverse("replies:overview"))

    refused = "Only administrators see how the application as a whole is doing."
    assert (response.status_code, refused in response.content.decode()) == (403, True)


def test_overview_of_nothing_teaches(client: SignedIn, administrator: User) -> None:
    page = overview(client, administrator)

    assert "<h1>No list of issues is open.</h1>" in page
    assert "Nothing: every compilation ended, every file is checked, every mail went out." in page
    assert "Everybody has signed in, and nobody who owes something has been away for 30 days." in page
    assert "No daily mail has been planned yet" in page
    assert "Files take 0 bytes" in page


def test_overview_says_first_what_matters(client: SignedIn, administrator: User) -> None:
    late = factories.make_list(due_date=date(2023, 2, 1))
    failed_run(factories.make_list())
    factories.make_attachment(factories.make_reply(late), scan="infected", virus="Eicar")
    Digest.objects.create(
        user=administrator, day=date(2023, 2, 9), status="failed", error="Gone.", next_attempt_at=NOW
    )
    never = factories.make_user("observer")

    page = overview(client, administrator)

    people = User.objects.filter(last_login__isnull=True).count()
    assert (
        "<h1>2 lists are open, 1 of them is past its date. 1 compilation failed. 1 file needs a look."
        f" 1 mail of the last seven days could not be sent. {people} people have never signed in.</h1>"
    ) in page
    assert ("The last daily mail was planned for 9 February 2023." in page, never.name in page) == (
        True,
        True,
    )


def test_overview_shows_the_open_lists_with_their_figures(client: SignedIn, administrator: User) -> None:
    reply = factories.make_reply_in("accepted")
    closed = factories.make_list(status="submitted")
    all_here()

    page = overview(client, administrator)

    assert "<h1>1 list is open.</h1>" in page
    assert '<td class="num" data-label="Replies accepted">1 of 1</td>' in page
    assert f'href="{reply.assignment.issue.list_of_issues.get_absolute_url()}"' in page
    assert closed.symbol not in page
    assert "All lists, past and present" in page


def test_overview_shows_ten_of_each_kind_and_how_many_more(client: SignedIn, administrator: User) -> None:
    for _ in range(12):
        reply = factories.make_reply(points=0)
        stored = reply.assignment.issue.list_of_issues
        failed_run(stored)
        factories.make_attachment(reply, scan="infected", virus="Eicar")
        reply.assignment.ministry.people.update(is_active=False)

    page = overview(client, administrator)

    people = User.objects.filter(last_login__isnull=True, is_active=True).count()
    assert "2 more open lists" in page
    assert "and 4 more" in page
    assert f"and {people - 10} more people" in page
    assert "and 2 more ministries without a focal point" in page


def test_overview_names_who_never_came_and_who_is_away_while_something_is_owed(
    client: SignedIn, administrator: User
) -> None:
    long_ago = NOW - timedelta(days=31)
    factories.make_reply_in("accepted")
    owing = [factories.make_reply_in(status) for status in ("drafting", "submitted", "cleared")]
    drafting, submitted, cleared = owing
    away = [
        factories.focal_point_of(drafting),
        factories.clearing_officer_of(submitted),
        cleared.assignment.issue.list_of_issues.coordinators.get(),
    ]
    all_here()
    free = factories.focal_point_of(submitted)
    User.objects.filter(pk__in=[*(user.pk for user in away), free.pk]).update(last_login=long_ago)
    never = factories.make_user("observer", name="Never Here")
    factories.make_user("observer", name="Left Us", is_active=False)

    page = overview(client, administrator)

    block = page[page.index("People without activity") : page.index("Storage")]
    assert [user.name in block for user in (never, *away, free)] == [True, True, True, True, False]
    assert "Left Us" not in block
    assert block.count("10 January 2023, and owes something") == 3
    assert f'<a href="/admin/accounts/user/{never.pk}/change/">Invite again <span' in block
    assert "1 person has never signed in." in page


def test_overview_names_ministries_that_nobody_writes_for(client: SignedIn, administrator: User) -> None:
    ministry = factories.make_ministry(name_en="Health")
    factories.make_reply(ministry=ministry)
    factories.focal_point_of(factories.make_reply())
    factories.make_ministry(name_en="Idle")

    page = overview(client, administrator)

    assert "Health is asked for replies and has no focal point." in page
    assert f"?ministry={ministry.pk}&amp;role=focal_point" in page
    assert page.count("has no focal point") == 1


def test_overview_shows_why_a_compilation_did_not_end(client: SignedIn, administrator: User) -> None:
    failed, silent, wordless, mended = (factories.make_list() for _ in range(4))
    failed_run(failed)
    failed_run(wordless, error="")
    failed_run(mended)
    failed_run(mended, status="done")
    long_ago = NOW - timedelta(hours=1)
    failed_run(silent, status="running", finished_at=None, heartbeat_at=long_ago)

    page = overview(client, administrator)

    assert f"Document of {failed.symbol}</th><td>No room on the disk.</td><td>10 Feb 2023, " in page
    assert f"Document of {silent.symbol}</th><td>No worker has said anything since" in page
    assert f"Document of {wordless.symbol}</th><td>It failed without a word." in page
    assert f"Document of {mended.symbol}" not in page
    assert f'href="/lists/{failed.pk}/document/">Compile again' in page


def test_overview_shows_files_that_are_stuck_or_infected(client: SignedIn, administrator: User) -> None:
    reply = factories.make_reply()
    infected = factories.make_attachment(reply, title="Bad", scan="infected", virus="Eicar")
    waits = {"scan": "waiting", "examined_at": None, "sha256": ""}
    factories.make_attachment(reply, title="Stuck", uploaded_at=NOW - timedelta(hours=1), **waits)
    factories.make_attachment(reply, title="Fresh", **waits)

    page = overview(client, administrator)

    assert f"“Bad” of {reply.assignment.ministry}, issue 1" in page
    assert "It contains the virus “Eicar”: have the ministry replace it." in page
    assert f'href="{reply.get_absolute_url()}#attachment-{infected.pk}"' in page
    assert "It waits to be checked for viruses: see that a worker and the scanner run." in page
    assert "“Fresh”" not in page


def test_overview_says_that_mail_does_not_go_out(client: SignedIn, administrator: User) -> None:
    for day, hour in ((8, 6), (9, 7)):
        since = datetime(2023, 2, day, hour, tzinfo=UTC)
        Digest.objects.create(user=administrator, day=since.date(), next_attempt_at=since)

    page = overview(client, administrator)

    assert "Mail is not going out." in page
    assert "2 mails should have gone out, the oldest since 8 Feb 2023" in page


def test_overview_shows_what_files_take(client: SignedIn, administrator: User) -> None:
    stored = factories.make_list()
    factories.attach(factories.make_reply(stored), b"x" * 2048)

    page = overview(client, administrator)

    room = '<td class="num">1</td><td class="num">2.0 KB</td>'
    assert f'<th scope="row">Files of replies</th>{room}' in page
    assert f'<a href="/lists/{stored.pk}/document/">{stored.symbol}</a></th>{room}' in page
    assert "Files take 2.0 KB" in page
    assert f"Measured at {timezone.localtime():%H}:{timezone.localtime():%M}" in page


def test_overview_without_a_disk_of_its_own_says_nothing_of_it(
    client: SignedIn, administrator: User, settings: Settings
) -> None:
    other = {"BACKEND": "django.core.files.storage.memory.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"default": other}

    page = overview(client, administrator)

    assert ("are free" in page, default_storage.exists("any")) == (False, False)


def test_disk_sentence_says_when_room_is_scarce() -> None:
    sentences = [disk_sentence(Disk(free * 1024**3, 100 * 1024**3)) for free in (5, 50)]

    assert sentences == [
        "Only 5.0\xa0GB of 100.0\xa0GB are free: make room, or move the files to a larger disk.",
        "50.0\xa0GB of 100.0\xa0GB are free.",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_overview_do_not_grow_with_rows(
    client: SignedIn, administrator: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for n in range(rows):
        reply = factories.make_reply_in("drafting")
        failed_run(reply.assignment.issue.list_of_issues)
        factories.make_attachment(reply, scan="infected", virus="Eicar")
        factories.make_reply()
        Digest.objects.create(user=administrator, day=date(2023, 2, n + 1), next_attempt_at=NOW)
    client.of(administrator).get(reverse("replies:settings"))

    with django_assert_num_queries(12):
        client.get(reverse("replies:overview"))
    with django_assert_num_queries(2):
        client.get(reverse("replies:overview"))
