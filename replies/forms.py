"""All input of this app; a form never saves."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import DataPoint, ListOfIssues
from replies.editor import AnswerTextField
from replies.models import Answer, Reply


class AnswerForm(forms.Form):
    """One answer: a text, or the reason why there is none, or the code of the answer to see.

    Its fields stand in `replies/_answer_fields.html`: a page has one for each data point, and must be quick.
    """

    form = forms.ChoiceField(label=_("Kind of answer"), choices=Answer.Form)
    text = AnswerTextField(label=_("Answer"), required=False)
    reason = forms.CharField(label=_("Not available, because"), required=False, max_length=2000)
    see = forms.CharField(label=_("See the answer to"), required=False, max_length=20)
    base_version = forms.IntegerField(required=False, min_value=0)

    def __init__(self, *args: Any, stored: ListOfIssues, own_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored, self.own_code = stored, own_code

    def messages(self) -> tuple[str, ...]:
        """All that is wrong with it, in sentences."""
        return tuple(str(message) for errors in self.errors.values() for message in errors)

    def clean(self) -> dict[str, Any]:
        """Turn the fields that matter for the chosen form into what the service takes: text and see."""
        cleaned = super().clean() or {}
        chosen = cleaned.get("form")
        cleaned["see_point"] = self._point(cleaned.get("see", "")) if chosen == Answer.Form.SEE else None
        if chosen == Answer.Form.UNAVAILABLE:
            cleaned["text"] = cleaned.get("reason", "")
            if not cleaned["text"]:
                self.add_error("reason", _("Write why the information is not available."))
        elif chosen != Answer.Form.TEXT:
            cleaned["text"] = ""
        return cleaned

    def _point(self, code: str) -> DataPoint | None:
        wanted = code.strip().replace(" ", "")
        if not wanted:
            self.add_error("see", _("Write the code of the answer to see, such as 6(a).2."))
        elif wanted == self.own_code:
            self.add_error("see", _("An answer cannot point at itself; write the code of another one."))
        else:
            point = DataPoint.objects.filter(issue__list_of_issues=self.stored, code=wanted).first()
            if point is None:
                self.add_error("see", _("This list has no data point “%(code)s”.") % {"code": wanted})
            return point
        return None


class PlainForm(forms.Form):
    """A form whose buttons and form tag stand in the template."""

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class ReturnForm(forms.Form):
    """What is to be done, and which answers it is about: none ticked means the reply as a whole."""

    note = forms.CharField(
        label=_("What should be done?"),
        error_messages={"required": _("Write what should be done.")},
        max_length=4000,
    )

    def __init__(self, *args: Any, reply: Reply, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reply, own = reply, _points_of(reply)
        self.fields["points"] = forms.TypedMultipleChoiceField(
            choices=[*own.items()], coerce=own.get, required=False
        )

    @property
    def boxes(self) -> list[tuple[DataPoint, bool]]:
        """Each answer that the note can be about, and whether it is ticked."""
        ticked = self["points"].value() or []
        return [(point, pk in ticked) for pk, point in _points_of(self.reply).items()]


class TakeOverForm(forms.Form):
    """Another ministry's answer, and the own data point that takes its text."""

    source = forms.IntegerField(min_value=1)
    point = forms.ModelChoiceField(DataPoint.objects.none(), required=False)

    def __init__(self, *args: Any, reply: Reply, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = reply.assignment.data_points.all()
        self.fields["point"] = forms.ModelChoiceField(own, required=bool(own))


class CommentForm(forms.Form):
    """A remark on the reply as a whole or on one answer, with the words that it is about as they stand."""

    text = forms.CharField(
        error_messages={"required": _("Write your comment.")}, label=_("Comment"), max_length=4000
    )
    quote = forms.CharField(label=_("Words it is about"), max_length=1000, required=False)

    def __init__(self, *args: Any, reply: Reply, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = _points_of(reply)
        self.fields["point"] = forms.TypedChoiceField(
            choices=[*own.items()], coerce=own.get, empty_value=None, required=False
        )

    def messages(self) -> tuple[str, ...]:
        """All that is wrong with it, in sentences."""
        return tuple(str(message) for errors in self.errors.values() for message in errors)


def _points_of(reply: Reply) -> dict[str, DataPoint]:
    """The reply's data points by the value under which a form names them."""
    return {str(point.pk): point for point in reply.assignment.data_points.all()}


class PresenceForm(forms.Form):
    """Where somebody is on a reply's page: at a data point (0: the issue as a whole), at none, or gone."""

    point = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1)
    leave = forms.BooleanField(required=False)


class FindForm(forms.Form):
    """What is looked for in a list of issues."""

    q = forms.CharField(
        required=False,
        max_length=200,
        error_messages={"max_length": _("That is too long to look for: write at most 200 characters.")},
    )


class PaletteForm(FindForm):
    """What is typed into the palette, the list of the page, and whether it is to be found in that list."""

    list = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    find = forms.BooleanField(required=False)


class CopyForm(forms.Form):
    """What of a reading copy is shown: accepted text alone, or the replies without what is asked."""

    only = forms.ChoiceField(choices=[("accepted", _("accepted text only"))], required=False)
    without = forms.ChoiceField(choices=[("questions", _("without the Committee’s text"))], required=False)


class ComparisonForm(forms.Form):
    """Which two rows of an answer's history are compared: `from` the earlier, `to` the later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("from", "to"):  # the first is a word of Python's own
            self.fields[name] = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)

    def keys(self) -> tuple[int | None, int | None]:
        """The keys of the two rows; None where none is chosen, 0, which no row has, where it is no number."""
        values = [0 if name in self.errors else self.cleaned_data[name] for name in ("from", "to")]
        return values[0], values[1]


class RestoreForm(forms.Form):
    """The row of an answer's history to bring back, and the newest version that the person has seen."""

    event = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    base_version = forms.IntegerField(min_value=1)
