"""Secret addresses stay out of the log."""

import json
import logging
from datetime import timedelta
from types import SimpleNamespace

import pytest
import structlog
from django.conf import settings
from gunicorn.config import Config  # type: ignore[import-untyped]

from config.access_log import MaskedLogger
from config.masking import without_secret_addresses


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("GET /feed/91.1f88.RYsm2x75-_.ics", "GET /feed/…"),
        ('Not Found: "/unsubscribe/7.moved:1t:Qa/" twice', 'Not Found: "/unsubscribe/…/" twice'),
        ("GET /replies/7/", "GET /replies/7/"),
        (500, 500),
    ],
)
def test_secret_part_of_an_address_is_masked(said: object, kept: object) -> None:
    assert without_secret_addresses(None, "info", {"request": said}) == {"request": kept}


def test_line_of_the_log_is_masked_as_a_whole() -> None:
    formatter = structlog.stdlib.ProcessorFormatter(
        processors=settings.LOGGING["formatters"]["lines"]["processors"]  # type: ignore[index]
    )
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "Not Found: %s", ("/feed/a.b.ics",), None
    )

    assert json.loads(formatter.format(record))["event"] == "Not Found: /feed/…"


def test_access_log_is_masked() -> None:
    answer = SimpleNamespace(status="200 OK", sent=5, headers=[])
    asked = {"REQUEST_METHOD": "GET", "RAW_URI": "/feed/a.b.ics", "SERVER_PROTOCOL": "HTTP/1.1"}

    atoms = MaskedLogger(Config()).atoms(answer, [], asked, timedelta())

    assert (atoms["r"], atoms["{raw_uri}e"], atoms["s"]) == ("GET /feed/… HTTP/1.1", "/feed/…", "200")
