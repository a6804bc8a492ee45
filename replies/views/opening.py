"""Files of a reply: opened, looked at, their earlier versions."""

from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from replies.files.listing import earlier_versions, version_of
from replies.files.previews import preview_name
from replies.models import Attachment, Reply
from replies.permissions import is_internal, opening_refusal
from replies.signed_in import user_of

RIGHTS = ("assignment__ministry", "assignment__issue__list_of_issues")


def reply_with_files_of(request: HttpRequest, pk: int) -> Reply:
    """The reply, without its text, if the person may see it; 404 otherwise."""
    visible = Reply.objects.visible_to(user_of(request))
    return get_object_or_404(visible.select_related(*RIGHTS), pk=pk)


def attachment_of(request: HttpRequest, pk: int) -> Attachment:
    """The file with its reply if the person may see it; 404 otherwise."""
    visible = Attachment.objects.visible_to(user_of(request))
    return get_object_or_404(visible.select_related(*(f"reply__{path}" for path in RIGHTS)), pk=pk)


def _replaced_of(request: HttpRequest, pk: int) -> Attachment:
    """The file if its earlier versions are for the person too: they stay internal, whatever it is now."""
    attachment = attachment_of(request, pk)
    if not is_internal(user_of(request), attachment.reply):
        raise Http404
    return attachment


@require_GET
def attachment_download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was attached, always as a download, never shown as a page of ours."""
    attachment = attachment_of(request, pk)
    return _opened(request, attachment.reply, attachment)


@require_GET
def attachment_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """The earlier versions of a file: who, when, how large, which hash."""
    attachment = _replaced_of(request, pk)
    values = {
        "attachment": attachment,
        "reply": attachment.reply,
        "list_of_issues": attachment.reply.assignment.issue.list_of_issues,
        "versions": earlier_versions(attachment),
    }
    of_a_row = request.htmx  # type: ignore[attr-defined]
    name = "_attachment_versions" if of_a_row else "attachment_versions"
    return render(request, f"replies/{name}.html", values)


@require_GET
def attachment_version(request: HttpRequest, pk: int, version: int) -> HttpResponseBase:
    """An earlier version of a file, as a download."""
    attachment = _replaced_of(request, pk)
    found = version_of(attachment, version)
    if found is None:
        raise Http404
    return _opened(request, attachment.reply, found)


@require_GET
def attachment_preview(request: HttpRequest, pk: int, page: int) -> FileResponse:
    """One image of the preview, drawn by the worker."""
    attachment = attachment_of(request, pk)
    if not 1 <= page <= attachment.preview_pages:
        raise Http404
    image = default_storage.open(preview_name(str(attachment.file.name), page))
    response = FileResponse(image, content_type="image/jpeg")
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _opened(request: HttpRequest, reply: Reply, file: Any) -> HttpResponseBase:
    """A file or an earlier version as a download, or back to the reply with why nobody may open it."""
    if why := opening_refusal(file):
        messages.error(request, why)
        return redirect(f"{reply.get_absolute_url()}#attachments")
    response = FileResponse(file.file.open("rb"), as_attachment=True, filename=file.name)
    response["Content-Type"] = file.content_type
    return response
