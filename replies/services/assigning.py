"""Who owes what: giving issues to ministries, changing it, taking it back where nothing was written.

The list is locked first, then the reply: two people who assign wait for each other, and so does who writes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import Ministry, User
from issues import services as issues_services
from issues.models import Assignment, DataPoint, Issue, ListOfIssues
from issues.registers import Proposed
from replies.models import Reply
from replies.permissions import assign_refusal
from replies.services.moving import locked
from replies.services.refusing import Refused


def assign(
    issue: Issue, ministry: Ministry, *, role: str, data_points: Iterable[DataPoint], by: User | None
) -> Reply:
    """Give an issue to a ministry and open its reply.

    Refused once the list was submitted, to who does not coordinate it, and for a second lead.
    """
    with recorded(by, "assigned"), _in_words():
        _check(issue.list_of_issues, by)
        assignment = issues_services.assign(issue, ministry, role=role, data_points=data_points, by=by)
        return Reply.objects.create(assignment=assignment)


def give(issue: Issue, ministry: Ministry, *, role: str, lead_stays: bool = False, by: User) -> None:
    """Have a ministry be the lead on an issue, a contributor to it, or (role "") have nothing to do with it.

    A new lead is asked the data points that nobody has; a new contributor the issue as a whole, until its
    data points are chosen. A second lead is refused, unless the present one stays as a contributor.
    """
    with recorded(by, "assigned"), _in_words():
        _check(issue.list_of_issues, by)
        given = {found.ministry_id: found for found in issue.assignments.select_related("ministry")}
        own = given.get(ministry.pk)
        if role == "":
            if own is not None:
                unassign(own, by=by)
            return
        lead = next((found for found in given.values() if found.is_lead and found is not own), None)
        if role == Assignment.Role.LEAD and lead is not None and lead_stays:
            lead.issue = issue
            issues_services.change_role(lead, Assignment.Role.CONTRIBUTOR, by=by)
        if own is None:
            points = issue.data_points.filter(assigned_data_points__isnull=True)
            asked = list(points) if role == Assignment.Role.LEAD else []
            assign(issue, ministry, role=role, data_points=asked, by=by)
        elif own.role != role:
            own.issue = issue
            issues_services.change_role(own, role, by=by)


def give_many(issues: Sequence[Issue], ministries: Sequence[Ministry], *, role: str, by: User) -> list[str]:
    """Do the same for many issues and ministries at once; what was refused, in words, without repetition."""
    refused: dict[str, None] = {}
    with recorded(by, "assigned"):
        for issue in issues:
            for ministry in ministries:
                try:
                    give(issue, ministry, role=role, by=by)
                except Refused as error:
                    refused[str(error)] = None
    return list(refused)


def set_roles(issue: Issue, roles: Mapping[Ministry, str], *, by: User) -> None:
    """Set what several ministries are on one issue, all or nothing; a role "" is none. Raises Refused."""
    with recorded(by, "assigned"):
        # A lead that steps down makes room for the next one.
        for ministry, role in sorted(roles.items(), key=lambda item: item[1] == Assignment.Role.LEAD):
            give(issue, ministry, role=role, by=by)


def apply_proposal(stored: ListOfIssues, proposed: Sequence[Proposed], *, by: User | None) -> int:
    """Give what is proposed for issues that nobody has; how many issues that were.

    A ministry that is not in the register is left out. Raises Refused.
    """
    with recorded(by, "assigned as proposed"), _in_words():
        _check(stored, by)
        free = stored.issues.filter(assignments__isnull=True).prefetch_related("data_points")
        issues = {issue.number: issue for issue in free}
        ministries = {ministry.code: ministry for ministry in Ministry.objects.all()}
        given = set()
        for entry in proposed:
            issue, ministry = issues.get(entry.issue), ministries.get(entry.ministry)
            if issue is None or ministry is None:
                continue
            points = [point for point in issue.data_points.all() if point.code in entry.data_points]
            assign(issue, ministry, role=entry.role, data_points=points, by=by)
            given.add(issue.pk)
    return len(given)


def split(issue: Issue, asked: Mapping[Assignment, Iterable[DataPoint]], *, by: User) -> None:
    """Say which data points each of an issue's ministries is asked, all or nothing. Raises Refused."""
    with recorded(by, "data points changed"):
        for assignment, points in asked.items():
            assignment.issue = issue
            ask(assignment, points, by=by)


def ask(assignment: Assignment, points: Iterable[DataPoint], *, by: User) -> None:
    """Ask these data points of a ministry and no others; none: the issue as a whole.

    Refused where an answer would be lost, and for more data points once the reply was handed in.
    """
    with recorded(by, "data points changed"), _in_words():
        _check(assignment.issue.list_of_issues, by)
        reply = _reply_of(assignment)
        before, after = set(assignment.data_points.all()), set(points)
        more, fewer = after - before, before - after
        if not more and not fewer:
            return
        values = {"ministry": assignment.ministry.name}
        written = {answer.data_point_id for answer in reply.answers.all()}
        if kept := sorted(point.code for point in fewer if point.pk in written):
            values["codes"] = ", ".join(kept)
            raise Refused(_("%(ministry)s has written on %(codes)s already: that stays theirs.") % values)
        if None in written:
            raise Refused(
                _("%(ministry)s has answered the issue as a whole already: that answer stays.") % values
            )
        if not reply.is_draft:
            raise Refused(
                _("The reply of %(ministry)s is handed in: return it first, then change what is asked.")
                % values
            )
        issues_services.change_points(assignment, more=more, fewer=fewer, by=by)


def unassign(assignment: Assignment, *, by: User) -> None:
    """Take an issue away from a ministry. Refused where it has written anything: its text stays."""
    with recorded(by, "unassigned"), _in_words():
        _check(assignment.issue.list_of_issues, by)
        reply = _reply_of(assignment)
        if reply.answers.exists() or reply.attachments.exists() or reply.comments.exists():
            values = {"ministry": assignment.ministry.name, "number": assignment.issue.number}
            raise Refused(
                _(
                    "%(ministry)s has worked on issue %(number)d already: its text stays. "
                    "Make it a contributor, or take away the data points on which nothing is written."
                )
                % values
            )
        reply.looks.all().delete()
        reply.delete()
        issues_services.unassign(assignment, by=by)


def _check(stored: ListOfIssues, by: User | None) -> None:
    """Lock the list, and refuse who may not assign in it now; a command of the machine's owner may."""
    issues_services.check_not_frozen(stored)
    if by is not None and (why := assign_refusal(by, stored)):
        raise Refused(why)


def _reply_of(assignment: Assignment) -> Reply:
    """The reply as it stands now, locked."""
    return locked(
        Reply.objects.select_related("assignment__issue__list_of_issues").get(assignment=assignment)
    )


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (issues_services.Frozen, issues_services.SecondLead) as error:
        raise Refused(str(error)) from error
