"""What a ministry says to an assignment, and what the coordinator decides; the people concerned are told.

The list is locked first, then the reply, as by who assigns.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import AtOnce, Ministry, User
from issues import services as issues_services
from issues.models import Assignment, DataPoint, Issue
from replies.begun import has_begun
from replies.models import Reply
from replies.news import coordinators_of, tell
from replies.permissions import decision_refusal
from replies.services.assigning import ask, assign, change_role, take_away, tell_change
from replies.services.moving import locked
from replies.services.refusing import Refused
from replies.workflow import response_refusal

Response = Assignment.Response


def take_on(assignment: Assignment, *, by: User) -> None:
    """Say that the ministry answers the issue, be it after a decline; nothing happens where it said so."""
    with _locked(assignment, by, "taken on") as reply:
        _check_response(reply, by)
        if assignment.response != Response.ACCEPTED:
            issues_services.respond(assignment, Response.ACCEPTED, by=by)
            _tell_coordinators(reply, "accepted", by)


def decline(assignment: Assignment, *, reason: str, proposed: Ministry | None = None, by: User) -> None:
    """Say why the ministry should not answer the issue, and who should; the coordinator decides."""
    with _locked(assignment, by, "declined") as reply:
        _check_response(reply, by)
        if proposed == assignment.ministry:
            raise Refused(_("Propose another ministry than your own, or none."))
        issues_services.respond(assignment, Response.DECLINED, reason=reason, proposed=proposed, by=by)
        _tell_coordinators(reply, "declined", by)


def agree(assignment: Assignment, *, by: User) -> None:
    """Take a declined issue from the ministry, and give it to the proposed one in the same role.

    Where the ministry has begun, its text stays with it: it becomes a contributor with the data points on
    which it has written, and the proposed ministry has the others. Refused once the reply was handed in.
    """
    with _locked(assignment, by, "agreed to a decline") as reply:
        _check_decision(assignment, by)
        if not reply.is_draft:
            raise Refused(
                _("The reply of %(ministry)s is handed in: return it first, then decide.")
                % {"ministry": assignment.ministry.name}
            )
        issue, role, other = assignment.issue, assignment.role, assignment.proposed
        points = list(assignment.data_points.all())
        if has_begun(reply):
            points = _keep_text(assignment, reply, points, by=by)
            tell_change(assignment, "agreed", reply=reply, role=role, by=by)
        else:
            take_away(assignment, by=by)
            tell_change(assignment, "agreed", reply=None, by=by)
        if other is not None:
            _pass_on(issue, other, role, points, by=by)


def uphold(assignment: Assignment, *, decision: str, by: User) -> None:
    """Leave a declined issue with the ministry, and say why."""
    with _locked(assignment, by, "upheld") as reply:
        _check_decision(assignment, by)
        issues_services.respond(assignment, Response.UPHELD, decision=decision, by=by)
        tell_change(assignment, "upheld", reply=reply, by=by)


@contextmanager
def _locked(assignment: Assignment, by: User, reason: str) -> Iterator[Reply]:
    """One recorded transaction: the list locked, then the reply, the assignment as it stands now."""
    stored = assignment.issue.list_of_issues
    try:
        with recorded(by, reason):
            issues_services.check_not_frozen(stored)
            assignment.refresh_from_db(fields=["role", "response", "reason", "proposed"])
            found = Reply.objects.get(assignment=assignment)
            found.assignment = assignment
            yield locked(found)
    except ObjectDoesNotExist as error:
        raise Refused(_("The assignment was taken back meanwhile: load the page again.")) from error


def _check_response(reply: Reply, by: User) -> None:
    if why := response_refusal(by, reply):
        raise Refused(why)


def _check_decision(assignment: Assignment, by: User) -> None:
    if why := decision_refusal(by, assignment):
        raise Refused(why)


def _tell_coordinators(reply: Reply, change: str, by: User) -> None:
    assignment = reply.assignment
    issue = assignment.issue
    tell(
        AtOnce.ASSIGNED,
        coordinators_of(issue.list_of_issues),
        about=issue,
        ministry=assignment.ministry,
        reply=reply,
        facts={"change": change, "role": assignment.role},
        by=by,
    )


def _keep_text(assignment: Assignment, reply: Reply, points: list[DataPoint], *, by: User) -> list[DataPoint]:
    """Leave the ministry what it has written on, as a contributor; the data points that are free then."""
    written = set(reply.answers.values_list("data_point", flat=True))
    left = [point for point in points if point.pk not in written]
    issues_services.respond(assignment, Response.WAITING, by=by)
    if assignment.is_lead:
        issues_services.change_role(assignment, Assignment.Role.CONTRIBUTOR, by=by)
    # With files or remarks only, nothing says which data points these belong to.
    if len(left) < len(points):
        issues_services.change_points(assignment, more=(), fewer=left, by=by)
    return left


def _pass_on(issue: Issue, other: Ministry, role: str, points: list[DataPoint], *, by: User) -> None:
    """Give the issue to the proposed ministry; where it has it already, its part grows, never shrinks.

    Without data points a ministry is asked the issue as a whole.
    """
    own = issue.assignments.select_related("ministry").filter(ministry=other).first()
    if own is None:
        assign(issue, other, role=role, data_points=points, by=by)
        return
    own.issue = issue
    if role == Assignment.Role.LEAD:
        change_role(own, role, by=by)
    if points:
        ask(own, {*own.data_points.all(), *points}, by=by)
