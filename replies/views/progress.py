"""A list at a glance, and that it was looked at."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from issues.models import ListOfIssues
from replies import services
from replies.filter_forms import FilterForm
from replies.models import SavedView
from replies.pages.filtering import filtering_of, views_of
from replies.pages.keeping import facts_of, kept_pieces
from replies.pages.progress import last_visit, progress_of
from replies.permissions import compile_refusal, progress_refusal
from replies.progress.news import Since
from replies.progress_forms import SortForm
from replies.requested import requested_of
from replies.signed_in import user_of
from replies.views.lists import list_for

PIECES = {"heading": "replies/_progress_heading.html", "content": "replies/_progress_content.html"}


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Will the reply go out in time, who is late, and what is to be done?"""
    user, stored = user_of(request), list_for(request, pk, progress_refusal)
    views, since = views_of(stored, user, "progress"), last_visit(stored, user)
    saved = [view.pk for view in views]
    make = partial(_progress, request, stored, views, since)
    pieces = kept_pieces(request, PIECES, make, stored.today, facts_of(stored), saved, since)
    values = {"list_of_issues": stored, "pieces": pieces, "compiles": not compile_refusal(user)}
    return render(request, "replies/progress.html", values)


def _progress(
    request: HttpRequest, stored: ListOfIssues, views: list[SavedView], since: Since
) -> dict[str, Any]:
    user = user_of(request)
    whole = requested_of(stored, user)
    form = FilterForm(request.GET, issues=whole.issues, rows=whole.rows)
    sort = SortForm(request.GET)
    found = progress_of(stored, user, whole, form.filters, sort, since)
    bar = filtering_of(
        form,
        stored=stored,
        views=views,
        page="progress",
        counted=found.counted,
        kept=sort.kept,
        left_out=sort.left_out,
    )
    return {"list_of_issues": stored, "progress": found, "compiles": not compile_refusal(user)} | bar


@require_POST
def visited(request: HttpRequest, pk: int) -> HttpResponse:
    """I have seen where the list stands."""
    stored = list_for(request, pk, progress_refusal)
    services.visit(stored, by=user_of(request))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    return redirect("replies:progress", pk)
