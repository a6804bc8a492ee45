"""My desk and the overview in a browser: nothing blocked, nothing that axe finds wrong, taking on works."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(page: Page, server: LiveServer, user: User, name: str) -> None:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}])
    page.goto(server.url + reverse(name))


def faults(page: Page) -> list[str]:
    """What axe finds seriously wrong, with the elements."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {[node['html'] for node in fault['nodes']]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]


def test_desk_takes_on_with_one_button(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    ministry, stored = factories.make_ministry(), factories.make_list()
    factories.make_reply(stored, ministry=ministry)
    factories.make_reply_in("returned", stored=stored, ministry=ministry)
    factories.make_reply_in("submitted", stored=stored, ministry=ministry)
    opened(page, live_server, factories.make_user("focal_point", ministry), "replies:desk")
    found = faults(page)

    page.get_by_role("button", name="Take on: 1").click()

    expect(page.get_by_text("Taken on: the coordinator is told.")).to_be_visible()
    expect(page.get_by_role("link", name="Write: 1")).to_be_visible()
    page.get_by_role("link", name="See the note: 2").click()
    expect(page.locator("#returns")).to_contain_text("Please add the year.")
    assert (found, complaints) == ([], [])


def test_overview_is_readable(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    reply = factories.make_reply()
    factories.make_attachment(reply, scan="infected", virus="Eicar")

    opened(page, live_server, factories.make_user("administrator"), "replies:overview")

    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "1 list is open, 1 of them is past its date."
    )
    assert (faults(page), complaints) == ([], [])
