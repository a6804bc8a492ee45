"""The calendar of a State: which days are worked, and what falls on those that are not."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from issues.models import CalendarDay, ListOfIssues
from replies import services
from replies.calendar_effects import DayEffects, effects_of_day
from replies.calendar_forms import DayForm, YearForm
from replies.pages.state_calendar import calendar_page
from replies.permissions import calendar_refusal, see_calendar_refusal
from replies.signed_in import user_of


@dataclass
class Asked:
    """Which State's calendar, by its lists that the person sees, for which year, and who may change it."""

    lists: list[ListOfIssues]
    year: int
    refusal: str

    @property
    def state(self) -> str:
        return self.lists[0].state


def _asked(request: HttpRequest, state: str) -> Asked:
    user = user_of(request)
    lists = list(ListOfIssues.objects.visible_to(user).filter(state=state.upper()))
    if not lists:
        raise Http404
    if why := see_calendar_refusal(user):
        raise PermissionDenied(why)
    refusal = calendar_refusal(user)
    if request.method == "POST" and refusal:
        raise PermissionDenied(refusal)
    form = YearForm(request.GET)
    year = form.cleaned_data["year"] if form.is_valid() else lists[0].today.year
    return Asked(lists, year, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
def state_calendar(request: HttpRequest, state: str) -> HttpResponse:
    """Which days of the year are worked, and which deadlines fall on the others?"""
    asked = _asked(request, state)
    if request.method != "POST":
        return _page(request, asked, None if asked.refusal else DayForm())
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form)
    day, name, is_working = form.cleaned_data["day"], form.cleaned_data["name"], form.is_working
    open_lists = [stored for stored in asked.lists if stored.status == ListOfIssues.Status.OPEN]
    calendar = CalendarDay.objects.calendar(asked.state)
    effects = effects_of_day(open_lists, calendar, day, is_working=is_working)
    if effects.seen != form.cleaned_data["seen"]:
        asked.year = day.year
        return _page(request, asked, form, effects)
    try:
        services.set_calendar_day(asked.state, day, is_working=is_working, name=name, by=user_of(request))
    except services.Refused as error:
        form.add_error("day", str(error))
        return _page(request, asked, form)
    said = _("%(date)s is a working day now.") if is_working else _("%(date)s is a day off now.")
    messages.success(request, said % {"date": date_format(day)})
    return redirect(f"{reverse('replies:calendar', args=[asked.state])}?year={day.year}")


def _page(
    request: HttpRequest, asked: Asked, form: DayForm | None, effects: DayEffects | None = None
) -> HttpResponse:
    """The page; with `effects` it asks first whether the day is to be changed all the same."""
    values = {
        "page": calendar_page(asked.lists, asked.year, asked.lists[0].today),
        "list_of_issues": asked.lists[0] if len(asked.lists) == 1 else None,
        "form": form,
        "refusal": asked.refusal,
        "effects": effects,
    }
    is_refused = form is not None and form.is_bound and bool(form.errors)
    return render(request, "replies/calendar.html", values, status=422 if is_refused else 200)
