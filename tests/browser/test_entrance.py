"""The pages that anybody can open: no serious barrier, nothing blocked, nothing wider than a telephone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.pages")]

PAGES = ["/account/login/", "/account/password/reset/", "/account/signup/", "/try/"]


def barriers(page) -> list[str]:
    """The rules that axe finds broken seriously or critically, with the elements."""
    found = Axe().run(page).response["violations"]
    serious = [rule for rule in found if rule["impact"] in {"serious", "critical"}]
    return [f"{rule['id']}: {node['html']}" for rule in serious for node in rule["nodes"]]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("address", PAGES)
def test_entrance_has_no_barrier(page, live_server, server, complaints, address, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{live_server.url}{address}")
    page.wait_for_load_state("networkidle")

    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert barriers(page) == []
    assert overflow == 0
    assert complaints == []


def test_entrance_is_reached_by_keyboard(page, live_server, server):
    page.goto(f"{live_server.url}/try/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "page"
