"""Pages kept while nothing changes: every change draws a number for its row of the history.

As long as no such number was drawn, what a page shows is what it showed. A page is kept only when nobody was
in the middle of a change, whose number may be drawn although nobody sees it yet.
"""

from collections.abc import Callable
from functools import cache as once
from hashlib import sha256
from typing import Any

import pghistory.models
import redis
import structlog
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from replies.signed_in import user_of

# A page tells what day it is and what was new half an hour ago; nobody's view of it stays longer than this.
SECONDS = 300
# Stands in what is kept where the form of each request has a token of its own.
TOKEN = "csrf-token-of-this-request"  # noqa: S105 - a place, not a token

# A new release shows its own pages from the first request on.
RELEASE = max(path.stat().st_mtime_ns for path in (settings.BASE_DIR / "templates").rglob("*.html"))

log = structlog.get_logger(__name__)

Pieces = dict[str, str]


def kept_pieces(
    request: HttpRequest, templates: dict[str, str], make: Callable[[], dict[str, Any]], *about: object
) -> Pieces:
    """The templates rendered with what `make` finds, by name; from the cache while nothing changed.

    `about`: what the values depend on beside the address, the person, the language and what has a history:
    the day, visits, saved views. One query beside those of `make`.
    """
    key = _key(request, *templates.values(), *about)
    number, is_quiet = _changes()
    found = _read(f"{key}:{number}")
    if found is None:
        found = pieces_of(request, templates, {**make(), "csrf_token": TOKEN})
        if is_quiet:
            _keep(f"{key}:{number}", found)
    token = get_token(request)
    return {name: SafeString(piece.replace(TOKEN, token)) for name, piece in found.items()}


def pieces_of(request: HttpRequest, templates: dict[str, str], values: dict[str, Any]) -> Pieces:
    """The templates rendered with the values, by name."""
    return {name: render_to_string(path, values, request) for name, path in templates.items()}


def _key(request: HttpRequest, *about: object) -> str:
    user = user_of(request)
    person = (user.pk, user.role, user.ministry_id, get_language())
    return "page:" + sha256(repr((RELEASE, request.get_full_path(), person, about)).encode()).hexdigest()


def _changes() -> tuple[str, bool]:
    """The last numbers drawn for the history, as text, and whether nobody else is changing anything now."""
    with connection.cursor() as cursor:
        cursor.execute(_numbers())
        row: tuple[str, bool] = cursor.fetchone()
    return row


@once
def _numbers() -> str:
    histories = (model for model in apps.get_models() if issubclass(model, pghistory.models.Event))
    tables = sorted(model._meta.db_table for model in histories)  # noqa: SLF001 - a documented API of Django
    last = ", ".join(f"pg_sequence_last_value('{table}_pgh_id_seq')" for table in tables)
    return (
        f"SELECT concat_ws('-', {last}), NOT EXISTS (SELECT FROM pg_stat_activity"  # noqa: S608 - own names
        " WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid())"
    )


def _read(key: str) -> Pieces | None:
    try:
        found: Pieces | None = cache.get(key)
    except redis.RedisError:
        log.warning("page.not_read", reason="the cache is away")
        return None
    return found


def _keep(key: str, pieces: Pieces) -> None:
    try:
        cache.set(key, pieces, SECONDS)
    except redis.RedisError:
        log.warning("page.not_kept", reason="the cache is away")
