"""The columns of the register: what each says of a row, which a person chooses, sorts by and exports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import User
from issues.models import Assignment, Kind
from replies.permissions import reads_comments
from replies.progress.tiles import STATES, state_of
from replies.register import RegisterRow, is_done, is_owed
from replies.requested import Requested
from replies.workflow import Status

Value = str | int | date | None
Row = TypeVar("Row", RegisterRow, Requested)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its value of a row, None where there is nothing to know.

    `key` is what it is sorted by where that is not the value; `cells` what it is in a file, where a column
    that says two things on the screen is two.
    """

    name: str
    label: object
    value: Callable[[Any], Value]
    width: int
    is_usual: bool = True
    is_number: bool = False
    key: Callable[[Any], Any] | None = None
    also: tuple[object, Callable[[Any], Value], int] | None = None

    @property
    def cells(self) -> list[tuple[str, Callable[[Any], Value], int]]:
        """The heads, values and widths of what it is in a file."""
        own = (str(self.label), self.value, self.width)
        return [own] if self.also is None else [own, (str(self.also[0]), *self.also[1:])]

    def sorts_by(self, row: Any) -> Any:
        return (self.key or self.value)(row)


def articles_of(row: RegisterRow | Requested) -> str:
    section = row.issue.section
    return ", ".join(str(number) for number in section.articles) if section else ""


def section_of(row: RegisterRow | Requested) -> str:
    return row.issue.section.heading if row.issue.section else ""


def _articles(row: RegisterRow | Requested) -> Any:
    return (row.issue.section.articles if row.issue.section else None) or None


def state_name(row: RegisterRow) -> str | None:
    """Where the issue stands as the dashboard names it; None where the person may not know of all replies."""
    return state_of(row.rows) if row.knows_all else None


def _state(row: RegisterRow) -> str | None:
    name = state_name(row)
    return str(STATES[name]) if name else None


def _state_rank(row: RegisterRow) -> int | None:
    name = state_name(row)
    return list(STATES).index(name) if name else None


def _ministries(row: RegisterRow) -> str:
    """All ministries in one text, the lead first, each with where it stands."""
    told = []
    for one in row.replies:
        status = f": {one.status.label}" if one.status else ""
        told.append(f"{one.ministry}{status}")
    return "; ".join(told) or _("no ministry")


def _first_ministry(row: RegisterRow) -> str | None:
    return str(row.replies[0].ministry) if row.replies else None


def detail_of(row: Requested) -> str:
    """The disaggregation and the period asked for."""
    return " · ".join([*row.point.disaggregation, *filter(None, [row.point.period])]) if row.point else ""


def _place(row: Requested) -> tuple[int, int]:
    return row.issue.number, row.point.position if row.point else -1


def nothing_due() -> str:
    """What stands for the deadline of what is accepted."""
    return _("nothing due")


def as_a_whole() -> str:
    """What stands for the number of data points of an issue that has none and is answered all the same."""
    return _("as a whole")


def _points(row: RegisterRow) -> Value:
    return as_a_whole() if row.is_as_a_whole else row.asked


def _issue_due(row: RegisterRow) -> Value:
    return nothing_due() if row.is_done else row.due


def _due(row: Requested) -> Value:
    if is_done(row):
        return nothing_due()
    return _due_date(row)


def _due_date(row: Requested) -> date | None:
    return row.due if is_owed(row) else None


def _answered(row: Requested) -> str | None:
    if not row.is_known:
        return None
    return _("yes") if row.is_answered else _("no")


def _ministry(row: Requested) -> str:
    return str(row.ministry) if row.ministry else _("no ministry")


def _role(row: Requested) -> str | None:
    return str(Assignment.Role(row.assignment.role).label) if row.assignment else None


ARTICLE = Column("article", gettext_lazy("Article"), articles_of, 10, key=_articles)
SECTION = Column("section", gettext_lazy("Section"), section_of, 30, is_usual=False)
DUE = gettext_lazy("Deadline")
WORDS = gettext_lazy("Words")

OF_ISSUES = (
    Column(
        "issue",
        gettext_lazy("Issue"),
        lambda row: row.issue.number,
        8,
        also=(gettext_lazy("Short label"), lambda row: row.issue.label, 45),
    ),
    ARTICLE,
    SECTION,
    Column("points", gettext_lazy("Data points"), _points, 12, is_number=True, key=lambda row: row.asked),
    Column(
        "answered",
        gettext_lazy("Answered"),
        lambda row: row.answered,
        10,
        is_number=True,
        also=(gettext_lazy("Answers asked"), lambda row: row.to_answer, 14),
    ),
    Column("deadline", DUE, _issue_due, 14, key=lambda row: row.due),
    Column("ministries", gettext_lazy("Ministries"), _ministries, 60, key=_first_ministry),
    Column("state", gettext_lazy("State"), _state, 14, key=_state_rank),
    Column("words", WORDS, lambda row: row.words, 9, is_number=True),
    Column("share", gettext_lazy("Words for it"), lambda row: row.share, 12, is_usual=False, is_number=True),
    Column("comments", gettext_lazy("Open comments"), lambda row: row.comments, 14, is_number=True),
)
OF_POINTS = (
    Column("code", gettext_lazy("Code"), lambda row: row.code, 10, key=_place),
    Column("point", gettext_lazy("Data point"), lambda row: row.label, 45),
    Column(
        "kind",
        gettext_lazy("Kind"),
        lambda row: str(Kind(row.point.kind).label) if row.point else None,
        14,
    ),
    Column("detail", gettext_lazy("Disaggregation, period"), detail_of, 40, is_usual=False),
    replace(ARTICLE, is_usual=False),
    SECTION,
    Column("ministry", gettext_lazy("Ministry"), _ministry, 36),
    Column("role", pgettext_lazy("of a ministry", "Role"), _role, 12),
    Column("deadline", DUE, _due, 14, key=_due_date),
    Column(
        "status",
        gettext_lazy("Status"),
        lambda row: row.status and str(row.status.label),
        14,
        key=lambda row: row.status and list(Status).index(row.status),
    ),
    Column("answered", gettext_lazy("Answered"), _answered, 10),
    Column("words", WORDS, lambda row: row.written.words if row.is_known else None, 9, is_number=True),
)


def columns_for(way: str, user: User) -> list[Column]:
    """The columns that the person can choose, of issues or of data points."""
    if way == "point":
        return [*OF_POINTS]
    return [column for column in OF_ISSUES if column.name != "comments" or reads_comments(user)]


def ordered(rows: Sequence[Row], columns: Sequence[Column], sort: str) -> list[Row]:
    """The rows by a column, turned round after a “-”; those of which it says nothing always last."""
    column = next((one for one in columns if one.name == sort.removeprefix("-")), None)
    if column is None:
        return list(rows)
    keyed = [(column.sorts_by(row), row) for row in rows]
    told = [pair for pair in keyed if pair[0] not in (None, "")]
    told.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    return [row for _key, row in told] + [row for key, row in keyed if key in (None, "")]
