"""A headless Chromium of the machine or of Playwright; without one these tests are left out and say so."""

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Condition, get_ident

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import pages

# Playwright runs an event loop in the thread of the tests, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed_chromium() -> str | None:
    """The path of a Chromium: the machine's own, else the one that Playwright has downloaded."""
    if own := next(filter(None, map(shutil.which, NAMES)), None):
        return own
    with sync_playwright() as playwright:
        downloaded = playwright.chromium.executable_path
    return downloaded if Path(downloaded).exists() else None


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = installed_chromium()
    if path is None:
        pytest.skip(
            "no Chromium on this machine: install Debian's chromium, or run “playwright install chromium”"
        )
    return browser_type_launch_args | {"executable_path": path, "args": ["--no-sandbox", "--disable-gpu"]}


@pytest.fixture(scope="session")
def base_url() -> None:
    """No common address; in place of a plugin's fixture whose form pytest 9 warns about."""


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}


class Gate:
    """Lets requests of the browser in while a test runs, and knows how many are inside.

    What a page sends as it is left may come when the test is over and the database is being emptied.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._is_open = False
        self._inside: set[int] = set()  # threads
        request_started.connect(self._enter)
        request_finished.connect(self._leave)

    def open(self) -> None:
        with self._changed:
            self._is_open = True
            self._inside.clear()

    def close(self) -> None:
        """Let nothing in any more, and wait until what is inside has ended."""
        with self._changed:
            self._is_open = False
            self._changed.wait_for(lambda: not self._inside, timeout=10)

    def _enter(self, environ: Mapping[str, str], **_about: object) -> None:
        if "SERVER_SOFTWARE" not in environ:
            return  # of a test client
        with self._changed:
            if not self._is_open:
                raise ConnectionAbortedError("the test is over")
            self._inside.add(get_ident())

    def _leave(self, **_about: object) -> None:
        with self._changed:
            self._inside.discard(get_ident())
            self._changed.notify_all()


@pytest.fixture(scope="session")
def gate() -> Gate:
    return Gate()


@pytest.fixture(autouse=True)
def _leave_quietly(transactional_db: None, live_server: LiveServer, page: Page, gate: Gate) -> Iterator[None]:
    """At the end no more requests are let in, while the database is emptied."""
    gate.open()
    yield
    page.context.set_offline(offline=True)
    page.goto("about:blank")
    gate.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about: blocked styles and scripts, missing files, errors in scripts."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def server(page: Page) -> Iterator[pages.Server]:
    """The pretended server of `pages.py`, empty; what a page sends on being left is refused."""
    pages.server.reset()
    yield pages.server
    pages.server.mode = "forbidden"
    page.goto("about:blank")


@pytest.fixture
def editor(page: Page, live_server: LiveServer, server: pages.Server, complaints: list[str]) -> Page:
    """The page with the two answers, ready to be written on."""
    page.set_default_timeout(10_000)
    page.goto(f"{live_server.url}/try/")
    expect(page.get_by_role("toolbar", name="Answer to 1.2")).to_be_visible()
    return page
