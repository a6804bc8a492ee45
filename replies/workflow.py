"""The whole life of a reply: who may move it, from where, to where. Source: the domain's table of actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from replies.permissions import (
    is_clearing_officer,
    is_coordinator,
    is_coordinator_editing,
    is_focal_point,
    is_internal,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from accounts.models import User
    from replies.models import Answer, Reply


class Status(TextChoices):
    NOT_STARTED = "not_started", _("not started")
    DRAFTING = "drafting", _("drafting")
    SUBMITTED = "submitted", _("submitted")
    CLEARED = "cleared", _("cleared")
    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


# Whose next step it is, by the status of the reply.
OWED = {
    Role.FOCAL_POINT: (Status.NOT_STARTED, Status.DRAFTING, Status.RETURNED),
    Role.CLEARING_OFFICER: (Status.SUBMITTED,),
    Role.COORDINATOR: (Status.CLEARED,),
}


class Action(TextChoices):
    SAVE = "save", _("save")
    SUBMIT = "submit", _("submit")
    WITHDRAW = "withdraw", _("withdraw")
    CLEAR = "clear", _("clear")
    ACCEPT = "accept", _("accept")
    RETURN = "return", _("return")
    EDIT = "edit", _("edit")


@dataclass(frozen=True, slots=True)
class Transition:
    """`action` moves a reply from `source` to `target` when `by` holds for the person and the reply."""

    action: Action
    source: Status
    target: Status
    by: Callable[[User, Reply], bool]


TRANSITIONS = (
    Transition(Action.SAVE, Status.NOT_STARTED, Status.DRAFTING, is_focal_point),
    Transition(Action.SAVE, Status.DRAFTING, Status.DRAFTING, is_focal_point),
    Transition(Action.SAVE, Status.RETURNED, Status.DRAFTING, is_focal_point),
    Transition(Action.SUBMIT, Status.DRAFTING, Status.SUBMITTED, is_focal_point),
    Transition(Action.WITHDRAW, Status.SUBMITTED, Status.DRAFTING, is_focal_point),
    Transition(Action.CLEAR, Status.SUBMITTED, Status.CLEARED, is_clearing_officer),
    Transition(Action.ACCEPT, Status.CLEARED, Status.ACCEPTED, is_coordinator),
    Transition(Action.RETURN, Status.SUBMITTED, Status.RETURNED, is_clearing_officer),
    Transition(Action.RETURN, Status.SUBMITTED, Status.RETURNED, is_coordinator),
    Transition(Action.RETURN, Status.CLEARED, Status.RETURNED, is_coordinator),
    Transition(Action.RETURN, Status.ACCEPTED, Status.RETURNED, is_coordinator),
    Transition(Action.EDIT, Status.CLEARED, Status.SUBMITTED, is_coordinator),
    Transition(Action.EDIT, Status.ACCEPTED, Status.SUBMITTED, is_coordinator),
    Transition(Action.EDIT, Status.SUBMITTED, Status.SUBMITTED, is_coordinator_editing),
)

# The way that every reply goes; a returned one is drafted again.
WAY = (Status.NOT_STARTED, Status.DRAFTING, Status.SUBMITTED, Status.CLEARED, Status.ACCEPTED)

WHO: dict[Action, _StrPromise] = {
    Action.SAVE: _("Only a focal point of the ministry drafts its reply."),
    Action.SUBMIT: _("Only a focal point of the ministry submits its reply."),
    Action.WITHDRAW: _("Only a focal point of the ministry withdraws its reply."),
    Action.CLEAR: _("Only a clearing officer of the ministry clears its reply."),
    Action.ACCEPT: _("Only a coordinator of the list accepts a reply."),
    Action.RETURN: _("Only a clearing officer of the ministry or a coordinator returns a reply."),
    Action.EDIT: _("Only a coordinator of the list edits a cleared text."),
}

WHEN: dict[Status, _StrPromise] = {
    Status.NOT_STARTED: _("Nothing has been written yet."),
    Status.DRAFTING: _("The reply is still being drafted."),
    Status.SUBMITTED: _("The reply is submitted and waits for clearance."),
    Status.CLEARED: _("The reply is cleared and waits for the coordinator."),
    Status.ACCEPTED: _("The reply is accepted."),
    Status.RETURNED: _(
        "The reply was returned: see the note, change the text or the files, then submit again."
    ),
}


def allowed(user: User, reply: Reply, action: Action) -> Transition | None:
    """The transition that the table has for this person, reply and action, or None."""
    moves = (move for move in TRANSITIONS if move.action == action and move.source == reply.status)
    return next((move for move in moves if move.by(user, reply)), None)


def steps(status: Status) -> list[tuple[Status, str]]:
    """The way of a reply from drafting to accepted, each step “done”, “now” or “ahead”."""
    place = WAY.index(Status.DRAFTING if status == Status.RETURNED else status)
    return [
        (step, "done" if n < place else "now" if n == place else "ahead")
        for n, step in enumerate(WAY)
        if step != Status.NOT_STARTED
    ]


def could(user: User, reply: Reply, action: Action) -> bool:
    """Whether this is the person's to do with the reply at all, be it not now."""
    return any(move.by(user, reply) for move in TRANSITIONS if move.action == action)


