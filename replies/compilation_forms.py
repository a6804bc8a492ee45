"""What people ask of a compilation, and the Word file that they bring; a form never saves."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Ministry
from issues.models import ListOfIssues, Section
from replies.document.options import printed_language
from replies.models import Compilation

LANGUAGES = [("en", _("English")), ("fr", _("French")), ("ru", _("Russian")), ("es", _("Spanish"))]
EVERYTHING = _("everything")


class CompilationForm(forms.Form):
    """The options of a compilation, as `start_compilation` takes them."""

    layout = forms.ChoiceField(
        label=_("Layout"), choices=Compilation.Layout, initial=Compilation.Layout.BY_ISSUE
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of headings and set sentences; answers stay in the language they are written in."),
        error_messages={"required": _("Choose at least one language.")},
    )
    with_unaccepted = forms.TypedChoiceField(
        label=_("Text"),
        choices=[
            ("yes", _("all, as a draft")),
            ("no", _("accepted only")),
        ],
        coerce=lambda value: value == "yes",
        initial="yes",
    )
    with_questions = forms.BooleanField(
        label=_("With the Committee’s question before each reply, for internal reading"), required=False
    )
    ministry = forms.ModelChoiceField(
        Ministry.objects.none(), label=_("Ministry"), required=False, empty_label=EVERYTHING
    )
    section = forms.ModelChoiceField(
        Section.objects.none(), label=_("Section"), required=False, empty_label=EVERYTHING
    )

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["languages"] = [printed_language(stored.language)]
        ministries = Ministry.objects.filter(assignments__issue__list_of_issues=stored).distinct()
        self.fields["ministry"].queryset = ministries  # type: ignore[attr-defined]
        self.fields["section"].queryset = stored.sections.all()  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Div("layout", "with_unaccepted", "ministry", "section", css_class="options"),
            Field("languages", template="replies/_languages_asked.html"),
            "with_questions",
        )


class WordTemplateForm(forms.Form):
    """A Word file whose styles the document is to take."""

    file = forms.FileField(
        label=_("Word file (.docx)"),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose a file first."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


class LanguageForm(forms.Form):
    """In which of its languages a compilation is read."""

    def __init__(self, *args: Any, run: Compilation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(choices=[(code, code) for code in run.languages])


class EarlierForm(forms.Form):
    """Which of the earlier compilations another is compared with."""

    def __init__(self, *args: Any, earlier: Sequence[Compilation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_key = {str(run.pk): run for run in earlier}
        self.fields["since"] = forms.TypedChoiceField(
            choices=[(key, key) for key in by_key], coerce=by_key.__getitem__
        )
