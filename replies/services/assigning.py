"""Who owes what: giving issues to ministries, changing it, taking it back where nothing was written.

The list is locked first, then the reply: two people who assign wait for each other, and so does who writes.
The people of the ministry are told at once, unless a command of the machine's owner did it.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import AtOnce, Ministry, User
from issues import services as issues_services
from issues.models import Assignment, DataPoint, Issue, ListOfIssues
from issues.registers import Proposed
from replies.begun import has_begun
from replies.models import Reply
from replies.news import people_of, tell
from replies.permissions import assign_refusal
from replies.services.moving import locked
from replies.services.refusing import Refused


def assign(
    issue: Issue, ministry: Ministry, *, role: str, data_points: Iterable[DataPoint], by: User | None
) -> Reply:
    """Give an issue to a ministry and open its reply.

    Refused once the list was submitted, to who does not coordinate it, and for a second lead.
    """
    with recorded(by, "assigned"):
        _check(issue.list_of_issues, by)
        assignment = issues_services.assign(issue, ministry, role=role, data_points=data_points, by=by)
        reply = Reply.objects.create(assignment=assignment)
        tell_change(assignment, "given", reply=reply, by=by)
        return reply


def change_role(assignment: Assignment, role: str, *, by: User) -> None:
    """Make a ministry the lead on its issue or a contributor to it; its text stays. Raises Refused."""
    with recorded(by, "role changed"):
        _check(assignment.issue.list_of_issues, by)
        issues_services.change_role(assignment, role, by=by)
        tell_change(assignment, "role", reply=assignment.reply, by=by)


def tell_change(
    assignment: Assignment, change: str, *, reply: Reply | None, by: User | None, role: str = ""
) -> None:
    """Note for the people of the ministry what became of its assignment; three queries."""
    if by is None:
        return
    tell(
        AtOnce.ASSIGNED,
        people_of(assignment.ministry),
        about=assignment.issue,
        ministry=assignment.ministry,
        reply=reply,
        facts={"change": change, "role": role or assignment.role},
        by=by,
    )


def give(issue: Issue, ministry: Ministry, *, role: str, lead_stays: bool = False, by: User) -> None:
    """Have a ministry be the lead on an issue, a contributor to it, or (role "") have nothing to do with it.

    A new lead is asked the data points that nobody has; a new contributor the issue as a whole, until its
    data points are chosen. A second lead is refused, unless the present one stays as a contributor.
    """
    with recorded(by, "assigned"):
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
            change_role(lead, Assignment.Role.CONTRIBUTOR, by=by)
        if own is None:
            points = issue.data_points.filter(assigned_data_points__isnull=True)
            asked = list(points) if role == Assignment.Role.LEAD else []
            assign(issue, ministry, role=role, data_points=asked, by=by)
        elif own.role != role:
            own.issue = issue
            change_role(own, role, by=by)


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
    with recorded(by, "assigned as proposed"):
        _check(stored, by)
        free = stored.issues.filter(assignments__isnull=True).select_related("list_of_issues")
        wanted = {entry.issue for entry in proposed}
        return sum(
            accept_suggested(issue, [entry for entry in proposed if entry.issue == issue.number], by=by) > 0
            for issue in free.filter(number__in=wanted)
        )


def accept_suggested(issue: Issue, suggested: Iterable[Proposed], *, by: User | None) -> int:
    """Give an issue as suggested, with those data points that nobody has; to how many ministries.

    Who has the issue already keeps it as it is. Raises Refused.
    """
    with recorded(by, "assigned as proposed"):
        _check(issue.list_of_issues, by)
        entries = {entry.ministry: entry for entry in suggested}
        ministries = Ministry.objects.filter(code__in=entries).exclude(assignments__issue=issue)
        free = {p.code: p for p in issue.data_points.filter(assigned_data_points__isnull=True)}
        given = sorted(ministries, key=lambda ministry: list(entries).index(ministry.code))
        for ministry in given:
            entry = entries[ministry.code]
            points = [free[code] for code in entry.data_points if code in free]
            assign(issue, ministry, role=entry.role, data_points=points, by=by)
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
    with recorded(by, "data points changed"):
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
        tell_change(assignment, "points", reply=reply, by=by)


def unassign(assignment: Assignment, *, by: User) -> None:
    """Take an issue away from a ministry. Refused where it has written anything: its text stays."""
    with recorded(by, "unassigned"):
        _check(assignment.issue.list_of_issues, by)
        take_away(assignment, by=by)
        tell_change(assignment, "taken", reply=None, by=by)


def take_away(assignment: Assignment, *, by: User) -> None:
    """Delete an assignment and its empty reply, in the transaction of the caller, who tells about it.

    Its history stays, and so do the reminders and the news that were about it. Raises Refused.
    """
    reply = _reply_of(assignment)
    if has_begun(reply):
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
