"""The working days and days off of a State, on which every date is counted."""

from collections import defaultdict
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues import calendar_services
from issues.models import CalendarDay, ListOfIssues
from issues.schedule import Calendar
from replies.calendar_effects import DayEffects, effects_of_day
from replies.effects import Effect
from replies.permissions import calendar_refusal
from replies.services.planning import tell_moved
from replies.services.refusing import Refused


def day_refusal(
    calendar: Calendar, own: CalendarDay | None, day: date, name: str, *, is_working: bool
) -> str:
    """Why a day cannot be entered so; empty when it can. What was entered for it may get another name."""
    if calendar.is_working(day) != is_working or (own is not None and own.name != name):
        return ""
    values = {"date": date_format(day)}
    if is_working:
        return _("%(date)s is a working day already: there is nothing to change.") % values
    return _("%(date)s is a day off already: there is nothing to change.") % values


def set_calendar_day(state: str, day: date, *, is_working: bool, name: str, by: User) -> DayEffects:
    """Make a day a working one or a day off; those whose next step gets another day by it are told.

    Refused to all but administrators, and where the day is so already.
    """
    if why := calendar_refusal(by):
        raise Refused(why)
    with recorded(by, "calendar changed"):
        lists = ListOfIssues.objects.filter(state=state, status=ListOfIssues.Status.OPEN).order_by("pk")
        locked = list(lists.select_for_update(no_key=True))
        calendar = CalendarDay.objects.calendar(state)
        own = CalendarDay.objects.filter(state=state, day=day).first()
        if why := day_refusal(calendar, own, day, name, is_working=is_working):
            raise Refused(why)
        effects = effects_of_day(locked, calendar, day, is_working=is_working)
        calendar_services.set_day(state, day, is_working=is_working, name=name, by=by)
        by_list: defaultdict[int, list[Effect]] = defaultdict(list)
        for effect in effects.moved:
            by_list[effect.reply.assignment.issue.list_of_issues_id].append(effect)
        for stored in locked:
            if moved := by_list[stored.pk]:
                tell_moved(stored, moved, before={}, by=by)
        return effects
