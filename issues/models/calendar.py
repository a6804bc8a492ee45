"""Days on which a State works, or does not, against what its law or the package `holidays` says."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import with_history
from issues.schedule import Calendar


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def calendars(self, states: Iterable[str]) -> dict[str, Calendar]:
        """The calendars of these States, by ISO 3166 codes of three letters, in one query."""
        wanted = set(states)
        added: defaultdict[str, set[date]] = defaultdict(set)
        removed: defaultdict[str, set[date]] = defaultdict(set)
        rows = self.filter(state__in=wanted).values_list("state", "day", "is_working")
        for state, day, is_working in rows:
            (removed if is_working else added)[state].add(day)
        return {
            state: Calendar(state, frozenset(added[state]), frozenset(removed[state])) for state in wanted
        }

    def calendar(self, state: str) -> Calendar:
        """The calendar of one State."""
        return self.calendars([state])[state]


@with_history()
class CalendarDay(models.Model):
    """A day that an administrator made a day off or a working one: a moved Saturday, a moved feast."""

    state = models.CharField(_("State party"), max_length=3)
    day = models.DateField(_("day"))
    is_working = models.BooleanField(_("working day"))
    name = models.CharField(_("name"), max_length=120, blank=True)

    objects: ClassVar = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of the calendar")
        verbose_name_plural = _("days of the calendar")
        ordering = ("state", "day")
        constraints = (models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["state", "day"]),)

    def __str__(self) -> str:
        return f"{self.state} {self.day}"
