"""Views saved and deleted through the page."""

import pytest
from django.urls import reverse

from replies import services
from replies.models import SavedView
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


def test_view_is_saved_and_listed_on_its_page(client: SignedIn) -> None:
    stored = factories.make_list()
    factories.make_issue(stored)
    client.of(factories.make_coordinator(stored))
    sent = {"page": "register", "query": "state=unassigned", "name": "<script>alert(1)</script>"}

    response = client.post(reverse("replies:view_save", args=[stored.pk]), sent, follow=True)

    page = response.content.decode()
    address = f"/lists/{stored.pk}/?state=unassigned"
    assert response.redirect_chain == [(address, 302)]
    assert f'<a href="{address}" aria-current="true">&lt;script&gt;alert(1)&lt;/script&gt;</a>' in page
    assert ("<script>alert" in page, "is among your saved views now." in page) == (False, True)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"page": "register", "name": " "}, "Give the view a name"),
        ({"page": "register", "name": "x" * 61}, "That name is too long: write at most 60 characters."),
        ({"page": "register", "name": "a\0b"}, "Null characters are not allowed."),
        ({"page": "elsewhere", "name": "Late"}, "That page has no views"),
        ({"page": "register", "name": "Taken"}, "You have a view “Taken” already"),
        ({"page": "register", "name": "Late", "query": "q=" + "x" * 2000}, "too much for one view"),
        ({"page": "register", "name": "Late", "query": "q=" + "x" * 5000}, "too much for one view"),
        ({"page": "progress", "name": "Late"}, "how all ministries stand"),
    ],
)
def test_view_that_cannot_be_saved_says_why_and_keeps_what_was_typed(
    client: SignedIn, sent: dict[str, str], sentence: str
) -> None:
    stored, user = factories.make_list(), factories.make_user()
    services.save_view(stored, "register", "", name="Taken", by=user)

    response = client.of(user).post(reverse("replies:view_save", args=[stored.pk]), sent)

    page = response.content.decode()
    assert (response.status_code, sentence in page, SavedView.objects.count()) == (422, True, 1)
    assert f'value="{sent["name"].strip()}"' in page or not sent["name"].strip()


def test_view_is_deleted_and_what_it_showed_stays(client: SignedIn) -> None:
    stored, user = factories.make_list(), factories.make_user()
    view = services.save_view(stored, "register", "by=point", name="Late", by=user)

    response = client.of(user).post(reverse("replies:view_delete", args=[view.pk]))

    assert (response.status_code, response.headers["Location"]) == (302, f"/lists/{stored.pk}/?by=point")
    assert SavedView.objects.count() == 0


def test_view_of_somebody_else_is_not_there(client: SignedIn) -> None:
    view = services.save_view(factories.make_list(), "register", "", name="Late", by=factories.make_user())

    response = client.of(factories.make_user()).post(reverse("replies:view_delete", args=[view.pk]))

    assert (response.status_code, SavedView.objects.count()) == (404, 1)
