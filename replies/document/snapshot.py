"""What a document is made of: the versions of one moment, and the replies as they stood then.

A compilation notes the moment when it begins, so that what people write while it runs does not reach it, a
second worker builds the same document, and an old one can be explained and built again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Prefetch

from issues.models import DataPoint, ListOfIssues
from replies.models import Answer, Attachment, Reply

# By key, which is text as in JSON: statuses of replies, versions of answers, what is noted of annexes.
MadeOf = Mapping[str, Mapping[str, Any]]
NOTED_OF_AN_ANNEX = ("version", "title", "language", "position")
PRINTED_OF_A_FILE = (
    "reply_id",
    "kind",
    "title",
    "language",
    "position",
    "name",
    "file",
    "size",
    "version",
    "sha256",
)


class Vanished(Exception):
    """A version that a compilation was made of is no longer in the history; the message names it."""


def replies_of(stored: ListOfIssues) -> list[Reply]:
    """The list's replies with their text, in the order of its issues; leads first."""
    seen = DataPoint.objects.select_related("issue", "passage")
    found = (
        Reply.objects.filter(assignment__issue__list_of_issues=stored)
        .with_issue()
        .prefetch_related(
            Prefetch("assignment__data_points", DataPoint.objects.order_by("position")),
            Prefetch("answers", Answer.objects.select_related("data_point", "edited_by")),
            Prefetch("answers__see", seen),
            "attachments",
        )
    )
    return list(
        found.order_by("assignment__issue__number", "-assignment__role", "assignment__ministry__code")
    )


def moment_of(stored: ListOfIssues) -> dict[str, dict[str, Any]]:
    """The versions that stand now, of answers and of annexes, each read in one query."""
    replies = Reply.objects.filter(assignment__issue__list_of_issues=stored).order_by("pk")
    rows = list(replies.values_list("pk", "status", "answers__pk", "answers__version"))
    files = Attachment.objects.filter(reply__assignment__issue__list_of_issues=stored).order_by("pk")
    annexes = [file for file in files.filter(kind=Attachment.Kind.ANNEX) if file.goes_to_geneva]
    return {
        "replies": {str(reply): status for reply, status, _, _ in rows},
        "answers": {str(answer): version for _, _, answer, version in rows if answer},
        "annexes": {
            str(file.pk): {name: getattr(file, name) for name in NOTED_OF_AN_ANNEX} for file in annexes
        },
    }


def replies_as_of(stored: ListOfIssues, moment: MadeOf) -> list[Reply]:
    """The list's replies as they stood at a moment; raises Vanished.

    Replies, answers and annexes that came later are left out; what changed since is read from the history.
    """
    replies = [reply for reply in replies_of(stored) if str(reply.pk) in moment["replies"]]
    answers = {str(answer.pk): answer for reply in replies for answer in reply.answers.all()}
    _turn_back(answers, moment["answers"])
    annexes = _annexes_as_of(replies, moment["annexes"])
    for reply in replies:
        reply.status = moment["replies"][str(reply.pk)]
        kept = [answer for answer in reply.answers.all() if str(answer.pk) in moment["answers"]]
        _remember(reply, "answers", kept)
        _remember(reply, "attachments", annexes.get(reply.pk, []))
    return replies


def _remember(reply: Reply, name: str, rows: Sequence[Any]) -> None:
    """Make the rows those that `reply.<name>.all()` gives without a query."""
    found = getattr(reply, name).all()
    found._result_cache = list(rows)  # noqa: SLF001 - as Django's own prefetch leaves it
    reply._prefetched_objects_cache[name] = found  # type: ignore[attr-defined]  # noqa: SLF001


def _turn_back(answers: Mapping[str, Answer], versions: Mapping[str, int]) -> None:
    """Give every answer that has changed since the text that it had."""
    if missing := [pk for pk in versions if pk not in answers]:
        raise Vanished(f"answers {', '.join(missing)}")
    changed = [answer for pk, answer in answers.items() if answer.version != versions.get(pk, answer.version)]
    events = Answer.pgh_event_model.objects  # type: ignore[attr-defined]
    rows = events.filter(pgh_obj__in=changed, pgh_label__in=["insert", "update"]).order_by("pgh_id")
    texts = {(row.pgh_obj_id, row.version): row for row in rows}
    seen = DataPoint.objects.select_related("issue", "passage").in_bulk(
        {row.see_id for row in texts.values() if row.see_id}
    )
    for answer in changed:
        version = versions[str(answer.pk)]
        if (answer.pk, version) not in texts:
            raise Vanished(f"answer {answer.pk}, version {version}")
        row = texts[answer.pk, version]
        answer.form, answer.text, answer.words = row.form, row.text, row.words
        answer.version, answer.edited_at = version, row.edited_at
        answer.see = seen.get(row.see_id)


def _annexes_as_of(
    replies: Iterable[Reply], noted: Mapping[str, Mapping[str, Any]]
) -> dict[int, list[Attachment]]:
    """The annexes of a moment by the key of their reply, in their order; also those taken off since."""
    versions = {pk: facts["version"] for pk, facts in noted.items()}
    current = {
        file.pk: file
        for reply in replies
        for file in reply.attachments.all()
        if file.version == versions.get(str(file.pk))
    }
    gone = [int(pk) for pk in versions if int(pk) not in current]
    events = Attachment.pgh_event_model.objects  # type: ignore[attr-defined]
    rows = events.filter(pgh_obj_id__in=gone, version__in=[versions[str(pk)] for pk in gone])
    kept = rows.exclude(pgh_label="delete").order_by("pgh_id")
    found: dict[int, list[Attachment]] = {}
    earlier = {row.pgh_obj_id: row for row in kept if row.version == versions[str(row.pgh_obj_id)]}
    for pk, row in earlier.items():
        current[pk] = Attachment(pk=pk, **{name: getattr(row, name) for name in PRINTED_OF_A_FILE})
    if missing := [pk for pk in versions if int(pk) not in current]:
        raise Vanished(f"annexes {', '.join(missing)}")
    for pk, file in current.items():
        file.kind = Attachment.Kind.ANNEX
        for name, value in noted[str(pk)].items():
            setattr(file, name, value)
    for file in sorted(current.values(), key=lambda file: (file.position, file.pk)):
        found.setdefault(file.reply_id, []).append(file)
    return found
