"""An answer saves by itself, and no written word is lost on the way."""

import pytest
from playwright.sync_api import expect

from tests.browser.acts import area, card, fill, notice, paste, save, see_saved, write
from tests.browser.pages import Stored

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.pages")]


def kept(page):
    """The addresses of which this browser keeps a text."""
    return page.evaluate("Object.keys(localStorage).map((key) => key.split(':').pop())")


def come_back(page) -> None:
    """The window gets the focus again, as after a visit to another tab."""
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_saving_without_connection_waits_for_it(editor, server):
    editor.context.set_offline(True)
    area(editor).click()
    write(editor, "Written in a tunnel")
    expect(notice(editor)).to_contain_text("no connection")
    kept_meanwhile = kept(editor)

    editor.context.set_offline(False)
    see_saved(editor, 1)

    assert kept_meanwhile == ["/try/1.1/save/"]
    assert server.requests == ["<p>Written in a tunnel</p>"]
    assert kept(editor) == []
    expect(notice(editor)).to_be_hidden()


def test_saving_where_the_browser_keeps_nothing_says_so(editor, server):
    editor.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full') } }")
    server.mode = "broken"
    area(editor).click()
    write(editor, "Words")

    expect(notice(editor)).to_contain_text("this browser keeps nothing")


def test_saving_on_a_broken_server_is_tried_again(editor, server):
    server.mode = "broken"
    area(editor).click()
    write(editor, "Words")
    expect(notice(editor)).to_contain_text("the server did not manage")

    server.mode = "ok"
    see_saved(editor, 1)

    assert server.requests == ["<p>Words</p>"]


def test_saving_signed_out_goes_on_after_signing_in_elsewhere(editor, server):
    server.mode = "signed out"
    area(editor).click()
    write(editor, "Words")
    expect(notice(editor)).to_contain_text("You were signed out.")
    link = notice(editor).get_by_role("link", name="Sign in").get_attribute("href")

    server.mode = "ok"
    come_back(editor)
    see_saved(editor, 1)

    assert link.endswith("/account/login/?next=%2Ftry%2F%23answer-1.1")
    assert server.requests == ["<p>Words</p>"]
    assert kept(editor) == []


def test_saving_signed_out_never_saves_as_another_person(editor, server):
    server.mode = "signed out"
    area(editor).click()
    write(editor, "Words")
    expect(notice(editor)).to_contain_text("You were signed out.")

    server.mode = "ok"
    editor.evaluate("document.body.dataset.user = '7'")
    come_back(editor)

    expect(notice(editor)).to_contain_text("somebody else is signed in")
    assert server.requests == []


def test_saving_forbidden_gives_up_and_keeps_the_text(editor, server):
    server.mode = "forbidden"
    area(editor).click()
    write(editor, "Words")

    expect(notice(editor)).to_contain_text("load the page again")
    assert kept(editor) == ["/try/1.1/save/"]


def test_saving_restores_what_an_earlier_visit_could_not_save(editor, server):
    server.mode = "signed out"
    area(editor).click()
    write(editor, "Words of the earlier visit")
    expect(notice(editor)).to_contain_text("You were signed out.")

    server.mode = "ok"
    editor.reload()

    expect(area(editor)).to_have_text("Words of the earlier visit")
    see_saved(editor, 1)
    assert server.requests == ["<p>Words of the earlier visit</p>"]
    assert kept(editor) == []


def test_saving_restored_text_meets_a_newer_version(editor, server):
    server.mode = "signed out"
    area(editor).click()
    write(editor, "Mine")
    expect(notice(editor)).to_contain_text("You were signed out.")
    server.answers["1.1"] = Stored("<p>Theirs</p>", 1)

    server.mode = "ok"
    editor.reload()

    expect(card(editor).locator(".conflict")).to_have_text("Theirs")
    expect(area(editor)).to_have_text("Mine")
    assert server.requests == ["<p>Mine</p>"]
    assert server.answers["1.1"] == Stored("<p>Theirs</p>", 1)


def test_saving_conflict_waits_for_the_person(editor, server):
    server.answers["1.1"] = Stored("<p>Theirs</p>", 4)
    area(editor).click()
    write(editor, "Mine")
    expect(card(editor).locator(".conflict")).to_have_text("Theirs")

    area(editor).click()
    write(editor, " and theirs")
    editor.wait_for_timeout(2500)
    meanwhile = server.answers["1.1"].text
    save(editor)
    see_saved(editor, 5)

    assert meanwhile == "<p>Theirs</p>"
    assert server.answers["1.1"].text == "<p>Mine and theirs</p>"
    expect(card(editor).locator(".conflict")).to_have_count(0)


def test_saving_sends_the_newest_text_after_the_one_on_its_way(editor, server):
    held = []

    def hold(route):
        held.append(route)

    editor.route("**/1.1/save/", hold, times=1)
    area(editor).click()
    write(editor, "One")
    save(editor)
    area(editor).click()
    write(editor, "[Control+End]", " two")
    editor.wait_for_timeout(2500)

    held[0].continue_()
    see_saved(editor, 2)

    assert server.requests == ["<p>One</p>", "<p>One two</p>"]


