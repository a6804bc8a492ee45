"""Remarks on a reply and its answers."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import User
from replies import services
from replies.forms import CommentForm
from replies.mentions import readers_of
from replies.models import Comment, Reply
from replies.pages.threads import discussion_of
from replies.signed_in import user_of
from replies.views.writing import page_of, reply_of
from replies.workflow import discussion_refusal


@require_http_methods(["GET", "POST"])
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a remark; a reload of the page that a refused one had shown leads back to the reply."""
    if request.method != "POST":
        return redirect("replies:detail", pk)
    reply = reply_of(request, pk)
    form = CommentForm(request.POST, reply=reply)
    if form.is_valid():
        try:
            remark = services.comment(reply, **form.cleaned_data, by=user_of(request))
        except services.Refused as error:
            form.add_error(None, str(error))
        else:
            return _thread(request, reply, remark)
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "replies/detail.html", page_of(request, pk, comment_form=form), status=422)
    discussion = discussion_of(reply, user_of(request), form)
    thread = next(thread for thread in discussion.threads.values() if thread.errors)
    return render(request, "replies/_thread.html", {"thread": thread}, status=422)


@require_POST
def comment_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, services.resolve)


@require_POST
def comment_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _settle(request, pk, services.reopen)


@require_GET
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom a comment on a reply can call by name, as a list to choose from."""
    reply = reply_of(request, pk)
    if why := discussion_refusal(user_of(request), reply):
        raise PermissionDenied(why)
    return render(request, "replies/_people.html", {"people": readers_of(reply)})


def _settle(request: HttpRequest, pk: int, step: Callable[..., None]) -> HttpResponse:
    user = user_of(request)
    remark = get_object_or_404(Comment.objects.visible_to(user).select_related("reply"), pk=pk)
    reply = reply_of(request, remark.reply_id)
    remark.reply = reply
    try:
        step(remark, by=user)
    except services.Refused as error:
        return _refused(request, remark, user, str(error))
    return _thread(request, reply, remark, keeps_form=True)


def _thread(request: HttpRequest, reply: Reply, remark: Comment, *, keeps_form: bool = False) -> HttpResponse:
    """The thread of a remark, in the page or on it."""
    discussion = discussion_of(reply, user_of(request))
    thread = replace(discussion.thread_of(remark), is_open=True, keeps_form=keeps_form)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{reply.get_absolute_url()}#thread-{thread.slug}")
    values = {"thread": thread, "still_returned": discussion.returns if remark.is_return else None}
    return render(request, "replies/_thread.html", values)


def _refused(request: HttpRequest, remark: Comment, user: User, why: str) -> HttpResponse:
    thread = discussion_of(remark.reply, user).thread_of(remark)
    if not request.htmx:  # type: ignore[attr-defined]
        messages.error(request, why)
        return redirect(f"{remark.reply.get_absolute_url()}#thread-{thread.slug}")
    values = {"thread": replace(thread, is_open=True, keeps_form=True, errors=(why,))}
    return render(request, "replies/_thread.html", values, status=422)
