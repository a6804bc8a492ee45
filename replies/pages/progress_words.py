"""The sentence on top of the dashboard, and other words on it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.burnup import Done, Forecast

A_MONTH = 31


def sentence_of(stored: ListOfIssues, calendar: Calendar, done: Done, total: int, found: Forecast) -> str:
    """How much time is left, and whether it is enough."""
    if not total:
        return _("There is no data point here.")
    if stored.status in {"submitted", "archived"}:
        said = ngettext(
            "The replies are submitted. %(n)d of %(total)d data point was accepted.",
            "The replies are submitted. %(n)d of %(total)d data points were accepted.",
            total,
        )
        return said % {"n": done.accepted, "total": total}
    if stored.status == "intake":
        return f"{time_left(stored.due_date, calendar, done.day)} {_('The list is not open yet.')}"
    return f"{time_left(stored.due_date, calendar, done.day)} {pace_words(found, done, total)}"


def time_left(due: date | None, calendar: Calendar, today: date) -> str:
    """The working days until the replies are due in Geneva."""
    if due is None:
        return _("No date is set for Geneva.")
    if due == today:
        return _("Due in Geneva today.")
    if due < today:
        n = (today - due).days
        return ngettext("%d day past the date.", "%d days past the date.", n) % n
    n = calendar.distance(today, due)
    return ngettext("%d working day left.", "%d working days left.", n) % n


def pace_words(found: Forecast, done: Done, total: int) -> str:
    """When all is accepted if the work goes on as it went."""
    if done.effort == total:
        return _("Everything is accepted.")
    if not done.effort:
        return _("Nothing is answered yet.")
    if found.pace <= 0:
        return _("Nothing has moved forward in ten working days.")
    if found.ready is None:
        return _("At this pace not all is accepted within three years.")
    is_this_year = found.ready.year == done.day.year
    day = date_format(found.ready, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")
    if found.late is None:
        return _("At this pace all is accepted on %s.") % day
    if found.late == 0:
        return _("At this pace all is accepted on %s, just in time.") % day
    if found.late > 0:
        said = ngettext(
            "At this pace all is accepted on %(day)s, %(n)d working day late.",
            "At this pace all is accepted on %(day)s, %(n)d working days late.",
            found.late,
        )
    else:
        said = ngettext(
            "At this pace all is accepted on %(day)s, with %(n)d working day to spare.",
            "At this pace all is accepted on %(day)s, with %(n)d working days to spare.",
            -found.late,
        )
    return said % {"day": day, "n": abs(found.late)}


def ago(day: date | None, today: date) -> str:
    """“today”, “6 days ago”, the date where that is long past; a dash where it never was."""
    if day is None:
        return "–"
    n = (today - day).days
    if n <= 0:
        return _("today")
    if n == 1:
        return _("yesterday")
    if n > A_MONTH:
        return date_format(day)
    return ngettext("%d day ago", "%d days ago", n) % n
