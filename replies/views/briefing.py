"""The delegation brief as a file, made when it is asked for."""

from collections.abc import Callable
from functools import partial
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from issues.models import ListOfIssues
from replies.document import brief as briefs
from replies.document import docx, pdf
from replies.document.build import Unprintable
from replies.document.options import options_of
from replies.document.snapshot import Vanished, replies_as_of
from replies.document.tree import Document
from replies.document.typesetting import TypesettingFailed
from replies.permissions import compile_refusal
from replies.submission.standing import newest_whole, standing
from replies.views.lists import list_for

# A web server waits for it, unlike the worker.
SECONDS = 25
RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "docx": docx.render,
    "pdf": partial(pdf.render, seconds=SECONDS),
}


@require_GET
def brief(request: HttpRequest, pk: int, file_format: str) -> HttpResponseBase:
    """What the delegation takes along: from what was sent, else from the newest compilation."""
    stored = list_for(request, pk, compile_refusal)
    if file_format not in RENDERERS:
        raise Http404
    try:
        document = _document(stored)
    except (Vanished, Unprintable) as error:
        messages.error(request, _("The brief cannot be made: %(what)s cannot be read.") % {"what": error})
        return redirect("replies:submission", pk)
    if document is None:
        messages.error(request, _("There is nothing to brief from yet: compile the whole document first."))
        return redirect("replies:submission", pk)
    try:
        content = BytesIO(RENDERERS[file_format](document))
    except TypesettingFailed:
        messages.error(request, _("The brief cannot be made as PDF; take the Word file."))
        return redirect("replies:submission", pk)
    name = f"Delegation brief {stored.symbol.replace('/', '-')}.{file_format}"
    return FileResponse(content, as_attachment=True, filename=name)


def _document(stored: ListOfIssues) -> Document | None:
    """The brief from what stands as sent, else from the newest compilation; None where there is none."""
    found = standing(stored)
    run = found.compilation if found else newest_whole(stored)
    if run is None:
        return None
    language = stored.language if stored.language in run.languages else run.languages[0]
    return briefs.build(stored, replies_as_of(stored, run.made_of), options_of(run, language))
