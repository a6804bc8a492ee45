"""What a coordinator asks for on the pages of the assignments; a form never saves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Ministry
from issues.models import Assignment, DataPoint, Issue, ListOfIssues, Section

NONE = ("", _("none"))
GONE = _("This issue or ministry is no longer there: load the page again.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One cell of the grid as it is to be; with `lead_stays` the present lead becomes a contributor.

    The role “suggested” takes what is suggested there; without a ministry: in the whole row.
    """

    issue: Issue
    ministry: Ministry | None
    role: str
    lead_stays: bool


class CellForm(forms.Form):
    """A cell as the grid writes it, “issue-ministry-role”, and the ministries in the order of its columns.

    “issue-0-suggested” is what is suggested in the whole row.
    """

    cell = forms.RegexField(
        r"^\d{1,15}-\d{1,15}-(none|contributor|lead|lead-yes|suggested)$", error_messages={"invalid": GONE}
    )
    columns = forms.RegexField(r"^\d{1,15}(-\d{1,15})*$", required=False)

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored

    def clean_cell(self) -> Wanted:
        """The rows that the cell names; refused when one is gone."""
        issue, ministry, role = self.cleaned_data["cell"].split("-", 2)
        is_row = (ministry, role) == ("0", "suggested")
        try:
            return Wanted(
                issue=self.stored.issues.select_related("list_of_issues").get(pk=issue),
                ministry=None if is_row else Ministry.objects.get(pk=ministry),
                role={"none": "", "lead-yes": "lead"}.get(role, role),
                lead_stays=role == "lead-yes",
            )
        except (Issue.DoesNotExist, Ministry.DoesNotExist) as error:
            raise ValidationError(GONE) from error

    def clean_columns(self) -> list[int]:
        """The keys of the ministries."""
        return [int(key) for key in self.cleaned_data["columns"].split("-") if key]


class ManyForm(forms.Form):
    """Rows and whole sections of the grid, its columns, and what they all are to be."""

    issues = forms.ModelMultipleChoiceField(Issue.objects.none(), required=False)
    sections = forms.ModelMultipleChoiceField(Section.objects.none(), required=False)
    ministries = forms.ModelMultipleChoiceField(
        Ministry.objects.all(), error_messages={"required": _("Select at least one ministry.")}
    )
    role = forms.ChoiceField(
        label=_("Make them"),
        choices=[*Assignment.Role.choices, NONE],
        initial=Assignment.Role.CONTRIBUTOR,
        required=False,
    )

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issues = stored.issues.select_related("list_of_issues")
        self.fields["issues"].queryset = issues  # type: ignore[attr-defined]
        self.fields["sections"].queryset = stored.sections.all()  # type: ignore[attr-defined]
        self.stored = stored

    def clean(self) -> dict[str, Any]:
        """With `issues` those of the sections too, each once, in the order of the list."""
        super().clean()
        values = self.cleaned_data
        single, whole = values.get("issues", ()), values.get("sections", ())
        issues = self.stored.issues.select_related("list_of_issues")
        values["issues"] = list(issues.filter(pk__in=single) | issues.filter(section__in=whole))
        if not values["issues"]:
            raise ValidationError(_("Select at least one issue or section."))
        return values


class RolesForm(forms.Form):
    """What each ministry is on one issue."""

    def __init__(self, *args: Any, issue: Issue, ministries: Iterable[Ministry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ministries = {f"ministry-{ministry.pk}": ministry for ministry in ministries}
        given = {found.ministry_id: found.role for found in issue.assignments.all()}
        for name, ministry in self.ministries.items():
            self.fields[name] = forms.ChoiceField(
                label=ministry.name,
                choices=[NONE, *Assignment.Role.choices],
                required=False,
                initial=given.get(ministry.pk, ""),
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )

    def roles(self) -> dict[Ministry, str]:
        """The role of each ministry that was sent, "" for none."""
        sent = (name for name in self.fields if name in self.data)
        return {self.ministries[name]: self.cleaned_data[name] for name in sent}


class PointsForm(forms.Form):
    """Which data points of an issue each of its ministries is asked; for a new assignment: not sent yet."""

    def __init__(self, *args: Any, issue: Issue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assignments = {
            f"assignment-{found.pk}": found for found in issue.assignments.select_related("ministry")
        }
        for name in self.assignments:
            self.fields[name] = forms.ModelMultipleChoiceField(issue.data_points.all(), required=False)

    def asked(self) -> dict[Assignment, Iterable[DataPoint]]:
        """The data points of each assignment that the page showed."""
        return {
            assignment: self.cleaned_data[name]
            for name, assignment in self.assignments.items()
            if f"{name}-shown" in self.data
        }
