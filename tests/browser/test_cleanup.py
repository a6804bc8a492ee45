"""The coordinator reads the whole reply as one text and mends it where it is read."""

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from replies import services
from replies.models import Reply
from tests import factories
from tests.browser.acts import write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = "Высокопревосходительство законодательно-административно-территориальных " * 4
CODE = "1.1"


@dataclass
class Scene:
    """Two accepted replies; the second refers to the first."""

    first: Reply
    second: Reply
    coordinator: User
    site: str

    @property
    def url(self) -> str:
        return (
            f"{self.site}{reverse('replies:cleanup', args=[self.first.assignment.issue.list_of_issues_id])}"
        )

    def sign_in(self, page: Page) -> None:
        client = Client()
        client.force_login(self.coordinator)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def stored(self) -> tuple[str, int, str]:
        answer = self.first.answers.get()
        return Reply.objects.get(pk=self.first.pk).status, answer.version, answer.text

    def somebody_saves(self, text: str) -> None:
        point, user = self.first.answers.get().data_point, factories.make_coordinator(self.list_of_issues)
        services.save_answer(self.first, point, text=text, base_version=1, by=user)

    @property
    def list_of_issues(self):
        return self.first.assignment.issue.list_of_issues


def accepted(text: str, **options: Any) -> Reply:
    reply = factories.make_reply(**options)
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    factories.answer_all(reply, by=author, text=text)
    services.submit(reply, by=author)
    services.clear(reply, seen=reply.text_hash(), by=officer)
    coordinator = factories.make_coordinator(reply.assignment.issue.list_of_issues)
    services.accept(reply, seen=reply.text_hash(), by=coordinator)
    return reply


@pytest.fixture
def scene(live_server: LiveServer, transactional_db: None) -> Scene:
    stored = factories.make_list()
    first = accepted("<p>Nine deaths.</p><p>Two in custody.</p>", stored=stored)
    second = accepted(f'<p>{LONG}</p><p>See <span data-see="2.1"></span>.</p>', stored=stored)
    return Scene(first, second, stored.coordinators.order_by("pk")[0], live_server.url)


@pytest.fixture
def opened(page: Page, scene: Scene, complaints: list[str]) -> Page:
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    scene.sign_in(page)
    page.goto(scene.url)
    page.wait_for_function("document.querySelector('[data-outline]').open")
    return page


def place(page: Page, code: str = CODE) -> Locator:
    return page.locator(f'.cleanup__place[data-code="{code}"]')


def form(page: Page) -> Locator:
    return page.locator(".cleanup__form")


def numbers(page: Page) -> list[str]:
    marks = page.locator(".cleanup__number").all()
    return [str(mark.get_attribute("data-number")) for mark in marks]


def edit(page: Page, block: int = 0) -> None:
    """Open the editor by the number of a paragraph of the first answer."""
    place(page).locator(".cleanup__number").nth(block).click()
    expect(form(page).locator(".ProseMirror-focused")).to_be_visible()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [str(node["target"]) for node in rule["nodes"]]) for rule in found]


def test_double_click_opens_the_editor_on_the_word_and_saving_renumbers_what_follows(
    opened: Page, scene: Scene, complaints: list[str]
) -> None:
    assert violations(opened) == []
    place(opened).locator('[data-block="1"]').dblclick(position={"x": 2, "y": 8})
    expect(form(opened)).to_contain_text("The ministry will have to clear again.")
    expect(form(opened).locator(".ProseMirror-focused")).to_be_visible()
    assert violations(opened) == []

    write(opened, "Later. ", "[Enter]")
    opened.keyboard.press("Control+Enter")

    expect(form(opened)).to_have_count(0)
    expect(place(opened).locator("[data-standing]")).to_have_text("submitted")
    assert scene.stored() == ("submitted", 2, "<p>Nine deaths.</p><p>Later.</p><p>Two in custody.</p>")
    assert numbers(opened) == ["1", "2", "3", "4", "5"]
    expect(opened.locator("[data-see]")).to_have_attribute("data-printed", "paragraph 4")
    assert opened.evaluate("document.activeElement.dataset.number") == "2"
    assert opened.evaluate("localStorage.length") == 0
    assert complaints == []


def test_escape_leaves_an_unchanged_text_at_once_and_a_changed_one_at_the_second_time(
    opened: Page, scene: Scene
) -> None:
    place(opened).locator(".cleanup__number").first.focus()
    opened.keyboard.press("Enter")
    expect(form(opened).locator(".ProseMirror-focused")).to_be_visible()
    opened.keyboard.press("Escape")
    expect(form(opened)).to_have_count(0)
    edit(opened)
    write(opened, " More.")

    opened.keyboard.press("Escape")
    expect(form(opened).locator("[data-drop]")).to_be_visible()
    opened.keyboard.press("Escape")

    expect(place(opened).locator(".answer__text")).to_have_text("Nine deaths.Two in custody.")
    assert (scene.stored()[:2], opened.evaluate("localStorage.length")) == (("accepted", 1), 0)


