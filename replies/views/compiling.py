"""The consolidated document: what it lacks, its compilations, their files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from issues.models import ListOfIssues
from replies import services
from replies.compilation_forms import CompilationForm
from replies.document.checks import findings_of
from replies.models import Compilation, CompilationFile
from replies.pages.compilations import runs_of, shown
from replies.permissions import compile_refusal
from replies.signed_in import user_of
from replies.views.lists import list_for


def list_to_compile(request: HttpRequest, pk: int) -> ListOfIssues:
    """The list if the person may see it; refused in words to those who do not compile."""
    return list_for(request, pk, compile_refusal)


def compilation_of(request: HttpRequest, pk: int) -> Compilation:
    """A compilation that the person may see, with its list and its files."""
    visible = Compilation.objects.visible_to(user_of(request))
    related = visible.select_related("list_of_issues", "started_by", "cancelled_by", "ministry", "section")
    return get_object_or_404(related.prefetch_related("files"), pk=pk)


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Is anything missing, and where is the document?"""
    stored = list_to_compile(request, pk)
    return _page(request, stored, CompilationForm(stored=stored))


def _page(
    request: HttpRequest, stored: ListOfIssues, form: CompilationForm, status: int = 200
) -> HttpResponse:
    values = {
        "list_of_issues": stored,
        "findings": findings_of(stored),
        "runs": runs_of(stored),
        "form": form,
    }
    return render(request, "replies/document.html", values, status=status)


@require_POST
def compilation_start(request: HttpRequest, pk: int) -> HttpResponse:
    stored = list_to_compile(request, pk)
    form = CompilationForm(request.POST, stored=stored)
    if not form.is_valid():
        return _page(request, stored, form, status=422)
    try:
        services.start_compilation(stored, by=user_of(request), **form.cleaned_data)
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:document", pk)


@require_POST
def compilation_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    run = compilation_of(request, pk)
    try:
        services.cancel_compilation(run, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:document", run.list_of_issues_id)


@require_GET
def compilation_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """One compilation in the list of them: asks for itself again until the run has ended."""
    return render(request, "replies/_compilation.html", {"run": shown(compilation_of(request, pk))})


@require_GET
def compilation_file(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file as it was made, under the name for a person."""
    run = compilation_of(request, pk)
    found = get_object_or_404(CompilationFile, compilation=run, pk=file)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("“%(name)s” is no longer in the storage.") % {"name": found.name}) from error
    return FileResponse(content, as_attachment=True, filename=found.name)
