"""The filters of all lists as a form; what makes no sense is left out and said."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from issues.models import ListOfIssues
from issues.treaty_bodies import TREATY_BODIES
from replies.address_forms import AddressForm
from replies.lists import ListFilters

# Spelt out in the address, because without a word there only open lists are shown.
ANY = "any"


class ListsForm(AddressForm):
    """Which lists are to be shown; takes the query of an address."""

    senseless = gettext_lazy("%(filter)s “%(value)s” makes no sense here: that filter is left out.")

    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=[*ListOfIssues.Status.choices, (ANY, gettext_lazy("any"))],
        required=False,
    )
    body = forms.ChoiceField(
        label=gettext_lazy("Treaty body"),
        choices=[("", gettext_lazy("all")), *((code, code) for code in TREATY_BODIES)],
        required=False,
    )
    state = forms.CharField(label=gettext_lazy("State party"), max_length=100, required=False)
    year = forms.IntegerField(label=gettext_lazy("Year due"), min_value=1980, max_value=2200, required=False)
    q = forms.CharField(label=gettext_lazy("Symbol or title"), max_length=200, required=False)

    def __init__(self, data: Any) -> None:
        known = {name: data[name] for name in self.base_fields if name in data}
        super().__init__({"status": ListOfIssues.Status.OPEN, **{k: v for k, v in known.items() if v}})

    @property
    def filters(self) -> ListFilters:
        """Those that make sense."""
        self.is_valid()
        status = self.cleaned_data.get("status", ListOfIssues.Status.OPEN)
        return ListFilters(
            status="" if status == ANY else status,
            body=self.cleaned_data.get("body", ""),
            state=self.cleaned_data.get("state", ""),
            year=self.cleaned_data.get("year"),
            words=tuple(self.cleaned_data.get("q", "").split()),
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the open lists is asked for."""
        return self.filters != ListFilters(status=ListOfIssues.Status.OPEN)
