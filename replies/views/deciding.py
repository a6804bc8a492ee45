"""Moving a reply through its life: submit, withdraw, clear, accept, return."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from issues.models import slug_of
from replies import services
from replies.forms import ReturnForm
from replies.models import Reply
from replies.signed_in import user_of
from replies.views.writing import page_of, reply_of


def _decide(request: HttpRequest, pk: int, step: Callable[[Reply], None], done: str) -> HttpResponse:
    reply = reply_of(request, pk)
    try:
        step(reply)
    except services.Refused as error:
        messages.error(request, str(error))
        return redirect(reply)
    messages.success(request, done)
    return redirect(reply)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the reply in; an unanswered data point is named, and the page opens there."""
    reply = reply_of(request, pk)
    if missing := reply.unanswered_codes():
        messages.error(request, _("Not submitted. Without an answer yet: %s.") % ", ".join(missing))
        return redirect(f"{reply.get_absolute_url()}#answer-{slug_of(missing[0])}")
    user = user_of(request)
    return _decide(
        request,
        pk,
        lambda found: services.submit(found, by=user),
        _("Submitted: it now waits for clearance."),
    )


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    return _decide(
        request, pk, lambda found: services.withdraw(found, by=user), _("Withdrawn: you can write again.")
    )


@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    return _decide(
        request,
        pk,
        lambda found: services.clear(found, seen=request.POST.get("seen", ""), by=user),
        _("Cleared: it now waits for the coordinator."),
    )


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    user = user_of(request)
    return _decide(
        request,
        pk,
        lambda found: services.accept(found, seen=request.POST.get("seen", ""), by=user),
        _("Accepted."),
    )


@require_http_methods(["GET", "POST"])
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the reply with a note; without a note the page says so and keeps what was written."""
    if request.method != "POST":
        return redirect("replies:detail", pk)
    user, form = user_of(request), ReturnForm(request.POST)
    if not form.is_valid():
        return render(
            request,
            "replies/detail.html",
            page_of(request, pk, return_form=form),
            status=422,
        )
    note = form.cleaned_data["note"]
    return _decide(
        request,
        pk,
        lambda found: services.send_back(found, note=note, by=user),
        _("Returned with your note."),
    )
