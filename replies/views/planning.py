"""The schedule of a list: its steps, and by when each issue and each ministry is to be ready."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from issues.models import CalendarDay, ListOfIssues
from issues.schedule import Calendar, ScheduleTooTight
from replies import services
from replies.effects import Proposed
from replies.pages import planning as pages
from replies.permissions import planning_refusal
from replies.planning_forms import DeadlinesForm, PlanForm, PressedForm, ScheduleForm
from replies.signed_in import user_of

LOOK_AGAIN = gettext_lazy("Look at what changes, below, and confirm it once more: it was not shown yet.")
DONE = gettext_lazy("The dates are set. Those whose next step moved are told.")


@dataclass
class Asked:
    """What a page of the schedule is asked for, and by whom."""

    stored: ListOfIssues
    calendar: Calendar
    refusal: str
    do: str
    seen: str


def _asked(request: HttpRequest, pk: int) -> Asked:
    """The list if the person may see it; a change is refused in words to those who may not make it."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    refusal = planning_refusal(user, stored)
    if request.method == "POST" and refusal:
        raise PermissionDenied(refusal)
    pressed = PressedForm(request.POST)
    do, seen = ("preview", "")
    if pressed.is_valid():
        do, seen = pressed.cleaned_data["do"] or do, pressed.cleaned_data["seen"]
    return Asked(stored, CalendarDay.objects.calendar(stored.state), refusal, do, seen)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """By when is what due, does it fit, and whom does moving it affect?"""
    asked = _asked(request, pk)
    if request.method == "POST":
        return _schedule_sent(request, asked)
    dates = pages.proposed_dates(asked.stored, asked.calendar)
    form = ScheduleForm(stored=asked.stored, initial=pages.initial_of(asked.stored, dates))
    return _page(request, asked, form=None if asked.refusal else form, dates=dates)


def _schedule_sent(request: HttpRequest, asked: Asked) -> HttpResponse:
    stored, calendar = asked.stored, asked.calendar
    form = ScheduleForm(request.POST, stored=stored)
    if asked.do == "plan":
        form = _planned_backwards(form, asked)
    if not form.is_valid():
        return _page(request, asked, form=form, dates=pages.stored_dates(stored))
    values = form.cleaned_data
    dates = pages.Dates(values["due"], form.steps(), values["shares"])
    preview = pages.preview_of_schedule(stored, dates, values["time_zone"], calendar)
    if asked.do == "save":
        if asked.seen == preview.seen:
            return _save_schedule(request, asked, form, dates)
        messages.warning(request, str(LOOK_AGAIN))
    return _page(request, asked, form=form, dates=dates, preview=preview)


def _planned_backwards(form: ScheduleForm, asked: Asked) -> ScheduleForm:
    """The form with the steps planned from what was typed; says why where they do not fit."""
    short = PlanForm(form.data, stored=asked.stored)
    if not short.is_valid():
        return form
    due, shares = short.cleaned_data["due"], short.cleaned_data["shares"]
    try:
        found = pages.planned(asked.stored, due, shares, asked.calendar)
    except ScheduleTooTight as error:
        form.add_error(None, str(error))
        return form
    ends = {step: end.isoformat() for step, end in found.steps.ends.items()}
    return ScheduleForm(form.data.dict() | ends, stored=asked.stored)  # type: ignore[attr-defined]


def _save_schedule(
    request: HttpRequest, asked: Asked, form: ScheduleForm, dates: pages.Dates
) -> HttpResponse:
    zone = form.cleaned_data["time_zone"]
    try:
        services.set_schedule(asked.stored, dates.due, dates.steps, dates.shares, zone, by=user_of(request))
    except services.Refused as error:
        form.add_error(None, str(error))
        return _page(request, asked, form=form, dates=dates)
    messages.success(request, str(DONE))
    return redirect("replies:schedule", asked.stored.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def deadlines(request: HttpRequest, pk: int) -> HttpResponse:
    """Set when single issues and assignments are due; shows first whom it affects."""
    asked = _asked(request, pk)
    if request.method != "POST":  # a reload of what was refused
        return redirect("replies:schedule", pk)
    stored, issues = asked.stored, pages.issues_of(asked.stored)
    own = DeadlinesForm(request.POST, stored=stored, issues=issues)
    if own.is_valid() and asked.do == "many":
        if why := own.missing():
            own.add_error("many", why)
        else:
            own = DeadlinesForm(own.with_many(asked.calendar), stored=stored, issues=issues)
    if not own.is_valid():
        return _own_page(request, asked, own)
    changed = own.proposed()
    moves = [move for _row, move in own.changed()]
    preview = pages.preview_of_own(stored, changed, moves, asked.calendar)
    if asked.do == "save":
        if asked.seen == preview.seen:
            return _save_own(request, asked, own, changed)
        messages.warning(request, str(LOOK_AGAIN))
    return _own_page(request, asked, own, own_preview=preview)


def _save_own(request: HttpRequest, asked: Asked, own: DeadlinesForm, changed: Proposed) -> HttpResponse:
    try:
        services.set_own_dates(asked.stored, changed.issues, changed.assignments, by=user_of(request))
    except services.Refused as error:
        own.add_error(None, str(error))
        return _own_page(request, asked, own)
    messages.success(request, str(DONE))
    return redirect("replies:schedule", asked.stored.pk)


def _own_page(request: HttpRequest, asked: Asked, own: DeadlinesForm, **more: Any) -> HttpResponse:
    """The page with the form of the deadlines as it was sent; to its script only what changes."""
    if request.headers.get("HX-Request"):
        values = {"own": own, "list_of_issues": asked.stored, "refusal": "", **more}
        return render(request, "replies/_schedule_own.html", values, status=_status(own))
    dates = pages.proposed_dates(asked.stored, asked.calendar)
    form = ScheduleForm(stored=asked.stored, initial=pages.initial_of(asked.stored, dates))
    return _page(request, asked, form=form, dates=dates, own=own, **more)


def _page(
    request: HttpRequest,
    asked: Asked,
    *,
    form: ScheduleForm | None,
    dates: pages.Dates | None,
    own: DeadlinesForm | None = None,
    **more: Any,
) -> HttpResponse:
    """The whole page; to the script of the schedule only what moves with its fields."""
    stored, calendar = asked.stored, asked.calendar
    values: dict[str, Any] = {
        "list_of_issues": stored,
        "form": form,
        "refusal": asked.refusal,
        "schedule": pages.schedule_of(stored, dates, calendar),
    } | more
    status = max(_status(form), _status(own))
    if request.headers.get("HX-Request"):
        return render(request, "replies/_schedule_shown.html", values, status=status)
    issues = pages.issues_of(stored)
    if own is None and not asked.refusal:
        own = DeadlinesForm(stored=stored, issues=issues)
    rows = pages.deadlines_of(stored, issues, user_of(request), calendar, own)
    values |= {"own": own, "deadlines": list(rows)}
    return render(request, "replies/schedule.html", values, status=status)


def _status(form: Form | None) -> int:
    return 422 if form is not None and form.is_bound and form.errors else 200
