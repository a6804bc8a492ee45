"""The page of an issue, which only reads."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.models import User
from issues.models import Issue
from replies.models import Reply
from replies.pages.cards import cards
from replies.pages.keeping import facts_of, kept_pieces
from replies.pages.law import law_of
from replies.signed_in import user_of

PIECES = {"content": "replies/_issue_content.html"}


@require_GET
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the Committee ask here, and what do we answer?"""
    user = user_of(request)
    found = get_object_or_404(
        Issue.objects.visible_to(user).select_related("section", "list_of_issues"), pk=pk
    )
    read = [facts_of(row) for row in (found, found.section, found.list_of_issues) if row]
    pieces = kept_pieces(request, PIECES, partial(_answered, found, user), read)
    values = {"list_of_issues": found.list_of_issues, "issue": found, "pieces": pieces}
    return render(request, "replies/issue.html", values)


def _answered(issue: Issue, user: User) -> dict[str, Any]:
    """The Committee's text, and the replies to it that the person may read."""
    replies = Reply.objects.visible_to(user).filter(assignment__issue=issue).with_text()
    sections = [(reply, cards(reply)) for reply in replies]
    return {
        "issue": issue,
        "law": law_of(issue, [card for _reply, shown in sections for card in shown]),
        "sections": sections,
    }
