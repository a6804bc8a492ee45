"""What changed in a reply since a person who decides on it last read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from replies.models import Answer, Look, Reply
from replies.versions.difference import Said, difference_of
from replies.workflow import reading_refusal


@dataclass(frozen=True, slots=True)
class Change:
    """An answer where it differs from what the person read: HTML with `ins` and `del`; empty if it is not."""

    marked: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """When the person last read the reply, and what became of each answer since, by its key."""

    looked_at: datetime
    answers: Mapping[int, Change]

    def of(self, answer: Answer | None) -> Change:
        """What became of one answer; no change where there is none."""
        return self.answers[answer.pk] if answer else Change()

    @property
    def changed(self) -> int:
        """How many answers are new or other than they were."""
        return sum(bool(change.marked) for change in self.answers.values())


def since_last_look(reply: Reply, user: User) -> Since | None:
    """What changed since the person, who decides on the reply, last read it; None when they never did.

    Two queries, whatever the number of answers; `reply` comes with its text.
    """
    look = None if reading_refusal(user, reply) else Look.objects.filter(reply=reply, user=user).first()
    if look is None:
        return None
    answers = list(reply.answers.all())
    read = {answer.pk: look.versions.get(str(answer.pk), 0) for answer in answers}
    other = [answer for answer in answers if read[answer.pk] != answer.version]
    before = _texts_of({answer.pk: read[answer.pk] for answer in other})
    marked = {answer.pk: difference_of(before.get(answer.pk, Said()), said_by(answer)) for answer in other}
    return Since(look.looked_at, {answer.pk: Change(marked.get(answer.pk, "")) for answer in answers})


def _texts_of(versions: Mapping[int, int]) -> dict[int, Said]:
    """The texts that answers had in earlier versions, by the answer's key."""
    if not versions:
        return {}
    wanted = Q()
    for pk, version in versions.items():
        wanted |= Q(pgh_obj_id=pk, version=version)
    history = Answer.pgh_event_model.objects  # type: ignore[attr-defined]
    rows = history.filter(wanted, pgh_label__in=["insert", "update"]).order_by("pgh_id")
    values = rows.values_list("pgh_obj_id", "form", "text", "see__code")
    return {pk: Said(form, text, see or "") for pk, form, text, see in values}


def said_by(answer: Answer) -> Said:
    """What an answer says now."""
    return Said(answer.form, answer.text, answer.see.code if answer.see else "")
