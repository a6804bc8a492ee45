"""What the register shows of a list: the rows that pass, the chosen columns, in the asked order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import ListOfIssues, Section
from replies.budget import shares_of
from replies.filter_forms import FilterForm
from replies.filters import narrowed
from replies.finding import Search, search_for
from replies.finding import narrowed as found_in
from replies.forms import FindForm
from replies.pages.filtering import at
from replies.register import More, RegisterRow, issue_rows, of_found, open_comments, with_one_of
from replies.register_columns import Column, columns_for, ordered
from replies.register_forms import ShownForm, TableForm
from replies.requested import Requested, Whole, requested_of


@dataclass(frozen=True, slots=True)
class Shown:
    """The register as an address asks for it; `rows` are issues, or data points × ministries (`way`)."""

    stored: ListOfIssues
    whole: Whole
    way: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    all: int
    found: int
    filters: FilterForm
    find: FindForm
    search: Search
    table: TableForm
    left_out: Sequence[str]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What of the address is no filter."""
        return [*([("by", self.way)] if self.way != "issue" else []), *self.table.kept]

    @property
    def query_pairs(self) -> list[tuple[str, str]]:
        """All of the address that makes sense."""
        on = [("q", self.search.text), *asdict(self.filters.filters).items(), *self.kept]
        return [pair for pair in on if pair[1]]

    @property
    def is_narrowed(self) -> bool:
        """Whether filters or words leave rows of the list away."""
        return bool(self.search.text or self.find.errors or self.filters.filters)

    @property
    def requested(self) -> list[Requested]:
        """What is requested in the rows: all of an issue where they are issues."""
        if self.way == "point":
            return [*self.rows]
        return [one for row in self.rows for one in row.rows]

    @property
    def counted(self) -> str:
        """“12 of 30 issues”."""
        told = {"shown": len(self.rows), "all": self.all}
        if self.way == "issue":
            return ngettext("%(shown)d of %(all)d issue", "%(shown)d of %(all)d issues", self.all) % told
        return (
            ngettext("%(shown)d of %(all)d data point", "%(shown)d of %(all)d data points", self.all) % told
        )

    @property
    def groups(self) -> list[tuple[Section | None, list[Any]]]:
        """The rows under the headings of the list; under none when they stand in another order."""
        if self.table.sort:
            return [(None, [*self.rows])]
        parts = groupby(self.rows, key=lambda row: row.issue.section)
        return [(section, [*rows]) for section, rows in parts]


def shown_of(query: QueryDict, stored: ListOfIssues, user: User) -> Shown:
    """What an address shows to a person; whatever makes no sense in it is left out and said."""
    whole, shown = requested_of(stored, user), ShownForm(query)
    filters = FilterForm(query, issues=whole.issues, rows=whole.rows)
    columns = columns_for(shown.way, user)
    table = TableForm(
        query,
        columns=[(column.name, str(column.label)) for column in columns],
        usual=[column.name for column in columns if column.is_usual],
    )
    chosen = [column for column in columns if column.name in table.chosen]
    find = FindForm(query)
    search = search_for(find.cleaned_data["q"]) if find.is_valid() else Search()
    issues = issue_rows(whole, _more(stored, user, {*table.chosen, table.sort.removeprefix("-")}))
    found = [] if find.errors else found_in(stored, issues, search)
    passing: Sequence[Requested] = narrowed(whole.rows, filters.filters, whole.today)
    rows: Sequence[RegisterRow | Requested] = with_one_of(found, passing)
    if shown.way == "point":
        rows = of_found(passing, found)
    return Shown(
        stored=stored,
        whole=whole,
        way=shown.way,
        columns=chosen,
        rows=ordered(rows, columns, table.sort),
        all=len(whole.issues) if shown.way == "issue" else len(whole.rows),
        found=len(found),
        filters=filters,
        find=find,
        search=search,
        table=table,
        left_out=[*shown.left_out, *table.left_out],
    )


def _more(stored: ListOfIssues, user: User, names: set[str]) -> More:
    """What only some columns need, and is fetched for them alone."""
    return More(
        shares=shares_of(stored) if "share" in names else {},
        comments=open_comments(stored, user) if "comments" in names else {},
    )


def links_of(shown: Shown) -> dict[str, object]:
    """The addresses of the other ways to look at the same: by issue or data point, other columns, a file."""
    path, pairs = shown.stored.get_absolute_url(), shown.query_pairs
    on = [pair for pair in pairs if pair[0] not in {"by", "columns", "sort"}]
    without = [pair for pair in pairs if pair[0] != "columns"]
    return {
        "ways": {"issue": at(path, urlencode(on)), "point": at(path, urlencode([*on, ("by", "point")]))},
        "without_columns": without,
        "usual_columns": at(path, urlencode(without)) if without != pairs else "",
        "exported": at("", urlencode(pairs)),
    }


def sentence_of(shown: Shown, user: User) -> str:
    """What matters of the rows that are shown to the person: their own ministry's share, or everything."""
    rows = [row for row in shown.requested if row.point or row.reply]
    is_own = user.ministry_id is not None
    if is_own:
        rows = [row for row in rows if row.ministry and row.ministry.pk == user.ministry_id]
    if not rows:
        return _without(shown, is_own=is_own)
    answered, late = sum(row.is_answered for row in rows), sum(row.is_overdue for row in rows)
    told = {"answered": answered, "asked": len(rows)}
    done = ngettext(
        "%(answered)d of %(asked)d data point is answered",
        "%(answered)d of %(asked)d data points are answered",
        len(rows),
    )
    if is_own:
        done = ngettext(
            "%(answered)d of your %(asked)d data point is answered",
            "%(answered)d of your %(asked)d data points are answered",
            len(rows),
        )
    overdue = ngettext("%d is overdue", "%d are overdue", late) % late if late else _("none is overdue")
    said = f"{done % told}, {overdue}."
    return _("In these rows, %(said)s") % {"said": said} if shown.is_narrowed else said


def _without(shown: Shown, *, is_own: bool) -> str:
    """Why there is nothing to count in what is shown."""
    if shown.is_narrowed and not shown.rows:
        return _("No row of this list is like that.")
    if is_own:
        return _("None of these issues is yours.")
    if shown.is_narrowed:
        return _("No data point is marked in these issues yet.")
    return _("No data point is marked in this list yet.")
