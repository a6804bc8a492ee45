"""The command palette in a browser: by keys of any layout, inside the editor too; a reading copy."""

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from replies.models import Reply
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"
CYRILLIC = """document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
    { key: "л", code: "KeyK", ctrlKey: true, bubbles: true, cancelable: true }))"""


@pytest.fixture
def reply(transactional_db: None) -> Reply:
    """The reply to one issue with two data points; the list has another issue."""
    stored = factories.make_list()
    issue = factories.make_issue(stored, label="Deaths in custody")
    factories.make_issue(stored, label="Training of judges")
    reply = factories.make_reply(issue=issue, points=2)
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author, text='<p>Nine<span data-footnote="In 2022."></span>.</p>')
    return reply


@pytest.fixture
def author(reply: Reply) -> User:
    user = factories.focal_point_of(reply)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def writing(
    page: Page, live_server: LiveServer, reply: Reply, author: User, complaints: list[str]
) -> Iterator[Page]:
    """The page of the reply, its editors ready; at the end nothing has been complained about."""
    page.set_default_timeout(20_000)
    page.goto(f"{live_server.url}{reply.get_absolute_url()}")
    page.get_by_label("Email").fill(author.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(area(page, "1.2")).to_be_visible(timeout=20_000)
    yield page
    assert complaints == []


def area(page: Page, code: str) -> Locator:
    return page.locator(f"[role=textbox][aria-label='Answer to {code}']")


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="A number, a code, a name or words")


def chosen(page: Page) -> Locator:
    return page.locator("#palette [role=option][aria-selected=true]")


def barriers(page: Page) -> list[str]:
    """The rules that axe finds broken seriously or critically, with the elements."""
    found = Axe().run(page).response["violations"]
    serious = [rule for rule in found if rule["impact"] in {"serious", "critical"}]
    return [f"{rule['id']}: {node['html']}" for rule in serious for node in rule["nodes"]]


def test_palette_is_walked_and_left_by_keys(writing: Page) -> None:
    writing.keyboard.press("Control+k")
    expect(field(writing)).to_be_focused()
    expect(chosen(writing)).to_contain_text("Deaths in custody")
    writing.keyboard.press("ArrowDown")
    expect(chosen(writing)).to_have_text("My desk")
    assert field(writing).get_attribute("aria-activedescendant") == chosen(writing).get_attribute("id")
    writing.keyboard.press("ArrowUp")
    writing.keyboard.press("ArrowUp")
    expect(chosen(writing)).to_have_text("Settings")
    writing.keyboard.press("Escape")
    expect(field(writing)).to_be_hidden()


def test_palette_jumps_to_what_is_typed_even_before_the_answer_is_there(writing: Page) -> None:
    writing.keyboard.press("Control+k")
    writing.keyboard.type("judges")
    writing.keyboard.press("Enter")
    expect(writing.get_by_role("heading", level=1)).to_have_text("Issue 2 · Training of judges")


def test_palette_opens_nothing_of_an_answer_to_what_stood_there_before(writing: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    writing.route(re.compile(r"/go/\?q=&"), hold)
    writing.clock.install()
    with writing.expect_request(re.compile(r"/go/\?q=&")):
        writing.keyboard.press("Control+k")
    writing.clock.pause_at(writing.evaluate("Date.now() + 1000"))
    writing.keyboard.type("judges")
    writing.keyboard.press("Enter")
    with suppress(Error):  # The page may have given the request up.
        held[0].continue_()
    writing.wait_for_timeout(500)
    writing.clock.resume()
    expect(writing.get_by_role("heading", level=1)).to_have_text("Issue 2 · Training of judges")


def test_palette_shows_the_last_answer_alone(writing: Page) -> None:
    writing.keyboard.press("Control+k")
    writing.keyboard.type("judges", delay=60)
    writing.keyboard.press("Control+a")
    writing.keyboard.type("1.2")
    expect(chosen(writing)).to_have_text(re.compile(r"1\.2\s+Data on deaths"))
    writing.wait_for_timeout(500)
    expect(writing.locator("#palette")).not_to_contain_text("Training")
    writing.keyboard.press("Enter")
    expect(writing).to_have_url(re.compile(r"/issues/\d+/#mark-1\.2$"))


def test_palette_opens_inside_the_editor_on_any_layout_and_gives_the_place_back(writing: Page) -> None:
    area(writing, "1.1").click()
    writing.keyboard.press("Control+End")
    writing.keyboard.press("Control+k")
    expect(field(writing)).to_be_focused()
    assert writing.locator("dialog[open]").count() == 1
    writing.keyboard.press("Escape")
    expect(area(writing, "1.1")).to_be_focused()
    writing.evaluate(CYRILLIC)
    expect(field(writing)).to_be_focused()
    writing.keyboard.press("Escape")
    writing.keyboard.type(" More.")
    expect(area(writing, "1.1")).to_contain_text("More.")


def test_palette_is_opened_by_its_button_and_a_goal_by_the_pointer(writing: Page) -> None:
    writing.get_by_role("link", name="Search Ctrl K").click()
    expect(field(writing)).to_be_focused()
    writing.get_by_role("option", name="Register").hover()
    expect(chosen(writing)).to_have_text("Register")
    writing.get_by_role("option", name="Register").click()
    expect(writing).to_have_url(re.compile(r"/lists/\d+/$"))


def test_slash_finds_in_the_list_first(writing: Page) -> None:
    writing.locator("h1").click()
    writing.keyboard.press("/")
    writing.keyboard.type("custody")
    expect(chosen(writing)).to_have_text("Find “custody” in this list")


def test_palette_says_when_no_answer_comes(writing: Page, complaints: list[str]) -> None:
    writing.keyboard.press("Control+k")
    expect(chosen(writing)).to_be_visible()
    writing.context.set_offline(offline=True)
    writing.keyboard.type("judges")
    expect(writing.locator("#palette").get_by_role("alert")).to_contain_text("No answer came.")
    writing.context.set_offline(offline=False)
    writing.keyboard.press("Enter")
    expect(writing.get_by_role("heading", level=1)).to_have_text("Issue 2 · Training of judges")
    complaints.clear()


@pytest.mark.parametrize("width", [1440, 390])
def test_palette_has_no_barrier(writing: Page, width: int) -> None:
    writing.set_viewport_size({"width": width, "height": 844})
    writing.keyboard.press("Control+k")
    writing.keyboard.type("1")
    expect(chosen(writing)).to_contain_text("Deaths in custody")

    overflow = writing.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert (barriers(writing), overflow) == ([], 0)


def test_palette_opened_as_a_page_works_without_a_script(writing: Page, live_server: LiveServer) -> None:
    writing.goto(f"{live_server.url}/go/?q=judges")
    assert barriers(writing) == []
    writing.locator(".palette-page").get_by_role("link", name="Training of judges").click()
    expect(writing.get_by_role("heading", level=1)).to_have_text("Issue 2 · Training of judges")


def test_reading_copy_prints_without_navigation_and_without_a_barrier(
    writing: Page, live_server: LiveServer, reply: Reply
) -> None:
    writing.goto(f"{live_server.url}{reply.get_absolute_url()}copy/")
    assert barriers(writing) == []
    expect(writing.locator(".copy .doc-notes__list")).to_have_count(2)

    writing.emulate_media(media="print")

    expect(writing.locator(".app-bar")).to_be_hidden()
    expect(writing.get_by_role("link", name="Back to the reply")).to_be_hidden()
    expect(writing.locator(".copy")).to_contain_text("In 2022.")
