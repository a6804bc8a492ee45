"""The log of what people were told of a list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from issues.models import ListOfIssues
from replies.pages.reminder_log import log_sentence, page_of_log
from replies.permissions import remind_refusal, reminders_refusal
from replies.reminding_forms import LogForm
from replies.signed_in import user_of
from replies.views.lists import list_for


def list_of(request: HttpRequest, pk: int) -> ListOfIssues:
    """The list if the person may see it; refused in words to those who see no reminders of others."""
    return list_for(request, pk, reminders_refusal)


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
