"""The page that tells the life of a reply."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from replies.models import Reply
from replies.permissions import is_internal
from replies.signed_in import user_of
from replies.timeline import SHOWN, timeline_of


@require_GET
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Who did what to this reply, and when? An inner matter: not there for those who only read it."""
    user = user_of(request)
    related = ("assignment__ministry", "assignment__issue__list_of_issues")
    reply = get_object_or_404(Reply.objects.visible_to(user).select_related(*related), pk=pk)
    if not is_internal(user, reply):
        raise Http404
    limit = None if request.GET.get("all") == "1" else SHOWN
    issue = reply.assignment.issue
    values = {
        "list_of_issues": issue.list_of_issues,
        "issue": issue,
        "reply": reply,
        "timeline": timeline_of(reply, timezone.now(), limit=limit),
    }
    return render(request, "replies/timeline.html", values)
