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


def settle(page: Page) -> None:
    """Wait until the editor has followed the browser's selection.

    A browser tells of a new selection with its next frame, and the editor looks at it 20 ms later.
    """
    page.evaluate(
        """() => new Promise((done) =>
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30))))"""
    )


def write(page: Page, *keys: str) -> None:
    """Type texts, and press the keys that stand in brackets: “[Enter]”."""
    for key in keys:
        if key.startswith("["):
            page.keyboard.press(key[1:-1])
            settle(page)
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


def fill(page: Page, html: str) -> None:
    """Put a text in the place of what stands in the editor, at once."""
    area(page).evaluate("(element, html) => element.editor.commands.setContent(html)", html)


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


def paste_files(page: Page, name: str, html: str = "") -> bool:
    """Paste a file, as a screenshot is pasted, and words beside it; whether the browser may go on with it."""
    return area(page).evaluate(
        """(element, [name, html]) => {
            const clipboardData = new DataTransfer()
            clipboardData.items.add(new File(["x"], name, { type: "image/png" }))
            if (html) clipboardData.setData("text/html", html)
            const options = { clipboardData, bubbles: true, cancelable: true }
            return element.dispatchEvent(new ClipboardEvent("paste", options))
        }""",
        [name, html],
    )


def drop_file(page: Page, name: str) -> bool:
    """Drop a file on the text; whether the browser may go on and open it."""
    return area(page).evaluate(
        """(element, name) => {
            const dataTransfer = new DataTransfer()
            dataTransfer.items.add(new File(["x"], name, { type: "application/pdf" }))
            const { x, y } = element.getBoundingClientRect()
            const place = { clientX: x + 30, clientY: y + 15 }
            const options = { dataTransfer, bubbles: true, cancelable: true, ...place }
            return element.dispatchEvent(new DragEvent("drop", options))
        }""",
        name,
    )


def notice(page: Page) -> Locator:
    """What is said under the first answer."""
    return card(page).get_by_role("alert")


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
