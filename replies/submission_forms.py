"""What people write to submit a list and to open it again; a form never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import ListOfIssues
from replies.forms import PlainForm
from replies.models import Compilation

NO_COMPILATION = _("The list has no such compilation.")


class SubmissionForm(PlainForm):
    """Which compilation is sent, and the words that confirm it."""

    compilation = forms.ModelChoiceField(
        Compilation.objects.none(),
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid_choice"), NO_COMPILATION),
    )
    confirmation = forms.CharField(
        error_messages={"required": _("Type the symbol of the list to confirm.")},
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compilation"].queryset = stored.compilations.all()  # type: ignore[attr-defined]
        self.fields["confirmation"].label = _("Type %(symbol)s to confirm") % {"symbol": stored.symbol}


class ReopeningForm(PlainForm):
    reason = forms.CharField(
        label=_("Why is it opened again?"),
        help_text=_("Everyone who has a part in the list reads this in a mail."),
        error_messages={"required": _("Write why the list is opened again.")},
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
