"""The dates of a list as they are typed on the page of the schedule; a form never saves."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from issues.models import Assignment, Issue, ListOfIssues
from issues.schedule import STEPS, Calendar, Plan, Shares
from replies.effects import Move, Proposed
from replies.services.planning import over

# A date further from today than this is a slip of the keyboard.
FARTHEST = timedelta(days=5 * 366)
TYPE_A_DATE = {
    "required": gettext_lazy("Type a date."),
    "invalid": gettext_lazy("This is no date: type day, month and year."),
}
SHARE = {"class": "form-control form-control-sm", "inputmode": "numeric"}


@cache
def time_zones() -> tuple[str, ...]:
    """The names of all time zones; looked up once, for they lie in hundreds of files."""
    return tuple(sorted(available_timezones()))


class LongSelect(forms.Select):
    """A select of hundreds of options, without a template rendered for each."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ARG002
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, mark_safe(" selected") if key == value else "", label) for key, label in self.choices),
        )
        flat = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, flat, options)


def date_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, in the browser's own field for dates."""
    widget = forms.DateInput(
        format="%Y-%m-%d", attrs={"type": "date", "class": "form-control form-control-sm"}
    )
    return forms.DateField(label=label, widget=widget, required=required, error_messages=TYPE_A_DATE)


def wrong_with(day: date, today: date, *, may_be_over: bool = True) -> str:
    """What is wrong with a date, and what to do; empty when nothing is."""
    if abs(day - today) > FARTHEST:
        return _("%(date)s is more than five years away: look at the year.") % {"date": date_format(day)}
    return over(day) if day < today and not may_be_over else ""


class SaidForm(forms.Form):
    """A form that says in one place all that is wrong with it."""

    @property
    def said(self) -> list[tuple[Any, list[str]]]:
        """The errors with the labels of their fields; those of the whole form without one."""
        if not self.is_bound:
            return []
        return [
            (self.fields[name].label if name in self.fields else "", [str(error) for error in errors])
            for name, errors in self.errors.items()
        ]