def refusal(user: User, reply: Reply, action: Action) -> str:
    """Why the person may not do this now, in a sentence for them; empty when they may."""
    if why := _closed(reply):
        return why
    if not could(user, reply, action):
        return str(WHO[action])
    if allowed(user, reply, action) is None:
        return str(WHEN[Status(reply.status)])
    if action == Action.SUBMIT and (missing := reply.unanswered_codes()):
        return gettext("Without an answer yet: %(codes)s.") % {"codes": ", ".join(missing)}
    if action == Action.CLEAR and user.pk == reply.submitted_by_id:
        return gettext("You submitted this reply yourself: somebody else clears it.")
    return ""


def writing_action(user: User) -> Action:
    """What saving a text is for this person: a coordinator edits what others have written."""
    return Action.EDIT if user.role == Role.COORDINATOR else Action.SAVE


def take_over_refusal(user: User, reply: Reply, source: Answer) -> str:
    """Why the person may not take another ministry's answer into this reply; empty when they may."""
    if why := refusal(user, reply, Action.SAVE):
        return why
    if not reply.assignment.is_lead:
        return gettext("Only the ministry that leads on an issue takes over what the others wrote.")
    if source.reply.is_draft:
        return gettext("The other ministry has not submitted its answer yet.")
    if source.form != "text" or not source.is_answered:
        return gettext("There is no text to take over.")
    return ""


def reading_refusal(user: User, reply: Reply) -> str:
    """Why what the person has read is not noted for them; empty for those who decide on the reply."""
    if is_clearing_officer(user, reply) or is_coordinator(user, reply):
        return ""
    return gettext("Only who clears, accepts or returns a reply marks it as read.")


def response_refusal(user: User, reply: Reply) -> str:
    """Why the person may not take the assignment on or decline it now; empty when they may."""
    if why := _closed(reply):
        return why
    if not (is_focal_point(user, reply) or is_clearing_officer(user, reply)):
        return gettext("Only the ministry itself takes an assignment on or declines it.")
    if not reply.is_draft:
        return gettext("The reply is handed in already: withdraw it first.")
    if reply.assignment.response == "upheld":
        return gettext("The coordinator has decided: the issue stays with your ministry.")
    return ""


def discussion_refusal(user: User, reply: Reply) -> str:
    """Why the person may not comment on the reply; empty when they may."""
    if not is_internal(user, reply):
        return gettext("Only the ministry and the coordinator discuss a reply.")
    return _closed(reply)


def _closed(reply: Reply) -> str:
    is_open = reply.assignment.issue.list_of_issues.status == "open"
    return "" if is_open else gettext("The list of issues is closed: nothing changes any more.")


def diagram() -> str:
    """The table as a Mermaid state diagram, as it stands in the docs."""
    who: dict[Callable[[User, Reply], bool], str] = {
        is_focal_point: "focal point",
        is_clearing_officer: "clearing officer",
        is_coordinator: "coordinator",
        is_coordinator_editing: "coordinator who goes on editing",
    }
    lines = [f"    {m.source} --> {m.target}: {m.action} ({who[m.by]})" for m in TRANSITIONS]
    return "\n".join(["stateDiagram-v2", "    [*] --> not_started", *lines])
