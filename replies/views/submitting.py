"""Sending a list and opening it again: each with its reason, nothing typed is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from issues.models import ListOfIssues
from replies.pages.submission import submission_page
from replies.services import submitting
from replies.services.refusing import Refused
from replies.signed_in import user_of
from replies.submission.rules import reading_refusal
from replies.submission.standing import standing
from replies.submission_forms import ReopeningForm, SubmissionForm
from replies.views.lists import list_for


def _list_of(request: HttpRequest, pk: int) -> ListOfIssues:
    """The list if the person may see it; refused in words to those who do not see what was sent."""
    return list_for(request, pk, reading_refusal)


@require_GET
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Is it sent, what exactly was sent, and what do I do next?"""
    return _page(request, _list_of(request, pk))


def _page(
    request: HttpRequest,
    stored: ListOfIssues,
    *,
    submitting_form: SubmissionForm | None = None,
    reopening_form: ReopeningForm | None = None,
) -> HttpResponse:
    """The page; with a form that came back it is an answer to it, which the status says."""
    page = submission_page(stored, user_of(request))
    values = {
        "list_of_issues": stored,
        "page": page,
        "form": submitting_form or SubmissionForm(stored=stored, initial={"compilation": page.run}),
        "reopening_form": reopening_form or ReopeningForm(),
    }
    status = 422 if submitting_form or reopening_form else 200
    return render(request, "replies/submission.html", values, status=status)


@require_http_methods(["GET", "POST"])
def submit_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the compilation that the page showed; a reload of a refusal leads back to the page."""
    stored = _list_of(request, pk)
    if request.method == "GET":
        return redirect("replies:submission", pk)
    form = SubmissionForm(request.POST, stored=stored)
    if form.is_valid():
        run = form.cleaned_data["compilation"]
        run.list_of_issues = stored
        try:
            submitting.submit_list(run, confirmation=form.cleaned_data["confirmation"], by=user_of(request))
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Submitted. Everyone involved is being told."))
            return redirect("replies:submission", pk)
    for why in form.errors.get("compilation", ()):  # a hidden field shows none itself
        messages.error(request, str(why))
    return _page(request, stored, submitting_form=form)


@require_http_methods(["GET", "POST"])
def reopen_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a submitted list again; a reload of a refusal leads back to the page."""
    stored = _list_of(request, pk)
    if request.method == "GET":
        return redirect("replies:submission", pk)
    form, found = ReopeningForm(request.POST), standing(stored)
    if found is None:
        messages.error(request, _("The list is not submitted."))
        return redirect("replies:submission", pk)
    if form.is_valid():
        try:
            submitting.reopen_list(found, reason=form.cleaned_data["reason"], by=user_of(request))
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The list is open again. Everyone involved is being told."))
            return redirect("replies:submission", pk)
    return _page(request, stored, reopening_form=form)
