"""Comments on the page of a reply: quoting, highlighting, calling by name, and what a bad connection does."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from replies import services
from replies.models import Comment, Reply
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "<p>Nine deaths were registered.</p><ul><li><p>Two women;</p></li><li><p>Seven men.</p></li></ul>"
NAME = "Нұрсұлтанқызы Айгүл, Қылмыстық-атқару жүйесі комитеті"


@pytest.fixture
def reply(transactional_db: None) -> Reply:
    """A draft with two answers, and an officer with a long name."""
    reply = factories.make_reply(points=2)
    factories.make_user("clearing_officer", reply.assignment.ministry, name=NAME)
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=WORDS)
    return reply


def open_as(page: Page, live_server: LiveServer, user: User, reply: Reply, place: str = "") -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )
    page.set_default_timeout(10_000)
    page.goto(f"{live_server.url}{reply.get_absolute_url()}{place}")


@pytest.fixture
def writing(page: Page, live_server: LiveServer, reply: Reply, complaints: list[str]) -> Page:
    """The page of the draft as its author writes it."""
    open_as(page, live_server, User.objects.get(role="focal_point"), reply)
    expect(area(page)).to_be_visible()
    return page


def area(page: Page, code: str = "1.1") -> Locator:
    return page.locator(f"[role=textbox][aria-label='Answer to {code}']")


def thread(page: Page, code: str = "1.1") -> Locator:
    return page.locator(f"[data-answer][data-code='{code}'] [data-thread]")


def text_of(page: Page, code: str = "1.1") -> Locator:
    return thread(page, code).get_by_label(f"Comment on {code}")


def quote_of(page: Page) -> Locator:
    return thread(page).locator("[data-quoted] blockquote")


def summary(page: Page, code: str = "1.1") -> Locator:
    return thread(page, code).locator(".thread__summary")


def post(page: Page, code: str = "1.1") -> None:
    thread(page, code).get_by_role("button", name="Comment", exact=True).click()


def select_first_words(page: Page) -> None:
    """Select “Nine deaths” with the keyboard."""
    area(page).focus()
    page.keyboard.press("Control+Home")
    page.wait_for_timeout(100)
    for _ in range(len("Nine deaths")):
        page.keyboard.press("Shift+ArrowRight")
    page.wait_for_timeout(100)


def highlighted(page: Page, name: str = "comment") -> list[str]:
    return page.evaluate(
        "(name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString())", name
    )


def wait_for_highlights(page: Page, *words: str, name: str = "comment") -> None:
    for _ in range(100):
        if highlighted(page, name) == [*words]:
            return
        page.wait_for_timeout(50)
    assert highlighted(page, name) == [*words]


def test_selected_words_are_quoted_posted_and_highlighted(writing: Page, complaints: list[str]) -> None:
    area(writing, "1.2").click()
    writing.keyboard.type("Half written ")
    select_first_words(writing)
    summary(writing).click()
    expect(text_of(writing)).to_be_focused()
    expect(quote_of(writing)).to_have_text("Nine deaths")
    text_of(writing).fill("In which year?")
    post(writing)
    expect(summary(writing)).to_have_text("Comments (1 open)")
    wait_for_highlights(writing, "Nine deaths")

    comment = thread(writing).get_by_role("article")
    summary(writing).hover()
    wait_for_highlights(writing, name="comment-strong")
    comment.hover()
    wait_for_highlights(writing, "Nine deaths", name="comment-strong")

    found = Comment.objects.get()
    assert (found.quote, found.text, found.data_point.code) == ("Nine deaths", "In which year?", "1.1")
    expect(area(writing, "1.2")).to_contain_text("Half written")
    assert Axe().run(writing).response["violations"] == []
    assert complaints == []


def test_quote_is_reached_and_removed_by_keyboard(writing: Page) -> None:
    select_first_words(writing)
    summary(writing).focus()
    writing.keyboard.press("Enter")
    expect(quote_of(writing)).to_have_text("Nine deaths")

    writing.keyboard.press("Shift+Tab")
    expect(thread(writing).get_by_role("button", name="Remove the quote")).to_be_focused()
    writing.keyboard.press("Enter")
    expect(quote_of(writing)).to_be_hidden()
    expect(text_of(writing)).to_be_focused()
    writing.keyboard.type("In all?")
    writing.keyboard.press("Tab")
    writing.keyboard.press("Enter")

    expect(summary(writing)).to_have_text("Comments (1 open)")
    assert list(Comment.objects.values_list("text", "quote")) == [("In all?", "")]


def test_words_selected_elsewhere_are_not_quoted(writing: Page) -> None:
    select_first_words(writing)
    area(writing, "1.2").click()
    summary(writing).click()

    expect(text_of(writing)).to_be_focused()
    expect(quote_of(writing)).to_be_hidden()


def test_words_that_changed_say_so_as_long_as_they_are_gone(writing: Page, reply: Reply) -> None:
    author, point = User.objects.get(role="focal_point"), reply.assignment.data_points.get(code="1.1")
    services.comment(reply, text="And men?", point=point, quote="registered. Two women;", by=author)
    services.comment(reply, text="Which year?", point=point, quote="Nine deaths", by=author)
    writing.goto(f"{writing.url}#thread-1-1")
    writing.reload()
    wait_for_highlights(writing, "registered.Two women;", "Nine deaths")
    changed = thread(writing).get_by_text("These words have changed since.")
    expect(changed.and_(writing.locator(":visible"))).to_have_count(0)

    area(writing).focus()
    writing.keyboard.press("Control+Home")
    writing.wait_for_timeout(100)
    writing.keyboard.type("Ninety-")
    writing.keyboard.press("Delete")

    expect(changed.and_(writing.locator(":visible"))).to_have_count(1)
    wait_for_highlights(writing, "registered.Two women;")


def test_reader_quotes_a_paragraph_selected_by_three_clicks(
    page: Page, live_server: LiveServer, reply: Reply
) -> None:
    open_as(page, live_server, User.objects.get(role="clearing_officer"), reply)
    card = page.locator("[data-answer][data-code='1.1']")

    card.get_by_text("Seven men.").click(click_count=3)
    summary(page).click()

    expect(quote_of(page)).to_have_text("Seven men.")


def test_name_is_chosen_from_those_who_see_it(writing: Page) -> None:
    summary(writing).click()
    people = writing.get_by_role("listbox", name="People who see this comment")
    text_of(writing).press_sequentially("Please, @")
    expect(people.get_by_role("option")).to_have_count(2)

    writing.keyboard.press("Escape")
    expect(people).to_have_count(0)
    text_of(writing).press_sequentially("ай")
    expect(people.get_by_role("option")).to_have_count(1)
    active = text_of(writing).get_attribute("aria-activedescendant")
    expect(people.get_by_role("option", selected=True)).to_have_attribute("id", active)
    writing.keyboard.press("Enter")
    expect(people).to_have_count(0)
    writing.keyboard.type("check.")
    expect(text_of(writing)).to_have_value(f"Please, @{NAME} check.")
    post(writing)

    expect(thread(writing).locator("b", has_text=f"@{NAME}")).to_be_visible()
    assert [user.name for user in Comment.objects.get().mentioned.all()] == [NAME]


def test_name_is_chosen_with_arrows_or_the_pointer(writing: Page) -> None:
    author = User.objects.get(role="focal_point")
    summary(writing).click()
    options = writing.get_by_role("listbox").get_by_role("option")

    text_of(writing).press_sequentially("@")
    expect(options).to_have_count(2)
    writing.keyboard.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    writing.keyboard.press("ArrowDown")
    writing.keyboard.press("Enter")
    text_of(writing).press_sequentially("and @")
    options.nth(1).click()

    expect(text_of(writing)).to_have_value(f"@{author.name} and @{NAME} ")
    expect(text_of(writing)).to_be_focused()


def test_resolving_leaves_what_is_half_written(writing: Page, reply: Reply) -> None:
    author, point = User.objects.get(role="focal_point"), reply.assignment.data_points.get(code="1.1")
    services.comment(reply, text="Which year?", point=point, by=author)
    writing.reload()
    summary(writing).click()
    text_of(writing).fill("Half written")

    thread(writing).get_by_role("button", name="Resolve").click()

    expect(summary(writing)).to_have_text("Comments (all resolved)")
    expect(summary(writing)).to_be_focused()
    expect(text_of(writing)).to_have_value("Half written")
    thread(writing).get_by_text("Resolved (1)").click()
    thread(writing).get_by_role("button", name="Reopen").click()
    expect(summary(writing)).to_have_text("Comments (1 open)")
    expect(text_of(writing)).to_have_value("Half written")


@pytest.mark.parametrize(
    ("answer", "said"), [("abort", "Not sent: no connection."), (500, "Not sent: the server did not manage.")]
)
def test_comment_that_does_not_arrive_stays_in_its_form(writing: Page, answer: str | int, said: str) -> None:
    summary(writing).click()
    text_of(writing).fill("In a tunnel")
    if answer == "abort":
        writing.route("**/comment/", lambda route: route.abort(), times=1)
    else:
        writing.route("**/comment/", lambda route: route.fulfill(status=answer), times=1)

    post(writing)

    expect(thread(writing).get_by_role("alert")).to_contain_text(said)
    expect(text_of(writing)).to_have_value("In a tunnel")
    post(writing)
    expect(summary(writing)).to_have_text("Comments (1 open)")
    expect(text_of(writing)).to_have_value("")


def test_comment_of_who_was_signed_out_waits_for_the_sign_in(writing: Page) -> None:
    [session] = [c for c in writing.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME]
    summary(writing).click()
    text_of(writing).fill("Which year?")
    writing.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    post(writing)
    expect(thread(writing).get_by_role("alert")).to_contain_text("Not sent: you were signed out.")
    meanwhile = (text_of(writing).input_value(), Comment.objects.count())

    writing.context.add_cookies([{"name": session["name"], "value": session["value"], "url": writing.url}])
    post(writing)
    expect(summary(writing)).to_have_text("Comments (1 open)")

    assert (meanwhile, Comment.objects.get().text) == (("Which year?", 0), "Which year?")


def test_comment_goes_out_while_an_answer_cannot(writing: Page) -> None:
    writing.route("**/save/", lambda route: route.abort())
    area(writing, "1.2").click()
    writing.keyboard.type("Unsaved ")
    summary(writing).click()
    text_of(writing).fill("Which year?")

    post(writing)

    expect(summary(writing)).to_have_text("Comments (1 open)")
    expect(area(writing, "1.2")).to_contain_text("Unsaved")
    writing.unroute("**/save/")
    expect(writing.locator("[data-code='1.2'] [data-saved]")).to_contain_text("Saved", timeout=15_000)


def test_return_leads_to_the_answers_that_it_is_about(
    page: Page, live_server: LiveServer, reply: Reply
) -> None:
    author, officer = User.objects.get(role="focal_point"), User.objects.get(role="clearing_officer")
    services.submit(reply, by=author)
    open_as(page, live_server, officer, reply)
    page.get_by_role("button", name="Return…").click()
    dialog = page.get_by_role("dialog", name="Return for more work")
    dialog.get_by_label("What should be done?").fill("Add the year.")
    dialog.get_by_label(re.compile(r"1\.2")).check()
    dialog.get_by_role("button", name="Return", exact=True).click()
    expect(page.get_by_text("Returned with your note.")).to_be_visible()

    open_as(page, live_server, author, reply)
    page.get_by_role("note").get_by_role("link", name="1.2").click()

    expect(thread(page, "1.2").get_by_text("Add the year.")).to_be_in_viewport()
    expect(summary(page)).to_have_text("Comment")


def test_comment_without_javascript_is_posted_and_shown(
    browser, live_server: LiveServer, reply: Reply
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    open_as(page, live_server, User.objects.get(role="clearing_officer"), reply)
    summary(page).click()
    text_of(page).fill("Which year?")

    post(page)

    expect(thread(page).get_by_text("Which year?")).to_be_visible()
    assert page.url.endswith("#thread-1-1")
