"""What pages show of a ministry's response to its assignment, and of what the coordinator has to decide."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import Assignment, ListOfIssues
from replies.begun import begun
from replies.models import Reply
from replies.permissions import assigner_refusal
from replies.responding_forms import UpholdForm
from replies.workflow import Status, response_refusal

Response = Assignment.Response


@dataclass(frozen=True, slots=True)
class Said:
    """Where an assignment stands: a sentence, the words behind it, and what this person can do about it."""

    sentence: str
    words: tuple[str, ...] = ()
    takes_on: bool = False
    declines: bool = False
    decides: bool = False
    look: str = ""


def said_of(reply: Reply, user: User) -> Said | None:
    """What the page of a reply shows to those concerned; None where there is nothing to say or do."""
    may = response_refusal(user, reply) == ""
    response = reply.assignment.response
    if response == Response.DECLINED:
        return _declined(reply, may=may, decides=assigner_refusal(user) == "")
    if response == Response.UPHELD:
        decision = _("The coordinator upheld the assignment: %s") % reply.assignment.decision
        return Said(decision, (_("Declined with these words: %s") % reply.assignment.reason,))
    if not may:
        return None
    if response == Response.ACCEPTED:
        return Said(_("Your ministry has taken this issue on."), declines=True, look="quiet")
    if reply.status == Status.NOT_STARTED:
        asks = _("Does this issue belong to your ministry?")
        return Said(asks, takes_on=True, declines=True, look="wait")
    return Said(_("Writing has begun: the issue counts as taken on."), declines=True, look="quiet")


def _declined(reply: Reply, *, may: bool, decides: bool) -> Said:
    assignment = reply.assignment
    values = {"ministry": assignment.ministry.name, "who": assignment.responded_by, "day": _day(assignment)}
    sentence = _("%(ministry)s declined this issue on %(day)s (%(who)s). The coordinator decides.") % values
    return Said(sentence, _words(assignment), takes_on=may, declines=may, decides=decides, look="wait")


def _words(assignment: Assignment) -> tuple[str, ...]:
    """The reason, and whom the ministry proposes."""
    if assignment.proposed is None:
        return (assignment.reason,)
    return assignment.reason, _("Proposed: %s.") % assignment.proposed.name


def _day(assignment: Assignment) -> str:
    at = assignment.responded_at
    return date_format(localtime(at), "DATE_FORMAT") if at else ""


@dataclass(frozen=True, slots=True)
class Declined:
    """An assignment that was declined, and what agreeing would do."""

    reply: Reply
    has_begun: bool
    form: UpholdForm

    @property
    def assignment(self) -> Assignment:
        return self.reply.assignment

    @property
    def words(self) -> tuple[str, ...]:
        """The reason, and whom the ministry proposes."""
        return _words(self.assignment)

    @property
    def day(self) -> str:
        return _day(self.assignment)

    @property
    def refusal(self) -> str:
        """Why nobody can agree now; empty when somebody can."""
        return "" if self.reply.is_draft else _("The reply is handed in: return it first to agree.")

    @property
    def effect(self) -> str:
        """What agreeing does, before it is done."""
        assignment = self.assignment
        values = {"ministry": assignment.ministry.name, "other": ""}
        if assignment.proposed is not None:
            values["other"] = assignment.proposed.name
        if self.has_begun:
            return self._effect_on_text(values)
        if not values["other"]:
            return _("If you agree, the issue is taken from %(ministry)s, and nobody has its part.") % values
        if assignment.is_lead:
            return _("If you agree, %(other)s leads instead of %(ministry)s.") % values
        return _("If you agree, %(other)s contributes instead of %(ministry)s.") % values

    def _effect_on_text(self, values: dict[str, str]) -> str:
        stays = _("%(ministry)s has begun: its text stays with it, as a contributor.") % values
        if not values["other"]:
            return f"{stays} " + _("If you agree, nobody has the rest.")
        if self.assignment.is_lead:
            return f"{stays} " + _("If you agree, %(other)s leads, with the rest.") % values
        return f"{stays} " + _("If you agree, %(other)s contributes the rest.") % values


@dataclass(frozen=True, slots=True)
class Decisions:
    """What ministries of a list have declined, by issue."""

    rows: tuple[Declined, ...]

    @property
    def sentence(self) -> str:
        """What is to decide, in words."""
        n = len(self.rows)
        return ngettext("%d assignment is declined: decide.", "%d assignments are declined: decide.", n) % n


def declined_of(stored: ListOfIssues, refused: UpholdForm | None = None, of: int = 0) -> Decisions:
    """What is declined in a list; two queries. A refused form takes the place of that of its reply."""
    replies = Reply.objects.filter(
        assignment__issue__list_of_issues=stored, assignment__response=Response.DECLINED
    )
    related = ("issue", "ministry", "proposed", "responded_by")
    rows = replies.select_related(*(f"assignment__{name}" for name in related)).order_by(
        "assignment__issue__number", "pk"
    )
    working = set(replies.filter(begun()).values_list("pk", flat=True))
    return Decisions(
        tuple(
            Declined(
                reply,
                reply.pk in working,
                refused if refused is not None and reply.pk == of else UpholdForm(prefix=str(reply.pk)),
            )
            for reply in rows
        )
    )
