"""The lead of an issue takes the text of another ministry into its own answer."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues.models import DataPoint
from replies.models import Answer, Reply, TakeOver
from replies.services.answering import save_answer
from replies.services.moving import locked
from replies.services.refusing import Refused
from replies.workflow import take_over_refusal


def take_over(reply: Reply, data_point: DataPoint | None, source: Answer, *, by: User) -> Answer:
    """Put another ministry's text, with tables and footnotes, below one's own and record where it is from.

    It makes a new version of one's own answer, as that stands at this moment. What had been declared instead
    of a text (“not available”, “see …”) gives way to it. Raises Refused.
    """
    if source.reply.assignment.issue_id != reply.assignment.issue_id or source.reply_id == reply.pk:
        raise Refused(_("Only what another ministry answers to the same issue can be taken over."))
    with recorded(by, "taken over"):
        found = locked(reply)
        if why := take_over_refusal(by, found, source):
            raise Refused(why)
        own = Answer.objects.filter(reply=found, data_point=data_point).first()
        text = own.text if own and own.form == Answer.Form.TEXT else ""
        saved = save_answer(
            found,
            data_point,
            text=text + source.text,
            base_version=own.version if own else 0,
            reason="taken over",
            by=by,
        ).answer
        TakeOver.objects.create(
            answer=saved,
            answer_version=saved.version,
            source=source,
            source_version=source.version,
            taken_by=by,
            taken_at=timezone.now(),
        )
    return saved
