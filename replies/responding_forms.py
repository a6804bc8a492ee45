"""What a ministry says to an assignment, and a coordinator to that; a form never saves."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Ministry


class DeclineForm(forms.Form):
    """Why a ministry should not answer an issue, and who should."""

    reason = forms.CharField(
        label=_("Why should your ministry not answer it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why: the coordinator decides by it.")},
    )
    proposed = forms.ModelChoiceField(
        Ministry.objects.all(),
        label=_("Who should?"),
        required=False,
        empty_label=_("I do not know"),
        error_messages={"invalid_choice": _("Choose a ministry of the list, or none.")},
    )

    def __init__(self, *args: Any, own: Ministry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposed"].queryset = Ministry.objects.exclude(pk=own.pk)  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class UpholdForm(forms.Form):
    """Why a declined issue stays with its ministry."""

    decision = forms.CharField(
        label=_("Why it stays with the ministry"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        error_messages={"required": _("Write why it stays: the ministry reads it.")},
    )
