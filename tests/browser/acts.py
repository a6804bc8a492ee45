"""What a person does on the page of `pages.py`."""

import time

from playwright.sync_api import Locator, Page, expect

from tests.browser.pages import server


def area(page: Page, code: str = "1.1") -> Locator:
    return page.get_by_role("textbox", name=f"Answer to {code}")


def card(page: Page, code: str = "1.1") -> Locator:
    return page.locator(f"[id='answer-{code}']")


def press(page: Page, *names: str) -> None:
    """Press buttons over the first answer."""
    for name in names:
        page.get_by_role("toolbar", name="Answer to 1.1").get_by_role("button", name=name, exact=True).click()


def write(page: Page, *keys: str) -> None:
    """Type texts, and press the keys that stand in brackets: “[Enter]”."""
    for key in keys:
        if key.startswith("["):
            page.keyboard.press(key[1:-1])
            page.wait_for_timeout(100)  # the editor follows the browser's selection a moment later
        else:
            page.keyboard.type(key)


def insert_table(page: Page, title: str, rows: int, columns: int) -> None:
    press(page, "Insert a table")
    page.get_by_role("textbox", name="Title of the table").fill(title)
    page.get_by_role("spinbutton", name="Rows").fill(str(rows))
    page.get_by_role("spinbutton", name="Columns").fill(str(columns))
    page.get_by_role("button", name="Insert", exact=True).click()


def footnote(page: Page, text: str) -> None:
    """Fill the open dialog of a footnote and close it."""
    page.get_by_role("textbox", name="Text of the footnote").fill(text)
    page.get_by_role("button", name="Done").click()


def paste(page: Page, html: str) -> None:
    area(page).evaluate(
        """(element, html) => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text/html", html)
            const options = { clipboardData, bubbles: true, cancelable: true }
            element.dispatchEvent(new ClipboardEvent("paste", options))
        }""",
        html,
    )


def save(page: Page) -> None:
    card(page).get_by_role("button", name="Save", exact=True).click()


def see_saved(page: Page, version: int, code: str = "1.1") -> None:
    expect(card(page, code).locator("[data-saved]")).to_have_text(
        f"Saved as version {version}", timeout=10_000
    )


def stored(page: Page, wanted: str) -> str:
    """What the server holds of the first answer once it is what is wanted, at the latest after 10 s."""
    deadline = time.monotonic() + 10
    while server.answers["1.1"].text != wanted and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    return server.answers["1.1"].text
