"""What the history tables say of a list: when its replies moved, when its data points were answered.

Days that are over do not change: they are read once a day and kept in the cache. Only today is read anew.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import redis
from django.core.cache import cache
from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lag

from issues.models import ListOfIssues
from replies.burnup import Piece, Step, Writing
from replies.models import Answer, Reply

SECONDS = 24 * 60 * 60

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Move:
    """A reply came into a status, from none when it began; `who` made the change, where that is known."""

    reply: int
    at: datetime
    status: str
    before: str
    who: int | None


@dataclass(frozen=True, slots=True)
class History:
    """Moves up to now, the oldest first; when pieces were answered up to yesterday."""

    moves: Sequence[Move]
    written: Sequence[Writing]

    def steps(self, zone: ZoneInfo) -> list[Step]:
        """The moves by the day on which they were in this zone."""
        return [Step(move.at.astimezone(zone).date(), move.reply, move.status) for move in self.moves]


def history_of(stored: ListOfIssues) -> History:
    """The history of a list's replies: one query, and two more on the first look of a day."""
    zone = ZoneInfo(stored.time_zone)
    midnight = datetime.combine(stored.today, time.min, zone)
    past, written = _kept(f"history:{stored.pk}:{midnight.isoformat()}", stored, midnight, zone)
    now = _changes(stored).filter(pgh_created_at__gte=midnight)
    return History(_moves([*past, *now]), [Writing(*facts) for facts in written])


Change = tuple[int, datetime, str, str | None]
Fact = tuple[date, Piece, bool]


def _kept(
    key: str, stored: ListOfIssues, midnight: datetime, zone: ZoneInfo
) -> tuple[list[Change], list[Fact]]:
    try:
        found: tuple[list[Change], list[Fact]] | None = cache.get(key)
        if found is None:
            found = _past(stored, midnight, zone)
            cache.set(key, found, SECONDS)
    except redis.RedisError:
        logger.warning("the cache is away: %s is read anew", key)
        return _past(stored, midnight, zone)
    return found


def _past(stored: ListOfIssues, midnight: datetime, zone: ZoneInfo) -> tuple[list[Change], list[Fact]]:
    changes = list(_changes(stored).filter(pgh_created_at__lt=midnight))
    return changes, [
        (at.astimezone(zone).date(), (reply, point), says)
        for reply, point, says, at in _written(stored, midnight)
    ]


def _changes(stored: ListOfIssues) -> QuerySet[Any, Any]:
    """The rows of the history of the list's replies: which, when, in which status, by whom."""
    replies: Any = Reply
    events: QuerySet[Any, Any] = replies.pgh_event_model.objects.all()
    own = events.filter(pgh_obj__assignment__issue__list_of_issues=stored).order_by("pgh_id")
    who = KeyTextTransform("user", "pgh_context")
    return own.values_list("pgh_obj", "pgh_created_at", "status", who)


def _moves(changes: Sequence[Change]) -> list[Move]:
    """Those in which the status changed."""
    last: dict[int, str] = {}
    moves = []
    for reply, at, status, who in changes:
        before = last.get(reply, "")
        if status != before:
            moves.append(Move(reply, at, status, before, int(who) if who else None))
            last[reply] = status
    return moves


def _written(stored: ListOfIssues, midnight: datetime) -> QuerySet[Any, Any]:
    """When an answer began or ceased to say something, the oldest first."""
    nothing = Q(form__in=[Answer.Form.TEXT, Answer.Form.UNAVAILABLE], text="")
    answers: Any = Answer
    events: QuerySet[Any, Any] = answers.pgh_event_model.objects.all()
    own = events.filter(pgh_obj__reply__assignment__issue__list_of_issues=stored)
    own = own.filter(pgh_label__in=["insert", "update"], pgh_created_at__lt=midnight)
    says = Case(When(nothing, then=Value(value=False)), default=Value(value=True))
    before = Window(Lag("says", default=Value(value=False)), partition_by="pgh_obj", order_by="pgh_id")
    changed: QuerySet[Any, Any] = own.annotate(says=says).annotate(said=before).exclude(says=F("said"))
    facts: QuerySet[Any, Any] = changed.order_by("pgh_id").values_list(
        "reply", "data_point", "says", "pgh_created_at"
    )
    return facts
