"""The mail of what a person owes. It names issues and dates, never what an answer says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from css_inline import inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role
from issues.models import Issue
from issues.schedule import Calendar
from replies.deadlines import calendars_for
from replies.ladder import OWNERS, days_late
from replies.models import Digest, Reminder, Reply
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Line:
    """One thing owed, in words of the language in force; `headline` is what the subject says of it."""

    issue: Issue
    task: str
    when: str
    headline: str
    is_late: bool
    url: str


def digest_message(digest: Digest, today: date) -> EmailMultiAlternatives:
    """The mail of a digest as text and HTML, in the person's language, the most urgent thing first."""
    related = ("reply__assignment__issue__list_of_issues", "reply__assignment__ministry")
    reminders = digest.reminders.select_related(*related).order_by(
        "due_date", "reply__assignment__issue__number", "pk"
    )
    owed = [(reminder, reminder.reply) for reminder in reminders if reminder.reply is not None]
    calendars = calendars_for(reply for _reminder, reply in owed)
    with translation.override(digest.user.language):
        lines = [_line(*pair, digest.user.role, today, calendars) for pair in owed]
        values: dict[str, Any] = {"user": digest.user, "today": today, "lines": lines, "more": len(lines) - 1}
        subject = " ".join(render_to_string("emails/digest-subject.txt", values).split())
        body = render_to_string("emails/digest-body.txt", values).strip() + "\n"
        html = inline(
            render_to_string("emails/digest-body.html", values).strip(), load_remote_stylesheets=False
        )
    headers = {"Message-ID": digest.message_id, "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(subject, body, to=[digest.user.email], headers=headers)
    message.attach_alternative(html, "text/html")
    return message


def _line(
    reminder: Reminder, reply: Reply, role: str, today: date, calendars: Mapping[str, Calendar]
) -> Line:
    issue = reply.assignment.issue
    return Line(
        issue=issue,
        task=_task(Status(reply.status), role) % {"ministry": reply.assignment.ministry.name},
        when=_when(reminder.due_date, today, calendars[issue.list_of_issues.state]),
        headline=_headline(issue, reminder.due_date, today),
        is_late=reminder.due_date < today,
        url=settings.SITE_URL + reverse("replies:detail", args=[reply.pk]),
    )


def _when(due: date, today: date, calendar: Calendar) -> str:
    late = days_late(due, today, calendar)
    values = {"date": date_format(due), "n": abs(late)}
    if due < today:
        text = ngettext(
            "overdue: it was due on %(date)s, %(n)d working day ago",
            "overdue: it was due on %(date)s, %(n)d working days ago",
            abs(late),
        )
    elif due == today:
        text = _("due today")
    elif late == 0:
        text = _("due on %(date)s, a day off: today is the last working day before it")
    else:
        text = ngettext(
            "due on %(date)s, in %(n)d working day", "due on %(date)s, in %(n)d working days", abs(late)
        )
    return text % values


def _headline(issue: Issue, due: date, today: date) -> str:
    values = {"number": issue.number, "symbol": issue.list_of_issues.symbol, "date": date_format(due)}
    if due < today:
        return _("Overdue: issue %(number)d of %(symbol)s") % values
    if due == today:
        return _("Due today: issue %(number)d of %(symbol)s") % values
    return _("Due on %(date)s: issue %(number)d of %(symbol)s") % values


def _task(status: Status, role: str) -> str:
    """What is to be done: by the reader, or, where the reminder went up to them, by those below."""
    owner = OWNERS[status]
    if role != owner:
        return {
            Role.FOCAL_POINT: _("%(ministry)s: its focal points have not submitted the reply."),
            Role.CLEARING_OFFICER: _("%(ministry)s: its clearing officers have not cleared the reply."),
        }[owner]
    if status == Status.RETURNED:
        return _("%(ministry)s: the reply was returned; revise and submit it.")
    return {
        Role.FOCAL_POINT: _("%(ministry)s: write and submit the reply."),
        Role.CLEARING_OFFICER: _("%(ministry)s: clear the reply, or return it."),
        Role.COORDINATOR: _("%(ministry)s: accept the reply, or return it."),
    }[owner]
