"""My desk: what a person owes, most urgent first, and what they wait for."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from issues.models import Issue, ListOfIssues, ListOfIssuesQuerySet
from replies.deadlines import calendars_for, due_of_next_step
from replies.models import Comment, Reply, ReplyQuerySet
from replies.models.replies import OWED, count_of
from replies.permissions import assigner_refusal
from replies.workflow import Status


@dataclass(slots=True)
class Desk:
    """What a person owes, waits for and is asked in comments, and the lists that they may open."""

    owed: list[Reply] = field(default_factory=list)
    waiting: list[Reply] = field(default_factory=list)
    mentions: list[Comment] = field(default_factory=list)
    lists: list[ListOfIssues] = field(default_factory=list)
    today: date = date.min
    role: str = Role.OBSERVER
    # Lists with issues on which no ministry leads, for who assigns them; they carry `leaderless`.
    without_lead: list[ListOfIssues] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        """How many owed replies are past their date."""
        return sum(reply.due is not None and reply.due < self.today for reply in self.owed)

    @property
    def sentence(self) -> str:
        """What matters, in words."""
        if not self.owed:
            return _("You owe nothing at the moment.")
        owed = {
            Role.FOCAL_POINT: ngettext("%(n)d reply to write", "%(n)d replies to write", len(self.owed)),
            Role.CLEARING_OFFICER: ngettext("%(n)d reply to clear", "%(n)d replies to clear", len(self.owed)),
        }.get(Role(self.role), ngettext("%(n)d reply to accept", "%(n)d replies to accept", len(self.owed)))
        if self.overdue:
            late = ngettext("%(late)d of them is overdue.", "%(late)d of them are overdue.", self.overdue)
            return f"{owed}, {late}" % {"n": len(self.owed), "late": self.overdue}
        return f"{owed}." % {"n": len(self.owed)}


# What a person waits for: handed in by their ministry, and with others now.
WAITING = {
    Role.FOCAL_POINT: (Status.SUBMITTED, Status.CLEARED),
    Role.CLEARING_OFFICER: (Status.CLEARED,),
}


def concerning(user: User) -> ReplyQuerySet:
    """The replies that the person owes, and those that they wait for."""
    waiting = Q(assignment__ministry=user.ministry_id, status__in=WAITING.get(Role(user.role), ()))
    return Reply.objects.owed_by(user) | Reply.objects.filter(waiting)


def rows_of(user: User) -> tuple[list[Reply], list[Reply]]:
    """What the person owes and what they wait for, most urgent first; `due` is that of the next step."""
    related = ("assignment__issue__list_of_issues", "assignment__ministry")
    rows = list(concerning(user).select_related(*related).with_counts().most_urgent_first())
    calendars = calendars_for(rows)
    for reply in rows:
        reply.due = due_of_next_step(reply, calendars)
    owed = OWED.get(Role(user.role), ())
    return [reply for reply in rows if reply.status in owed], [r for r in rows if r.status not in owed]


def desk_of(user: User, today: date) -> Desk:
    """What the person owes on a day and what they wait for, in five queries."""
    lists = list(_lists_of(user))
    owed, waiting = rows_of(user)
    mentions = Comment.objects.mentioning(user)
    return Desk(
        owed=owed,
        waiting=waiting,
        mentions=list(mentions.select_related("author", "data_point", "reply__assignment__issue")),
        lists=lists,
        without_lead=[stored for stored in lists if stored.leaderless and stored.status == "open"],
        today=today,
        role=user.role,
    )


def _lists_of(user: User) -> ListOfIssuesQuerySet:
    """The lists that the person sees; to who assigns them with `leaderless`, else that is 0."""
    leaderless: Coalesce | Value = Value(0)
    if not assigner_refusal(user):
        leaderless = count_of(Issue.objects.without_lead().filter(list_of_issues=OuterRef("pk")))
    return ListOfIssues.objects.visible_to(user).annotate(leaderless=leaderless)  # type: ignore[no-redef]
