"""Bringing an earlier text of an answer back: a save like any other."""

from django.utils.translation import gettext as _

from accounts.models import User
from replies.models import Answer
from replies.services.answering import Saved, save_answer
from replies.services.refusing import Refused


def restore(answer: Answer, version: int, *, base_version: int, by: User) -> Saved:
    """Make a new version that says what a row of the answer's history says, a refused text too.

    Refused when the person may not write now, and when the row is none of this answer's. Where somebody saved
    after `base_version`, the newer text stays and the save is a conflict, as when it had been typed.
    """
    history = Answer.pgh_event_model.objects  # type: ignore[attr-defined]
    saved = history.filter(pgh_obj=answer, pgh_label__in=["insert", "update", "refused"])
    row = saved.select_related("see").filter(pk=version).first()
    if row is None:
        raise Refused(_("This answer has no such version."))
    if row.form == Answer.Form.SEE and row.see is None:
        raise Refused(_("The data point that this version pointed at is not in the list any more."))
    was_refused = row.pgh_label == "refused"
    return save_answer(
        answer.reply,
        answer.data_point,
        form=row.form,
        text=row.text,
        see=row.see,
        base_version=base_version,
        reason=f"restored {'refused text' if was_refused else 'version'} {row.version}",
        by=by,
    )
