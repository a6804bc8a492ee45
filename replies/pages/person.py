"""What one person owes and by when, for themselves and for who coordinates them."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.absences import days_of
from accounts.models import Absence, Role, User
from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import calendars_for
from replies.desk import rows_of
from replies.emails import when_due
from replies.ladder import next_rung_day
from replies.models import Digest, Reminder, Reply


@dataclass(frozen=True, slots=True)
class Owed:
    """One reply whose next step is the person's: when it is due, and when they are told next."""

    reply: Reply
    when: str
    is_late: bool
    reminded_next: date | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that the page says of one person."""

    person: User
    owed: list[Owed]
    waiting: list[Reply]
    absences: list[tuple[str, User | None]]
    told: list[Reminder]

    @property
    def sentence(self) -> str:
        """What they owe, and how much of it is late."""
        n, late = len(self.owed), sum(row.is_late for row in self.owed)
        if not n:
            return _("%(name)s owes nothing at the moment.") % {"name": self.person.name}
        owed = ngettext("%(name)s owes %(n)d reply", "%(name)s owes %(n)d replies", n)
        if not late:
            return owed % {"name": self.person.name, "n": n} + "."
        rest = ngettext("%(late)d of them is overdue.", "%(late)d of them are overdue.", late)
        return f"{owed}, {rest}" % {"name": self.person.name, "n": n, "late": late}


def people_shown_to(user: User) -> QuerySet[User]:
    """Oneself; for coordinators who has to do with their lists, administrators too; for those everybody."""
    if user.role == Role.ADMINISTRATOR:
        return User.objects.all()
    own = Q(pk=user.pk)
    if user.role == Role.COORDINATOR:
        own |= Q(role=Role.ADMINISTRATOR)
        own |= Q(ministry__assignments__issue__list_of_issues__coordinations__user=user)
        own |= Q(coordinations__list_of_issues__coordinations__user=user)
    return User.objects.filter(own).distinct()


def person_page(person: User, viewer: User) -> PersonPage:
    """What the viewer may see of it: their own lists; a fixed number of queries."""
    lists = set(ListOfIssues.objects.visible_to(viewer).values_list("pk", flat=True))
    owed, waiting = ([row for row in rows if _list(row).pk in lists] for rows in rows_of(person))
    calendars = calendars_for(owed)
    told = Reminder.objects.filter(user=person, digest__status=Digest.Status.SENT)
    absences = Absence.objects.filter(
        Q(last_day__isnull=True) | Q(last_day__gte=timezone.localdate()), user=person
    )
    now = timezone.now()
    return PersonPage(
        person=person,
        owed=[_owed(reply, calendars[_list(reply).state], now) for reply in owed],
        waiting=waiting,
        absences=[(days_of(absence), absence.deputy) for absence in absences.select_related("deputy")],
        told=list(
            told.filter(issue__list_of_issues__in=lists)
            .select_related("digest", "issue__list_of_issues", "ministry", "reply")
            .order_by("-digest__sent_at", "pk")[:10]
        ),
    )


def _list(reply: Reply) -> ListOfIssues:
    return reply.assignment.issue.list_of_issues


def _owed(reply: Reply, calendar: Calendar, now: datetime) -> Owed:
    today = now.astimezone(ZoneInfo(_list(reply).time_zone)).date()
    if reply.due is None:
        return Owed(reply, _("no date"), False, None)
    when = when_due(reply.due, today, calendar)
    return Owed(reply, when, reply.due < today, next_rung_day(reply.due, today, calendar))


def rung_in_words(reminder: Reminder) -> str:
    """The rung on which somebody was told, seen from the date: “5 working days before 14 March”."""
    days, values = abs(reminder.rung), {"date": date_format(reminder.due_date), "n": abs(reminder.rung)}
    if reminder.rung == 0:
        return _("on the day, %(date)s") % values
    if reminder.rung < 0:
        text = ngettext("%(n)d working day before %(date)s", "%(n)d working days before %(date)s", days)
    else:
        text = ngettext("%(n)d working day after %(date)s", "%(n)d working days after %(date)s", days)
    return text % values
