"""The page of an issue, which only reads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from issues.models import Issue
from replies.models import Reply
from replies.pages.cards import cards
from replies.pages.law import law_of
from replies.signed_in import user_of


@require_GET
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the Committee ask here, and what do we answer?"""
    user = user_of(request)
    found = get_object_or_404(
        Issue.objects.visible_to(user).select_related("section", "list_of_issues"), pk=pk
    )
    replies = Reply.objects.visible_to(user).filter(assignment__issue=found).with_text()
    sections = [(reply, cards(reply)) for reply in replies]
    values = {
        "list_of_issues": found.list_of_issues,
        "issue": found,
        "law": law_of(found, [card for _reply, shown in sections for card in shown]),
        "sections": sections,
    }
    return render(request, "replies/issue.html", values)
