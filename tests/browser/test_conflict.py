"""Whoever saves second sees both texts and settles them with one button, or by hand."""

from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from replies import services
from replies.models import Answer
from tests import factories
from tests.browser.acts import area, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@dataclass
class Scene:
    """An answer of Mia's ministry, which Dana writes too."""

    answer: Answer
    mia: User
    dana: User
    site: str

    @property
    def url(self) -> str:
        return f"{self.site}{self.answer.reply.get_absolute_url()}"

    def sign_in(self, page: Page) -> None:
        client = Client()
        client.force_login(self.mia)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.site}])

    def dana_saves(self, text: str = "", **values: Any) -> None:
        reply, point = self.answer.reply, self.answer.data_point
        services.save_answer(reply, point, text=text, base_version=1, by=self.dana, **values)

    def stored(self) -> tuple[int, str, str]:
        self.answer.refresh_from_db()
        return self.answer.version, self.answer.form, self.answer.text


@pytest.fixture
def scene(live_server: LiveServer, transactional_db: None) -> Scene:
    reply = factories.make_reply()
    ministry = reply.assignment.ministry
    mia, dana = (factories.make_user("focal_point", ministry, name=name) for name in ("Mia", "Dana"))
    [answer] = factories.answer_all(reply, by=mia, text="<p>Nine deaths.</p>")
    return Scene(answer, mia, dana, live_server.url)


@pytest.fixture
def opened(page: Page, scene: Scene) -> Page:
    """Mia's page, on which she can write."""
    page.set_default_timeout(10_000)
    scene.sign_in(page)
    page.goto(scene.url)
    expect(page.get_by_role("toolbar", name="Answer to 1.1")).to_be_visible()
    return page


def conflict(page: Page) -> Locator:
    return page.locator(".conflict")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong on the page, and where."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [str(node["target"]) for node in rule["nodes"]]) for rule in found]


def foot(page: Page) -> Locator:
    return page.locator("#answer-1-1 .answer__foot")


def write_mine(page: Page) -> None:
    """Write on the old text, and see that somebody was quicker."""
    area(page).click()
    write(page, "[Control+End]", " Two of them in 2021.")
    expect(conflict(page)).to_be_visible()


def test_conflict_shows_both_texts_with_their_differences(opened: Page, scene: Scene) -> None:
    scene.dana_saves("<p>Ten deaths.</p>")

    write_mine(opened)

    expect(conflict(opened).get_by_role("alert")).to_contain_text("Dana saved this answer")
    assert conflict(opened).locator("del").all_inner_texts() == ["Ten"]
    assert conflict(opened).locator("ins").all_inner_texts() == ["Nine", " Two of them in 2021."]
    expect(foot(opened).locator("[data-saved]")).to_have_text("Not saved")
    assert violations(opened) == []


def test_conflict_take_theirs(opened: Page, scene: Scene) -> None:
    scene.dana_saves("<p>Ten <strong>deaths</strong>.</p>")
    write_mine(opened)

    opened.get_by_role("button", name="Take theirs").click()

    expect(area(opened)).to_have_text("Ten deaths.")
    expect(conflict(opened)).to_have_count(0)
    expect(foot(opened).locator("[data-saved]")).to_have_text("Saved")
    area(opened).click()
    write(opened, "[Control+End]", " More.")
    expect(foot(opened)).to_contain_text("3 versions")
    assert scene.stored() == (3, "text", "<p>Ten <strong>deaths</strong>. More.</p>")


def test_conflict_take_theirs_of_another_form(opened: Page, scene: Scene) -> None:
    scene.dana_saves("no register", form="unavailable")
    write_mine(opened)
    expect(opened.get_by_role("button", name="Put mine below theirs")).to_have_count(0)

    opened.get_by_role("button", name="Take theirs").click()

    expect(opened.get_by_label("Kind of answer")).to_have_value("unavailable")
    expect(opened.get_by_role("textbox", name="Not available, because")).to_have_value("no register")
    opened.wait_for_timeout(2500)
    assert scene.stored() == (2, "unavailable", "no register")


def test_conflict_keep_mine(opened: Page, scene: Scene) -> None:
    scene.dana_saves("<p>Ten deaths.</p>")
    write_mine(opened)

    opened.get_by_role("button", name="Keep mine").click()

    expect(conflict(opened)).to_have_count(0)
    expect(foot(opened)).to_contain_text("3 versions")
    assert scene.stored() == (3, "text", "<p>Nine deaths. Two of them in 2021.</p>")


def test_conflict_put_mine_below_theirs_waits_for_the_person(opened: Page, scene: Scene) -> None:
    scene.dana_saves("<p>Ten deaths.</p>")
    write_mine(opened)

    opened.get_by_role("button", name="Put mine below theirs").click()

    expect(opened.get_by_text("Both texts stand here now, yours below.")).to_be_visible()
    opened.wait_for_timeout(2500)
    meanwhile = scene.stored()
    opened.get_by_role("button", name="Save", exact=True).click()
    expect(foot(opened)).to_contain_text("3 versions")
    assert meanwhile == (2, "text", "<p>Ten deaths.</p>")
    assert scene.stored()[2] == "<p>Ten deaths.</p><p>Nine deaths. Two of them in 2021.</p>"


def test_conflict_without_script_shows_both_texts_and_saves_knowingly(browser: Browser, scene: Scene) -> None:
    page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    scene.sign_in(page)
    page.goto(scene.url)
    scene.dana_saves("<p>Ten deaths.</p>")
    page.get_by_label("Answer to 1.1").fill("<p>Mine.</p>")
    page.locator("#answer-1-1").get_by_role("button", name="Save", exact=True).click()

    expect(conflict(page)).to_contain_text("Below stands your text.")
    expect(page.get_by_role("button", name="Take theirs")).to_have_count(0)
    mine = page.get_by_label("Answer to 1.1").input_value()
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page).to_have_url(f"{scene.url}#answer-1-1")
    assert mine == "<p>Mine.</p>"
    assert scene.stored() == (3, "text", "<p>Mine.</p>")
    page.context.close()


def test_versions_are_chosen_compared_and_restored_without_script(browser: Browser, scene: Scene) -> None:
    scene.dana_saves("<p>Ten deaths.</p>")
    page = browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    scene.sign_in(page)
    page.goto(scene.url)

    page.get_by_role("link", name="2 versions").click()
    page.get_by_role("radio", name="from Version 2").check()
    page.get_by_role("radio", name="to Version 1").check()
    page.get_by_role("button", name="Compare").click()
    marked = page.locator(".difference").inner_html().strip()
    page.get_by_role("button", name="Restore this text").click()

    expect(page.locator(".messages")).to_contain_text("Restored as version 3.")
    expect(page.get_by_text("version 1 restored").first).to_be_visible()
    assert marked == "<p><del>Ten</del><ins>Nine</ins> deaths.</p>"
    assert scene.stored() == (3, "text", "<p>Nine deaths.</p>")
    page.context.close()


def test_versions_page_is_accessible(page: Page, scene: Scene) -> None:
    scene.dana_saves("<table><tr><td>Place</td><td>Many long words in a cell of a table</td></tr></table>")
    page.set_viewport_size({"width": 390, "height": 844})
    scene.sign_in(page)

    page.goto(f"{scene.site}/answers/{scene.answer.pk}/versions/")

    assert violations(page) == []
