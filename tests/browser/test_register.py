"""The register in a browser: a filter applies as it is chosen, a view is saved and opened."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from issues.models import ListOfIssues
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, site: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def broken(page: Page) -> list[str]:
    return [violation["id"] for violation in Axe().run(page).response["violations"]]


@pytest.fixture
def stored(page: Page, live_server: LiveServer, complaints: list[str]) -> ListOfIssues:
    """The register of two issues, one overdue, one of nobody, open before the coordinator."""
    stored = factories.make_list()
    issue = factories.make_issue(stored, label="Prisons", due_date=date(2023, 2, 1))
    factories.make_reply(issue=issue, ministry=factories.make_ministry(name_en="Interior", code="mia"))
    factories.make_issue(stored, label="Courts", section=factories.make_section(stored))
    page.set_default_timeout(15_000)
    sign_in(page, live_server.url, factories.make_coordinator(stored))
    page.goto(f"{live_server.url}/lists/{stored.pk}/")
    return stored


def test_filter_applies_as_it_is_chosen_and_comes_off_with_its_chip(
    page: Page, live_server: LiveServer, stored: ListOfIssues, complaints: list[str]
) -> None:
    address = f"{live_server.url}/lists/{stored.pk}/"
    state = page.locator("#id_state")

    state.focus()
    state.select_option("overdue")

    expect(page.get_by_text("1 of 2 issues")).to_be_visible()
    expect(page).to_have_url(f"{address}?state=overdue")
    expect(state).to_be_focused()
    assert broken(page) == []
    page.go_back()
    expect(page.get_by_text("2 of 2 issues")).to_be_visible()
    page.go_forward()
    page.get_by_role("link", name="State overdue").click()
    expect(page).to_have_url(address)
    assert complaints == []


def test_view_is_saved_opened_and_deleted(
    page: Page, live_server: LiveServer, stored: ListOfIssues, complaints: list[str]
) -> None:
    address = f"{live_server.url}/lists/{stored.pk}/"
    page.goto(f"{address}?ministry=mia&by=point")

    page.get_by_text("Saved views (0)").click()
    page.get_by_label("Save what is shown now as").fill("Interior's")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("“Interior's” is among your saved views now.")).to_be_visible()
    page.goto(address)
    page.get_by_text("Saved views (1)").click()
    assert broken(page) == []
    page.get_by_role("link", name="Interior's").click()
    expect(page).to_have_url(f"{address}?ministry=mia&by=point")
    page.get_by_text("Saved views (1)").click()
    page.get_by_role("button", name="Delete “Interior's”").click()
    expect(page.get_by_text("Saved views (0)")).to_be_visible()
    assert complaints == []


def test_columns_are_chosen_and_the_table_reads_on_a_telephone(
    page: Page, live_server: LiveServer, stored: ListOfIssues, complaints: list[str]
) -> None:
    page.locator("summary", has_text="Columns").click()
    page.get_by_role("checkbox", name="Words", exact=True).uncheck()
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("columnheader", name="Words")).to_have_count(0)

    page.set_viewport_size({"width": 390, "height": 800})

    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (wide, broken(page), complaints) == (0, [], [])
