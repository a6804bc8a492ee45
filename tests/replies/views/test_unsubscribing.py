"""Switching news off from a mail, without signing in."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from replies.unsubscribing import token_for
from tests import factories

pytestmark = pytest.mark.django_db

GONE = "This link does not work any more."


@pytest.fixture
def user() -> User:
    return factories.make_user(switched_off=["moved"])


def url(user: User, *kinds: str) -> str:
    return reverse("replies:unsubscribe", args=[token_for(user, kinds)])


def test_get_asks_and_changes_nothing(client: Client, user: User) -> None:
    page = client.get(url(user, "cleared")).content.decode()

    user.refresh_from_db()
    assert ("a reply is cleared" in page, "<button" in page, user.switched_off) == (True, True, ["moved"])


def test_post_switches_the_kinds_off_and_says_how_to_turn_them_on_again(client: Client, user: User) -> None:
    response = client.post(url(user, "cleared", "moved"))

    user.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, user.switched_off) == (200, ["cleared", "moved"])
    assert "You are not told at once any more when" in page
    assert f'href="{reverse("replies:settings")}"' in page


def test_one_click_of_a_mail_system_needs_no_page_of_ours_before(user: User) -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post(url(user, "cleared"), {"List-Unsubscribe": "One-Click"})

    user.refresh_from_db()
    assert (response.status_code, user.switched_off) == (200, ["cleared", "moved"])


def test_change_is_recorded_as_the_persons_own(client: Client, user: User) -> None:
    client.post(url(user, "cleared"))

    event = user.events.latest("pgh_id")
    assert (event.pgh_context["user"], event.pgh_context["reason"]) == (user.pk, "unsubscribed")


@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_link_says_so_and_changes_nothing(client: Client, user: User, method: str) -> None:
    address = url(user, "cleared").replace(f"{user.pk}.", f"{user.pk + 1}.", 1)

    response = getattr(client, method)(address)

    assert (response.status_code, GONE in response.content.decode()) == (400, True)


def test_link_of_who_left_says_no_more_than_a_wrong_one(client: Client) -> None:
    left = factories.make_user(is_active=False)

    response = client.post(url(left, "cleared"))

    left.refresh_from_db()
    assert (response.status_code, GONE in response.content.decode(), left.switched_off) == (400, True, [])
