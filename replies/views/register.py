"""The register of a list as a page, and as a file."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from issues.models import ListOfIssues
from replies.models import SavedView
from replies.pages.filtering import filtering_of, views_of
from replies.pages.keeping import facts_of, kept_pieces, pieces_of
from replies.pages.register import links_of, sentence_of, shown_of
from replies.pages.register_about import about_of
from replies.pages.register_cells import groups_of, heads_of
from replies.register_export import WRITERS, Sheet, file_name
from replies.signed_in import user_of

PIECES = {"heading": "replies/_register_heading.html", "content": "replies/_register_content.html"}


@require_GET
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list of issues, and which of it is ours; narrowed, sorted, and with the chosen columns."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    views = views_of(stored, user, "register")
    saved = [view.pk for view in views]
    make = partial(_register, request, stored, views)
    if words := request.GET.get("q"):  # hardly anybody looks for the same words twice
        pieces = pieces_of(request, PIECES, make())
    else:
        pieces = kept_pieces(request, PIECES, make, stored.today, facts_of(stored), saved)
    values = {"list_of_issues": stored, "pieces": pieces, "search": {"text": words}}
    return render(request, "replies/register.html", values)


def _register(request: HttpRequest, stored: ListOfIssues, views: list[SavedView]) -> dict[str, Any]:
    user = user_of(request)
    shown = shown_of(request.GET, stored, user)
    values = {
        "list_of_issues": stored,
        "find": shown.find,
        "search": shown.search,
        "shown": shown,
        "sentence": sentence_of(shown, user),
        "heads": heads_of(shown, stored.get_absolute_url()),
        "groups": groups_of(shown),
        **links_of(shown),
    }
    filtering = filtering_of(
        shown.filters,
        stored=stored,
        views=views,
        page="register",
        counted=shown.counted,
        kept=shown.kept,
        words=shown.search.text,
        left_out=shown.left_out,
    )
    return values | filtering


@require_GET
def register_export(request: HttpRequest, pk: int, file_format: str) -> HttpResponse:
    """Exactly what the page shows under the same query, as a workbook or as comma-separated values."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    if file_format not in WRITERS:
        raise Http404
    shown = shown_of(request.GET, stored, user)
    sheet = Sheet(stored.symbol, shown.columns, shown.rows, about_of(shown, timezone.now()))
    write, content_type = WRITERS[file_format]
    response = HttpResponse(write(sheet), content_type=content_type)
    name = file_name(sheet, file_format)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
