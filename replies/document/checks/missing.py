"""What is not there yet, or is no longer what was signed: answers, acceptance, clearance."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from issues.models import Assignment, DataPoint, ListOfIssues
from replies.document.checks.finding import Check, Finding, key_of
from replies.document.checks.given import place_of, url_of
from replies.models import Reply
from replies.workflow import Status


def unassigned(stored: ListOfIssues, section: int | None) -> Iterator[Finding]:
    """Data points, and issues without any, that no ministry has; issues on which none of theirs leads.

    Of one section, or all. Two queries.
    """
    points = DataPoint.objects.filter(issue__list_of_issues=stored, assigned_data_points__isnull=True)
    assigned = Exists(Assignment.objects.filter(issue=OuterRef("pk")))
    asked = Exists(DataPoint.objects.filter(issue=OuterRef("pk")))
    leaderless = stored.issues.without_lead().annotate(is_given=assigned)  # type: ignore[no-redef]
    issues = leaderless.filter(Q(assigned) | ~Q(asked))
    if section is not None:
        points, issues = points.filter(issue__section=section), issues.filter(section=section)
    for point in points.select_related("issue"):
        text = _("%(code)s is given to no ministry: %(label)s") % {"code": point.code, "label": point.label}
        place, key = (point.issue.number, point.position + 1), key_of(Check.UNASSIGNED, point.code)
        yield Finding(Check.UNASSIGNED, text, url=point.issue.get_absolute_url(), key=key, place=place)
    for issue in issues:
        check = Check.NO_LEAD if issue.is_given else Check.UNASSIGNED
        text = _("Issue %(number)d has no lead: no ministry answers for it as a whole.")
        if not issue.is_given:
            text = _("Issue %(number)d is given to no ministry.")
        place, key = (issue.number, 0), key_of(check, str(issue.number))
        yield Finding(
            check, text % {"number": issue.number}, url=issue.get_absolute_url(), key=key, place=place
        )


def unanswered(replies: Iterable[Reply]) -> Iterator[Finding]:
    """Data points that a ministry has and does not answer; the issue as a whole where none is asked."""
    for reply in replies:
        points = {point.code: point for point in reply.assignment.data_points.all()}
        assignment = reply.assignment
        for code in reply.unanswered_codes():
            point = points.get(code)
            label = point.label if point else assignment.issue.label
            yield Finding(
                Check.UNANSWERED,
                _("%(code)s has no answer: %(label)s") % {"code": code, "label": label},
                assignment.ministry.name,
                url_of(reply, code),
                key_of(Check.UNANSWERED, f"{code}-{reply.pk}"),
                place_of(reply, point),
            )


def not_accepted(replies: Iterable[Reply]) -> Iterator[Finding]:
    """Replies that no coordinator has accepted."""
    for reply in replies:
        if reply.status != Status.ACCEPTED:
            values = {"number": reply.assignment.issue.number, "status": reply.get_status_display()}
            text = _("The reply to issue %(number)d is not accepted: %(status)s.") % values
            yield _of_reply(Check.NOT_ACCEPTED, reply, text)


def changed_after_clearance(replies: Iterable[Reply]) -> Iterator[Finding]:
    """Replies whose text is not the one that was signed: edited since, or changed past the services."""
    for reply in replies:
        if reply.voided_at:
            authors = (answer.edited_by for answer in reply.answers.all())
            who = next((author.name for author in authors if author.pk == reply.voided_by_id), "")
            values = {
                "number": reply.assignment.issue.number,
                "date": date_format(localtime(reply.voided_at), "DATE_FORMAT"),
                "who": who,
            }
            text = _("The reply to issue %(number)d was changed after clearance on %(date)s: clear it again.")
            if who:
                text = _(
                    "The reply to issue %(number)d was changed after clearance by %(who)s on %(date)s: "
                    "clear it again."
                )
            yield _of_reply(Check.CHANGED, reply, text % values)
        elif reply.cleared_hash and reply.cleared_hash != reply.text_hash():
            text = _("The text of the reply to issue %(number)d is not the one that was cleared.")
            yield _of_reply(Check.CHANGED, reply, text % {"number": reply.assignment.issue.number})


def _of_reply(check: Check, reply: Reply, text: str) -> Finding:
    key = key_of(check, f"reply-{reply.pk}", [reply.status])
    ministry, place = reply.assignment.ministry.name, place_of(reply, None)
    return Finding(check, text, ministry, reply.get_absolute_url(), key, place)
