"""A reply, an issue or a whole list as a clean page for reading and printing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from issues.models import Issue, IssueQuerySet, ListOfIssues
from replies.forms import CopyForm
from replies.models import Reply, ReplyQuerySet
from replies.pages.reading_copy import copy_of
from replies.signed_in import user_of
from replies.workflow import Status


@require_GET
def list_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """What do we reply, from the first issue to the last?"""
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user_of(request)), pk=pk)
    replies = Reply.objects.filter(assignment__issue__list_of_issues=stored)
    title = _("Replies of %(state)s") % {"state": stored.state_name}
    values = {"title": title, "about": stored.title, "back": stored, "back_words": _("Back to the register")}
    return _copy(request, stored, stored.issues.all(), replies, values)


@require_GET
def issue_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """What is asked in one issue, and what do we reply?"""
    visible = Issue.objects.visible_to(user_of(request))
    issue = get_object_or_404(visible.select_related("list_of_issues"), pk=pk)
    replies = Reply.objects.filter(assignment__issue=issue)
    values = {"title": _title(issue), "back": issue, "back_words": _("Back to the issue")}
    return _copy(request, issue.list_of_issues, Issue.objects.filter(pk=pk), replies, values)


@require_GET
def reply_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """What does one ministry reply to an issue?"""
    reply = get_object_or_404(Reply.objects.visible_to(user_of(request)).with_issue(), pk=pk)
    issue = reply.assignment.issue
    values = {
        "title": _title(issue),
        "about": reply.assignment.ministry.name,
        "back": reply,
        "back_words": _("Back to the reply"),
    }
    own = Reply.objects.filter(pk=pk)
    return _copy(request, issue.list_of_issues, Issue.objects.filter(pk=issue.pk), own, values)


def _title(issue: Issue) -> str:
    return _("Issue %(number)d · %(label)s") % {"number": issue.number, "label": issue.label}


def _copy(
    request: HttpRequest,
    stored: ListOfIssues,
    issues: IssueQuerySet,
    replies: ReplyQuerySet,
    values: dict[str, object],
) -> HttpResponse:
    user, form = user_of(request), CopyForm(request.GET)
    form.full_clean()
    only, without = form.cleaned_data.get("only"), form.cleaned_data.get("without")
    seen = replies.filter(pk__in=Reply.objects.visible_to(user).values("pk"))
    copy = copy_of(stored, issues, seen.filter(status=Status.ACCEPTED) if only else seen, user)
    shown = {
        "list_of_issues": stored,
        "copy": copy,
        "sentence": copy.sentence(stored.today),
        "printed_at": timezone.now(),
        "only": only,
        "without": without,
        "problems": [message for messages in form.errors.values() for message in messages],
    }
    return render(request, "replies/copy.html", shown | values)
