"""The versions of an answer: compared, and brought back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from issues.models import slug_of
from replies import services
from replies.forms import ComparisonForm, RestoreForm
from replies.models import Answer
from replies.signed_in import user_of
from replies.versions.history import answers_inside, history_of
from replies.workflow import refusal, writing_action


def _answer_of(request: HttpRequest, pk: int) -> Answer:
    """The answer with its place, if its versions are the person's to see; 404 otherwise."""
    related = ("reply__assignment__issue__list_of_issues", "reply__assignment__ministry", "data_point")
    found: Answer = get_object_or_404(answers_inside(user_of(request)).select_related(*related), pk=pk)
    return found


@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Who wrote what when, and what changed between any two versions?"""
    answer, form = _answer_of(request, pk), ComparisonForm(request.GET)
    reply, user = answer.reply, user_of(request)
    issue = reply.assignment.issue
    code = answer.data_point.code if answer.data_point else str(issue.number)
    values = {
        "answer": answer,
        "reply": reply,
        "issue": issue,
        "list_of_issues": issue.list_of_issues,
        "code": code,
        "slug": slug_of(code),
        "history": history_of(answer, *form.keys()),
        "refusal": refusal(user, reply, writing_action(user)),
    }
    return render(request, "replies/versions.html", values)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an earlier text back as a new version; say what came of it on the page of versions."""
    answer, form = _answer_of(request, pk), RestoreForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This answer has no such version."))
        return redirect("replies:versions", pk)
    seen = form.cleaned_data["base_version"]
    try:
        saved = services.restore(answer, form.cleaned_data["event"], base_version=seen, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        _tell(request, saved, seen)
    return redirect("replies:versions", pk)


def _tell(request: HttpRequest, saved: services.Saved, seen: int) -> None:
    facts = {"who": saved.answer.edited_by, "version": saved.answer.version}
    if saved.is_conflict:
        text = _(
            "Not restored: %(who)s saved version %(version)s after you had opened this page. See it first."
        )
        messages.error(request, text % facts)
    elif saved.answer.version == seen:
        messages.info(request, _("Nothing changed: the answer says this already."))
    else:
        text = _("Restored as version %(version)s. The text from before stays among the versions.")
        messages.success(request, text % facts)
