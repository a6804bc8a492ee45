"""My desk in words: each reply with its next step as one button, in groups by urgency."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from issues.models import Assignment
from replies.addresses import address_of
from replies.desk import Desk, Note
from replies.filters import urgency_of
from replies.models import Reply
from replies.templatetags.reply_tags import due_pill, status_pill, tally
from replies.workflow import Status

GROUPS: dict[str, Promise] = {
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("Due this week"),
    "later": gettext_lazy("Later"),
    "none": gettext_lazy("Without a date"),
}
STEPS: dict[tuple[str, str], tuple[Promise, str]] = {
    (Role.FOCAL_POINT, Status.NOT_STARTED): (gettext_lazy("Write"), ""),
    (Role.FOCAL_POINT, Status.DRAFTING): (gettext_lazy("Go on writing"), ""),
    (Role.FOCAL_POINT, Status.RETURNED): (gettext_lazy("See the note"), "#returns"),
    (Role.CLEARING_OFFICER, Status.SUBMITTED): (gettext_lazy("Read and clear"), ""),
    (Role.COORDINATOR, Status.CLEARED): (gettext_lazy("Read and accept"), ""),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What the person does next with a reply, and where; where taking on is next, `declines_at` says no."""

    words: str
    address: str
    declines_at: str = ""
    is_declined: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What is the same for all rows: whether each names its list, and the roles in the reader's language."""

    has_several: bool
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One reply as a line of the desk."""

    reply: Reply
    number: int
    label: str
    address: str
    about: str
    due: SafeString
    status: SafeString
    answered: str
    step: Step
    note: Note | None = None
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that are due at about the same time."""

    name: str
    title: Promise
    rows: list[Row]

    @property
    def button(self) -> str:
        """Full buttons for what cannot wait, quiet ones for the rest."""
        return "btn-primary" if self.name in {"overdue", "today"} else "btn-outline-primary"


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What stands on the page, from top to bottom."""

    back: list[Row]
    owed: list[Group]
    waiting: list[Row]


def desk_page(desk: Desk) -> DeskPage:
    """The replies of a desk in words."""
    symbols = {_symbol(reply) for reply in (*desk.owed, *desk.waiting, *desk.back)}
    words = Words(len(symbols) > 1, {value: str(label) for value, label in Assignment.Role.choices})
    groups: dict[str, list[Row]] = {name: [] for name in GROUPS}
    for reply in desk.owed:
        if reply.status != Status.RETURNED:
            groups[group_of(reply.due, desk.today)].append(_row(reply, desk, words))
    return DeskPage(
        back=[_row(reply, desk, words) for reply in desk.back],
        owed=[Group(name, GROUPS[name], rows) for name, rows in groups.items() if rows],
        waiting=[_row(reply, desk, words) for reply in desk.waiting],
    )


def group_of(due: date | None, today: date) -> str:
    """How urgent a date is; what comes after this week is later."""
    found = urgency_of(due, today)
    return "later" if found == "next-week" else found


def step_of(reply: Reply, role: str) -> Step:
    """The next step of a reply for a person of this role."""
    address, response = reply.get_absolute_url(), reply.assignment.response
    if role == Role.FOCAL_POINT and response == "declined":
        return Step(_("See the reply"), address, is_declined=True)
    if role == Role.FOCAL_POINT and reply.status == Status.NOT_STARTED and response == "waiting":
        return Step(
            _("Take on"), address_of("replies:take_on", reply.pk), address_of("replies:decline", reply.pk)
        )
    if role == Role.FOCAL_POINT and reply.status == Status.DRAFTING and reply.answered >= reply.asked:
        return Step(_("Check and submit"), f"{address}#reply-actions")
    words, place = STEPS.get((role, reply.status), (_("See the reply"), ""))
    return Step(str(words), address + place)


def _row(reply: Reply, desk: Desk, words: Words) -> Row:
    issue, is_owed = reply.assignment.issue, (desk.role, reply.status) in STEPS
    return Row(
        reply=reply,
        number=issue.number,
        label=issue.label,
        address=reply.get_absolute_url(),
        about=" · ".join(_about(reply, desk.role, words.roles, has_several=words.has_several)),
        due=due_pill(reply.due, desk.today, is_open=is_owed),
        status=status_pill(reply),
        answered=tally(reply),
        step=step_of(reply, desk.role),
        note=desk.notes.get(reply.pk),
        holder="" if is_owed else _held(reply, desk),
    )


def _about(reply: Reply, role: str, roles: Mapping[str, str], *, has_several: bool) -> Iterator[str]:
    if has_several:
        yield _symbol(reply)
    if role == Role.COORDINATOR:
        yield str(reply.assignment.ministry)
    yield roles[reply.assignment.role]


def _held(reply: Reply, desk: Desk) -> str:
    """With whom a reply is that is waited for, and since when."""
    names = desk.holders.get(reply.pk, "")
    since = _since(reply)
    day = date_format(localtime(since), "MONTH_DAY_FORMAT") if since else ""
    if reply.status == Status.SUBMITTED and names:
        return _("with %(names)s for clearance since %(day)s") % {"names": names, "day": day}
    if reply.status == Status.SUBMITTED:
        return _("for clearance since %(day)s; your ministry has no clearing officer") % {"day": day}
    if reply.status == Status.CLEARED and names:
        return _("with %(names)s for acceptance since %(day)s") % {"names": names, "day": day}
    if reply.status == Status.CLEARED:
        return _("for acceptance since %(day)s; the list has no coordinator") % {"day": day}
    return _("with the focal points again")


def _since(reply: Reply) -> datetime | None:
    if reply.status == Status.CLEARED:
        return reply.cleared_at
    return reply.voided_at or reply.submitted_at


def _symbol(reply: Reply) -> str:
    return reply.assignment.issue.list_of_issues.symbol
