"""My desk, and all lists of issues."""

from datetime import date
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.models import Role, User
from replies.desk import LISTS_SHOWN, desk_of
from replies.list_forms import ListsForm
from replies.lists import A_PAGE, figures_of, lists_found, only_open
from replies.observing import observed_by
from replies.pages.desk import desk_page
from replies.pages.keeping import kept_pieces
from replies.pages.lists import list_rows, lists_sentence, page_asked
from replies.pages.mail import failures_sentence
from replies.permissions import overview_refusal, progress_refusal
from replies.signed_in import user_of

OF_OBSERVER = {
    "heading": "replies/_desk_observer_heading.html",
    "content": "replies/_desk_observer_content.html",
}
OF_LISTS = {"heading": "replies/_sentence_heading.html", "content": "replies/_lists_content.html"}
PIECES = {"heading": "replies/_desk_heading.html", "content": "replies/_desk_content.html"}


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What do I owe, most urgent first, what came back, and what do I wait for?"""
    user, today = user_of(request), timezone.localdate()
    if user.role == Role.OBSERVER:
        pieces = kept_pieces(request, OF_OBSERVER, lambda: {"observed": observed_by(user)}, today)
    else:
        pieces = kept_pieces(request, PIECES, partial(_desk, user, today), today)
    values = {
        "pieces": pieces,
        "list_of_issues": only_open(user),
        "has_overview": not overview_refusal(user),
        "owes": user.role != Role.OBSERVER,
    }
    return render(request, "replies/desk.html", values)


def _desk(user: User, today: date) -> dict[str, Any]:
    found = desk_of(user, today)
    return {
        "desk": found,
        "page": desk_page(found),
        "lists": found.lists[:LISTS_SHOWN],
        "failed_mails": failures_sentence(user, timezone.now()),
        "has_overview": not overview_refusal(user),
        "knows_all": not progress_refusal(user),
    }


@require_GET
def lists(request: HttpRequest) -> HttpResponse:
    """Which lists of issues are there, and how far is each?"""
    user = user_of(request)
    pieces = kept_pieces(request, OF_LISTS, partial(_lists, request.GET, user), timezone.localdate())
    return render(request, "replies/lists.html", {"pieces": pieces, "list_of_issues": only_open(user)})


def _lists(query: QueryDict, user: User) -> dict[str, Any]:
    form = ListsForm(query)
    found = Paginator(lists_found(user, form.filters), A_PAGE)
    number, left_out = page_asked(query.get("page", ""), found.num_pages)
    page = found.page(number)
    return {
        "form": form,
        "left_out": [*form.left_out, *left_out],
        "sentence": lists_sentence(found.count, form),
        "rows": list_rows(list(page), figures_of(page, user)),
        "page": page,
        "query": urlencode({name: value for name in form.fields if (value := str(query.get(name, "")))}),
        "knows_all": not progress_refusal(user),
    }
