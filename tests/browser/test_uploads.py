"""Files arrive from the page: several at once, each with its own row, and nothing else is touched."""

import threading
from collections.abc import Callable
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from replies.files.examining import examine
from replies.models import Attachment, Reply
from tests import factories
from tests.replies.files.test_uploads import PDF
from tests.replies.pictures import pdf, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """(element, names) => {
    const dataTransfer = new DataTransfer()
    for (const name of names) dataTransfer.items.add(new File(["a;b"], name))
    for (const type of ["dragover", "drop"]) {
        element.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }
}"""


def files(**contents: bytes) -> list[FilePayload]:
    """Files for the picker, given by name with the dot as an underscore."""
    return [
        FilePayload(name=name.replace("_", "."), mimeType="application/octet-stream", buffer=content)
        for name, content in contents.items()
    ]


def in_a_thread(act: Callable[[], object]) -> None:
    """Away from the event loop of Playwright, as a worker does it."""

    def run() -> None:
        act()
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def signed_in(page: Page, live_server: LiveServer, reply: Reply) -> Page:
    client = Client()
    client.force_login(factories.focal_point_of(reply))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.set_default_timeout(10_000)
    page.goto(f"{live_server.url}{reply.get_absolute_url()}")
    return page


@pytest.fixture
def reply(transactional_db: None) -> Reply:
    return factories.make_reply()


@pytest.fixture
def writer(page: Page, live_server: LiveServer, reply: Reply, complaints: list[str]) -> Page:
    return signed_in(page, live_server, reply)


def choose(page: Page, **contents: bytes) -> None:
    page.get_by_label("Files", exact=True).set_input_files(files(**contents))


def row(page: Page, title: str) -> Locator:
    return page.locator(".attachment").filter(has_text=title)


def on_its_way(page: Page, name: str) -> Locator:
    return page.locator(".uploads__row").filter(has_text=name)


def test_several_files_arrive_and_what_was_typed_stays(
    writer: Page, reply: Reply, complaints: list[str]
) -> None:
    choose(writer, Заң_pdf=PDF)
    row(writer, "Заң").get_by_text("Change…").click()
    title = row(writer, "Заң").get_by_label("Title", exact=True)
    title.fill("Half a tit")

    choose(writer, map_png=picture(), run_exe=b"MZ", data_csv=b"a;b")

    expect(row(writer, "map")).to_be_visible()
    expect(row(writer, "data")).to_be_visible()
    refused = on_its_way(writer, "run.exe")
    expect(refused.get_by_role("status")).to_contain_text("“run.exe” cannot be attached: only PDF")
    expect(title).to_have_value("Half a tit")
    expect(writer.locator(".attachments__none")).to_be_hidden()
    refused.get_by_role("button", name="Dismiss").click()
    expect(writer.locator(".uploads__row")).to_have_count(0)
    shown = writer.locator(".attachment__title a").all_inner_texts()
    assert shown == [file.title for file in reply.attachments.all()]
    # What the server refuses is an answer, though the browser calls it an error in its console.
    assert [line for line in complaints if "422" not in line] == []


def test_dropped_files_are_of_the_kind_that_was_chosen(writer: Page, reply: Reply) -> None:
    writer.get_by_label("evidence (stays internal)").check()

    writer.locator(".upload__area").evaluate(DROP, ["one.csv", "two.csv"])

    expect(writer.locator(".attachment")).to_have_count(2)
    assert set(reply.attachments.values_list("name", "kind")) == {
        ("one.csv", "evidence"),
        ("two.csv", "evidence"),
    }


def test_files_dropped_beside_the_area_do_nothing(writer: Page, reply: Reply) -> None:
    writer.locator("h1").evaluate(DROP, ["one.csv"])

    expect(writer.locator(".uploads__row")).to_have_count(0)
    assert writer.url.endswith(reply.get_absolute_url())


