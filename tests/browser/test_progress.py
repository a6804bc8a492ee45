"""The coordinator looks at the dashboard: nothing is blocked, and the visit is noted."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from replies import services
from replies.models import Visit
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_dashboard_is_read_sorted_and_noted_as_seen(
    page: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    reply = factories.make_reply_in("submitted", points=2)
    stored = reply.assignment.issue.list_of_issues
    coordinator = factories.make_coordinator(stored)
    services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))
    client = Client()
    client.force_login(coordinator)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    with page.expect_response(lambda response: response.url.endswith("/progress/visited/")) as noted:
        page.goto(live_server.url + reverse("replies:progress", args=[stored.pk]))
    page.get_by_text("Show as table").click()
    expect(page.get_by_role("region", name="What is at risk, and why")).to_be_visible()
    violations = Axe().run(page).response["violations"]
    page.get_by_role("link", name="Answered", exact=True).click()

    expect(page.get_by_role("columnheader", name="Answered", exact=True)).to_have_attribute(
        "aria-sort", "descending"
    )
    assert [found["id"] for found in violations] == []
    assert (noted.value.status, Visit.objects.count(), complaints) == (204, 1, [])
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_text("Saved views (0)").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
