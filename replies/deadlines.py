"""By when the next step of a reply is owed."""

from collections.abc import Iterable, Mapping
from datetime import date

from issues.models import CalendarDay, ListOfIssues
from issues.schedule import Calendar
from replies.ladder import Pace, pace_of, step_due
from replies.models import Reply
from replies.workflow import Status


def pace_for(stored: ListOfIssues, calendar: Calendar) -> Pace:
    """The pace of a list's own schedule."""
    return pace_of(stored.drafts_due, stored.clearance_due, stored.review_due, calendar)


def calendars_for(replies: Iterable[Reply]) -> dict[str, Calendar]:
    """The calendars that the dates of these replies are counted in, by State; one query."""
    return CalendarDay.objects.calendars(reply.assignment.issue.list_of_issues.state for reply in replies)


def due_of_next_step(reply: Reply, calendars: Mapping[str, Calendar]) -> date | None:
    """When the reply, which carries `due`, is to be written, cleared or accepted (see `ladder`)."""
    if reply.due is None or reply.status == Status.ACCEPTED:
        return reply.due
    stored = reply.assignment.issue.list_of_issues
    calendar = calendars[stored.state]
    return due_at_pace(reply, calendar, pace_for(stored, calendar))


def due_at_pace(reply: Reply, calendar: Calendar, pace: Pace) -> date | None:
    """The same, where the pace of its list is at hand."""
    if reply.due is None or reply.status == Status.ACCEPTED:
        return reply.due
    return step_due(Status(reply.status), reply.due, calendar, pace)
