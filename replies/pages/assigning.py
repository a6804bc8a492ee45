"""What the pages of the assignments show: the grid of issues and ministries, and one issue's data points."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Ministry, Role, User
from issues.models import Assignment, DataPoint, Issue, ListOfIssues, Section
from issues.suggested import suggested_for
from issues.suggesting import Suggested
from replies.budget import proportions_of

# A click on a cell takes it one step further; on an issue without a lead an empty one becomes the lead.
FOLLOWING = {"": "contributor", "contributor": "none", "lead": "contributor"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What a ministry is on an issue (`role` "": nothing), and what a click makes of it.

    An empty one can be suggested; one that was given can be declined.
    """

    issue: Issue
    ministry: Ministry
    role: str
    following: str
    points: int
    suggested: Suggested | None = None
    is_declined: bool = False

    @property
    def words(self) -> str:
        """The role in words, with what is suggested and why, or that it is declined."""
        if self.suggested is not None:
            values = {"role": Assignment.Role(self.suggested.role).label, "reason": self.suggested.reason}
            return _("none; suggested as %(role)s (%(reason)s)") % values
        role = str(Assignment.Role(self.role).label) if self.role else _("none")
        return _("%(role)s, declined") % {"role": role} if self.is_declined else role

    @property
    def shown_role(self) -> str:
        """The role that the cell shows, given or suggested."""
        return self.suggested.role if self.suggested else self.role

    @property
    def look(self) -> str:
        """How the cell looks: its role, “suggested”, “declined” or “none”."""
        if self.suggested is not None:
            return "suggested"
        return "declined" if self.is_declined else self.role or "none"


