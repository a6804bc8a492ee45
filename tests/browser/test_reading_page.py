"""The reading side of a reply's page, in a browser: notes, marks, the keyboard, and who else is there."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role, User
from replies import services
from replies.models import Reply
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a long enough password"
SENTENCE = "Please provide data on deaths and on their causes, and on the training of judges."


@pytest.fixture
def reply(transactional_db: None) -> Reply:
    """Three data points of ours, the second answered, and one of another ministry; two notes."""
    stored = factories.make_list()
    issue = factories.make_issue(stored, label="Deaths in custody")
    passage = issue.passages.get()
    passage.text = SENTENCE
    passage.save()
    points = [
        factories.make_point(issue, start=SENTENCE.index(words), end=SENTENCE.index(words) + len(words))
        for words in ("data on deaths", "on their causes", "training", "judges")
    ]
    factories.make_note(stored, passage=passage, offset=29, text="CAT/C/RUR/2 and Corr.1, para. 4.")
    factories.make_note(stored, passage=passage, offset=49, text="Ibid., paras. 5 and 6; www.ohchr.org/en.")
    reply = services.assign(issue, factories.make_ministry(), role="lead", data_points=points[:3], by=None)
    services.save_answer(reply, points[1], text="<p>Illness.</p>", by=person(reply, "Aigul"))
    return reply


def person(reply: Reply, name: str) -> User:
    user = factories.make_user(Role.FOCAL_POINT, reply.assignment.ministry, name=name)
    user.set_password(PASSWORD)
    user.save()
    return user


def open_as(page: Page, live_server: LiveServer, user: User, url: str) -> Page:
    page.set_default_timeout(15_000)
    page.goto(f"{live_server.url}{url}")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


@pytest.fixture
def reading(page: Page, live_server: LiveServer, reply: Reply, complaints: list[str]) -> Iterator[Page]:
    """The reply's page of Bolat, its editors ready; at the end nothing has been complained about."""
    open_as(page, live_server, person(reply, "Bolat"), reply.get_absolute_url())
    expect(area(page, "1.3")).to_be_visible()
    yield page
    assert complaints == []


def area(page: Page, code: str) -> Locator:
    return page.locator(f"[role=textbox][aria-label='Answer to {code}']")


def card(page: Page, code: str) -> Locator:
    return page.locator(f"article[data-code='{code}']")


def mark(page: Page, code: str) -> Locator:
    return page.locator(f"mark[data-code='{code}']")


def note(page: Page) -> Locator:
    return page.locator(".note", has_text="CAT/C/RUR/2")


def text_mark(page: Page) -> Locator:
    return page.locator(".law__passage").get_by_role("button", name="Note 1")


def test_note_shows_under_the_pointer_which_can_move_into_it(reading: Page) -> None:
    text_mark(reading).hover()
    expect(note(reading)).to_be_visible()
    note(reading).hover()
    reading.wait_for_timeout(600)
    expect(note(reading)).to_be_visible()
    reading.mouse.move(5, 700)
    expect(note(reading)).to_be_hidden()


def test_note_under_the_pointer_stays_after_a_click_and_goes_with_escape(reading: Page) -> None:
    text_mark(reading).hover()
    text_mark(reading).click()
    reading.mouse.move(5, 700)
    reading.wait_for_timeout(600)
    expect(note(reading)).to_be_visible()
    reading.keyboard.press("Escape")
    expect(note(reading)).to_be_hidden()
    text_mark(reading).click()
    text_mark(reading).click()
    text_mark(reading).click()
    expect(note(reading)).to_be_visible()


def test_note_shows_on_focus_and_goes_on_leaving(reading: Page) -> None:
    mark(reading, "1.1").focus()
    reading.keyboard.press("Tab")
    expect(note(reading)).to_be_visible()
    reading.keyboard.press("Escape")
    expect(note(reading)).to_be_hidden()
    expect(text_mark(reading)).to_be_focused()
    reading.keyboard.press("Tab")
    reading.keyboard.press("Shift+Tab")
    expect(note(reading)).to_be_visible()
    reading.keyboard.press("Tab")
    expect(note(reading)).to_be_hidden()


def test_note_on_a_phone_opens_and_closes_by_tapping(
    browser: Browser, live_server: LiveServer, reply: Reply
) -> None:
    context = browser.new_context(locale="en-GB", has_touch=True, viewport={"width": 390, "height": 844})
    phone = open_as(context.new_page(), live_server, person(reply, "Bolat"), reply.get_absolute_url())
    text_mark(phone).tap()
    expect(note(phone)).to_be_visible()
    box = note(phone).bounding_box()
    assert box
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True)
    text_mark(phone).tap()
    expect(note(phone)).to_be_hidden()
    context.set_offline(offline=True)
    context.close()


