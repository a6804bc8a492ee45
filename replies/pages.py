"""What the page of a reply shows: its answers as cards, and its actions as buttons with their reasons."""

from dataclasses import dataclass
from functools import partial
from typing import cast

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from issues.models import DataPoint, ListOfIssues, slug_of
from replies.forms import AnswerForm
from replies.models import Answer, Attachment, Comment, Reply
from replies.permissions import is_internal
from replies.workflow import Action, Status, could, refusal


@dataclass(frozen=True, slots=True)
class Button:
    """An action that some role can take here; `refusal` is empty when this person may press it now."""

    action: Action
    label: str
    url: str
    refusal: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """The values of an answer's form: what is stored, or what somebody wrote and could not save."""

    form: str = Answer.Form.TEXT
    text: str = ""
    reason: str = ""
    see: str = ""
    base_version: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """One data point and its answer; `fields` is None where the person only reads."""

    reply: Reply
    point: DataPoint | None
    answer: Answer | None
    fields: Fields | None = None
    errors: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The data point's code, the issue's number where none is asked."""
        return self.point.code if self.point else str(self.reply.assignment.issue.number)

    @property
    def slug(self) -> str:
        """The code as part of an HTML id."""
        return slug_of(self.code)

    @property
    def state(self) -> str:
        """“answered” or “open”."""
        return "answered" if self.answer and self.answer.is_answered else "open"

    @property
    def save_url(self) -> str:
        """Where the form is sent; 0 stands for the issue as a whole."""
        return reverse("replies:answer_save", args=[self.reply.pk, self.point.pk if self.point else 0])


def may_write(reply: Reply, user: User) -> bool:
    return refusal(user, reply, Action.SAVE) == ""


def cards(reply: Reply, *, writes: bool = False) -> list[Card]:
    """One card for each data point of the assignment; one for the issue as a whole where it has none."""
    answers = {answer.data_point_id: answer for answer in reply.answers.all()}
    points: list[DataPoint | None] = [*reply.assignment.data_points.all()] or [None]
    found = ((point, answers.get(point.pk if point else None)) for point in points)
    return [Card(reply, point, answer, fields_of(answer) if writes else None) for point, answer in found]


def fields_of(answer: Answer | None) -> Fields:
    """What the form of an answer starts with."""
    if answer is None:
        return Fields()
    is_text = answer.form == Answer.Form.TEXT
    return Fields(
        form=answer.form,
        text=answer.text if is_text else "",
        reason="" if is_text else answer.text,
        see=answer.see.code if answer.see else "",
        base_version=answer.version,
    )


def fields_written(form: AnswerForm) -> Fields:
    """What somebody wrote and sent, as it came, for another try; templates escape it."""
    version = form.cleaned_data.get("base_version") or 0
    values = {name: str(form.data.get(name, "")) for name in ("form", "text", "reason", "see")}
    return Fields(**values, base_version=version)


MAIN = {
    Status.NOT_STARTED: Action.SUBMIT,
    Status.DRAFTING: Action.SUBMIT,
    Status.RETURNED: Action.SUBMIT,
    Status.SUBMITTED: Action.CLEAR,
    Status.CLEARED: Action.ACCEPT,
}


def buttons(reply: Reply, user: User) -> list[Button]:
    """The next step, and what else this person's role can do from here."""
    labels = {
        Action.SUBMIT: _("Submit"),
        Action.WITHDRAW: _("Withdraw"),
        Action.CLEAR: _("Clear"),
        Action.ACCEPT: _("Accept"),
        Action.RETURN: _("Return…"),
    }
    main = MAIN.get(Status(reply.status))
    refusals = {action: refusal(user, reply, action) for action in labels}
    return [
        Button(action, labels[action], reverse(f"replies:{action}", args=[reply.pk]), why, action == main)
        for action, why in refusals.items()
        if not why or (action == main and could(user, reply, action))
    ]


def open_comments(reply: Reply, user: User) -> list[Comment]:
    """The remarks on a reply that the person may read, the open ones first."""
    if not is_internal(user, reply):
        return []
    remarks = reply.comments.select_related("author", "resolved_by")
    return sorted(remarks, key=lambda remark: remark.resolved_at is not None)


def code_list(stored: ListOfIssues) -> SafeString:
    """The codes of the list's data points, offered while one is typed; kept in the cache for an hour."""
    found = cache.get_or_set(f"codes-{stored.pk}", partial(_code_list, stored), 3600)
    return cast("SafeString", found)


def _code_list(stored: ListOfIssues) -> SafeString:
    codes = DataPoint.objects.filter(issue__list_of_issues=stored).order_by("issue__number", "position")
    options = "".join(f'<option value="{escape(code)}">' for code in codes.values_list("code", flat=True))
    return format_html('<datalist id="codes">{}</datalist>', SafeString(options))


def files_of(reply: Reply, user: User) -> QuerySet[Attachment]:
    """The files of a reply that the person may open, with who attached them."""
    files = reply.attachments.select_related("uploaded_by")
    return files if is_internal(user, reply) else files.filter(kind=Attachment.Kind.ANNEX)
