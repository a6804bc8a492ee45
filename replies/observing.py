"""What an observer sees first: how far the open lists are, and what was accepted lately."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import CalendarDay, ListOfIssues
from issues.schedule import Calendar
from replies.lists import Figures, ListFilters, figures_of, lists_found
from replies.models import Reply

LISTS_SHOWN = 5
ACCEPTED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """One list with its figures."""

    stored: ListOfIssues
    figures: Figures
    calendar: Calendar

    @property
    def days_left(self) -> int | None:
        """Days until the replies are due, fewer than none after it; None without a date."""
        due: date | None = self.stored.due_date
        return (due - self.stored.today).days if due else None

    @property
    def working_days_left(self) -> int:
        """The working days of the State until then, none without a date or after it."""
        due: date | None = self.stored.due_date
        return self.calendar.distance(self.stored.today, due) if due and due > self.stored.today else 0


@dataclass(frozen=True, slots=True)
class Observed:
    """The first page of an observer."""

    lists: Sequence[Standing]
    accepted: Sequence[Reply]
    has_more: bool = False

    @property
    def sentence(self) -> str:
        """How much is accepted of what is open."""
        if not self.lists:
            return _("No list of issues is open.")
        replies = sum(row.figures.replies for row in self.lists)
        accepted = sum(row.figures.accepted for row in self.lists)
        if not replies:
            return _("No ministry is asked for a reply yet.")
        text = ngettext(
            "%(accepted)d of %(n)d reply is accepted.", "%(accepted)d of %(n)d replies are accepted.", replies
        )
        return " ".join([*self._time_left(), text % {"accepted": accepted, "n": replies}])

    def _time_left(self) -> Iterator[str]:
        """How long there is for the one list, while there is time."""
        if len(self.lists) == 1 and (left := self.lists[0].working_days_left):
            yield ngettext("%d working day left.", "%d working days left.", left) % left


def observed_by(user: User) -> Observed:
    """The open lists that are due first, and what was accepted in open lists lately; four queries."""
    lists = list(lists_found(user, ListFilters(status=ListOfIssues.Status.OPEN))[: LISTS_SHOWN + 1])
    shown = lists[:LISTS_SHOWN]
    figures = figures_of(shown, user)
    calendars = CalendarDay.objects.calendars(stored.state for stored in shown)
    accepted = Reply.objects.visible_to(user).of_open_lists().filter(status="accepted")
    rows = accepted.select_related("assignment__ministry", "assignment__issue__list_of_issues")
    return Observed(
        lists=[Standing(stored, figures[stored.pk], calendars[stored.state]) for stored in shown],
        accepted=list(rows.order_by("-accepted_at", "-pk")[:ACCEPTED_SHOWN]),
        has_more=len(lists) > LISTS_SHOWN,
    )
