"""Who else is on the page of a reply."""

import time

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role, User
from replies.forms import PresenceForm
from replies.models import Reply
from replies.pages.cards import may_write
from replies.permissions import presence_refusal
from replies.presence import Present, leave, meet
from replies.signed_in import user_of


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where I am, or that I leave; answers with who else is here, in words."""
    user = user_of(request)
    reply = _reply(user, pk)
    if why := presence_refusal(user, reply):
        raise PermissionDenied(why)
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    if form.cleaned_data["leave"]:
        leave(reply, user)
        return HttpResponse(status=204)
    point = form.cleaned_data["point"] if may_write(reply, user) else None
    return JsonResponse(_in_words(meet(reply, user, point, now=time.time())))


def _reply(user: User, pk: int) -> Reply:
    """The reply if the person may see it, with all that their rights depend on; 404 otherwise."""
    visible = Reply.objects.visible_to(user)
    with_list = visible.select_related("assignment__ministry", "assignment__issue__list_of_issues")
    reply = get_object_or_404(with_list, pk=pk)
    if user.role == Role.COORDINATOR:
        prefetch_related_objects([reply.assignment.issue.list_of_issues], "coordinations")
    return reply


def _in_words(others: tuple[Present, ...]) -> dict[str, object]:
    """All who are here in one sentence, and by data point who writes its answer."""
    here = ", ".join(_name(other) for other in others)
    writing: dict[int, list[str]] = {}
    for other in others:
        if other.point is not None:
            writing.setdefault(other.point, []).append(_("%s is writing here.") % _name(other))
    return {
        "here": _("Also here: %s.") % here if here else "",
        "points": {str(point): " ".join(sentences) for point, sentences in writing.items()},
    }


def _name(other: Present) -> str:
    """“Focal point Aigul Sadykova”; the name alone where the role is part of it."""
    role = capfirst(str(other.role.label))
    return other.name if other.name.startswith(role) else f"{role} {other.name}"
