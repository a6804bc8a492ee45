"""The register's table as HTML: heads that sort, and rows; made here, for a page has two thousand cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from issues.models import Section
from replies.addresses import address_of
from replies.finding import Search
from replies.pages.filtering import at
from replies.pages.register import Shown
from replies.progress.tiles import STATES
from replies.register import RegisterRow, is_done, is_owed
from replies.register_columns import Column, as_a_whole, nothing_due, state_name
from replies.requested import Requested
from replies.templatetags.reply_tags import status_pill

NOTHING = SafeString('<span class="muted">–</span>')


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading of the list, or under none."""

    section: Section | None
    rows: Sequence[SafeString]


def heads_of(shown: Shown, path: str) -> SafeString:
    """The heads, each a link that sorts by it, or turns the order round."""
    return format_html_join("", "{}", ((_head(shown, column, path),) for column in shown.columns))


def _head(shown: Shown, column: Column, path: str) -> SafeString:
    own = shown.table.own
    sort = shown.table.sort or own
    is_by = sort.removeprefix("-") == column.name
    turned = f"-{column.name}" if sort == column.name else column.name
    rest = [pair for pair in shown.query_pairs if pair[0] != "sort"]
    query = urlencode([*rest, *([] if turned == own else [("sort", turned)])])
    if not is_by:
        state, sign = SafeString(""), SafeString("")
    elif sort.startswith("-"):
        state, sign = SafeString(' aria-sort="descending"'), SafeString(' <span aria-hidden="true">▼</span>')
    else:
        state, sign = SafeString(' aria-sort="ascending"'), SafeString(' <span aria-hidden="true">▲</span>')
    look = SafeString(' class="num"' if column.is_number else "")
    return format_html(
        '<th scope="col"{}{}><a href="{}">{}{}</a></th>', look, state, at(path, query), column.label, sign
    )


def groups_of(shown: Shown) -> list[Group]:
    """The rows, each as its cells; the first of a row is its head."""
    writers = [
        (_opening(column, place), CELLS.get((shown.way, column.name)), column)
        for place, column in enumerate(shown.columns)
    ]
    return [
        Group(section, [_row(row, writers, shown.search) for row in rows]) for section, rows in shown.groups
    ]


def _opening(column: Column, place: int) -> str:
    """The tag before a cell, with the name of its column: a narrow screen shows no heads."""
    if place == 0:
        return '<th scope="row">'
    look = SafeString('class="num" ' if column.is_number else "")
    return format_html('<td {}data-label="{}">', look, column.label)


def _row(
    row: RegisterRow | Requested,
    writers: Sequence[tuple[str, Callable[[Any, Search], SafeString] | None, Column]],
    search: Search,
) -> SafeString:
    cells = [
        opening + (writer(row, search) if writer else _plain(column.value(row)))
        for opening, writer, column in writers
    ]
    return SafeString("</th>".join([cells[0], "".join(f"{cell}</td>" for cell in cells[1:])]))


def _plain(value: Any) -> SafeString:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, int):
        return SafeString(number_format(value, force_grouping=True))
    return conditional_escape(value)


def _issue(row: RegisterRow, search: Search) -> SafeString:
    hits = format_html_join(
        "",
        '<li><a class="found__name" href="{}{}">{}</a> {}</li>',
        ((_address(row), hit.fragment, hit.name, search.shown_in(hit.text)) for hit in row.hits),
    )
    language = row.issue.list_of_issues.language if hits else ""
    places = format_html('<ul class="found__places" lang="{}">{}</ul>', language, hits) if hits else ""
    return format_html(
        '<a href="{}"><b>{}</b> {}</a>{}',
        _address(row),
        row.issue.number,
        search.shown_in(row.issue.label),
        places,
    )


def _address(row: RegisterRow | Requested) -> str:
    return address_of("replies:issue", row.issue.pk)


def _answered(row: RegisterRow, _search: Search) -> SafeString:
    if row.to_answer is None:
        return NOTHING
    told = {"answered": row.answered, "asked": row.to_answer}
    return format_html("{}", _("%(answered)d of %(asked)d") % told)


def _issue_due(row: RegisterRow, _search: Search) -> SafeString:
    return _quiet(nothing_due()) if row.is_done else _day(row.due, is_late=row.is_overdue)


def _point_due(row: Requested, _search: Search) -> SafeString:
    if is_done(row):
        return _quiet(nothing_due())
    return _day(row.due if is_owed(row) else None, is_late=row.is_overdue)


def _points(row: RegisterRow, _search: Search) -> SafeString:
    return _quiet(as_a_whole()) if row.is_as_a_whole else _plain(row.asked)


def _quiet(words: str) -> SafeString:
    return format_html('<span class="muted">{}</span>', words)


def _day(due: date | None, *, is_late: bool) -> SafeString:
    if due is None:
        return NOTHING
    day = _written(due, get_language())
    if not is_late:
        return day
    return format_html('{} <span class="pill pill--late">{}</span>', day, _("overdue"))


@lru_cache(maxsize=2_000)
def _written(due: date, _language: str | None) -> SafeString:
    return format_html('<span class="register__day">{}</span>', date_format(due, "SHORT_DATE_FORMAT"))


def _ministries(row: RegisterRow, _search: Search) -> SafeString:
    """The ministries, the lead first, each with where its reply stands; a link where it may be read."""
    cells = format_html_join(
        "", '<span class="register__ministry">{}</span>', ((_with_status(one),) for one in row.replies)
    )
    if not row.replies:
        return format_html('<span class="pill pill--late">{}</span>', _("no ministry"))
    if row.has_lead:
        return cells
    return format_html('{}<span class="pill pill--late">{}</span>', cells, _("no lead"))


def _with_status(one: Requested) -> SafeString:
    return format_html("{} {}", _named(one), _status_of(one)) if one.status else _named(one)


def _named(one: Requested) -> SafeString:
    if one.reply and one.is_open:
        return format_html('<a href="{}">{}</a>', one.reply.get_absolute_url(), one.ministry)
    return format_html("{}", one.ministry)


def _ministry(row: Requested, _search: Search) -> SafeString:
    if row.reply is None:
        return format_html('<span class="pill pill--late">{}</span>', _("no ministry"))
    return _named(row)


def _state(row: RegisterRow, _search: Search) -> SafeString:
    name = state_name(row)
    if name is None:
        return NOTHING
    return format_html('<span class="pill pill--{}">{}</span>', name, STATES[name])


def _status(row: Requested, _search: Search) -> SafeString:
    return _status_of(row)


def _status_of(row: Requested) -> SafeString:
    return status_pill(row.reply) if row.reply and row.status else NOTHING


def _code(row: Requested, _search: Search) -> SafeString:
    fragment = f"#mark-{row.code}" if row.point else ""
    return format_html('<a href="{}{}"><b>{}</b></a>', _address(row), fragment, row.code)


def _point(row: Requested, search: Search) -> SafeString:
    return search.shown_in(row.label)


CELLS: Mapping[tuple[str, str], Callable[[Any, Search], SafeString]] = {
    ("issue", "issue"): _issue,
    ("issue", "points"): _points,
    ("issue", "answered"): _answered,
    ("issue", "deadline"): _issue_due,
    ("issue", "ministries"): _ministries,
    ("issue", "state"): _state,
    ("point", "code"): _code,
    ("point", "point"): _point,
    ("point", "ministry"): _ministry,
    ("point", "deadline"): _point_due,
    ("point", "status"): _status,
}
