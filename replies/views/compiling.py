"""The consolidated document: its findings, its compilations, its download."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from issues.models import ListOfIssues
from replies import services
from replies.document.checks import findings_of
from replies.forms import CompilationForm
from replies.models import Compilation
from replies.permissions import compile_refusal
from replies.signed_in import user_of


def list_to_compile(request: HttpRequest, pk: int) -> ListOfIssues:
    """The list if the person may see it; refused in words to those who do not compile."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    if why := compile_refusal(user):
        raise PermissionDenied(why)
    return stored


@require_GET
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Is anything missing, and where is the document?"""
    stored = list_to_compile(request, pk)
    values = {
        "list_of_issues": stored,
        "findings": findings_of(stored),
        "compilations": stored.compilations.select_related("started_by"),
        "form": CompilationForm(),
    }
    return render(request, "replies/document.html", values)


@require_POST
def compilation_start(request: HttpRequest, pk: int) -> HttpResponse:
    stored, form = list_to_compile(request, pk), CompilationForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the two layouts."))
        return redirect("replies:document", pk)
    try:
        services.start_compilation(stored, layout=form.cleaned_data["layout"], by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:document", pk)


def _compilation_of(request: HttpRequest, pk: int) -> Compilation:
    visible = Compilation.objects.visible_to(user_of(request))
    return get_object_or_404(visible.select_related("list_of_issues", "started_by"), pk=pk)


@require_GET
def compilation_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """One row of the table of compilations: asks for itself again until the run has ended."""
    return render(request, "replies/_compilation.html", {"compilation": _compilation_of(request, pk)})


@require_GET
def compilation_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The Word file under the name that the United Nations would give it."""
    run = _compilation_of(request, pk)
    if run.status != Compilation.Status.DONE:
        messages.error(request, _("This compilation has no document."))
        return redirect("replies:document", run.list_of_issues_id)
    name = f"Replies {run.list_of_issues.symbol.replace('/', '-')}.docx"
    return FileResponse(run.document.open("rb"), as_attachment=True, filename=name)