def test_documents_cited_are_listed_with_their_notes(reading: Page) -> None:
    entry = reading.locator(".cited li").first
    expect(entry).to_contain_text("CAT/C/RUR/2 and Corr.1, paras. 4, 5, 6")
    link = entry.get_by_role("link")
    attributes = [link.get_attribute(name) for name in ("href", "rel", "target")]
    assert attributes == ["https://undocs.org/CAT/C/RUR/2", "noopener", "_blank"]
    entry.get_by_role("button", name="Note 1").hover()
    expect(note(reading)).to_be_visible()


def test_marks_say_how_their_answers_stand(reading: Page) -> None:
    states = [mark(reading, f"1.{n}").get_attribute("data-state") for n in (1, 2, 3, 4)]
    assert states == ["open", "answered", "open", "elsewhere"]
    area(reading, "1.1").click()
    reading.keyboard.type("Nine.")
    reading.keyboard.press("Control+s")
    expect(mark(reading, "1.1")).to_have_attribute("data-state", "answered")
    expect(mark(reading, "1.4")).to_have_attribute("data-state", "elsewhere")


def test_selecting_on_either_side_lights_the_other(reading: Page) -> None:
    mark(reading, "1.2").locator(".point__code").click()
    expect(card(reading, "1.2")).to_have_class("card answer is-on")
    card(reading, "1.3").locator(".answer__ask").click()
    expect(mark(reading, "1.3")).to_have_class("point is-on")
    mark(reading, "1.1").focus()
    reading.keyboard.press("Enter")
    expect(area(reading, "1.1")).to_be_focused()


def test_letters_go_from_data_point_to_data_point_on_any_layout(reading: Page) -> None:
    reading.keyboard.press("j")
    expect(card(reading, "1.1")).to_be_focused()
    reading.keyboard.press("j")
    reading.keyboard.press("k")
    expect(card(reading, "1.1")).to_be_focused()
    reading.keyboard.press("u")
    expect(card(reading, "1.3")).to_be_focused()
    reading.evaluate(
        """document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", { key: "л", code: "KeyK", bubbles: true, cancelable: true }))"""
    )
    expect(card(reading, "1.2")).to_be_focused()
    reading.keyboard.press("Enter")
    expect(area(reading, "1.2")).to_be_focused()
    reading.keyboard.type("jku/?")
    expect(area(reading, "1.2")).to_contain_text("jku/?")


def test_keys_with_alt_go_on_while_one_writes(reading: Page) -> None:
    area(reading, "1.1").click()
    reading.keyboard.press("Alt+ArrowDown")
    expect(area(reading, "1.2")).to_be_focused()
    reading.keyboard.press("Alt+u")
    expect(area(reading, "1.3")).to_be_focused()
    reading.keyboard.press("Alt+ArrowUp")
    expect(area(reading, "1.2")).to_be_focused()


def test_submit_by_key_leads_to_the_reason_while_it_cannot_be_done(reading: Page) -> None:
    area(reading, "1.1").click()
    reading.keyboard.press("Control+Enter")
    expect(reading.locator("#why-submit")).to_be_focused()
    expect(area(reading, "1.1")).to_have_text("")


def test_sheet_lists_the_keys_and_turns_single_ones_off(reading: Page) -> None:
    reading.keyboard.press("?")
    sheet = reading.get_by_role("dialog", name="Keyboard")
    expect(sheet).to_contain_text("next data point without an answer")
    sheet.get_by_label("Use the keys without Alt or Ctrl in this browser").uncheck()
    reading.keyboard.press("Escape")
    reading.keyboard.press("j")
    expect(card(reading, "1.1")).not_to_be_focused()
    reading.get_by_title("Keyboard (?)").click()
    expect(sheet).to_be_visible()


def test_find_by_key_narrows_the_list(reading: Page) -> None:
    reading.keyboard.press("/")
    reading.keyboard.type("custody")
    reading.keyboard.press("Enter")
    expect(reading.locator(".sought")).to_contain_text("1 issue has “custody”.")
    expect(reading.locator("mark.found").first).to_have_text("custody")


def test_two_people_see_each_other_where_they_write(
    reading: Page, browser: Browser, live_server: LiveServer, reply: Reply
) -> None:
    context = browser.new_context(locale="en-GB")
    other = open_as(context.new_page(), live_server, person(reply, "Dana"), reply.get_absolute_url())
    area(other, "1.1").click()
    expect(other.locator("#presence")).to_have_text("Also here: Focal point Bolat.")
    other.wait_for_timeout(1000)
    area(reading, "1.3").click()
    expect(reading.locator("#presence")).to_have_text("Also here: Focal point Dana.")
    expect(card(reading, "1.1").locator("[data-presence]")).to_have_text("Focal point Dana is writing here.")
    expect(card(reading, "1.3").locator("[data-presence]")).to_have_text("")
    other.goto("about:blank")
    area(reading, "1.2").click()
    expect(reading.locator("#presence")).to_have_text("")
    context.close()
