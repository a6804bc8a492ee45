"""The only code that writes lists of issues, their text and who owes it."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import Ministry, User
from accounts.refusing import Refused
from issues.intake.parsed import NoteMark, ParsedIssue, ParsedList
from issues.models import (
    AssignedDataPoint,
    Assignment,
    Coordination,
    DataPoint,
    Issue,
    ListOfIssues,
    Passage,
    Section,
    SourceNote,
)
from issues.schedule import Plan, Shares


class AlreadyLoaded(ValueError):
    """The list is stored already; the message says which."""


class Frozen(Refused):
    """The list was submitted; the message says so."""


class SecondLead(Refused):
    """The issue has a lead already; the message says which ministry."""


def load(parsed: ParsedList, *, content: bytes, name: str, by: User | None = None) -> ListOfIssues:
    """Store a parsed list whole, with its source file; refuse one whose symbol is stored already."""
    with recorded(by, "intake"):
        if ListOfIssues.objects.filter(symbol=parsed.symbol).exists():
            raise AlreadyLoaded(
                _("%(symbol)s is loaded already; nothing was changed.") % {"symbol": parsed.symbol}
            )
        stored = ListOfIssues(
            symbol=parsed.symbol,
            body=parsed.body,
            state=parsed.state,
            state_name=parsed.state_name,
            language=parsed.language,
            title=parsed.title,
            document_date=parsed.document_date,
            session=parsed.session,
            source_sha256=hashlib.sha256(content).hexdigest(),
        )
        stored.source.save(name, ContentFile(content), save=False)
        stored.save()
        _store_text(stored, parsed)
    return stored


def _store_text(stored: ListOfIssues, parsed: ParsedList) -> None:
    sections = Section.objects.bulk_create(
        Section(
            list_of_issues=stored, position=n, heading=s.heading, level=s.level, articles=list(s.articles)
        )
        for n, s in enumerate(parsed.sections)
    )
    places: dict[str, tuple[Passage | None, Section | None, int]] = {
        mark.marker: (None, None, mark.offset) for mark in parsed.title_notes
    }
    for heading, source in zip(sections, parsed.sections, strict=True):
        places |= {mark.marker: (None, heading, mark.offset) for mark in source.notes}
    for source_issue in parsed.issues:
        section = sections[source_issue.section] if source_issue.section >= 0 else None
        places |= _store_issue(stored, section, source_issue)
    SourceNote.objects.bulk_create(
        SourceNote(
            list_of_issues=stored,
            position=n,
            marker=note.marker,
            text=note.text,
            passage=passage,
            section=section,
            offset=offset,
        )
        for n, note in enumerate(parsed.notes)
        for passage, section, offset in [places.get(note.marker, (None, None, 0))]
    )


def _store_issue(
    stored: ListOfIssues, section: Section | None, source: ParsedIssue
) -> dict[str, tuple[Passage | None, Section | None, int]]:
    label = source.label or _first_words(source)
    issue = Issue.objects.create(list_of_issues=stored, section=section, number=source.number, label=label)
    passages = {
        p.item: Passage(issue=issue, position=n, item=p.item, text=p.text)
        for n, p in enumerate(source.passages)
    }
    Passage.objects.bulk_create(passages.values())
    DataPoint.objects.bulk_create(
        DataPoint(
            issue=issue,
            passage=passages[point.item],
            position=n,
            code=point.code,
            start=point.start,
            end=point.end,
            label=point.label,
            kind=point.kind,
            disaggregation=list(point.disaggregation),
            period=point.period,
        )
        for n, point in enumerate(source.data_points)
    )
    marks: Iterable[tuple[Passage, NoteMark]] = (
        (passages[p.item], mark) for p in source.passages for mark in p.notes
    )
    return {mark.marker: (passage, None, mark.offset) for passage, mark in marks}


def _first_words(source: ParsedIssue) -> str:
    words = source.data_points[0].label if source.data_points else source.passages[0].text
    return words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…"


def coordinate(stored: ListOfIssues, *, coordinator: User, by: User | None = None) -> Coordination:
    """Make a person coordinator of a list; nothing happens where they are already."""
    with recorded(by, "coordinator named"):
        return Coordination.objects.get_or_create(list_of_issues=stored, user=coordinator)[0]


def locked(stored: ListOfIssues) -> ListOfIssues:
    """The list, as it stands now and locked until the transaction ends."""
    stored.refresh_from_db(from_queryset=ListOfIssues.objects.select_for_update(no_key=True))
    return stored


def check_not_frozen(stored: ListOfIssues) -> None:
    """Lock the list until the transaction ends; raise Frozen when it was submitted."""
    if locked(stored).status in {ListOfIssues.Status.SUBMITTED, ListOfIssues.Status.ARCHIVED}:
        raise Frozen(_("The list of issues was submitted: nothing in it changes any more."))


def set_status(stored: ListOfIssues, status: str) -> None:
    """Store where the list stands, in the transaction of the caller, who has locked it."""
    stored.status = status
    stored.save(update_fields=["status"])


def set_schedule(
    stored: ListOfIssues, *, due: date, steps: Plan, shares: Shares, time_zone: str, by: User | None = None
) -> None:
    """Set the date due to the Committee, the last day of each step before it, and the State's time zone.

    Raises Frozen.
    """
    with recorded(by, "dates set"):
        check_not_frozen(stored)
        values: dict[str, object] = {f"{step}_due": end for step, end in steps.ends.items()}
        values |= {"due_date": due, "shares": list(shares.parts), "time_zone": time_zone}
        for name, value in values.items():
            setattr(stored, name, value)
        stored.save(update_fields=[*values])


def set_own_dates(
    stored: ListOfIssues,
    *,
    issues: Mapping[int, date | None],
    assignments: Mapping[int, date | None],
    by: User | None = None,
) -> None:
    """Set, by their keys, when the drafts of issues and of single assignments are due; None: with the rest.

    Rows of other lists stay as they are. Raises Frozen.
    """
    with recorded(by, "dates set"):
        check_not_frozen(stored)
        own = stored.issues.order_by("pk").select_for_update(no_key=True)
        given = Assignment.objects.filter(issue__list_of_issues=stored).order_by("pk")
        Issue.objects.bulk_update(_moved(own.filter(pk__in=issues), issues), ["due_date"])
        rows = given.select_for_update(of=("self",), no_key=True).filter(pk__in=assignments)
        Assignment.objects.bulk_update(_moved(rows, assignments), ["due_date"])


def _moved(rows: Iterable[Any], dates: Mapping[int, date | None]) -> list[Any]:
    """Those rows whose date changes, with the new one."""
    found = [row for row in rows if row.due_date != dates[row.pk]]
    for row in found:
        row.due_date = dates[row.pk]
    return found


def assign(
    issue: Issue, ministry: Ministry, *, role: str, data_points: Iterable[DataPoint], by: User | None = None
) -> Assignment:
    """Give an issue to a ministry, as lead or contributor, with the data points it covers.

    Raises Frozen, SecondLead.
    """
    with recorded(by, "assigned"):
        check_not_frozen(issue.list_of_issues)
        _check_lead(issue, ministry, role)
        assignment = Assignment.objects.create(issue=issue, ministry=ministry, role=role)
        _cover(assignment, data_points)
    return assignment


def change_role(assignment: Assignment, role: str, *, by: User | None = None) -> None:
    """Make a ministry the lead on its issue or a contributor to it. Raises Frozen, SecondLead."""
    with recorded(by, "role changed"):
        check_not_frozen(assignment.issue.list_of_issues)
        _check_lead(assignment.issue, assignment.ministry, role)
        assignment.role = role
        assignment.save(update_fields=["role"])


def change_points(
    assignment: Assignment, *, more: Iterable[DataPoint], fewer: Iterable[DataPoint], by: User | None = None
) -> None:
    """Have an assignment cover more data points, and some no longer. Raises Frozen."""
    with recorded(by, "data points changed"):
        check_not_frozen(assignment.issue.list_of_issues)
        assignment.assigned_data_points.filter(data_point__in=fewer).delete()
        _cover(assignment, more)


def respond(assignment: Assignment, response: str, *, by: User, **facts: object) -> None:
    """Store what a ministry says to an assignment, or what becomes of it; "waiting" forgets who said what.

    `facts` are the reason, the ministry proposed, or the decision. Raises Frozen.
    """
    with recorded(by, f"assignment {response}"):
        check_not_frozen(assignment.issue.list_of_issues)
        said: dict[str, object] = {"response": response}
        if response != Assignment.Response.UPHELD:
            is_said = response != Assignment.Response.WAITING
            said |= {"responded_by": by if is_said else None}
            said |= {"responded_at": timezone.now() if is_said else None}
            said |= {"reason": "", "proposed": None, "decision": ""}
        said |= facts
        for name, value in said.items():
            setattr(assignment, name, value)
        assignment.save(update_fields=[*said])


def unassign(assignment: Assignment, *, by: User | None = None) -> None:
    """Take an issue away from a ministry; its history stays. Raises Frozen."""
    with recorded(by, "unassigned"):
        check_not_frozen(assignment.issue.list_of_issues)
        assignment.delete()


def _check_lead(issue: Issue, ministry: Ministry, role: str) -> None:
    if role != Assignment.Role.LEAD:
        return
    leads = issue.assignments.filter(role=Assignment.Role.LEAD).exclude(ministry=ministry)
    lead = leads.select_related("ministry").first()
    if lead is not None:
        values = {"number": issue.number, "ministry": lead.ministry.name}
        raise SecondLead(_("Issue %(number)d has a lead already: %(ministry)s.") % values)


def _cover(assignment: Assignment, points: Iterable[DataPoint]) -> None:
    AssignedDataPoint.objects.bulk_create(
        AssignedDataPoint(assignment=assignment, data_point=point) for point in points
    )
