"""What a coordinator looks for in the log of reminders, and sends by hand; a form never saves."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Ministry, User
from issues.models import Assignment, ListOfIssues
from replies.models import News, Notice, Reminder, Reply
from replies.workflow import Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

GONE = _("A selected reply is no longer there: load the page again and select anew.")
OFFERED = _("Choose one of those that the page offers.")
NO_KEY = _("Look at the preview again, then send.")
LONGEST_NOTE = 1000
TOO_LONG = _("Your words have %(n)d characters: shorten them to %(limit)d.")
DAY = _("Write a day such as 2026-05-31.")

OUTCOMES = (
    ("", _("any outcome")),
    ("sent", _("sent")),
    ("waiting", _("waiting")),
    ("failed", _("not sent: failed")),
    ("bounced", _("came back")),
    ("twice", _("may have been sent twice")),
    ("dropped", _("not needed")),
)
KINDS = (
    ("", _("any reason")),
    ("before", _("up to the date")),
    ("overdue", _("overdue")),
    ("escalated", _("as a superior")),
    ("by_hand", _("by hand")),
    ("at_once", _("told at once")),
    ("submission", _("submission")),
)


def ministry_field() -> forms.ModelChoiceField[Ministry]:
    """One of the ministries that the form then offers, or none of them."""
    return forms.ModelChoiceField(
        Ministry.objects.none(),
        label=_("Ministry"),
        required=False,
        empty_label=_("every ministry"),
        error_messages={"invalid_choice": OFFERED},
    )


def day_field(label: "_StrPromise") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": DAY},
    )


class LogForm(forms.Form):
    """Which rows of the log are shown; empty fields are no filter."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Person"),
        required=False,
        empty_label=_("everybody"),
        error_messages={"invalid_choice": OFFERED},
    )
    ministry = ministry_field()
    issue = forms.IntegerField(
        label=_("Issue"),
        required=False,
        min_value=1,
        max_value=32_767,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write the number of an issue, such as 12.")
        ),
    )
    kind = forms.ChoiceField(
        label=_("Reason"), choices=KINDS, required=False, error_messages={"invalid_choice": OFFERED}
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=OUTCOMES, required=False, error_messages={"invalid_choice": OFFERED}
    )
    since = day_field(pgettext_lazy("first day", "From"))
    until = day_field(_("Until"))

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people_in_the_log(stored)  # type: ignore[attr-defined]
        self.fields["ministry"].queryset = ministries_of(stored)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", _("The last day lies before the first: change one of them."))
        # Beyond them no day has a following one.
        for name in ("since", "until"):
            day = cleaned.get(name)
            if day and not date(1900, 1, 1) <= day <= date(9000, 1, 1):
                self.add_error(name, DAY)
        return cleaned


def people_in_the_log(stored: ListOfIssues) -> QuerySet[User]:
    """Everybody who was ever to be told something of the list."""
    own = {"user": OuterRef("pk")}
    return User.objects.filter(
        Q(Exists(Reminder.objects.filter(**own, issue__list_of_issues=stored)))
        | Q(Exists(News.objects.filter(**own, list_of_issues=stored)))
        | Q(Exists(Notice.objects.filter(**own, submission__list_of_issues=stored)))
    )


def ministries_of(stored: ListOfIssues) -> QuerySet[Ministry]:
    """Those that have a part in the list."""
    given = Assignment.objects.filter(ministry=OuterRef("pk"), issue__list_of_issues=stored)
    return Ministry.objects.filter(Exists(given))


class OpenForm(forms.Form):
    """Which open replies are offered for a reminder by hand."""

    ministry = ministry_field()
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            ("", _("any status")),
            *((status.value, status.label) for status in Status if status != Status.ACCEPTED),
        ],
        required=False,
        error_messages={"invalid_choice": OFFERED},
    )
    overdue = forms.BooleanField(label=_("Only what is overdue"), required=False)

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ministry"].queryset = ministries_of(stored)  # type: ignore[attr-defined]


class ByHandForm(forms.Form):
    """Whose next steps are asked for, with which words."""

    replies = forms.ModelMultipleChoiceField(
        Reply.objects.none(),
        error_messages={
            "required": _("Select at least one reply."),
            "invalid_choice": GONE,
            "invalid_pk_value": GONE,
            "invalid_list": GONE,
        },
    )
    note = forms.CharField(
        label=_("Your words, if you like"),
        help_text=_("They stand in the mail above what is asked for."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_NOTE}),
    )

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Reply.objects.filter(assignment__issue__list_of_issues=stored)
        replies = own.with_issue().with_due_date().order_by("assignment__issue__number", "pk")
        self.fields["replies"].queryset = replies  # type: ignore[attr-defined]

    def clean_note(self) -> str:
        """Plain words; a line end counts as one character, as in the browser."""
        note: str = self.cleaned_data["note"].replace("\r\n", "\n")
        if len(note) > LONGEST_NOTE:
            raise forms.ValidationError(TOO_LONG % {"n": len(note), "limit": LONGEST_NOTE})
        return note

    def said(self) -> list[str]:
        """All that is wrong, in sentences."""
        return [str(message) for errors in self.errors.values() for message in errors]


class SendForm(ByHandForm):
    """The same as its preview showed it; by the key a second click is known."""

    key = forms.UUIDField(error_messages=dict.fromkeys(("required", "invalid"), NO_KEY))
