"""A joint issue: taking over what another ministry wrote."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from issues.models import slug_of
from replies import services
from replies.forms import TakeOverForm
from replies.models import Answer, Reply
from replies.signed_in import user_of
from replies.views.writing import reply_of


@require_POST
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the text of another ministry, named by its answer, below one's own."""
    user, reply = user_of(request), reply_of(request, pk)
    form = TakeOverForm(request.POST, reply=reply)
    if not form.is_valid():
        messages.error(request, _("Choose one of your own data points to take the text into."))
        return redirect(f"{reply.get_absolute_url()}#others")
    theirs = Answer.objects.filter(reply__in=Reply.objects.visible_to(user))
    source = get_object_or_404(theirs.select_related("reply__assignment"), pk=form.cleaned_data["source"])
    point = form.cleaned_data["point"]
    try:
        services.take_over(reply, point, source, by=user)
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken over. An earlier version can be restored under “Versions”."))
    code = point.code if point else str(reply.assignment.issue.number)
    return redirect(f"{reply.get_absolute_url()}#answer-{slug_of(code)}")
