"""The coordinator splits the issues among the ministries with the keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from issues.models import Assignment, ListOfIssues
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_in(page: Page, site: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def given() -> list[tuple[int, str, str]]:
    rows = Assignment.objects.order_by("issue__number", "ministry__name_en")
    return list(rows.values_list("issue__number", "ministry__name_en", "role"))


@pytest.fixture
def stored(page: Page, live_server: LiveServer, complaints: list[str]) -> ListOfIssues:
    """The grid of two issues and two ministries, open before the coordinator."""
    stored = factories.make_list()
    for _ in range(2):
        factories.make_point(factories.make_issue(stored, section=factories.make_section(stored)))
    for name in ("Health", "Justice"):
        factories.make_user("focal_point", factories.make_ministry(name_en=name))
    sign_in(page, live_server.url, factories.make_coordinator(stored))
    page.goto(live_server.url + reverse("replies:assignments", args=[stored.pk]))
    return stored


def test_grid_is_filled_with_the_keyboard(page: Page, stored: ListOfIssues, complaints: list[str]) -> None:
    heading, said = page.get_by_role("heading", level=1), page.locator("#assigning-said")
    expect(heading).to_contain_text("2 issues have no lead. 2 data points have nobody.")

    page.get_by_role("button", name="1, Health: none").focus()
    page.keyboard.press("l")
    expect(page.get_by_role("button", name="1, Health: lead")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    expect(page.get_by_role("button", name="1, Justice: contributor")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="2, Justice: lead")).to_be_focused()
    expect(heading).to_have_text("Every issue has a lead, and every data point somebody.")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="1, Justice: none")).to_be_focused()
    page.keyboard.press("l")
    expect(said).to_contain_text("Issue 1 has a lead already: Health.")
    said.get_by_role("button", name="Make Justice the lead").click()
    expect(page.get_by_role("button", name="1, Health: contributor")).to_be_visible()
    expect(said).to_be_empty()

    found = [(1, "Health", "contributor"), (1, "Justice", "lead"), (2, "Justice", "lead")]
    assert (given(), complaints) == (found, [])
    assert page.locator(".cell[tabindex='0']").count() == 1


def test_key_pressed_as_a_row_arrives_saves_without_leaving_the_page(
    page: Page, stored: ListOfIssues, complaints: list[str]
) -> None:
    page.evaluate("""() => {
      const press = () => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", {key: "c", bubbles: true}))
      const grid = document.querySelector("[data-grid]")
      grid.addEventListener("htmx:afterSwap", () => queueMicrotask(press), {once: true})
    }""")
    page.evaluate("window.isSamePage = true")

    page.get_by_role("button", name="1, Health: none").press("l")

    expect(page.get_by_role("button", name="1, Health: contributor")).to_be_visible()
    assert (page.evaluate("window.isSamePage"), given()) == (True, [(1, "Health", "contributor")])


def test_pages_are_accessible(page: Page, stored: ListOfIssues, complaints: list[str]) -> None:
    found = [Axe().run(page).response["violations"]]
    page.get_by_role("button", name="1, Health: none").click()
    expect(page.get_by_role("button", name="1, Health: lead")).to_be_visible()

    found.append(Axe().run(page).response["violations"])
    page.get_by_role("link", name="1 Deaths in custody").click()
    page.get_by_role("checkbox", name="1.1, Health").wait_for()
    found.append(Axe().run(page).response["violations"])
    page.set_viewport_size({"width": 390, "height": 844})
    found.append(Axe().run(page).response["violations"])
    width = page.evaluate("document.documentElement.scrollWidth")

    assert (found, complaints, width) == ([[]] * 4, [], 390)


@pytest.fixture
def suggesting(page: Page, live_server: LiveServer, complaints: list[str]) -> ListOfIssues:
    """The grid of two issues that nobody has, with what is suggested for both."""
    stored = factories.make_list()
    for _ in range(2):
        issue = factories.make_issue(stored, label="Safeguards")
        issue.passages.update(text="Please describe the training of the police on arrests, and medical care.")
        for start, end in ((36, 53), (59, 71)):
            factories.make_point(issue, start=start, end=end, label="Data")
    for name in ("Ministry of Health", "Police"):
        factories.make_user("focal_point", factories.make_ministry(name_en=name))
    sign_in(page, live_server.url, factories.make_coordinator(stored))
    page.goto(live_server.url + reverse("replies:assignments", args=[stored.pk]))
    return stored


def test_suggestions_are_accepted_with_the_keyboard(
    page: Page, suggesting: ListOfIssues, complaints: list[str]
) -> None:
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("For 2 of them suggestions are made.")
    accessible = Axe().run(page).response["violations"]

    page.get_by_role("button", name="1, Police: none; suggested as lead").focus()
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="1, Police: lead")).to_be_focused()
    expect(page.get_by_role("button", name="1, Ministry of Health: contributor")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="2, Police: lead")).to_be_focused()
    page.get_by_role("button", name="Accept what is suggested for issue 2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="2, Ministry of Health: contributor")).to_be_visible()
    expect(page.get_by_role("button", name="2, Police: lead")).to_be_focused()
    expect(heading).to_have_text("Every issue has a lead, and every data point somebody.")
    expect(page.get_by_role("button", name="Accept the suggestions")).to_be_hidden()

    assert (accessible, complaints) == ([], [])
    assert given() == [
        (1, "Ministry of Health", "contributor"),
        (1, "Police", "lead"),
        (2, "Ministry of Health", "contributor"),
        (2, "Police", "lead"),
    ]
