"""The mail of what a person owes. It names issues and dates, never what an answer says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Role, User
from issues.models import Issue
from issues.schedule import Calendar
from replies import composing
from replies.composing import composed
from replies.deadlines import calendars_for
from replies.ladder import OWNERS, days_late
from replies.models import Digest, Reminder, Reply
from replies.recipients import Recipients, Step
from replies.workflow import Status

# The how many-th reminder since the date passed; further ones by their number.
ORDINALS = (
    gettext_lazy("First reminder since the date passed."),
    gettext_lazy("Second reminder since the date passed."),
    gettext_lazy("Third reminder since the date passed."),
    gettext_lazy("Fourth reminder since the date passed."),
    gettext_lazy("Fifth reminder since the date passed."),
)
NAMED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One thing owed, in words of the language in force; `headline` is what the subject says of it."""

    issue: Issue
    task: str
    when: str
    headline: str
    is_late: bool
    url: str
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """What all lines of a mail are written with; `recipients` only where a reminder went up."""

    today: date
    calendars: Mapping[str, Calendar]
    recipients: Recipients | None


def digest_message(digest: Digest, today: date) -> EmailMultiAlternatives:
    """The mail of a digest as text and HTML, in the person's language, the most urgent thing first."""
    related = ("reply__assignment__issue__list_of_issues", "reply__assignment__ministry", "deputy_of")
    reminders = digest.reminders.select_related(*related)
    owed = in_turn([(reminder, reminder.reply) for reminder in reminders if reminder.reply is not None])
    scene = scene_of(owed, today)
    with translation.override(digest.user.language):
        lines = lines_of(digest.user, owed, scene)
        values = {"user": digest.user, "today": today, "lines": lines, "more": len(lines) - 1}
        return composed("digest", values, to=digest.user, headers=_headers(digest))


def in_turn(owed: Iterable[tuple[Reminder, Reply]]) -> list[tuple[Reminder, Reply]]:
    """Reminders with their replies, the most urgent first."""
    return sorted(owed, key=lambda pair: (pair[0].due_date, pair[1].assignment.issue.number, pair[1].pk))


def scene_of(owed: Sequence[tuple[Reminder, Reply]], today: date) -> Scene:
    """What the lines of these reminders are written with, be they of one person or of many; few queries."""
    raised = [step_of(reply) for reminder, reply in owed if reminder.escalated]
    recipients = Recipients.around({today}, raised) if raised else None
    return Scene(today, calendars_for(reply for _reminder, reply in owed), recipients)


def lines_of(user: User, owed: Iterable[tuple[Reminder, Reply]], scene: Scene) -> list[Line]:
    """What a person's mail says of each thing, in the language in force."""
    return [_line(*pair, user, scene) for pair in owed]


def subject_of(lines: Sequence[Line]) -> str:
    """The subject of a mail with these lines, in the language in force."""
    return composing.subject_of("digest", {"lines": lines, "more": len(lines) - 1})


def _headers(digest: Digest) -> dict[str, str]:
    """Those by which mail systems know a double, and by which all digests of a person are one thread."""
    thread = f"<digests.{digest.user_id}@{settings.MAIL_DOMAIN}>"
    return {
        "Message-ID": digest.message_id,
        "In-Reply-To": thread,
        "References": thread,
    }


def step_of(reply: Reply) -> Step:
    """The next step of a reply, by which it is known who is told."""
    assignment = reply.assignment
    return Step(assignment.issue.list_of_issues_id, assignment.ministry_id, Status(reply.status))


def _line(reminder: Reminder, reply: Reply, user: User, scene: Scene) -> Line:
    issue = reply.assignment.issue
    status = Status(reply.status)
    is_own = not reminder.escalated and (reminder.deputy_of or user).role == OWNERS[status]
    return Line(
        issue=issue,
        task=_task(status, is_own=is_own) % {"ministry": reply.assignment.ministry.name},
        when=when_due(reminder.due_date, scene.today, scene.calendars[issue.list_of_issues.state]),
        headline=_headline(issue, reminder.due_date, scene.today),
        is_late=reminder.due_date < scene.today,
        url=settings.SITE_URL + reverse("replies:detail", args=[reply.pk]),
        remarks=list(_remarks(reminder, reply, scene)),
    )


def _remarks(reminder: Reminder, reply: Reply, scene: Scene) -> Iterator[str]:
    """How often it was asked for, in whose place the person is told, and whose step it is."""
    if 0 < reminder.chase <= len(ORDINALS):
        yield str(ORDINALS[reminder.chase - 1])
    elif reminder.chase:
        yield _("Reminder number %(n)d since the date passed.") % {"n": reminder.chase}
    if reminder.deputy_of is not None:
        yield _("For %(name)s, who is away.") % {"name": reminder.deputy_of.name}
    if reminder.escalated and scene.recipients is not None:
        yield _whose(step_of(reply), reply.assignment.ministry.name, scene.recipients, scene.today)


def _whose(step: Step, ministry: str, recipients: Recipients, today: date) -> str:
    """Who owes a step that somebody else is told of; or that nobody is there to do it, and what to do."""
    if not recipients.owners(step, today):
        return {
            Role.FOCAL_POINT: _(
                "No focal point of %(ministry)s is there: have an administrator invite one, or enter a "
                "deputy."
            ),
            Role.CLEARING_OFFICER: _(
                "No clearing officer of %(ministry)s is there: have an administrator invite one, or enter a "
                "deputy."
            ),
            Role.COORDINATOR: _(
                "No coordinator of the list is there: name one, or enter a deputy who coordinates it, too."
            ),
        }[step.owner] % {"ministry": ministry}
    names = [recipients.people[pk].name for pk in recipients.holders(step, step.owner)]
    shown, more = ", ".join(names[:NAMED]), len(names) - NAMED
    if more > 0:
        text = ngettext(
            "Whose step it is: %(names)s and %(n)d more.", "Whose step it is: %(names)s and %(n)d more.", more
        )
        return text % {"names": shown, "n": more}
    return _("Whose step it is: %(names)s.") % {"names": shown}


def when_due(due: date, today: date, calendar: Calendar) -> str:
    """By when something is due, seen from a day, in working days."""
    late = days_late(due, today, calendar)
    values = {"date": date_format(due), "n": abs(late)}
    if due < today and late == 0:  # seen from a day off
        text = _("overdue: it was due on %(date)s")
    elif due < today:
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


def _task(status: Status, *, is_own: bool) -> str:
    """What is to be done: by the reader, or, where the reminder went up to them, by others."""
    owner = OWNERS[status]
    if not is_own:
        return {
            Role.FOCAL_POINT: _("%(ministry)s: its focal points have not submitted the reply."),
            Role.CLEARING_OFFICER: _("%(ministry)s: its clearing officers have not cleared the reply."),
            Role.COORDINATOR: _("%(ministry)s: the coordinators have not accepted the reply."),
        }[owner]
    if status == Status.RETURNED:
        return _("%(ministry)s: the reply was returned; revise and submit it.")
    return {
        Role.FOCAL_POINT: _("%(ministry)s: write and submit the reply."),
        Role.CLEARING_OFFICER: _("%(ministry)s: clear the reply, or return it."),
        Role.COORDINATOR: _("%(ministry)s: accept the reply, or return it."),
    }[owner]
