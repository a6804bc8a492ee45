"""Moving a reply through its life: each step locks the row, checks the rule, and is recorded."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import AtOnce, Role, User
from issues.models import DataPoint
from replies.models import Reply
from replies.news import coordinators_of, tell, tell_ministry
from replies.services.discussing import check_points, write
from replies.services.looking import remember
from replies.services.refusing import Refused
from replies.workflow import Action, allowed, refusal

_UNSIGNED = {
    "voided_by": None,
    "voided_at": None,
    "cleared_by": None,
    "cleared_at": None,
    "cleared_hash": None,
    "accepted_by": None,
    "accepted_at": None,
}


def locked(reply: Reply) -> Reply:
    """The reply, as it stands now and locked until the transaction ends; its assignment stays as it came.

    Whether its list is open is read after that: who waited for a submission to end is refused by it.
    """
    assignment = reply.assignment
    reply.refresh_from_db(from_queryset=Reply.objects.select_for_update())
    reply.assignment = assignment
    assignment.issue.list_of_issues.refresh_from_db(fields=["status"])
    return reply


def move_by(reply: Reply, action: Action, by: User, **facts: object) -> None:
    """Take one step of the table of transitions, storing `facts` with it; raises Refused."""
    if why := refusal(by, reply, action):
        raise Refused(why)
    move = allowed(by, reply, action)
    if move is None or (move.target == reply.status and not facts):
        return
    if action == Action.EDIT:
        facts = _UNSIGNED | {"voided_by": by, "voided_at": timezone.now()}
    reply.status = move.target
    for name, value in facts.items():
        setattr(reply, name, value)
    reply.save(update_fields=["status", *facts])


def submit(reply: Reply, *, by: User) -> None:
    """Hand the reply to the clearing officer. Refused while a data point has no answer."""
    with recorded(by, "submitted"):
        found = locked(reply)
        move_by(found, Action.SUBMIT, by, submitted_by=by, submitted_at=timezone.now())


def withdraw(reply: Reply, *, by: User) -> None:
    """Take a submitted reply back for drafting."""
    with recorded(by, "withdrawn"):
        move_by(locked(reply), Action.WITHDRAW, by, **_UNSIGNED, submitted_by=None, submitted_at=None)


def clear(reply: Reply, *, seen: str, by: User) -> None:
    """Sign the ministry's text off: the clearance is bound to the hash of the text that was seen."""
    with recorded(by, "cleared"):
        found = locked(reply)
        signed = {"cleared_by": by, "cleared_at": timezone.now(), "cleared_hash": found.text_hash()}
        move_by(found, Action.CLEAR, by, **_UNSIGNED | signed)
        _check_seen(found, seen)
        _settle_returns(found, of=[Role.CLEARING_OFFICER], by=by)
        remember(found, by)
        tell_ministry(AtOnce.CLEARED, found, Role.FOCAL_POINT, by=by)
        assignment = found.assignment
        tell(
            AtOnce.CLEARED,
            coordinators_of(assignment.issue.list_of_issues),
            about=assignment.issue,
            ministry=assignment.ministry,
            reply=found,
            by=by,
        )


def accept(reply: Reply, *, seen: str, by: User) -> None:
    """Take the cleared text, which the person has seen, into the consolidated document."""
    with recorded(by, "accepted"):
        found = locked(reply)
        if found.cleared_hash is not None and found.cleared_hash != found.text_hash():
            raise Refused(_("The text changed after its clearance. Return it to be cleared again."))
        move_by(found, Action.ACCEPT, by, accepted_by=by, accepted_at=timezone.now())
        _check_seen(found, seen)
        _settle_returns(found, of=[Role.CLEARING_OFFICER, Role.COORDINATOR], by=by)
        remember(found, by)
        tell_ministry(AtOnce.ACCEPTED, found, by=by)


def send_back(reply: Reply, *, note: str, points: Sequence[DataPoint] = (), by: User) -> None:
    """Return the reply for more work; voids a clearance.

    The note stays as an open comment on the answers to those data points, else on the reply as a whole.
    Refused for a data point that is not the reply's.
    """
    with recorded(by, "returned"):
        found = locked(reply)
        move_by(found, Action.RETURN, by, **_UNSIGNED, submitted_by=None, submitted_at=None)
        check_points(found, [*points])
        remember(found, by)
        now = timezone.now()
        places: list[DataPoint | None] = [*points] or [None]
        for point in places:
            write(found, point, text=note, is_return=True, by=by, at=now)
        # Who cleared it learns that their signature is void.
        told = [Role.FOCAL_POINT] if by.role == Role.CLEARING_OFFICER else []
        tell_ministry(AtOnce.RETURNED, found, *told, by=by)


def _check_seen(reply: Reply, seen: str) -> None:
    if seen != reply.text_hash():
        raise Refused(_("The text changed since you opened this page. Read it again before you decide."))


def _settle_returns(reply: Reply, *, of: list[Role], by: User) -> None:
    """Close the notes with which such people had returned the reply: what they asked for is there now."""
    notes = reply.comments.filter(is_return=True, resolved_at__isnull=True, author__role__in=of)
    notes.update(resolved_by=by, resolved_at=timezone.now())
