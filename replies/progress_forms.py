"""By which column the ministries of the dashboard are sorted, and how much of the news is told."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from replies.address_forms import shown
from replies.forms import PlainForm
from replies.progress.ministries import ORDERS

USUAL = "-overdue"


class SortForm(PlainForm):
    """Takes a column, or one with a minus before it: from the greatest down. `news=all` tells all news."""

    sort = forms.ChoiceField(
        choices=[(order, order) for name in ORDERS for order in (name, f"-{name}")], required=False
    )
    news = forms.ChoiceField(choices=[("all", "all")], required=False)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def order(self) -> str:
        """The order asked for, else those first of whom most is overdue."""
        return self.cleaned_data.get("sort") or USUAL

    @property
    def tells_all(self) -> bool:
        return bool(self.cleaned_data.get("news"))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What of it stays in the address when the filters change."""
        chosen = self.cleaned_data.get("sort")
        return [("sort", chosen)] if chosen else []

    @property
    def left_out(self) -> list[str]:
        """A sentence for each value that makes no sense."""
        said = {
            "sort": _("The ministries have no column “%s”: they are sorted as usual."),
            "news": _("News are not told by “%s”: the newest are shown."),
        }
        return [said[name] % shown(self.data.get(name)) for name in self.errors]
