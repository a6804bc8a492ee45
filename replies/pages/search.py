"""The page of search: its sentence, what was left out, and the ways to fewer places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from replies.search_forms import SearchForm
from replies.searching import Kind, Results, search
from replies.searching.looking import MOST, Found


@dataclass(frozen=True, slots=True)
class Count:
    """How many places of a kind there are, “200+” where there are more."""

    kind: str
    label: str
    shown: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """All that the template shows."""

    form: SearchForm
    results: Results
    number: str

    @property
    def is_asked(self) -> bool:
        return bool(self.results.asked)

    @property
    def is_narrowed(self) -> bool:
        """Whether something would be found without the filters, perhaps."""
        return any(str(value) for name, value in self.form.data.items() if name != "q")

    @property
    def sentence(self) -> str:
        """How many places in how many lists, or why none."""
        text = self.results.asked.text
        if not self.is_asked:
            if text:
                return _("“%s” has no word or number to look for.") % text
            return _("Search all lists, replies, comments and files that you may see")
        if not self.results.found.keys and self.results.found.more:
            return _("Nothing that you may see is among the first places with “%s” that were found.") % text
        if not self.results.found.keys and self.results.everything.keys:
            return _("Nothing of this kind has all words of “%s”, but other places have.") % text
        if not self.results.found.keys:
            return _("Nothing has all words of “%s”.") % text
        return self._counted(self.results.found, text)

    def _counted(self, found: Found, text: str) -> str:
        n = len(found.keys) - len(found.more & set(found.counts))
        values: Mapping[str, Any] = {"n": n, "text": text, "lists": found.lists}
        if found.more:
            places = _("More than %(n)d places for “%(text)s”") % values
        else:
            places = ngettext("%(n)d place for “%(text)s”", "%(n)d places for “%(text)s”", n) % values
        lists = ngettext("in %(lists)d list.", "in %(lists)d lists.", found.lists) % values
        return f"{places} {lists}"

    @property
    def left_out(self) -> list[str]:
        """What of the address made no sense, in sentences."""
        said = [*self.results.asked.left_out, *self.form.left_out]
        if self.number not in {"", str(self.results.page.number)}:
            values = {"asked": self.number[:10], "shown": self.results.page.number}
            said.append(_("There is no page “%(asked)s”: this is page %(shown)d.") % values)
        return said

    @property
    def capped(self) -> str:
        """That not all was looked at, where so much has the words."""
        if not self.results.found.more:
            return ""
        if not self.results.found.keys:
            return _("There may be more places: choose a list.")
        return (
            _(
                "More than %d places of a kind have these words: so many were compared, not all stand here."
                " Add a word, or choose a list."
            )
            % MOST
        )

    @property
    def counts(self) -> Iterator[Count]:
        """All, and each kind that was found."""
        everything, chosen = self.results.everything, self.form.cleaned_data.get("kind", "")
        yield Count("", _("All"), _shown(len(everything.keys), bool(everything.more)), not chosen)
        counted = everything.counts
        for kind in Kind:
            if n := counted[kind]:
                shown = _shown(n, kind in everything.more)
                yield Count(kind.value, str(kind.label), shown, kind.value == chosen)


def _shown(n: int, is_more: bool) -> str:
    return f"{min(n, MOST) if is_more and n <= MOST + 1 else n}{'+' if is_more else ''}"


def search_page(data: Mapping[str, Any], user: User) -> SearchPage:
    """What the query of an address asks for, as the person may see it."""
    form = SearchForm(data, user=user)
    number = str(data.get("page", "")).replace("\x00", "")
    return SearchPage(form, search(form.typed, user, form.wanted, page=number or 1), number)
