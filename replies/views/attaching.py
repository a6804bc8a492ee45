"""Files of a reply: attached, described, put in order, replaced, removed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from replies import services
from replies.attachment_forms import DescriptionForm, OrderForm, ReplacementForm, UploadForm, WatchForm
from replies.files.listing import files_of
from replies.models import Attachment, Reply
from replies.pages.head import head_of
from replies.signed_in import user_of
from replies.views.opening import attachment_of, reply_with_files_of
from replies.views.writing import page_of, reply_of


@require_http_methods(["GET", "POST"])
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the files that pass the gate, and name those that do not with the reason."""
    if request.method != "POST":
        return redirect("replies:detail", pk)
    reply, form = reply_of(request, pk), UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, reply, form.problems())
    added, problems = [], form.problems()
    for upload, inspected in form.passed:
        try:
            kind = form.cleaned_data["kind"]
            added.append(services.attach(reply, upload, inspected, kind=kind, by=user_of(request)).pk)
        except services.Refused as error:
            problems.append(str(error))
    if problems:
        return _refused(request, reply, problems)
    return _changed(request, reply, added)


@require_POST
def attachment_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a newer file in the place of this one."""
    attachment, form = attachment_of(request, pk), ReplacementForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, attachment.reply, form.problems())
    try:
        services.replace(attachment, form.cleaned_data["file"], form.inspected, by=user_of(request))
    except services.Refused as error:
        return _refused(request, attachment.reply, [str(error)])
    return _changed(request, attachment.reply, [pk], like=attachment.sha256)


@require_POST
def attachment_describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Say anew what a file is; what was typed stays in its form when it is refused."""
    attachment, form = attachment_of(request, pk), DescriptionForm(request.POST)
    problems = form.problems()
    if form.is_valid():
        try:
            services.describe(attachment, **form.cleaned_data, by=user_of(request))
        except services.Refused as error:
            problems = [str(error)]
    if not problems:
        return _changed(request, attachment.reply, [pk])
    files = files_of(attachment.reply, user_of(request))
    rows = [
        row if row.file.pk != pk else replace(row, problems=problems, typed=form.typed())
        for row in files.rows
    ]
    files = replace(files, rows=rows)
    if request.htmx:  # type: ignore[attr-defined]
        values = {"rows": files.of(pk), "attachments": files, "reply": attachment.reply}
        return render(request, "replies/_attachment_changes.html", values, status=422)
    values = page_of(request, attachment.reply_id, attachments=files)
    return render(request, "replies/detail.html", values, status=422)


@require_POST
def attachment_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a file one place up or down."""
    form = OrderForm(request.POST)
    steps = form.cleaned_data["steps"] if form.is_valid() else 0
    return _listed(
        request,
        attachment_of(request, pk),
        lambda found: services.reorder(found, steps=steps, by=user_of(request)),
    )


@require_POST
def attachment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off its reply."""
    return _listed(
        request, attachment_of(request, pk), lambda found: services.detach(found, by=user_of(request))
    )


@require_GET
def attachments(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of the files that the page says are being checked, and whether to ask again."""
    reply = reply_with_files_of(request, pk)
    files, form = files_of(reply, user_of(request)), WatchForm(request.GET)
    asked = form.cleaned_data["of"] if form.is_valid() else []
    done = [row.file.pk for row in files.of(*asked) if not row.file.is_waiting]
    values = {"attachments": files, "states": files.like(*done), "reply": reply}
    return render(request, "replies/_attachment_watched.html", values)


def _refused(request: HttpRequest, reply: Reply, problems: Sequence[str]) -> HttpResponse:
    """The sentences alone for an upload from the page, the page with them without JavaScript."""
    problems = list(dict.fromkeys(problems))
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse("\n".join(problems), status=422, content_type="text/plain; charset=utf-8")
    files = replace(files_of(reply, user_of(request)), problems=problems)
    return render(request, "replies/detail.html", page_of(request, reply.pk, attachments=files), status=422)


def _changed(request: HttpRequest, reply: Reply, keys: Sequence[int], *, like: str = "") -> HttpResponse:
    """The rows of some files, the state of those that had the content `like`, and the head of the page."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reply.get_absolute_url()}#attachments")
    values = _head(request, reply.pk)
    files = files_of(values["reply"], user_of(request))
    others = [row for row in files.rows if like and row.file.sha256 == like]
    values |= {"attachments": files, "rows": files.of(*keys), "states": others}
    return render(request, "replies/_attachment_changes.html", values)


def _listed(request: HttpRequest, attachment: Attachment, act: Callable[[Attachment], None]) -> HttpResponse:
    """Do something to a file, and show the whole list after it; a refusal is said above it."""
    problems = []
    try:
        act(attachment)
    except services.Refused as error:
        problems.append(str(error))
    if not request.htmx:  # type: ignore[attr-defined]
        for problem in problems:
            messages.error(request, problem)
        return redirect(f"{attachment.reply.get_absolute_url()}#attachments")
    values = _head(request, attachment.reply_id)
    files = replace(files_of(values["reply"], user_of(request)), problems=problems)
    return render(request, "replies/_attachment_listed.html", values | {"attachments": files})


def _head(request: HttpRequest, pk: int) -> dict[str, Any]:
    """What the head of the page shows, which a change of the files can change with them."""
    return head_of(reply_of(request, pk), user_of(request)) | {"has_head": True}