@dataclass(frozen=True, slots=True)
class Row:
    """An issue of the grid; `nobody` are the codes of the data points that no ministry is asked.

    `suggested` is what can be accepted for it at once.
    """

    issue: Issue
    cells: tuple[Cell, ...]
    nobody: tuple[str, ...]
    suggested: tuple[Suggested, ...] = ()

    @property
    def section(self) -> Section | None:
        """The heading that the issue stands under."""
        return self.issue.section

    @property
    def has_lead(self) -> bool:
        return any(cell.role == Assignment.Role.LEAD for cell in self.cells)

    @property
    def is_free(self) -> bool:
        """Whether nobody has the issue."""
        return not any(cell.role for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Load:
    """One ministry's share: numbers of issues and data points, the words that there are for them."""

    ministry: Ministry
    leads: int
    contributes: int
    points: int
    words: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole list: its issues, the ministries beside them, and what each of those has to do."""

    rows: tuple[Row, ...]
    ministries: tuple[Ministry, ...]
    loads: tuple[Load, ...]
    # The keys of the ministries in which nobody could draft.
    deserted: frozenset[int]

    @property
    def proposed(self) -> list[Suggested]:
        """What is suggested for the issues that nobody has."""
        return [entry for row in self.rows if row.is_free for entry in row.suggested]

    @property
    def proposed_issues(self) -> int:
        return len({entry.issue for entry in self.proposed})

    @property
    def without_lead(self) -> list[Row]:
        return [row for row in self.rows if not row.has_lead]

    @property
    def sentence(self) -> str:
        """What is still to do, in words."""
        without, nobody = len(self.without_lead), sum(len(row.nobody) for row in self.rows)
        if not self.rows:
            return _("The list has no issues yet.")
        said = []
        if without:
            said.append(ngettext("%d issue has no lead.", "%d issues have no lead.", without) % without)
        if nobody:
            said.append(ngettext("%d data point has nobody.", "%d data points have nobody.", nobody) % nobody)
        if n := self.proposed_issues:
            more = ngettext("For %d of them a suggestion is made.", "For %d of them suggestions are made.", n)
            said.append(more % n)
        return " ".join(said) or _("Every issue has a lead, and every data point somebody.")

    @property
    def columns(self) -> str:
        """The order of the columns, as the form sends it along."""
        return "-".join(str(ministry.pk) for ministry in self.ministries)


def issues_of(stored: ListOfIssues) -> list[Issue]:
    """The issues with their sections, passages, data points, assignments with theirs; five queries."""
    points = Prefetch("data_points", DataPoint.objects.order_by("position"))
    assignments = Prefetch("assignments", Assignment.objects.select_related("ministry"))
    related = stored.issues.select_related("section").order_by("number")
    rows = (points, assignments, "passages", "assignments__assigned_data_points")
    return list(related.prefetch_related(*rows))


def grid_of(stored: ListOfIssues, columns: Sequence[int] = ()) -> Grid:
    """The grid of a list; its columns in the order of these keys, else those in use first.

    A fixed number of queries, whatever the list's size.
    """
    issues = issues_of(stored)
    ministries = tuple(sorted(Ministry.objects.all(), key=_place(issues, columns)))
    suggested = suggested_for(stored, issues, ministries)
    return Grid(
        rows=tuple(_row(issue, ministries, suggested.get(issue.number, ())) for issue in issues),
        ministries=ministries,
        loads=tuple(_loads(stored, issues, ministries)),
        deserted=_deserted(ministries),
    )


def _deserted(ministries: Iterable[Ministry]) -> frozenset[int]:
    """The keys of those without a focal point who may sign in; one query."""
    manned = User.objects.filter(role=Role.FOCAL_POINT, is_active=True).values_list("ministry", flat=True)
    return frozenset({ministry.pk for ministry in ministries} - set(manned))


def deserted_sentence(ministries: Iterable[Ministry]) -> str:
    """That nobody could draft in some of these ministries, and what to do; empty where somebody could."""
    found = list(ministries)
    without = _deserted(found)
    names = sorted({ministry.name for ministry in found if ministry.pk in without})
    if not names:
        return ""
    return ngettext(
        "%(names)s has no focal point who could draft: ask an administrator to invite one.",
        "%(names)s have no focal point who could draft: ask an administrator to invite them.",
        len(names),
    ) % {"names": get_text_list(names, _("and"))}


def _place(issues: Iterable[Issue], columns: Sequence[int]) -> Callable[[Ministry], tuple[int, str]]:
    used = Counter(found.ministry_id for issue in issues for found in issue.assignments.all())
    places = {key: place for place, key in enumerate(columns)}
    if places:
        return lambda ministry: (places.get(ministry.pk, len(places)), ministry.name)
    return lambda ministry: (-used[ministry.pk], ministry.name)


def _row(issue: Issue, ministries: Iterable[Ministry], suggested: Iterable[Suggested]) -> Row:
    given = {found.ministry_id: found for found in issue.assignments.all()}
    wanted = {entry.ministry: entry for entry in suggested}
    has_lead = any(found.is_lead for found in given.values())
    cells = (_cell(issue, m, given.get(m.pk), wanted.get(m.code), has_lead=has_lead) for m in ministries)
    return Row(issue, tuple(cells), tuple(nobodys(issue)), tuple(wanted.values()))


def _cell(
    issue: Issue, ministry: Ministry, found: Assignment | None, entry: Suggested | None, *, has_lead: bool
) -> Cell:
    if found is None:
        following = "suggested" if entry else FOLLOWING[""] if has_lead else "lead"
        return Cell(issue, ministry, "", following, len(entry.data_points) if entry else 0, entry)
    points = len(found.assigned_data_points.all())
    is_declined = found.response == Assignment.Response.DECLINED
    return Cell(issue, ministry, found.role, FOLLOWING[found.role], points, None, is_declined)


def nobodys(issue: Issue) -> list[str]:
    """The codes of the data points that no ministry is asked."""
    asked = {a.data_point_id for found in issue.assignments.all() for a in found.assigned_data_points.all()}
    return [point.code for point in issue.data_points.all() if point.pk not in asked]


def _loads(stored: ListOfIssues, issues: Iterable[Issue], ministries: Iterable[Ministry]) -> Iterable[Load]:
    """Of the ministries that have anything to do; words as `replies.budget` shares the limit out."""
    proportions = proportions_of(stored)
    left = max(stored.word_limit - proportions.frame, 0)
    for ministry in ministries:
        given = [a for issue in issues for a in issue.assignments.all() if a.ministry_id == ministry.pk]
        points = [len(found.assigned_data_points.all()) for found in given]
        leads = sum(found.is_lead for found in given)
        words = round(left * sum(max(n, 1) for n in points) / proportions.total)
        if given:
            yield Load(ministry, leads, len(given) - leads, sum(points), words)


@dataclass(frozen=True, slots=True)
class PointRow:
    """A data point of one issue, and for each of its assignments whether it is asked there."""

    point: DataPoint
    asked: tuple[tuple[Assignment, bool], ...]

    @property
    def has_somebody(self) -> bool:
        return any(is_asked for _assignment, is_asked in self.asked)


def points_of(issue: Issue) -> list[PointRow]:
    """Every data point of an issue beside its ministries; the issue comes from `issues_of`."""
    given = list(issue.assignments.all())
    asked = {found.pk: {a.data_point_id for a in found.assigned_data_points.all()} for found in given}
    return [
        PointRow(point, tuple((found, point.pk in asked[found.pk]) for found in given))
        for point in issue.data_points.all()
    ]
