"""My desk: what a person owes, most urgent first, what came back to them, and what they wait for."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Role, User
from issues.models import Assignment, Issue, ListOfIssues, ListOfIssuesQuerySet
from replies.deadlines import calendars_for, due_of_next_step
from replies.models import Comment, Reply, ReplyQuerySet
from replies.models.counting import count_of
from replies.permissions import assigner_refusal
from replies.workflow import OWED, Status

# More replies than anybody can owe: a page of all of them would help nobody.
MOST = 200
# So many lists stand on the desk; those without a lead are looked for among some more.
LISTS_SHOWN = 5
LISTS_READ = 20


@dataclass(frozen=True, slots=True)
class Note:
    """Why a reply was returned: the note, by whom and when, and the data points that it is about."""

    text: str
    by: User
    at: datetime
    codes: str
    address: str


@dataclass(slots=True)
class Desk:
    """What a person owes, waits for and is asked in comments, and the open lists that concern them."""

    owed: list[Reply] = field(default_factory=list)
    waiting: list[Reply] = field(default_factory=list)
    # Returned replies: a focal point's own ones are owed, too; a clearing officer only has to know.
    back: list[Reply] = field(default_factory=list)
    notes: Mapping[int, Note] = field(default_factory=dict)
    # Who has the next step of what is waited for, by key of the reply.
    holders: Mapping[int, str] = field(default_factory=dict)
    mentions: list[Comment] = field(default_factory=list)
    lists: list[ListOfIssues] = field(default_factory=list)
    today: date = date.min
    role: str = Role.OBSERVER
    is_cut: bool = False

    @property
    def without_lead(self) -> list[ListOfIssues]:
        """Lists with issues on which no ministry leads, for who assigns them; they carry `leaderless`."""
        return [stored for stored in self.lists if stored.leaderless]

    @property
    def overdue(self) -> int:
        """How many owed replies are past their date."""
        return sum(reply.due is not None and reply.due < self.today for reply in self.owed)

    @property
    def sentence(self) -> str:
        """What matters, in words."""
        if self.is_cut:
            return _("You have more than %(n)d replies here: the most urgent ones come first.") % {"n": MOST}
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
# What of their ministry a person is to know beyond that: what came back.
TOLD = {Role.CLEARING_OFFICER: (Status.RETURNED,)}


def concerning(user: User, *more: Status) -> ReplyQuerySet:
    """The replies that the person owes, and those that they wait for; those in `more` statuses, too."""
    statuses = (*WAITING.get(Role(user.role), ()), *more)
    waiting = Q(assignment__ministry=user.ministry_id, status__in=statuses)
    return Reply.objects.owed_by(user) | Reply.objects.filter(waiting)


def rows_of(user: User) -> tuple[list[Reply], list[Reply]]:
    """What the person owes and what they wait for, most urgent first; `due` is that of the next step."""
    owed = OWED.get(Role(user.role), ())
    rows = _with_dates(concerning(user))
    return [reply for reply in rows if reply.status in owed], [r for r in rows if r.status not in owed]


def _with_dates(replies: ReplyQuerySet, most: int | None = None) -> list[Reply]:
    related = ("assignment__issue__list_of_issues", "assignment__ministry")
    rows = list(replies.select_related(*related).with_counts().most_urgent_first()[:most])
    calendars = calendars_for(rows)
    for reply in rows:
        reply.due = due_of_next_step(reply, calendars)
    return rows


def desk_of(user: User, today: date) -> Desk:
    """What the person owes on a day, what came back and what they wait for, in at most seven queries."""
    told = TOLD.get(Role(user.role), ())
    rows = _with_dates(concerning(user, *told).of_open_lists(), MOST + 1) if user.role in OWED else []
    owed, is_cut, rows = OWED.get(Role(user.role), ()), len(rows) > MOST, rows[:MOST]
    back = [reply for reply in rows if reply.status == Status.RETURNED]
    waiting = [reply for reply in rows if reply.status not in {*owed, Status.RETURNED}]
    mentions = Comment.objects.mentioning(user)
    return Desk(
        owed=[reply for reply in rows if reply.status in owed],
        waiting=waiting,
        back=back,
        notes=_notes(back),
        holders=_holders(waiting),
        mentions=list(mentions.select_related("author", "data_point", "reply__assignment__issue")),
        lists=list(_lists_of(user)[:LISTS_READ]),
        today=today,
        role=user.role,
        is_cut=is_cut,
    )


def _notes(back: Collection[Reply]) -> dict[int, Note]:
    """The latest open note of each returned reply; it stands once by each data point that it is about."""
    if not back:
        return {}
    found: dict[int, list[Comment]] = defaultdict(list)
    rows = Comment.objects.unresolved().filter(reply__in=back, is_return=True)
    for comment in rows.select_related("author", "data_point").order_by("created_at", "pk"):
        found[comment.reply_id].append(comment)
    return {reply.pk: _note(found[reply.pk], reply.get_absolute_url()) for reply in back if reply.pk in found}


def _note(comments: list[Comment], address: str) -> Note:
    latest = comments[-1]
    same = [comment for comment in comments if comment.created_at == latest.created_at]
    codes = ", ".join(comment.data_point.code for comment in same if comment.data_point)
    return Note(latest.text, latest.author, latest.created_at, codes, f"{address}#returns")


def _holders(waiting: Iterable[Reply]) -> dict[int, str]:
    """The names of who clears or accepts each reply, in one query."""
    waiting = list(waiting)
    if not waiting:
        return {}
    active = User.objects.filter(is_active=True).order_by()
    ministries = {reply.assignment.ministry_id for reply in waiting if reply.status == Status.SUBMITTED}
    officers = active.filter(role=Role.CLEARING_OFFICER, ministry__in=ministries)
    lists = {_list(reply).pk for reply in waiting if reply.status == Status.CLEARED}
    coordinators = active.filter(coordinations__list_of_issues__in=lists)
    of_lists = coordinators.values_list(Value("list"), F("coordinations__list_of_issues"), "name")
    rows = officers.values_list(Value("ministry"), F("ministry_id"), "name").union(of_lists)
    names: dict[tuple[str, int], list[str]] = defaultdict(list)
    for kind, key, name in sorted(rows):
        names[kind, key].append(name)
    return {reply.pk: ", ".join(names[_holder(reply)]) for reply in waiting}


def _holder(reply: Reply) -> tuple[str, int]:
    is_submitted = reply.status == Status.SUBMITTED
    return ("ministry", reply.assignment.ministry_id) if is_submitted else ("list", _list(reply).pk)


def _list(reply: Reply) -> ListOfIssues:
    return reply.assignment.issue.list_of_issues


def _lists_of(user: User) -> ListOfIssuesQuerySet:
    """The open lists that concern the person; to who assigns them with `leaderless`, else that is 0."""
    lists = ListOfIssues.objects.visible_to(user).filter(status="open")
    if user.ministry_id:
        given = Assignment.objects.filter(issue__list_of_issues=OuterRef("pk"), ministry=user.ministry_id)
        lists = lists.filter(Exists(given))
    leaderless: Coalesce | Value = Value(0)
    if not assigner_refusal(user):
        leaderless = count_of(Issue.objects.without_lead().filter(list_of_issues=OuterRef("pk")))
    return lists.annotate(leaderless=leaderless)  # type: ignore[no-redef]
