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
from replies.pages.handing_in import parcel_of
from replies.signed_in import user_of
from replies.views.writing import page_of, reply_of
from replies.workflow import Action, refusal


def _decide(request: HttpRequest, pk: int, step: Callable[[Reply], object], done: str) -> HttpResponse:
    reply = reply_of(request, pk)
    try:
        step(reply)
    except services.Refused as error:
        messages.error(request, str(error))
        return redirect(reply)
    messages.success(request, done)
    return redirect(reply)


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what will go, then hand it in; an unanswered data point is named, and the page opens there."""
    reply, user = reply_of(request, pk), user_of(request)
    if missing := reply.unanswered_codes():
        messages.error(request, _("Not submitted. Without an answer yet: %s.") % ", ".join(missing))
        return redirect(f"{reply.get_absolute_url()}#answer-{slug_of(missing[0])}")
    if request.method == "POST":
        done = _("Submitted: it now waits for clearance.")
        return _decide(request, pk, lambda found: services.submit(found, by=user), done)
    if why := refusal(user, reply, Action.SUBMIT):
        messages.error(request, why)
        return redirect(reply)
    return render(
        request,
        "replies/submit.html",
        {"reply": reply, "parcel": parcel_of(reply), "list_of_issues": reply.assignment.issue.list_of_issues},
    )


@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what the person has read, so that the next time they see only what changed since."""
    user = user_of(request)
    done = _("Marked as read: the next time you see here only what changed since.")
    return _decide(request, pk, lambda found: services.look(found, by=user), done)


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
    user, reply = user_of(request), reply_of(request, pk)
    form = ReturnForm(request.POST, reply=reply)
    if not form.is_valid():
        page = page_of(request, pk, return_form=form)
        return render(request, "replies/detail.html", page, status=422)
    return _decide(
        request,
        pk,
        lambda found: services.send_back(found, **form.cleaned_data, by=user),
        _("Returned with your note."),
    )
