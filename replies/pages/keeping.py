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
from django.db.models import Model
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
RELEASE = max(
    path.stat().st_mtime_ns
    for part in ("templates", "locale", "accounts", "issues", "replies")
    for path in (settings.BASE_DIR / part).rglob("*")
    if path.suffix in {".html", ".mo", ".py"}
)

log = structlog.get_logger(__name__)

Pieces = dict[str, str]
# What was true when the pieces were made, and the pieces.
Kept = tuple[str, Pieces]


def kept_pieces(
    request: HttpRequest, templates: dict[str, str], make: Callable[[], dict[str, Any]], *about: object
) -> Pieces:
    """The templates rendered with what `make` finds, by name; from the cache while nothing changed.

    `about`: what the values depend on beside the address, the person, the language and what has a history:
    the day, visits, saved views; and every row that was read before (`facts_of`), for it may have changed
    since. One query beside those of `make`. Of each page a person's latest look is kept and no other.
    """
    slot = _slot(request, templates)
    number, is_quiet = _changes()
    stamp = _hash(RELEASE, request.get_full_path(), about, number)
    kept = _read(slot)
    if kept is not None and kept[0] == stamp:
        pieces = kept[1]
    else:
        pieces = pieces_of(request, templates, {**make(), "csrf_token": TOKEN})
        if is_quiet:
            _keep(slot, (stamp, pieces))
    token = get_token(request)
    return {name: SafeString(piece.replace(TOKEN, token)) for name, piece in pieces.items()}


def facts_of(row: Model) -> list[Any]:
    """The columns of a row as it was read."""
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]  # noqa: SLF001


def pieces_of(request: HttpRequest, templates: dict[str, str], values: dict[str, Any]) -> Pieces:
    """The templates rendered with the values, by name."""
    return {name: render_to_string(path, values, request) for name, path in templates.items()}


def _slot(request: HttpRequest, templates: dict[str, str]) -> str:
    user = user_of(request)
    person = (user.pk, user.role, user.ministry_id, get_language())
    return "page:" + _hash(request.path, person, *templates.values())


def _hash(*about: object) -> str:
    return sha256(repr(about).encode()).hexdigest()


def _changes() -> tuple[str, bool]:
    """The last numbers drawn for the history, as text, and whether nobody else is changing anything now.

    PostgreSQL works them out in this order: the other way round a change could slip in between.
    """
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


def _read(slot: str) -> Kept | None:
    try:
        found: Kept | None = cache.get(slot)
    except redis.RedisError:
        log.warning("page.not_read", reason="the cache is away")
        return None
    return found


def _keep(slot: str, kept: Kept) -> None:
    try:
        cache.set(slot, kept, SECONDS)
    except redis.RedisError:
        log.warning("page.not_kept", reason="the cache is away")
