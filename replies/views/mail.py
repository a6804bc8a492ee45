"""For administrators: mails that failed or came back, and whether mail goes out at all."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from replies import services, tasks
from replies.mail_forms import BounceForm, SentForm
from replies.models import Bundle, Digest, Notice
from replies.pages.mail import bounced, failed, failures, mail_sentence, mail_settings, sent_to
from replies.permissions import mail_refusal
from replies.services.mailing import KINDS, record_bounce, send_test_mail, take_bounce_back, try_again
from replies.signed_in import user_of

TASKS = {"digest": tasks.send_digests, "news": tasks.send_news, "notice": tasks.send_notices}


def _administrator(request: HttpRequest) -> User:
    user = user_of(request)
    if why := mail_refusal(user):
        raise PermissionDenied(why)
    return user


def _mail_of(kind: str, pk: int) -> Digest | Bundle | Notice:
    if kind not in KINDS:
        raise Http404
    found: Digest | Bundle | Notice = get_object_or_404(KINDS[kind], pk=pk)  # type: ignore[assignment]
    return found


@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    """Was everybody reached, and if not, why?"""
    _administrator(request)
    now = timezone.now()
    form = SentForm(request.GET)
    address = form.cleaned_data["address"] if form.is_valid() else ""
    rows = failed(now)
    values = {
        "sentence": mail_sentence(failures(now)),
        "failed": rows,
        "bounced": bounced(now),
        "form": form,
        "address": address,
        "sent": sent_to(address) if address else [],
        "settings": mail_settings(),
    }
    return render(request, "replies/mail.html", values)


@require_POST
def mail_retry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Have a mail sent again."""
    user = _administrator(request)
    try:
        try_again(_mail_of(kind, pk), by=user)
    except services.Refused as error:
        messages.error(request, str(error))
    else:
        transaction.on_commit(TASKS[kind].delay, robust=True)
        messages.success(request, _("The mail is tried again now: its outcome stands here in a moment."))
    return redirect("replies:mail")


@require_POST
def mail_bounce(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Note that a mail came back."""
    user, found, form = _administrator(request), _mail_of(kind, pk), BounceForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["said"][0]))
        return redirect("replies:mail")
    try:
        record_bounce(found, form.cleaned_data["said"], by=user)
    except services.Refused as error:
        messages.error(request, str(error))
    return redirect("replies:mail")


@require_POST
def mail_bounce_back(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Strike out a bounce."""
    user = _administrator(request)
    take_bounce_back(_mail_of(kind, pk), by=user)
    return redirect("replies:mail")


@require_POST
def mail_test(request: HttpRequest) -> HttpResponse:
    """Send a mail to oneself and say what came of it."""
    user = _administrator(request)
    if why := send_test_mail(to=user):
        messages.error(request, why)
    else:
        said = _("The mail server took a mail to %(email)s: see whether it arrives.") % {"email": user.email}
        messages.success(request, said)
    return redirect("replies:mail")
