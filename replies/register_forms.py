"""How the register is to be shown, and the name of a view of it."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from replies.address_forms import shown
from replies.forms import PlainForm
from replies.models import SavedView
from replies.services.saving_views import LONGEST_QUERY, TOO_MUCH

BY = ("issue", "point")
MOST_SENTENCES = 5


class ViewForm(PlainForm):
    """A name for what is shown: the page, and the query of its address."""

    page = forms.ChoiceField(
        choices=SavedView.Page,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("That page has no views: go back and save again.")},
    )
    query = forms.CharField(
        max_length=LONGEST_QUERY * 4,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_length": TOO_MUCH},
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the view"),
        max_length=60,
        error_messages={
            "required": gettext_lazy("Give the view a name, so that you find it again."),
            "max_length": gettext_lazy("That name is too long: write at most 60 characters."),
        },
    )


class ShownForm(forms.Form):
    """What the rows are; what an address says wrongly is left out and said, as with the filters."""

    by = forms.ChoiceField(choices=[(way, way) for way in BY], required=False)

    @property
    def way(self) -> str:
        """“issue” or “point”."""
        self.is_valid()
        return self.cleaned_data.get("by") or BY[0]

    @property
    def left_out(self) -> list[str]:
        sentences = []
        if self.errors:
            told = {"value": shown(self.data.get("by"))}
            sentences.append(_("“%(value)s” is no kind of row: the issues are shown.") % told)
        if (page := str(self.data.get("page", ""))) not in {"", "1"}:
            told = {"value": shown(page)}
            sentences.append(_("There is no page “%(value)s”: all rows stand on one page.") % told)
        return sentences


class TableForm(forms.Form):
    """Which columns a table has and what it is sorted by; takes the query of an address."""

    def __init__(self, data: QueryDict, *, columns: Iterable[tuple[str, str]], usual: Iterable[str]) -> None:
        super().__init__(data)
        self.labels, self.usual = dict(columns), [*usual]

    @property
    def chosen(self) -> list[str]:
        """The names of the columns in their own order; the usual ones where none is chosen."""
        asked = set(self._asked)
        chosen = [name for name in self.labels if name in asked]
        return [*dict.fromkeys([self.own, *chosen])] if chosen else self.usual

    @property
    def sort(self) -> str:
        """The column to sort by, with a “-” before it when it is turned round; empty for the own order."""
        asked = str(self.data.get("sort", ""))
        return asked if asked.removeprefix("-") in self.labels and asked != self.own else ""

    @property
    def own(self) -> str:
        """The column that the own order goes by: the first, which a table always has."""
        return next(iter(self.labels))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What of the address makes sense, as pairs of a query; nothing for what is usual."""
        chosen = [("columns", name) for name in self.chosen] if self.chosen != self.usual else []
        return [*chosen, *([("sort", self.sort)] if self.sort else [])]

    @property
    def left_out(self) -> list[str]:
        """A sentence for each column that does not exist."""
        unknown = dict.fromkeys(name for name in self._asked if name not in self.labels)
        sentences = [
            _("There is no column “%(value)s”: it is left out.") % {"value": shown(name)} for name in unknown
        ]
        asked = str(self.data.get("sort", ""))
        if asked.removeprefix("-") not in {*self.labels, ""}:
            told = {"value": shown(asked)}
            sentences.append(_("There is no column “%(value)s” to sort by: the own order is kept.") % told)
        return sentences[:MOST_SENTENCES]

    @property
    def _asked(self) -> list[str]:
        """`columns=a&columns=b`, as the boxes of a form send it, or `columns=a,b`."""
        given = self.data.getlist("columns") if isinstance(self.data, QueryDict) else []
        return [name for value in given for name in value.split(",") if name]