def test_two_are_sent_at_once_and_one_is_cancelled(writer: Page, reply: Reply) -> None:
    held: list[Route] = []
    writer.route("**/attach/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks a function
    choose(writer, a_csv=b"a", b_csv=b"b", c_csv=b"c", d_csv=b"d")
    writer.wait_for_timeout(300)
    sent = len(held)

    on_its_way(writer, "c.csv").get_by_role("button", name="Cancel").click()
    on_its_way(writer, "a.csv").get_by_role("button", name="Cancel").click()
    expect(writer.locator(".uploads__row")).to_have_count(2)
    writer.wait_for_timeout(300)
    for route in held[1:]:
        route.continue_()

    expect(writer.locator(".attachment")).to_have_count(2)
    assert (sent, set(reply.attachments.values_list("name", flat=True))) == (2, {"b.csv", "d.csv"})


@pytest.mark.parametrize("failure", ["aborted", "broken"])
def test_an_upload_that_breaks_off_can_be_tried_again(writer: Page, reply: Reply, failure: str) -> None:
    acts = {"aborted": lambda route: route.abort(), "broken": lambda route: route.fulfill(status=502)}
    writer.route("**/attach/", acts[failure], times=1)
    choose(writer, data_csv=b"a;b")
    waiting = on_its_way(writer, "data.csv")
    expect(waiting.get_by_role("status")).to_have_text("The upload broke off: try again.")

    waiting.get_by_role("button", name="Try again").click()

    expect(row(writer, "data")).to_be_visible()
    assert reply.attachments.count() == 1


def test_an_upload_after_the_sign_in_ended_says_so(writer: Page, reply: Reply) -> None:
    cookies = writer.context.cookies()
    writer.context.clear_cookies()
    choose(writer, data_csv=b"a;b")
    waiting = on_its_way(writer, "data.csv")
    expect(waiting.get_by_role("status")).to_contain_text("You were signed out.")
    waiting.get_by_role("button", name="Try again").click()
    expect(waiting.get_by_role("status")).to_contain_text("You were signed out.")

    writer.context.add_cookies(cast("Any", cookies))
    waiting.get_by_role("button", name="Try again").click()

    expect(row(writer, "data")).to_be_visible()


def test_a_file_over_the_limit_is_not_even_sent(writer: Page, reply: Reply) -> None:
    writer.evaluate("document.querySelector('[data-limit]').dataset.limit = 2")

    choose(writer, data_csv=b"a;b")

    expect(on_its_way(writer, "data.csv").get_by_role("status")).to_contain_text(
        "Larger than the 50.0\xa0MB allowed."
    )


def test_the_row_tells_when_the_file_is_checked(writer: Page, reply: Reply, complaints: list[str]) -> None:
    choose(writer, law_pdf=pdf(2))
    expect(row(writer, "law")).to_contain_text("being checked…")
    file = reply.attachments.get()

    in_a_thread(lambda: examine(file.pk, 1, is_last_try=True))

    expect(row(writer, "law")).to_contain_text("not scanned for viruses")
    expect(writer.locator("#attachment-watch[hx-get]")).to_have_count(0)
    row(writer, "law").get_by_text("Preview").click()
    pages = row(writer, "law").locator("img")
    expect(pages).to_have_count(2)
    for page in pages.all():
        expect(page).to_have_js_property("naturalWidth", 900)
    row(writer, "law").get_by_text("Change…").click()
    assert Axe().run(writer, "#attachments").response["violations"] == []
    assert complaints == []


def test_signed_out_while_a_file_is_checked_keeps_the_page(writer: Page, reply: Reply) -> None:
    choose(writer, law_pdf=PDF)
    expect(row(writer, "law")).to_contain_text("being checked…")
    writer.evaluate("window.mine = true")

    writer.context.clear_cookies()
    with writer.expect_response("**/login/**"):
        pass
    writer.wait_for_timeout(300)

    assert writer.evaluate("window.mine") is True


def test_a_file_is_replaced_moved_and_removed(writer: Page, reply: Reply) -> None:
    choose(writer, a_pdf=PDF, b_pdf=PDF)
    expect(writer.locator(".attachment")).to_have_count(2)
    first, second = writer.locator(".attachment__title a").all_inner_texts()
    last = writer.locator(".attachment").last
    last.get_by_text("Change…").click()
    last.get_by_label("Replace by a newer file; the earlier one is kept").set_input_files(
        files(newer_csv=b"a;b")
    )
    replaced = row(writer, "newer.csv")
    expect(replaced).to_contain_text("version 2")
    replaced.get_by_role("link", name="Earlier versions").click()
    expect(replaced.get_by_role("link", name=f"Version 1: {second}.pdf")).to_be_visible()

    replaced.get_by_role("button", name=f"Move “{second}” up").click()
    expect(writer.locator(".attachment__title a").first).to_have_text(second)
    replaced.get_by_text("Change…").click()
    replaced.get_by_role("button", name=f"Remove “{second}”").click()

    expect(writer.locator(".attachment__title a")).to_have_text([first])
    assert list(Attachment.objects.values_list("title", flat=True)) == [first]


def test_without_script_several_files_are_attached(
    browser: Browser, live_server: LiveServer, reply: Reply
) -> None:
    page = signed_in(browser.new_context(java_script_enabled=False).new_page(), live_server, reply)
    page.get_by_label("Files", exact=True).set_input_files(files(Заң_pdf=PDF, run_exe=b"MZ"))

    page.get_by_role("button", name="Attach").click()

    expect(page.locator(".attachment__title")).to_contain_text(["Заң"])
    expect(page.locator("#attachment-list > [role=alert]")).to_contain_text("“run.exe” cannot be attached")
