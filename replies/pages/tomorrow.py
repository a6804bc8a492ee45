"""What would be sent on the next working day, if nothing changed until then. Nothing is written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.deputies import stand_ins
from accounts.models import Ministry, Role, User
from issues.models import CalendarDay, ListOfIssues
from replies.emails import Line, in_turn, lines_of, scene_of, subject_of
from replies.models import Reminder, Reply
from replies.planned import Planned, wanted_on
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Mailing:
    """The digest of one person as it would go out, in their language."""

    user: User
    subject: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Away:
    """A person who would get nothing, and who gets it instead."""

    user: User
    deputy: User | None


@dataclass(frozen=True, slots=True)
class Tomorrow:
    """The mails of a day, and whom they would not reach."""

    day: date
    mails: list[Mailing]
    away: list[Away]
    without_focal_point: list[Ministry]

    @property
    def without_address(self) -> list[User]:
        """People to whom nothing can be sent."""
        return [mailing.user for mailing in self.mails if not mailing.user.email]

    @property
    def sentence(self) -> str:
        """How many people would be told."""
        if not self.mails:
            return _("Nobody would be reminded: nothing reaches its next date.")
        n = len(self.mails)
        return ngettext("%d person would get a digest.", "%d people would get a digest.", n) % n


def tomorrow_of(stored: ListOfIssues) -> Tomorrow:
    """The digests of the next working day of the State, of this list alone; a fixed number of queries."""
    calendar = CalendarDay.objects.calendar(stored.state)
    day = calendar.next_working(stored.today + timedelta(days=1))
    # Late in the evening, when the hour of everybody has come.
    moment = datetime.combine(day, time(23, 59), ZoneInfo(stored.time_zone))
    to_write = [Status.NOT_STARTED, Status.DRAFTING, Status.RETURNED]
    ministries = Ministry.objects.filter(
        assignments__issue__list_of_issues=stored, assignments__reply__status__in=to_write
    ).distinct()
    focal_points = User.objects.filter(
        ministry=OuterRef("pk"), role=Role.FOCAL_POINT, is_active=True
    ).order_by()
    return Tomorrow(
        day=day,
        mails=_mails(wanted_on(moment, stored=stored), day),
        away=_away(day, stored),
        without_focal_point=list(ministries.exclude(Exists(focal_points))),
    )


def _mails(planned: list[Planned], day: date) -> list[Mailing]:
    replies = Reply.objects.with_due_date().with_issue().in_bulk({row.reply_id for row in planned})
    people = User.objects.in_bulk({pk for row in planned for pk in (row.user_id, row.deputy_of_id) if pk})
    owed: defaultdict[int, list[tuple[Reminder, Reply]]] = defaultdict(list)
    for row in planned:
        reminder = Reminder(
            due_date=row.due_date,
            rung=row.rung,
            chase=row.chase,
            escalated=row.escalated,
            deputy_of=people.get(row.deputy_of_id or 0),
        )
        owed[row.user_id].append((reminder, replies[row.reply_id]))
    scene = scene_of([pair for pairs in owed.values() for pair in pairs], day)
    mails = []
    for user in sorted((people[pk] for pk in owed), key=attrgetter("name")):
        with translation.override(user.language):
            lines = lines_of(user, in_turn(owed[user.pk]), scene)
            mails.append(Mailing(user, subject_of(lines), lines))
    return mails


def _away(day: date, stored: ListOfIssues) -> list[Away]:
    """People of the list's ministries with something open, and its coordinators, who are away on the day."""
    away = stand_ins(day)
    waiting = Reply.objects.filter(assignment__issue__list_of_issues=stored).exclude(status=Status.ACCEPTED)
    concerned = Q(ministry__in=waiting.values("assignment__ministry")) | Q(
        coordinations__list_of_issues=stored
    )
    people = User.objects.filter(concerned, is_active=True, pk__in=away).distinct()
    able = User.objects.filter(~Q(role=Role.COORDINATOR) | Q(coordinations__list_of_issues=stored))
    deputies = able.distinct().in_bulk({pk for pk in away.values() if pk})
    return [Away(person, deputies.get(away[person.pk] or 0)) for person in people]
