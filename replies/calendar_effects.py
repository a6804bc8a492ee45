"""What a day of a State's calendar touches: the deadlines on it, and those that are counted across it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from issues.models import ListOfIssues
from issues.schedule import Calendar
from replies.deadlines import due_of_next_step
from replies.effects import Effect, mark_of, unfinished
from replies.ladder import OWNERS
from replies.models import Reply
from replies.workflow import Status

# What the dates of a list are called, by their fields.
DATES: dict[str, Promise] = {
    "drafts_due": gettext_lazy("drafts due"),
    "clearance_due": gettext_lazy("clearance due"),
    "review_due": gettext_lazy("coordination review due"),
    "translation_due": gettext_lazy("translation due"),
    "submission_due": gettext_lazy("submission due"),
    "due_date": gettext_lazy("replies due in Geneva"),
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of a list by the name of its field, or the next step of a reply."""

    stored: ListOfIssues
    name: str = ""
    reply: Reply | None = None

    @property
    def label(self) -> str:
        """What the date of a list is called; empty for a reply."""
        return str(DATES[self.name]) if self.name else ""


@dataclass(frozen=True, slots=True)
class DayEffects:
    """Deadlines that fall on a day that is to be off, and next steps that get another day."""

    on_it: Sequence[Deadline] = ()
    moved: Sequence[Effect] = ()

    @property
    def seen(self) -> str:
        """What a person confirms who has seen exactly these; empty where there is nothing to see."""
        if not self.on_it and not self.moved:
            return ""
        on_it = [(row.stored.pk, row.name, row.reply and row.reply.pk) for row in self.on_it]
        return mark_of(on_it, [(effect.reply.pk, effect.before, effect.after) for effect in self.moved])


def deadlines_by_day(
    lists: Iterable[ListOfIssues], replies: Iterable[Reply], calendar: Calendar
) -> dict[date, list[Deadline]]:
    """All dates of these lists and next steps of these replies, by the day that they fall on."""
    found: defaultdict[date, list[Deadline]] = defaultdict(list)
    for stored in lists:
        for name in DATES:
            day = getattr(stored, name)
            if day is not None:
                found[day].append(Deadline(stored, name))
    for reply in replies:
        due = due_of_next_step(reply, {calendar.country: calendar})
        if due is not None:
            found[due].append(Deadline(reply.assignment.issue.list_of_issues, reply=reply))
    return dict(found)


def changed(calendar: Calendar, day: date, *, is_working: bool) -> Calendar:
    """The calendar as it would be with this day."""
    single = frozenset({day})
    if is_working:
        return Calendar(calendar.country, calendar.added - single, calendar.removed | single)
    return Calendar(calendar.country, calendar.added | single, calendar.removed - single)


def effects_of_day(
    lists: Iterable[ListOfIssues], calendar: Calendar, day: date, *, is_working: bool
) -> DayEffects:
    """What making a day a working one or a day off does to these lists of the calendar's State; one query."""
    lists = list(lists)
    replies, after = unfinished(lists), changed(calendar, day, is_working=is_working)
    found = (_effect(reply, calendar, after) for reply in replies)
    on_it = [] if is_working else deadlines_by_day(lists, replies, after).get(day, [])
    return DayEffects(on_it, [effect for effect in found if effect.before != effect.after])


def _effect(reply: Reply, before: Calendar, after: Calendar) -> Effect:
    old, new = (due_of_next_step(reply, {before.country: calendar}) for calendar in (before, after))
    return Effect(reply, OWNERS[Status(reply.status)], old, new)
