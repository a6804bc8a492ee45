"""Pages that are kept while nothing changes."""

import threading

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from structlog.testing import capture_logs

from accounts.models import Ministry, User
from issues.models import Issue, ListOfIssues
from replies import services
from replies.models import Reply, SavedView
from replies.pages.keeping import facts_of, kept_pieces
from replies.workflow import Status
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db

CHANGED = "Deaths in every place of detention"


@pytest.fixture
def stored() -> ListOfIssues:
    stored = factories.make_list()
    factories.make_reply(stored)
    return stored


@pytest.fixture
def coordinator(stored: ListOfIssues) -> User:
    return factories.make_coordinator(stored)


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("name", "queries"), [("replies:progress", 5), ("replies:register", 4)])
def test_page_is_kept_until_something_changes(
    client: SignedIn, stored: ListOfIssues, coordinator: User, name: str, queries: int
) -> None:
    address = reverse(name, args=[stored.pk])
    client.of(coordinator)

    counted = [queries_of(client, address) for _ in range(3)]
    Issue.objects.update(label=CHANGED)
    after = client.get(address).content.decode()

    assert counted[1:] == [queries, queries]
    assert CHANGED in after


@pytest.mark.parametrize(("role", "queries"), [("focal_point", 3), ("observer", 3)])
def test_desk_is_kept_until_something_changes(
    client: SignedIn, stored: ListOfIssues, role: str, queries: int
) -> None:
    reply = factories.make_reply_in("accepted", stored=stored)
    author = factories.focal_point_of(reply)
    client.of(author if role == "focal_point" else factories.make_user(role))

    counted = [queries_of(client, "/") for _ in range(3)]
    services.send_back(reply, note="Which year?", by=factories.make_coordinator(stored))
    after = client.get("/").content.decode()

    assert counted[1:] == [queries, queries]
    assert ("Which year?" in after, "0 of 2 replies are accepted" in after) == (
        role == "focal_point",
        role == "observer",
    )


def test_change_of_a_name_is_a_change(client: SignedIn, stored: ListOfIssues, coordinator: User) -> None:
    address = reverse("replies:register", args=[stored.pk])
    client.of(coordinator).get(address)

    Ministry.objects.update(name_en="Ministry of Truth")

    assert "Ministry of Truth" in client.get(address).content.decode()


def test_page_is_kept_for_one_person_one_address_and_one_language(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    address = reverse("replies:register", args=[stored.pk])
    other = factories.focal_point_of(factories.make_reply(stored))
    own = client.of(coordinator).get(address).content.decode()

    filtered = client.get(f"{address}?state=accepted").content.decode()
    russian = client.get(address, headers={"accept-language": "ru"}).content.decode()
    theirs = client.of(other).get(address).content.decode()

    assert "Nothing passes these filters." in filtered
    assert 'lang="ru"' in russian
    assert len({own, russian, theirs}) == 3


def test_view_saved_since_is_shown(client: SignedIn, stored: ListOfIssues, coordinator: User) -> None:
    address = reverse("replies:register", args=[stored.pk])
    client.of(coordinator).get(address)

    SavedView.objects.create(list_of_issues=stored, user=coordinator, page="register", name="Every Monday")

    assert "Every Monday" in client.get(address).content.decode()


def test_forms_of_a_kept_page_have_a_token_of_their_own(stored: ListOfIssues, coordinator: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator)
    address = reverse("replies:register", args=[stored.pk])
    client.get(address)

    kept = client.get(address)
    form = {
        "page": "register",
        "query": "",
        "name": "Mine",
        "csrfmiddlewaretoken": kept.context["csrf_token"],
    }
    saved = client.post(reverse("replies:view_save", args=[stored.pk]), form)

    assert b"csrf-token-of-this-request" not in kept.content
    assert b'name="csrfmiddlewaretoken"' in kept.content
    assert (saved.status_code, SavedView.objects.count()) == (302, 1)


def test_page_is_made_anew_while_the_cache_is_away(rf: RequestFactory, coordinator: User) -> None:
    away = {"default": settings.CACHES["default"] | {"LOCATION": "unix:///nowhere/at/all"}}
    request = rf.get("/lists/1/")
    request.user = coordinator
    values, made = {"reply": Reply(pk=1)}, iter(["now", "done"])

    with override_settings(CACHES=settings.CACHES | away), capture_logs() as logs:
        pieces = [
            kept_pieces(
                request,
                {"steps": "replies/_steps.html"},
                lambda: values | {"steps": [(Status.DRAFTING, next(made))]},
            )
            for _ in range(2)
        ]

    assert pieces[0] != pieces[1]
    assert [entry["event"] for entry in logs] == ["page.not_read", "page.not_kept"] * 2


def test_page_is_made_anew_for_a_row_that_was_read_differently(
    rf: RequestFactory, stored: ListOfIssues, coordinator: User
) -> None:
    request = rf.get("/lists/1/")
    request.user = coordinator
    values, made = {"reply": Reply(pk=1)}, iter(["now", "done", "ahead"])

    def piece() -> str:
        steps = {"steps": "replies/_steps.html"}
        found = kept_pieces(
            request, steps, lambda: values | {"steps": [(Status.DRAFTING, next(made))]}, facts_of(stored)
        )
        return found["steps"]

    before, again = piece(), piece()
    stored.title = "Another title, read before it was written"
    after = piece()

    assert (before == again, before == after) == (True, False)


@pytest.mark.django_db(transaction=True)
def test_page_is_not_kept_while_somebody_is_in_the_middle_of_a_change() -> None:
    stored = factories.make_list()
    factories.make_reply(stored)
    client, address = Client(), reverse("replies:register", args=[stored.pk])
    client.force_login(factories.make_coordinator(stored))
    written, read = threading.Event(), threading.Event()

    def change() -> None:
        with transaction.atomic():
            Issue.objects.update(label=CHANGED)
            written.set()
            read.wait(30)
        connection.close()

    other = threading.Thread(target=change)
    other.start()
    written.wait(30)
    before = client.get(address).content.decode()
    read.set()
    other.join()

    after = client.get(address).content.decode()

    assert (CHANGED in before, CHANGED in after) == (False, True)
