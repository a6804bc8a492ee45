"""What an administrator writes about mails; a form never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class BounceForm(forms.Form):
    """What the mail server said when it sent a mail back."""

    said = forms.CharField(
        label=_("What the mail server said"),
        max_length=500,
        error_messages={"required": _("Write what the mail server said, in a few words.")},
    )


class SentForm(forms.Form):
    """Which sent mails are looked for."""

    address = forms.CharField(label=_("Name or address"), max_length=100, required=False)
