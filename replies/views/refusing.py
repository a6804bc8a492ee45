"""The page for what a person may see but not do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from issues.models import ListOfIssues
from replies.signed_in import user_of


@requires_csrf_token
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Why is this not for me to do, and where can I go?"""
    values = {"exception": str(exception), "refused_of": _list_of(request)}
    return render(request, "403.html", values, status=403)


def _list_of(request: HttpRequest) -> ListOfIssues | None:
    """The list whose page was asked for, where the person may see it."""
    match = request.resolver_match
    if match is None or not match.route.startswith("lists/<int:pk>/"):
        return None
    return ListOfIssues.objects.visible_to(user_of(request)).filter(pk=match.kwargs["pk"]).first()
