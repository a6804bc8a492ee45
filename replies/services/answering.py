"""Saving an answer: nothing is overwritten that the person had not seen, and nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues.models import DataPoint, ListOfIssues
from replies.budget import forget_written
from replies.document.counting import words_of_answer
from replies.models import Answer, Reply
from replies.richtext import TextTooLong, sanitise, signed_words
from replies.services.moving import locked, move_by
from replies.services.refusing import Refused
from replies.workflow import Action, refusal, writing_action


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: the stored answer, and on a conflict what was refused but kept beside it."""

    answer: Answer
    refused: Answer | None = None

    @property
    def is_conflict(self) -> bool:
        """Whether a newer version had come in between, which stays."""
        return self.refused is not None


def save_answer(
    reply: Reply,
    data_point: DataPoint | None,
    *,
    form: str = Answer.Form.TEXT,
    text: str = "",
    see: DataPoint | None = None,
    base_version: int = 0,
    reason: str = "saved",
    by: User,
) -> Saved:
    """Store an answer that was written on `base_version` (0: there was none).

    A newer version refuses the save: it stays as it is and the refused text becomes a version of its own.
    A coordinator's edit of a signed text voids the clearance, unless the words stay. Raises Refused.
    """
    action, clean = writing_action(by), _cleaned(form, text)
    with recorded(by, reason):
        found = locked(reply)
        _check_point(found, data_point)
        if why := refusal(by, found, action):
            raise Refused(why)
        prefetch_related_objects([found], "answers")  # also for what the page says of them afterwards
        answer = found.answer_to(data_point)
        values = {"form": form, "text": clean, "see": see, "edited_by": by}
        stored_list = found.assignment.issue.list_of_issues
        is_same = answer is not None and _says_the_same(answer, values)
        if answer and is_same and action == Action.EDIT:
            return Saved(answer)
        if answer and answer.version != base_version and not is_same:
            return _keep_refused(answer, values, stored_list.language)
        stored = answer or Answer(reply=found, data_point=data_point, version=0)
        is_signed = action == Action.EDIT and _keeps_the_clearance(found, stored, values)
        if not is_signed:
            move_by(found, action, by)
        if not is_same:
            _store(stored, values, stored_list)
        if is_signed:
            _sign_again(found)
    return Saved(stored)


def _cleaned(form: str, text: str) -> str:
    try:
        return sanitise(text) if form == Answer.Form.TEXT else " ".join(text.split())
    except TextTooLong as error:
        raise Refused(str(error)) from error


def _check_point(reply: Reply, point: DataPoint | None) -> None:
    """Refuse a point that is not asked of this ministry, and a general answer where points are asked."""
    asked = reply.assignment.data_points.all()
    if point is not None and point not in asked:
        raise Refused(_("%(code)s is not one of this ministry's data points.") % {"code": point.code})
    if point is None and asked:
        raise Refused(_("Answer the data points of this issue: it has no answer as a whole."))


def _says_the_same(answer: Answer, values: Mapping[str, object]) -> bool:
    return (answer.form, answer.text, answer.see) == (values["form"], values["text"], values["see"])


def _keeps_the_clearance(reply: Reply, answer: Answer, values: Mapping[str, object]) -> bool:
    """Whether the formatting alone differs from what was signed: words, notes, references and links."""
    if {answer.form, values["form"]} != {Answer.Form.TEXT} or not reply.is_cleared_as_it_is:
        return False
    return signed_words(answer.text) == signed_words(str(values["text"]))


def _sign_again(reply: Reply) -> None:
    """Bind the clearance to the same words in their new form; the history says whose edit it was."""
    reply.cleared_hash = reply.text_hash()
    reply.save(update_fields=["cleared_hash"])


def _store(answer: Answer, values: Mapping[str, object], stored_list: ListOfIssues) -> None:
    for name, value in values.items():
        setattr(answer, name, value)
    answer.words = words_of_answer(answer, stored_list.language)
    answer.version += 1
    answer.edited_at = timezone.now()
    is_new = answer.pk is None
    answer.save()
    if is_new:
        answer.reply.refresh_from_db(fields=["answers"])  # those fetched before lack it
    # No partial: Django's log of what goes wrong asks for its name.
    transaction.on_commit(lambda: forget_written(stored_list.pk), robust=True)


def _keep_refused(answer: Answer, values: Mapping[str, object], language: str) -> Saved:
    refused = Answer.objects.get(pk=answer.pk)
    for name, value in values.items():
        setattr(refused, name, value)
    refused.words = words_of_answer(refused, language)
    refused.edited_at = timezone.now()
    pghistory.create_event(refused, label="refused")
    return Saved(answer, refused)
