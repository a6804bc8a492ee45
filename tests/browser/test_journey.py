"""The main job in one go: from signing in as a focal point to the Word document and the morning's mail."""

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import mammoth
import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from django.core import mail
from django.db import connections
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from config.celery import app
from replies.management.commands.load_demonstration import (
    PASSWORD,
    assign_all,
    load_ministries,
    load_people,
    load_the_list,
)
from replies.models import Digest, Reply
from replies.tasks import send_digests
from tests.replies.files.test_uploads import PDF

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TODAY = date(2022, 12, 19)


@pytest.fixture
def demonstration(transactional_db: None) -> None:
    """The real list with Kazakhstan's ministries, people and assignments."""
    ministries = load_ministries()
    load_people(ministries)
    assign_all(load_the_list(TODAY))


@pytest.fixture
def worker() -> Iterator[None]:
    """A real Celery worker on the real broker, in a thread of its own."""
    app.control.purge()
    with start_worker(app, perform_ping_check=False, pool="solo"):
        yield


class Person:
    """Somebody at the browser."""

    def __init__(self, page: Page, live_server: LiveServer) -> None:
        self.page, self.site = page, live_server.url

    def sign_in(self, address: str) -> None:
        """Take the place of whoever was there: they sign out, so that the page left can still say so."""
        sign_out = self.page.get_by_role("button", name="Sign out")
        if sign_out.is_visible():
            sign_out.click()
            expect(self.page.get_by_role("button", name="Sign in")).to_be_visible()
        self.page.goto(f"{self.site}/")
        self.page.get_by_label("Email").fill(f"{address}@example.org")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def submits(self, reads: str) -> None:
        """Press the button, read what will go or is still open, hand it in."""
        self.page.get_by_role("button", name="Submit… 2 of 2 answered").click()
        self.sees(reads)
        self.press("Submit")
        self.sees("Submitted: it now waits for clearance.")

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def card(self, code: str) -> Locator:
        return self.page.locator(f"article[data-code='{code}']")

    def declares_unavailable(self, code: str, reason: str) -> None:
        card = self.card(code)
        card.get_by_label("Kind of answer").select_option("unavailable")
        card.get_by_role("textbox", name="Not available, because").fill(reason)
        card.get_by_role("button", name="Save", exact=True).click()
        expect(card.locator("[data-saved]")).to_contain_text("Saved")

    def press_over(self, code: str, name: str) -> None:
        bar = self.page.get_by_role("toolbar", name=f"Answer to {code}")
        bar.get_by_role("button", name=name, exact=True).click()


def area_of(page: Page, code: str) -> Locator:
    """The editor's area, which takes the place of the textarea of the same name."""
    return page.locator(f"[role=textbox][aria-label='Answer to {code}']")


def write_the_first_answer(person: Person) -> None:
    """A paragraph, a list, a table and a footnote in 20.1."""
    page, keyboard = person.page, person.page.keyboard
    area_of(page, "20.1").click()
    keyboard.type("The deaths registered were as follows.")
    person.press_over("20.1", "Footnote")
    page.get_by_role("textbox", name="Text of the footnote").fill("Report of the Қамқор register.")
    page.get_by_role("button", name="Done").click()
    keyboard.press("Enter")
    person.press_over("20.1", "List with letters")
    keyboard.type("Remand centres;")
    keyboard.press("Enter")
    keyboard.type("Prisons.")
    keyboard.press("Enter")
    keyboard.press("Enter")
    person.press_over("20.1", "Insert a table")
    page.get_by_role("textbox", name="Title of the table").fill("Deaths by year")
    page.get_by_role("spinbutton", name="Rows").fill("2")
    page.get_by_role("spinbutton", name="Columns").fill("2")
    page.get_by_role("button", name="Insert", exact=True).click()
    for cell in ("Year", "Deaths", "2021", "417"):
        keyboard.type(cell)
        if cell != "417":
            keyboard.press("Tab")


def focal_point_submits(person: Person) -> str:
    """They find what is owed, write, attach, say what is not available, submit; the address."""
    page = person.page
    person.sign_in("focal.mia")
    person.sees("replies to write")
    page.get_by_role("link", name="20 Deaths in custody").click()
    expect(page.locator("[id='mark-20.1']")).to_contain_text("statistical data regarding deaths in custody")
    page.locator("mark").get_by_role("button", name="Note 45").click()
    expect(page.get_by_text("CRPD/C/KAZ/Q/1, para. 7.")).to_be_visible()
    page.keyboard.press("Escape")
    write_the_first_answer(person)
    expect(person.card("20.1").locator("[data-saved]")).to_contain_text("Saved")
    expect(page.get_by_role("button", name="Submit… 1 of 2 answered")).to_be_disabled()
    page.locator("#why-submit").get_by_role("link", name="20.3").click()
    expect(page).to_have_url(re.compile("#answer-20-3$"))
    expect(area_of(page, "20.1")).to_contain_text("Remand centres;")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "law.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    files = page.locator("#attachments")
    files.get_by_text("Change…").click()
    files.get_by_label("Title", exact=True).fill("Order No. 1")
    files.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="Order No. 1")).to_be_visible()
    person.declares_unavailable("20.3", "no register is kept")
    person.submits("2 answers and 1 annex will go to clearance.")
    return page.url.split("#", maxsplit=1)[0]


