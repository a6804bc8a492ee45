"""Search over everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replies.lists import only_open
from replies.pages.search import search_page
from replies.signed_in import user_of


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Where does it say so?"""
    user = user_of(request)
    page = search_page(request.GET, user)
    narrowed_to = page.form.wanted.list_of_issues or only_open(user)
    values = {"search_page": page, "form": page.form, "list_of_issues": narrowed_to}
    return render(request, "replies/search.html", values)
