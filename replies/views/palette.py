"""The command palette: what a person can jump to, as a piece of any page, or as a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from replies.forms import PaletteForm
from replies.pages.palette import palette_of
from replies.signed_in import user_of


@require_GET
def palette(request: HttpRequest) -> HttpResponse:
    """Where can I go from here?"""
    form = PaletteForm(request.GET)
    form.full_clean()
    given = form.cleaned_data
    found = palette_of(
        user_of(request), given.get("q", ""), given.get("list"), finds=given.get("find", False)
    )
    is_piece = bool(request.htmx)  # type: ignore[attr-defined]
    values: dict[str, object] = {
        "palette": found,
        "problems": form.errors.get("q", []),
        "list_of_issues": found.own,
    }
    response = render(request, "replies/_palette_found.html" if is_piece else "replies/palette.html", values)
    patch_vary_headers(response, ["HX-Request"])
    return response
