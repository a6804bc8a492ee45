"""What people send about files; a form never saves."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from replies.files.uploads import Inspected, inspect
from replies.models import Attachment


def sentences_of(form: forms.Form) -> list[str]:
    """All that is wrong with what was sent."""
    return [str(message) for errors in form.errors.values() for message in errors]


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, at least one; what is wrong with one of them is found by the gate."""

    widget = ManyFilesInput

    def clean(self, data: Sequence[UploadedFile[bytes]], initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ARG002
        if not data:
            raise ValidationError(_("Choose a file first."))
        return list(data)


class WholeForm(forms.Form):
    """A form whose last field must have arrived: an upload that breaks off leaves it out."""

    whole = forms.CharField(required=False)

    def problems(self) -> list[str]:
        return sentences_of(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("whole"):
            self.errors.clear()
            self.add_error(None, _("The upload broke off. Nothing was stored: try again."))
        return cleaned


class UploadForm(WholeForm):
    """New files, each judged apart: `passed` with what the gate found, and `refused` in sentences."""

    kind = forms.ChoiceField(choices=Attachment.Kind)
    file = ManyFilesField()

    passed: list[tuple[UploadedFile[bytes], Inspected]]
    refused: list[str]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.passed, self.refused = [], []
        for upload in cleaned.get("file", []):
            try:
                self.passed.append((upload, inspect(upload, cast("str", upload.name))))
            except ValidationError as error:
                self.refused += error.messages
        return cleaned

    def problems(self) -> list[str]:
        return super().problems() or self.refused


class ReplacementForm(WholeForm):
    """One file in the place of another."""

    file = forms.FileField(allow_empty_file=True, error_messages={"required": _("Choose a file first.")})

    inspected: Inspected

    def clean_file(self) -> UploadedFile[bytes]:
        upload = cast("UploadedFile[bytes]", self.cleaned_data["file"])
        self.inspected = inspect(upload, cast("str", upload.name))
        return upload


class DescriptionForm(forms.Form):
    """What a file is: its title, its language, and whether it goes to Geneva."""

    title = forms.CharField(max_length=300, error_messages={"required": _("Write a title for the file.")})
    kind = forms.ChoiceField(choices=Attachment.Kind)
    language = forms.ChoiceField(choices=Attachment.Language, required=False)

    def problems(self) -> list[str]:
        return sentences_of(self)

    def typed(self) -> tuple[str, str, str]:
        """What was sent, for another try: the title as it came, the choices if there are such."""
        kind, language = (self.cleaned_data.get(name, "") for name in ("kind", "language"))
        return str(self.data.get("title", "")), kind, language


class OrderForm(forms.Form):
    """How far a file moves in the order."""

    steps = forms.TypedChoiceField(choices=[("-1", ""), ("1", "")], coerce=int)


class KeysField(forms.TypedMultipleChoiceField):
    """Keys of rows, of which some may be gone meanwhile."""

    def valid_value(self, value: str) -> bool:
        return value.isdecimal()


class WatchForm(forms.Form):
    """The files about whose examination a page waits."""

    of = KeysField(coerce=int, required=False)
