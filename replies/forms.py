"""All input of this app; a form never saves."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from issues.models import DataPoint, ListOfIssues
from replies.editor import AnswerTextField
from replies.models import Answer, Attachment, Compilation
from replies.uploads import Inspected, inspect


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


class ReturnForm(PlainForm):
    note = forms.CharField(
        label=_("What should be done?"),
        error_messages={"required": _("Write what should be done.")},
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AttachmentForm(PlainForm):
    file = forms.FileField(
        label=_("File"), help_text=_("PDF, Word, Excel, CSV, PNG or JPEG."), max_length=1000
    )
    kind = forms.ChoiceField(
        label=_("Goes to Geneva?"), choices=[("", _("choose …")), *Attachment.Kind.choices]
    )
    title = forms.CharField(label=_("Title"), max_length=300, required=False)

    inspected: Inspected

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        self.inspected = inspect(upload, upload.name)
        return upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Attachment.Kind.ANNEX and not cleaned.get("title"):
            self.add_error("title", _("Write the title under which the annex goes to Geneva."))
        return cleaned


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=4000)


class CompilationForm(PlainForm):
    layout = forms.ChoiceField(label=_("Layout"), choices=Compilation.Layout)
