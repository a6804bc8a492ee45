"""The log of what people were told of a list."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from issues.models import ListOfIssues
from replies.pages.reminder_log import log_sentence, page_of_log
from replies.permissions import remind_refusal, reminders_refusal
from replies.reminding_forms import LogForm
from replies.signed_in import user_of


def list_of(request: HttpRequest, pk: int) -> ListOfIssues:
    """The list if the person may see it; refused in words to those who see no reminders of others."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    if why := reminders_refusal(user):
        raise PermissionDenied(why)
    return stored


@require_GET
def reminders(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was told what and when, what waits, what failed?"""
    stored = list_of(request, pk)
    form = LogForm(request.GET, stored=stored)
    is_valid = form.is_valid()
    values = {
        "list_of_issues": stored,
        "sentence": log_sentence(stored),
        "form": form,
        "page": page_of_log(stored, form.cleaned_data, request.GET.get("page")) if is_valid else None,
        "is_filtered": any(name in form.fields and value for name, value in request.GET.items()),
        "refusal": remind_refusal(user_of(request), stored),
    }
    return render(request, "replies/reminders.html", values)