def test_typing_saves_nothing_and_what_was_left_behind_is_offered_again(opened: Page, scene: Scene) -> None:
    edit(opened)
    write(opened, " More.")
    expect(opened.locator("[data-document-words]")).not_to_have_text(
        str(opened.locator("[data-document-words]").get_attribute("data-saved"))
    )
    opened.wait_for_timeout(3000)

    opened.goto("about:blank")
    opened.goto(scene.url)
    opened.get_by_role("button", name="Go on with it").click()

    expect(form(opened).locator(".ProseMirror p").first).to_have_text("Nine deaths. More.")
    expect(form(opened).locator(".answer__notice").first).to_contain_text("kept in your browser")
    opened.wait_for_timeout(1000)
    assert scene.stored()[:2] == ("accepted", 1)


def test_conflict_shows_both_texts_and_mine_can_be_kept(opened: Page, scene: Scene) -> None:
    edit(opened)
    write(opened, " Mine.")
    scene.somebody_saves("<p>Ten deaths.</p>")

    form(opened).get_by_role("button", name="Save", exact=True).click()
    expect(opened.locator(".conflict")).to_contain_text("saved this answer")
    assert violations(opened) == []
    opened.get_by_role("button", name="Keep mine").click()

    expect(form(opened)).to_have_count(0)
    assert scene.stored() == ("submitted", 3, "<p>Nine deaths. Mine.</p><p>Two in custody.</p>")


def test_conflict_take_theirs_then_leave(opened: Page, scene: Scene) -> None:
    edit(opened)
    write(opened, " Mine.")
    scene.somebody_saves("<p>Ten deaths.</p>")
    opened.keyboard.press("Control+Enter")

    opened.get_by_role("button", name="Take theirs").click()
    opened.keyboard.press("Escape")

    expect(form(opened)).to_have_count(0)
    expect(place(opened).locator(".answer__text")).to_have_text("Ten deaths.")
    assert numbers(opened) == ["1", "2", "3"]


def test_text_sent_without_a_connection_arrives_when_it_is_back(opened: Page, scene: Scene) -> None:
    edit(opened)
    write(opened, " More.")
    opened.context.set_offline(offline=True)
    opened.keyboard.press("Control+Enter")
    expect(form(opened).locator(".answer__notice--bad")).to_contain_text("no connection")

    opened.context.set_offline(offline=False)

    expect(form(opened)).to_have_count(0)
    assert scene.stored() == ("submitted", 2, "<p>Nine deaths. More.</p><p>Two in custody.</p>")


def test_comment_is_read_and_written_beside_the_text(opened: Page, scene: Scene) -> None:
    place(opened).get_by_text("Comment", exact=True).click()
    area = place(opened).get_by_label("Comment on 1.1")
    expect(area).to_be_focused()
    area.fill("Which year?")

    place(opened).get_by_role("button", name="Comment").click()

    expect(place(opened).locator("[data-comment]")).to_contain_text("Which year?")
    expect(place(opened).locator(".thread__summary")).to_have_text("Comments (1 open)")
    assert scene.first.comments.get().text == "Which year?"
    assert violations(opened) == []


def test_letters_lead_from_answer_to_answer_and_enter_opens_one(opened: Page) -> None:
    opened.keyboard.press("j")
    opened.keyboard.press("j")

    opened.keyboard.press("Enter")

    expect(place(opened, "2.1").locator(".cleanup__form")).to_be_visible()


def test_phone_has_the_contents_folded_and_nothing_wider_than_the_screen(page: Page, scene: Scene) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    scene.sign_in(page)
    page.goto(scene.url)
    page.locator("[data-outline] summary").click()
    page.locator("[data-outline] a").nth(1).click()

    expect(page.locator("[data-outline]")).not_to_have_attribute("open", "")
    place(page, "2.1").locator(".cleanup__pencil").click()
    expect(form(page).locator(".ProseMirror")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert violations(page) == []


def test_clean_up_without_script_edits_on_a_page_of_its_own(browser: Browser, scene: Scene) -> None:
    page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    scene.sign_in(page)
    page.goto(scene.url)
    page.get_by_role("link", name="Edit 1.1").click()
    page.get_by_label("Answer to 1.1").fill("<p>Mine.</p>")

    page.get_by_role("button", name="Save", exact=True).click()

    expect(page).to_have_url(f"{scene.url}#answer-1-1")
    assert scene.stored() == ("submitted", 2, "<p>Mine.</p>")
    page.context.close()
