"""A compilation to read: the document on a page, what changed since an earlier one, what it was made of."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from replies.compilation_forms import EarlierForm, LanguageForm
from replies.document import html
from replies.document.stored import NotStored, tree_of
from replies.models import Compilation
from replies.pages.compilations import earlier_of, shown, usual_of
from replies.pages.origins import address_of_source
from replies.versions.comparing import changes
from replies.views.compiling import compilation_of


@require_GET
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the document say, from beginning to end?"""
    run = compilation_of(request, pk)
    form = LanguageForm(request.GET, run=run)
    language = form.cleaned_data["language"] if form.is_valid() else ""
    try:
        tree = tree_of(run, language)
    except NotStored as error:
        return _nothing(request, run, str(error))
    values = {
        "list_of_issues": run.list_of_issues,
        "run": shown(run),
        "language": tree.language,
        "outline": html.outline(tree),
        # Every text in it was escaped by the renderer.
        "article": mark_safe(html.render(tree, address_of_source)),  # noqa: S308
    }
    return render(request, "replies/read.html", values)


@require_GET
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed since the last one, or since the one that is chosen?"""
    run = compilation_of(request, pk)
    earlier = earlier_of(run)
    form = EarlierForm(request.GET, earlier=earlier)
    chosen = form.cleaned_data["since"] if form.is_valid() else usual_of(run, earlier)
    if chosen is None:
        return _nothing(request, run, _("There is no earlier compilation to compare with."))
    try:
        sections = changes(tree_of(chosen), tree_of(run))
    except NotStored as error:
        return _nothing(request, run, str(error))
    values = {
        "list_of_issues": run.list_of_issues,
        "run": run,
        "earlier": [shown(other) for other in earlier],
        "since": chosen,
        "sections": sections,
        "changed": sum(not section.is_same for section in sections),
    }
    return render(request, "replies/compare.html", values)


@require_GET
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """What was this one made of, what did it find, and are these still its files?"""
    run = compilation_of(request, pk)
    values = {"list_of_issues": run.list_of_issues, "run": shown(run)}
    return render(request, "replies/compilation_details.html", values)


def _nothing(request: HttpRequest, run: Compilation, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("replies:document", run.list_of_issues_id)
