"""The filter bar of the dashboard and the register.

A view makes `FilterForm(request.GET, issues=whole.issues, rows=whole.rows)`, narrows its rows by
`form.filters`, and gives its template `values | filtering_of(form, …)`. The template includes
`replies/_filters.html`, which reads `filtering` alone, and in its blocks `media` and `scripts` the files
`css/filters.css` and `js/filters.js`. The bar replaces `#page` when a select changes.
The person's saved views come from `views_of`: one query, and what a kept page depends on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.forms import ChoiceField
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from issues.models import ListOfIssues
from replies.filter_forms import FilterForm
from replies.models import SavedView
from replies.services.saving_views import kept_query

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, in words, and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class View:
    """A saved view, its address, and whether it is what is on the screen."""

    row: SavedView
    url: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Filtering:
    """All that the bar shows; `query` is what a view of the present page keeps."""

    stored: ListOfIssues
    page: str
    path: str
    selects: Sequence[SafeString]
    kept: Pairs
    chips: Sequence[Chip]
    clear_url: str
    counted: str
    left_out: Sequence[str]
    views: Sequence[View]
    query: str
    words: str | None = field(default=None)


def filtering_of(
    form: FilterForm,
    *,
    stored: ListOfIssues,
    views: Iterable[SavedView],
    page: str,
    counted: str,
    kept: Pairs = (),
    words: str | None = None,
    left_out: Iterable[str] = (),
) -> dict[str, object]:
    """The context of the bar: `{"filtering": …}`.

    `page` is “progress” or “register”; `counted` says how much passes, “12 of 166 data points”. `kept` are
    the other parameters of the address: they stay when the filters change, and when all are cleared. `words`
    is what is looked for where the page has a field for it (as `q`), `left_out` more sentences of its kind.
    """
    path = reverse(f"replies:{page}", args=[stored.pk])
    on = [(name, value) for name, value in (("q", words or ""), *_on(form)) if value]
    query = kept_query(page, urlencode([*on, *kept]))
    shown = Filtering(
        stored=stored,
        page=page,
        path=path,
        selects=[_select(form, name) for name in form.fields],
        kept=kept,
        chips=[_chip(form, name, value, on, kept, path) for name, value in on],
        clear_url=at(path, urlencode(kept)),
        counted=counted,
        left_out=[*form.left_out, *left_out],
        views=[View(view, at(path, view.query), view.query == query) for view in views],
        query=query,
        words=words,
    )
    return {"filtering": shown}


def views_of(stored: ListOfIssues, user: User, page: str) -> list[SavedView]:
    """What the person saved for the page of the list, by name."""
    return list(SavedView.objects.filter(list_of_issues=stored, user=user, page=page))


def at(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _on(form: FilterForm) -> Pairs:
    filters = form.filters
    return [(name, getattr(filters, name)) for name in form.fields]


def _chip(form: FilterForm, name: str, value: str, on: Pairs, kept: Pairs, path: str) -> Chip:
    rest = urlencode([pair for pair in chain(on, kept) if pair[0] != name])
    if name == "q":
        return Chip(_("Words"), f"“{value}”", at(path, rest))
    return Chip(str(form.fields[name].label), chosen_words(form, name), at(path, rest))


def chosen_words(form: FilterForm, name: str) -> str:
    """What a filter is set to, as its select shows it; empty where it is not set."""
    value = getattr(form.filters, name)
    return next(str(shown) for choice, shown in _choices(form, name) if str(choice) == value) if value else ""


def _choices(form: FilterForm, name: str) -> list[tuple[object, object]]:
    chosen = form.fields[name]
    assert isinstance(chosen, ChoiceField)  # noqa: S101 - the form has no other
    return list(chosen.choices)  # type: ignore[arg-type]


def _select(form: FilterForm, name: str) -> SafeString:
    """The field with its label; written here, for a page has a hundred options and must be quick."""
    chosen = getattr(form.filters, name)
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, SafeString(" selected" if value == chosen else ""), label)
            for value, label in _choices(form, name)
        ),
    )
    return format_html(
        '<label for="id_{0}">{1}</label><select name="{0}" id="id_{0}"{3}>{2}</select>',
        name,
        form.fields[name].label,
        options,
        SafeString(' class="is-on"' if chosen else ""),
    )
