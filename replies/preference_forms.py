"""What a person chooses for themselves: when and of what they are told, and when they are away."""

from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from accounts.absences import possible_deputies
from accounts.models import AtOnce, Language, User
from replies.forms import PlainForm

HOURS = range(24)


class PreferencesForm(PlainForm):
    """The daily mail, the news, and the language, as `change_preferences` takes them."""

    digest_hour = forms.TypedChoiceField(
        label=_("Daily mail of what I owe"),
        help_text=_("In the time of the State party; none on a day off, and none when nothing is owed."),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the hours offered.")},
    )
    told = forms.MultipleChoiceField(
        label=_("Tell me at once when"),
        help_text=_("What happens within some minutes comes in one mail."),
        choices=AtOnce,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the things offered.")},
    )
    language = forms.ChoiceField(
        label=_("Language of mail and pages"),
        choices=Language,
        error_messages={"invalid_choice": _("Choose one of the languages offered.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        initial = {
            "digest_hour": "" if user.digest_hour is None else user.digest_hour,
            "told": [kind for kind in AtOnce.values if kind not in user.switched_off],
            "language": user.language,
        }
        super().__init__(*args, **{"initial": initial} | kwargs)
        usual = _("the usual hour (%(hour)s)") % {"hour": time_format(time(settings.DIGEST_HOUR))}
        hours = [(str(hour), time_format(time(hour))) for hour in HOURS]
        self.fields["digest_hour"].choices = [("", usual), *hours]  # type: ignore[attr-defined]

    def switched_off(self) -> list[str]:
        """What is not to be told at once."""
        return [kind for kind in AtOnce.values if kind not in self.cleaned_data["told"]]


class AbsenceForm(PlainForm):
    """Days on which a person is away, and who gets their mail."""

    first_day = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Enter the first day on which you are away."),
            "invalid": _("Enter a day, such as 2026-11-30."),
        },
    )
    last_day = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave it empty while you do not know: until further notice."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a day, such as 2026-11-30.")},
    )
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Who gets my mail"),
        empty_label=_("nobody"),
        help_text=_("Somebody who does the same work. With nobody, your mail is not sent."),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the people offered.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = possible_deputies(user)  # type: ignore[attr-defined]