def others_decide(person: Person, reply_url: str) -> None:
    """It is returned with a note, submitted again, cleared, found among the thirty issues, accepted."""
    page = person.page
    person.sign_in("clearing.mia")
    page.get_by_role("link", name="20 Deaths in custody").click()
    person.press("Return…")
    page.get_by_label("What should be done?").fill("Add 2022, please.")
    person.press("Return")
    person.sees("Returned with your note.")
    person.sign_in("focal.mia")
    page.goto(reply_url)
    person.sees("Add 2022, please.")
    person.declares_unavailable("20.3", "no register was kept before 2023")
    person.submits("Add 2022, please.")
    person.sign_in("clearing.mia")
    page.goto(reply_url)
    person.sees("1 answer changed since you read this reply")
    expect(person.card("20.3").locator("ins")).to_contain_text(["before 2023"])
    person.press("Clear")
    person.sees("Cleared: it now waits for the coordinator.")
    person.sign_in("coordinator")
    page.get_by_role("link", name="CAT/C/KAZ/Q/4").first.click()
    page.get_by_role("link", name="Progress").click()
    expect(page.locator(".tiles > li")).to_have_count(30)
    page.goto(reply_url)
    person.press("Accept")
    person.sees("Accepted.")


def administrator_compiles(person: Person, target: Path) -> None:
    """They read the findings, compile, see the run end, and download the Word document."""
    page = person.page
    person.sign_in("administrator")
    page.get_by_role("link", name="CAT/C/KAZ/Q/4").first.click()
    page.get_by_role("link", name="Document", exact=True).click()
    page.get_by_role("link", name="Checks").click()
    person.sees("Without an answer")
    page.get_by_role("link", name="Compilations").click()
    person.sees("Nothing compiled yet.")
    page.get_by_role("button", name="Compile the document").click()
    with page.expect_download() as download:
        page.locator(".run__files").get_by_role("link", name="Word").click()
    download.value.save_as(target)


def test_journey_from_the_list_to_the_document(
    page: Page,
    live_server: LiveServer,
    complaints: list[str],
    demonstration: None,
    worker: None,
    tmp_path: Path,
) -> None:
    page.set_default_timeout(15_000)
    person = Person(page, live_server)

    reply_url = focal_point_submits(person)
    others_decide(person, reply_url)
    administrator_compiles(person, tmp_path / "replies.docx")
    with time_machine.travel(datetime(2022, 12, 26, 4, 0, tzinfo=UTC), tick=False):
        run_in_a_thread()
        run_in_a_thread()

    check_document(tmp_path / "replies.docx")
    addressed = [message.to[0] for message in mail.outbox]
    assert (len(addressed), "focal.mia@example.org" in addressed) == (len(set(addressed)), True)
    assert Digest.objects.exclude(status="sent").count() == 0
    assert Reply.objects.get(assignment__issue__number=20, assignment__role="lead").status == "accepted"
    assert complaints == []


def run_in_a_thread() -> None:
    """The task as a worker runs it: away from the event loop of Playwright."""

    def send() -> None:
        send_digests()
        connections.close_all()

    thread = threading.Thread(target=send)
    thread.start()
    thread.join()


def check_document(path: Path) -> None:
    """What was written, attached and declared is found again in the Word file."""
    content = path.read_bytes()
    html = mammoth.convert_to_html(io.BytesIO(content)).value
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        footnotes = package.read("word/footnotes.xml").decode()
    for text in (
        "Convention against Torture and Other Cruel, Inhuman or Degrading Treatment or Punishment",
        "Replies of Kazakhstan to the list of issues in relation to its fourth periodic report",
        "Reply to paragraph 20 of the list of issues",
        "The deaths registered were as follows.",
        "Remand centres;",
        "Deaths by year",
        "417",
        "The information requested is not available, because no register was kept before 2023.",
        "Order No. 1",
    ):
        assert text in html
    assert "Report of the Қамқор register." in re.sub("<[^>]+>", "", footnotes)