def test_saving_on_leaving_the_field(editor, server):
    area(editor).click()
    write(editor, "Left")
    area(editor, "1.2").click()

    expect(card(editor).locator("[data-saved]")).to_have_text("Saved as version 1", timeout=1500)
    assert server.requests == ["<p>Left</p>"]


def test_saving_a_text_that_is_too_long_waits_until_it_is_shorter(editor, server):
    area(editor).evaluate(
        "(element) => element.editor.commands.setContent(`<p>${'word '.repeat(40001)}</p>`)"
    )
    expect(notice(editor)).to_contain_text("this text is longer than an answer can be")
    save(editor)
    editor.wait_for_timeout(500)
    meanwhile = (list(server.requests), kept(editor))

    fill(editor, "<p>Short</p>")
    see_saved(editor, 1)

    assert meanwhile == ([], ["/try/1.1/save/"])
    assert server.requests == ["<p>Short</p>"]
    expect(notice(editor)).to_be_hidden()


def test_saving_a_text_that_is_too_long_is_over_when_it_is_taken_back(editor, server):
    area(editor).evaluate(
        "(element) => element.editor.commands.setContent(`<p>${'word '.repeat(40001)}</p>`)"
    )
    expect(notice(editor)).to_contain_text("this text is longer than an answer can be")

    fill(editor, "")

    expect(notice(editor)).to_be_hidden()
    expect(card(editor).locator("[data-saved]")).to_have_text("Saved")
    assert server.requests == []
    assert kept(editor) == []


def test_saving_a_text_that_the_server_finds_too_long_is_not_tried_again(editor, server):
    server.mode = "too large"
    area(editor).click()
    write(editor, "Words")
    expect(notice(editor)).to_contain_text("this text is longer than an answer can be")

    server.mode = "ok"
    editor.wait_for_timeout(2500)
    meanwhile = (list(server.requests), kept(editor))
    write(editor, " again")
    see_saved(editor, 1)

    assert meanwhile == ([], ["/try/1.1/save/"])
    assert server.requests == ["<p>Words again</p>"]


def test_saving_comes_before_submitting(editor, server):
    area(editor).click()
    write(editor, "The last word")

    editor.get_by_role("button", name="Submit").click()

    expect(editor.locator("body")).to_have_text("Submitted: The last word")
    assert server.requests == ["<p>The last word</p>"]


def test_saving_stuck_keeps_the_page_from_submitting(editor, server):
    server.mode = "broken"
    area(editor).click()
    write(editor, "The last word")

    editor.get_by_role("button", name="Submit").click()

    expect(notice(editor)).to_contain_text("the server did not manage")
    assert editor.url.endswith("/try/")


def test_saving_on_leaving_the_page(editor, server):
    area(editor).click()
    paste(editor, "<p>In haste</p>")

    editor.goto("about:blank")
    editor.wait_for_timeout(500)

    assert server.requests == ["<p>In haste</p>"]


def test_saving_another_kind_of_answer_waits_until_it_is_complete(editor, server):
    card(editor).get_by_label("Kind").select_option("see")
    expect(area(editor)).to_be_hidden()
    editor.wait_for_timeout(2500)
    before = list(server.requests)

    card(editor).get_by_role("textbox", name="See").fill("6(a).2")
    see_saved(editor, 1)

    assert before == []
    assert server.answers["1.1"].form == "see"


def test_saving_of_a_card_that_htmx_swapped_in(editor, server, complaints):
    editor.evaluate(
        """() => htmx.ajax("GET", "/try/", {
            target: "[id='answer-1.1']", select: "[id='answer-1.1']", swap: "outerHTML"
        })"""
    )
    expect(editor.get_by_role("toolbar", name="Answer to 1.1")).to_have_count(1)
    area(editor).click()
    write(editor, "Into the new card")
    save(editor)
    see_saved(editor, 1)

    assert server.requests == ["<p>Into the new card</p>"]
    assert complaints == []


def test_saving_without_script(browser, live_server, server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/try/")
    page.get_by_label("Answer to 1.1").fill("<p>Plain <b>words</b></p>")
    save(page)

    assert server.requests == ["<p>Plain <strong>words</strong></p>"]


def test_saving_without_script_takes_lines_for_paragraphs(browser, live_server, server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/try/")
    page.get_by_label("Answer to 1.1").fill("Men & women\nunder 18\n\nNone < 14")
    save(page)

    assert server.requests == ["<p>Men &amp; women<br>under 18</p><p>None &lt; 14</p>"]


def test_mark_and_card_light_up_together(editor):
    lit = "[...document.querySelectorAll('.is-on')].map((element) => element.dataset.code)"

    editor.get_by_text("second request").click()
    by_mark = editor.evaluate(lit)
    area(editor, "1.1").click()
    by_card = editor.evaluate(lit)

    assert [by_mark, by_card] == [["1.2", "1.2"], ["1.1", "1.1"]]
