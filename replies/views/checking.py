"""The checks of a list: what was found, and warnings that are set aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from replies import services
from replies.pages.checks import KeyForm, SetAsideForm, page_of
from replies.permissions import aside_refusal
from replies.signed_in import user_of
from replies.views.compiling import list_to_compile


@require_GET
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands between us and a document that can be sent, and who has to do what?"""
    stored = list_to_compile(request, pk)
    values = {
        "list_of_issues": stored,
        "page": page_of(stored, request.GET.get("by", "")),
        "sets_aside": not aside_refusal(stored, user_of(request)),
    }
    return render(request, "replies/checks.html", values)


@require_POST
def checks_set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    stored, form = list_to_compile(request, pk), SetAsideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write a reason of at most 2,000 characters."))
        return redirect("replies:checks", pk)
    try:
        services.set_aside(stored, form.cleaned_data["key"], form.cleaned_data["reason"], by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:checks", pk)


@require_POST
def checks_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    stored, form = list_to_compile(request, pk), KeyForm(request.POST)
    try:
        key = form.cleaned_data["key"] if form.is_valid() else ""
        services.take_back(stored, key, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:checks", pk)
