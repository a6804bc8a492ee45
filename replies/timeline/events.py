"""The history rows of a reply and of all that belongs to it, as the database's triggers wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject

from issues.models import AssignedDataPoint, Assignment, Issue
from replies.models import Answer, Attachment, Comment, Reply, TakeOver


@dataclass(frozen=True, slots=True)
class Event:
    """A row as it stood after a change; without `who` and `reason` when it was made past the application.

    All changes of one transaction have the same `at`.
    """

    source: str
    at: datetime
    label: str
    row: int
    who: int | None
    reason: str
    values: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def _sources(reply: Reply) -> Iterator[tuple[str, type, Q, dict[str, F]]]:
    """Which rows to read, in the order in which to tell what one transaction did, and which of their values.

    Texts of answers stay in the database: a long life has thousands of them.
    """
    assignment = reply.assignment
    given = ("role", "due_date", "response", "reason", "proposed", "decision")
    yield "assignment", Assignment, Q(pgh_obj=assignment.pk), _values(*given)
    yield "point", AssignedDataPoint, Q(assignment=assignment.pk), _values("data_point")
    yield "issue", Issue, Q(pgh_obj=assignment.issue_id), _values("due_date")
    yield "reply", Reply, Q(pgh_obj=reply.pk), _values("status", "cleared_hash", "cleared_by")
    said = ("data_point", "form", "see", "words", "version")
    yield "answer", Answer, Q(reply=reply.pk), _values(*said)
    taken = ("answer", "answer_version", "source_version")
    places = {
        f"{side}_{name}": F(f"{side}__{path}")
        for side in ("answer", "source")
        for name, path in (
            ("reply", "reply"),
            ("point", "data_point"),
            ("ministry", "reply__assignment__ministry"),
        )
    }
    either = Q(answer__reply=reply.pk) | Q(source__reply=reply.pk)
    yield "take-over", TakeOver, either & Q(pgh_label="insert"), _values(*taken) | places
    called = ("kind", "title", "name", "version", "virus")
    yield "file", Attachment, Q(reply=reply.pk), _values(*called)
    about = ("author", "data_point", "text", "is_return", "resolved_at")
    yield "comment", Comment, Q(reply=reply.pk), _values(*about)


def _values(*names: str) -> dict[str, F]:
    return {name: F(name) for name in names}


def events_of(reply: Reply) -> list[Event]:
    """All of them, the oldest first, in one query."""
    first, *rest = (_rows(rank, *source) for rank, source in enumerate(_sources(reply)))
    rows = sorted(first.union(*rest, all=True), key=lambda row: row[:3])
    return [
        Event(source, at, label, row, int(who) if who else None, reason or "", values)
        for at, _rank, _id, source, label, row, who, reason, values in rows
    ]


def _rows(
    rank: int, source: str, model: Any, where: Q, values: dict[str, F]
) -> QuerySet[Any, tuple[Any, ...]]:
    found: QuerySet[Any, tuple[Any, ...]] = model.pgh_event_model.objects.filter(where).values_list(
        "pgh_created_at",
        Value(rank),
        "pgh_id",
        Value(source),
        "pgh_label",
        "pgh_obj_id",
        KeyTextTransform("user", "pgh_context"),
        KeyTextTransform("reason", "pgh_context"),
        JSONObject(**values),
    )
    return found
