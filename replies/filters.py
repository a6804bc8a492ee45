"""What of a list a person wants to see: filters that live in the address of a page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from replies.requested import Requested
from replies.workflow import Status

A_WEEK = timedelta(days=7)

# Where a data point stands as a filter names it; the last ones join several.
STATES: Mapping[str, object] = {
    "unassigned": _("no ministry"),
    **dict(Status.choices),
    "overdue": _("overdue"),
    "unanswered": _("without an answer"),
    "answered": _("answered"),
    "handed-in": _("submitted or further"),
    "signed": _("cleared or accepted"),
}
DEADLINES: Mapping[str, object] = {
    "overdue": _("overdue"),
    "today": _("today"),
    "week": _("this week"),
    "next-week": _("next week"),
    "later": _("later"),
    "none": _("no date"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """One value each, empty where it does not matter; `section` is a section's place in the list."""

    section: str = ""
    article: str = ""
    ministry: str = ""
    kind: str = ""
    state: str = ""
    deadline: str = ""

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def query(self, **changes: str) -> str:
        """The filters as the query of an address, with these instead of what they were."""
        return urlencode({name: value for name, value in (asdict(self) | changes).items() if value})

    def keeps(self, row: Requested, today: date) -> bool:
        """Whether the row passes every filter; of what a person may not know, none that asks for it."""
        section = row.issue.section
        return (
            (not self.section or (section is not None and str(section.position) == self.section))
            and (not self.article or (section is not None and int(self.article) in section.articles))
            and (not self.ministry or (row.ministry is not None and row.ministry.code == self.ministry))
            and (not self.kind or (row.point is not None and row.point.kind == self.kind))
            and (not self.state or _is_in_state(row, self.state))
            and (not self.deadline or deadline_of(row, today) == self.deadline)
        )


def narrowed(rows: Iterable[Requested], filters: Filters, today: date) -> list[Requested]:
    """The rows that pass the filters, in their order."""
    return [row for row in rows if filters.keeps(row, today)]


def _is_in_state(row: Requested, state: str) -> bool:
    joined: Mapping[str, Callable[[], bool]] = {
        "unassigned": lambda: row.reply is None,
        "overdue": lambda: row.is_overdue,
        "unanswered": lambda: row.is_known and not row.is_answered,
        "answered": lambda: row.is_answered,
        "handed-in": lambda: row.has_reached("submitted"),
        "signed": lambda: row.has_reached("cleared"),
    }
    return joined[state]() if state in joined else row.status == state


def deadline_of(row: Requested, today: date) -> str:
    """When the next step of the row is due, as a filter names it; empty where nothing is owed or known."""
    if row.reply is None or not row.is_known or row.status == Status.ACCEPTED:
        return ""
    return urgency_of(row.due, today)


def urgency_of(due: date | None, today: date) -> str:
    """When something not yet done is due, as a filter names it; a week ends on Sunday."""
    if due is None:
        return "none"
    if due <= today:
        return "overdue" if due < today else "today"
    sunday = today + timedelta(days=6 - today.weekday())
    if due <= sunday:
        return "week"
    return "next-week" if due <= sunday + A_WEEK else "later"