class PlanForm(SaidForm):
    """When the replies are due, and the shares of the steps: what planning backwards needs."""

    due = date_field(gettext_lazy("Replies due in Geneva"))
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone, in which a day ends"),
        widget=LongSelect(attrs={"class": "form-select form-select-sm"}),
        error_messages={"invalid_choice": gettext_lazy("Choose one of the time zones offered.")},
    )
    share_drafts = forms.IntegerField(label=gettext_lazy("Drafts"), min_value=0, max_value=1000)
    share_clearance = forms.IntegerField(label=gettext_lazy("Clearance"), min_value=0, max_value=1000)
    share_review = forms.IntegerField(label=gettext_lazy("Coordination review"), min_value=0, max_value=1000)
    share_translation = forms.IntegerField(label=gettext_lazy("Translation"), min_value=0, max_value=1000)
    share_submission = forms.IntegerField(label=gettext_lazy("Submission"), min_value=0, max_value=1000)

    def __init__(self, *args: Any, stored: ListOfIssues, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        names = sorted({*time_zones(), stored.time_zone})
        self.fields["time_zone"].choices = [(name, name.replace("_", " ")) for name in names]  # type: ignore[attr-defined]
        for step in STEPS:
            share, end = self.fields[f"share_{step}"], self.fields.get(step)
            share.widget.attrs |= SHARE | {"aria-label": _("Share: %(step)s") % {"step": share.label}}
            if end is not None:
                label = _("Last day: %(step)s") % {"step": share.label}
                end.widget.attrs |= {"aria-label": label, "aria-describedby": f"{step}-said"}

    def clean(self) -> dict[str, Any]:
        """With `shares`; refuses what divides nothing, and dates that are years away or over."""
        super().clean()
        values = self.cleaned_data
        parts = [values.get(f"share_{step}") for step in STEPS]
        if None not in parts:
            if not any(parts):
                raise ValidationError(_("One of the shares has to be above 0."))
            values["shares"] = Shares(*(int(part or 0) for part in parts))
        kept = self.stored.due_date
        for name, day in [(name, day) for name, day in values.items() if isinstance(day, date)]:
            may_be_over = name != "due" or day == kept
            if why := wrong_with(day, self.stored.today, may_be_over=may_be_over):
                self.add_error(name, why)
        return values


class ScheduleForm(PlanForm):
    """The whole schedule: the plan's numbers, and the last day of each step."""

    drafts = date_field(gettext_lazy("Drafts"))
    clearance = date_field(gettext_lazy("Clearance"))
    review = date_field(gettext_lazy("Coordination review"))
    translation = date_field(gettext_lazy("Translation"))
    submission = date_field(gettext_lazy("Submission"))

    @property
    def step_rows(self) -> list[dict[str, forms.BoundField]]:
        """The fields of each step: its share and its last day."""
        return [{"share": self[f"share_{step}"], "end": self[step]} for step in STEPS]

    def steps(self) -> Plan:
        """The dates typed; of a valid form."""
        return Plan(*(self.cleaned_data[step] for step in STEPS))


class DeadlinesForm(SaidForm):
    """The own dates of issues and of single assignments; what to do to the ticked rows at once."""

    many = forms.ChoiceField(
        label=gettext_lazy("For the ticked rows"),
        choices=[
            ("set", gettext_lazy("set the date")),
            ("shift", gettext_lazy("shift by working days")),
            ("clear", gettext_lazy("take the own date away")),
        ],
        required=False,
        widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
    )
    day = date_field(gettext_lazy("Date"), required=False)
    days = forms.IntegerField(
        label=gettext_lazy("Working days, with a minus for earlier"),
        min_value=-250,
        max_value=250,
        required=False,
        widget=forms.NumberInput(attrs=SHARE),
    )

    def __init__(self, *args: Any, stored: ListOfIssues, issues: Iterable[Issue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        self.rows: dict[str, Issue | Assignment] = {}
        for issue in issues:
            self._add(f"issue-{issue.pk}", issue, _("Issue %(number)d") % {"number": issue.number})
            for found in issue.assignments.all():
                label = _("Issue %(number)d, %(ministry)s") % {
                    "number": issue.number,
                    "ministry": found.ministry.name,
                }
                self._add(f"assignment-{found.pk}", found, label)
        self.fields["rows"] = forms.MultipleChoiceField(
            choices=[(name, name) for name in self.rows],
            required=False,
            error_messages={"invalid_choice": _("A ticked row is no longer there: load the page again.")},
        )

    @property
    def ticked(self) -> list[str]:
        """The names of the rows that are ticked."""
        return self["rows"].value() or []

    def _add(self, name: str, row: Issue | Assignment, label: str) -> None:
        self.rows[name] = row
        field = date_field(label, required=False)
        field.initial = row.due_date
        field.widget.attrs |= {"aria-label": label}
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Refuses dates that are years away, and new ones that are over."""
        super().clean()
        today = self.stored.today
        for name, row in self.rows.items():
            day = self.cleaned_data.get(name)
            if day is None or day == row.due_date:
                continue
            if why := wrong_with(day, today, may_be_over=False):
                self.add_error(name, why)
        return self.cleaned_data

    def missing(self) -> str:
        """What the button for the ticked rows lacks, in words; empty when it lacks nothing."""
        asked = self.cleaned_data
        if not asked.get("rows"):
            return _("Tick at least one row.")
        if asked.get("many") == "set" and asked.get("day") is None:
            return _("Type the date that the ticked rows are to have.")
        if asked.get("many") == "shift" and not asked.get("days"):
            return _("Type by how many working days the ticked rows are to be shifted.")
        return ""

    def with_many(self, calendar: Calendar) -> dict[str, Any]:
        """What the fields hold once it is done to the ticked rows, as they are typed."""
        asked, data = self.cleaned_data, {name: self.data.get(name, "") for name in self.fields}
        for name in asked["rows"]:
            day = asked.get(name)
            if asked["many"] == "shift":
                start = day or self._else(self.rows[name])
                day = calendar.shift(start, asked["days"]) if start else None
            else:
                day = asked["day"] if asked["many"] == "set" else None
            data[name] = day.isoformat() if day else ""
        return data | {"rows": [], "day": "", "days": ""}

    def _else(self, row: Issue | Assignment) -> date | None:
        """When the drafts of a row without a date of its own are due."""
        day: date | None = self.stored.drafts_due or self.stored.due_date
        if isinstance(row, Assignment):
            day = self.cleaned_data.get(f"issue-{row.issue_id}") or day
        return day

    def changed(self) -> list[tuple[Issue | Assignment, Move]]:
        """The rows of a valid form whose dates change."""
        sent = [(name, row) for name, row in self.rows.items() if name in self.data]
        return [
            (row, Move(str(self.fields[name].label), row.due_date, day))
            for name, row in sent
            if (day := self.cleaned_data[name]) != row.due_date
        ]

    def proposed(self) -> Proposed:
        """The same, by the keys of the rows."""
        changed = self.changed()
        return Proposed(
            issues={row.pk: move.after for row, move in changed if isinstance(row, Issue)},
            assignments={row.pk: move.after for row, move in changed if isinstance(row, Assignment)},
        )


class PressedForm(forms.Form):
    """Which button was pressed, and the mark of the preview that stood beside it."""

    do = forms.ChoiceField(
        choices=[(name, name) for name in ("preview", "plan", "many", "save")], required=False
    )
    seen = forms.CharField(max_length=64, required=False)
