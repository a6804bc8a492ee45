"""A ministry takes an assignment on or declines it; the coordinator decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from replies import services
from replies.models import Reply
from replies.pages.assigning import deserted_sentence
from replies.pages.responding import declined_of
from replies.permissions import assigner_refusal
from replies.responding_forms import DeclineForm, UpholdForm
from replies.signed_in import user_of
from replies.views.assigning import list_of, page_of
from replies.views.opening import reply_with_files_of as reply_of
from replies.workflow import response_refusal


@require_POST
def take_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the ministry answers the issue; back to where the button was pressed."""
    reply = reply_of(request, pk)
    try:
        services.take_on(reply.assignment, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken on: the coordinator is told."))
    return redirect("replies:desk") if request.POST.get("from") == "desk" else redirect(reply)


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why the ministry should not answer the issue, and propose another."""
    reply, user = reply_of(request, pk), user_of(request)
    if why := response_refusal(user, reply):
        raise PermissionDenied(why)
    form = DeclineForm(request.POST if request.method == "POST" else None, own=reply.assignment.ministry)
    if request.method == "POST" and form.is_valid():
        try:
            services.decline(reply.assignment, **form.cleaned_data, by=user)
        except services.Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Declined: the coordinator is told and decides."))
            return redirect(reply)
    stored = reply.assignment.issue.list_of_issues
    values = {"reply": reply, "issue": reply.assignment.issue, "list_of_issues": stored, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "replies/decline.html", values, status=status)


def _declined(request: HttpRequest, pk: int) -> Reply:
    reply = reply_of(request, pk)
    if why := assigner_refusal(user_of(request)):
        raise PermissionDenied(why)
    return reply


@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a ministry go that declined, and give the issue to the one that it proposes."""
    reply = _declined(request, pk)
    assignment = reply.assignment
    stored, proposed = assignment.issue.list_of_issues, assignment.proposed
    try:
        services.agree(assignment, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Agreed: those concerned are told."))
        if proposed and (warning := deserted_sentence([proposed])):
            messages.warning(request, warning)
    return redirect("replies:assignments", stored.pk)


@require_POST
def uphold(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a declined issue with its ministry; without words the page says so."""
    reply = _declined(request, pk)
    stored = list_of(request, reply.assignment.issue.list_of_issues_id)
    form = UpholdForm(request.POST, prefix=str(pk))
    if not form.is_valid():
        page = page_of(request, stored, declined=declined_of(stored, form, pk))
        return render(request, "replies/assignments.html", page, status=422)
    try:
        services.uphold(reply.assignment, **form.cleaned_data, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Upheld: the ministry is told."))
    return redirect("replies:assignments", stored.pk)
