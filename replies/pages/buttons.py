"""The actions of a reply as buttons, each with the reason why it cannot be pressed."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from issues.models import slug_of
from replies.models import Reply
from replies.workflow import Action, Status, could, refusal


@dataclass(frozen=True, slots=True)
class Button:
    """An action that some role can take here; `refusal` is empty when this person may press it now.

    `missing` are the codes that stand in the way, each with the id of its card; `tally` says how far it is.
    """

    action: Action
    label: str
    url: str
    refusal: str
    is_main: bool
    missing: tuple[tuple[str, str], ...] = ()
    tally: str = ""


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
        Action.SUBMIT: _("Submit…"),
        Action.EDIT: _("Edit…"),
        Action.WITHDRAW: _("Withdraw"),
        Action.CLEAR: _("Clear"),
        Action.ACCEPT: _("Accept"),
        Action.RETURN: _("Return…"),
    }
    main = MAIN.get(Status(reply.status))
    refusals = {action: refusal(user, reply, action) for action in labels}
    shown = {a: why for a, why in refusals.items() if not why or (a == main and could(user, reply, a))}
    found = [
        Button(action, labels[action], _url(action, reply), why, action == main)
        for action, why in sorted(shown.items(), key=lambda item: item[0] != main)
    ]
    return [_with_tally(button, reply) if button.action == Action.SUBMIT else button for button in found]


def _url(action: Action, reply: Reply) -> str:
    if action == Action.EDIT:
        return f"{reply.get_absolute_url()}?edit=1"
    return reverse(f"replies:{action}", args=[reply.pk])


def _with_tally(button: Button, reply: Reply) -> Button:
    missing = tuple((code, slug_of(code)) for code in reply.unanswered_codes())
    asked = len(reply.assignment.data_points.all()) or 1
    tally = _("%(answered)d of %(asked)d answered") % {"answered": asked - len(missing), "asked": asked}
    return replace(button, missing=missing, tally=tally)
