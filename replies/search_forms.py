"""The field and the filters of search; what makes no sense is left out and said."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Ministry, User
from issues.models import ListOfIssues
from replies.address_forms import AddressForm
from replies.searching import Kind, Wanted
from replies.searching.query import LONGEST
from replies.workflow import Status

NUL = "\x00"


class SearchForm(AddressForm):
    """Offers lists that the person may see; takes the query of an address."""

    senseless = gettext_lazy("%(filter)s “%(value)s” does not exist: that filter is left out.")

    q = forms.CharField(label=gettext_lazy("Search everything"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("all")), *Kind.choices], required=False
    )
    list = forms.CharField(
        label=gettext_lazy("List of issues"),
        required=False,
        widget=forms.TextInput(
            attrs={"placeholder": gettext_lazy("its symbol"), "autocomplete": "off", "maxlength": 60}
        ),
    )
    ministry = forms.ChoiceField(label=gettext_lazy("Ministry"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Status of the reply"),
        choices=[("", gettext_lazy("all")), *Status.choices],
        required=False,
    )
    since = forms.DateField(
        label=gettext_lazy("Written since"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, data: Mapping[str, Any], *, user: User) -> None:
        super().__init__({name: str(data.get(name, "")).replace(NUL, " ") for name in self.base_fields})
        self.visible = ListOfIssues.objects.visible_to(user)
        self.ministries = {ministry.code: ministry for ministry in Ministry.objects.all()}
        offered = sorted(((m.code, m.name) for m in self.ministries.values()), key=lambda choice: choice[1])
        choice: Any = self.fields["ministry"]
        choice.choices = [("", _("all")), *offered]

    def clean_list(self) -> ListOfIssues | None:
        symbol = self.cleaned_data["list"].strip()
        if not symbol:
            return None
        found: ListOfIssues | None = self.visible.filter(symbol__in={symbol, symbol.upper()}).first()
        if found is None:
            raise forms.ValidationError(_("There is no such list."))
        return found

    @property
    def longest(self) -> int:
        """So many characters are looked for: the field takes no more."""
        return LONGEST

    @property
    def typed(self) -> str:
        return str(self.data["q"])

    @property
    def wanted(self) -> Wanted:
        """The filters that make sense."""
        self.is_valid()
        ministry = self.ministries.get(self.cleaned_data.get("ministry", ""))
        return Wanted(
            kind=self.cleaned_data.get("kind", ""),
            list_of_issues=self.cleaned_data.get("list"),
            ministry=ministry.pk if ministry else None,
            state=self.cleaned_data.get("state", ""),
            since=self.cleaned_data.get("since"),
        )
