"""What is entered into a State's calendar; a form never saves."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from replies.planning_forms import SaidForm, date_field, wrong_with

FIRST_YEAR, LAST_YEAR = 2000, 2100
OFF, WORKING = "off", "working"


class YearForm(forms.Form):
    """The year that is shown; another than one of these centuries is no year of a schedule."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR)


class DayForm(SaidForm):
    """A day, what it is to be, and its name; `seen` is what the person saw of its effects."""

    day = date_field(gettext_lazy("Day"))
    kind = forms.ChoiceField(
        label=gettext_lazy("It is"),
        choices=[(OFF, gettext_lazy("a day off")), (WORKING, gettext_lazy("a working day"))],
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        error_messages={"invalid_choice": gettext_lazy("Choose whether it is worked.")},
    )
    name = forms.CharField(
        label=pgettext_lazy("of a day", "Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if why := wrong_with(day, timezone.localdate()):
            raise forms.ValidationError(why)
        return day

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == OFF and not values.get("name") and "name" not in self.errors:
            self.add_error("name", _("Name the day, so that others know why it is off."))
        return values

    @property
    def is_working(self) -> bool:
        return bool(self.cleaned_data["kind"] == WORKING)
