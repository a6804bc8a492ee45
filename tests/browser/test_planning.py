"""The coordinator moves the ends of steps on the timeline: by keys, by dragging, by typing."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from issues.models import ListOfIssues
from issues.schedule import Calendar, Plan, plan
from replies.pages.planning import stored_dates
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CALENDAR = Calendar("RUR")


@pytest.fixture
def stored(page: Page, live_server: LiveServer) -> ListOfIssues:
    """A schedule of some weeks from today, open before the coordinator; one ministry drafts."""
    today = date.today()  # noqa: DTZ011 - any day will do
    due = CALENDAR.previous_working(today + timedelta(days=80))
    steps = plan(today, due, CALENDAR)
    ends = {f"{step}_due": end for step, end in steps.ends.items()}
    stored = factories.make_list(due_date=due, document_date=today, shares=[50, 10, 20, 15, 5], **ends)
    factories.make_reply(stored, ministry=factories.make_ministry(name_en="Health"))
    client = Client()
    client.force_login(factories.make_coordinator(stored))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page.goto(live_server.url + reverse("replies:schedule", args=[stored.pk]))
    return stored


def steps_of(stored: ListOfIssues) -> Plan:
    dates = stored_dates(stored)
    assert dates is not None
    return dates.steps


def test_ends_of_steps_move_by_keys_and_by_dragging(
    page: Page, stored: ListOfIssues, complaints: list[str]
) -> None:
    drafts, effects = page.get_by_role("slider", name="Last day: Drafts"), page.locator("#schedule-effects")
    later = CALENDAR.shift(steps_of(stored).drafts, 6)

    drafts.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "PageUp"):
        page.keyboard.press(key)
    expect(effects).to_contain_text("The next step of 1 reply moves, in 1 ministry.")
    expect(drafts).to_be_focused()
    expect(page.locator("#id_drafts")).to_have_value(later.isoformat())

    page.locator("#handle-review").scroll_into_view_if_needed()
    box = page.locator("#handle-review .steps__grip").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 5, middle)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, middle, steps=4)
    page.mouse.up()
    expect(effects).to_contain_text("Coordination review:")
    review = date.fromisoformat(page.locator("#id_review").input_value())
    assert (review < steps_of(stored).review, CALENDAR.is_working(review)) == (True, True)

    page.get_by_role("button", name="Move these dates").click()
    expect(page.get_by_text("The dates are set.")).to_be_visible()
    stored.refresh_from_db()
    assert (stored.drafts_due, stored.review_due, complaints) == (later, review, [])


def test_typed_date_is_looked_at_before_it_is_saved(
    page: Page, stored: ListOfIssues, complaints: list[str]
) -> None:
    clearance = steps_of(stored).clearance
    saturday = clearance + timedelta(days=5 - clearance.weekday())

    page.locator("#id_clearance").fill(saturday.isoformat())
    expect(page.locator("#schedule-shown")).to_contain_text("is a day off")

    found = [Axe().run(page).response["violations"]]
    page.set_viewport_size({"width": 390, "height": 844})
    found.append(Axe().run(page).response["violations"])
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert (found, wide, complaints) == ([[], []], 390, [])
