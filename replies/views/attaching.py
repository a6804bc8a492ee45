"""Files and remarks of a reply."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replies import services
from replies.forms import AttachmentForm, CommentForm
from replies.models import Attachment, Comment
from replies.signed_in import user_of
from replies.views.writing import page_of, reply_of


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file; one that does not pass the gate is named, the page keeps its texts."""
    if request.method != "POST":
        return redirect("replies:detail", pk)
    reply, form = reply_of(request, pk), AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            services.attach(
                reply,
                form.cleaned_data["file"],
                form.inspected,
                kind=form.cleaned_data["kind"],
                title=form.cleaned_data["title"],
                by=user_of(request),
            )
        except services.Refused as error:
            form.add_error(None, str(error))
    refused = {} if form.is_valid() else {"attachment_form": form}
    if not refused and not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reply.get_absolute_url()}#attachments")
    template = "replies/_attachments.html" if request.htmx else "replies/detail.html"  # type: ignore[attr-defined]
    return render(request, template, page_of(request, pk, **refused), status=422 if refused else 200)


def _attachment_of(request: HttpRequest, pk: int) -> Attachment:
    visible = Attachment.objects.visible_to(user_of(request))
    return get_object_or_404(visible.select_related("reply"), pk=pk)


@require_GET
def attachment_download(request: HttpRequest, pk: int) -> FileResponse:
    """The file as it was attached, always as a download, never shown as a page of ours."""
    attachment = _attachment_of(request, pk)
    response = FileResponse(attachment.file.open("rb"), as_attachment=True, filename=attachment.name)
    response["Content-Type"] = attachment.content_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    attachment = _attachment_of(request, pk)
    try:
        services.detach(attachment, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect(f"{attachment.reply.get_absolute_url()}#attachments")


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a remark; a reload of the page that a refused one had shown leads back to the reply."""
    if request.method != "POST":
        return redirect("replies:detail", pk)
    reply, form = reply_of(request, pk), CommentForm(request.POST)
    if not form.is_valid():
        return render(request, "replies/detail.html", page_of(request, pk, comment_form=form), status=422)
    try:
        services.comment(reply, text=form.cleaned_data["text"], by=user_of(request))
    except services.Refused as error:
        form.add_error("text", str(error))
        return render(request, "replies/detail.html", page_of(request, pk, comment_form=form), status=422)
    return redirect(f"{reply.get_absolute_url()}#comments")


@require_POST
def comment_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    related = ("reply__assignment__issue__list_of_issues", "reply__assignment__ministry")
    visible = Comment.objects.visible_to(user_of(request)).select_related(*related)
    remark = get_object_or_404(visible, pk=pk)
    try:
        services.resolve(remark, by=user_of(request))
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Resolved."))
    return redirect(f"{remark.reply.get_absolute_url()}#comments")
