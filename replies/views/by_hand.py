"""A coordinator reminds by hand: selects, sees the mail, sends it, and sees that it went."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from issues.models import ListOfIssues
from replies import services
from replies.by_hand import plan_for
from replies.pages.by_hand import (
    bundles_of,
    filtered,
    open_replies,
    preview_of,
    selection_sentence,
    sent_page,
)
from replies.permissions import remind_refusal
from replies.reminding_forms import ByHandForm, OpenForm, SendForm
from replies.signed_in import user_of
from replies.views.reminder_log import list_of

# The buttons of a form that lead to the selection again.
CHANGES = {"all-overdue", "back"}
LONGEST_KEY = 19


@require_http_methods(["GET", "POST"])
def by_hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose whose next steps are asked for; posted, show to whom the mail goes and how it looks."""
    stored, user = list_of(request, pk), user_of(request)
    form = ByHandForm(request.POST if request.method == "POST" else None, stored=stored)
    if request.method != "POST" or not CHANGES.isdisjoint(request.POST):
        return _selection(request, stored, form)
    if not form.is_valid():
        return _selection(request, stored, form, form.said(), status=422)
    if why := remind_refusal(user, stored):
        return _selection(request, stored, form, [why], status=422)
    replies, note = list(form.cleaned_data["replies"]), form.cleaned_data["note"]
    plan = plan_for(stored, replies, by=user)
    values = {
        "list_of_issues": stored,
        "plan": plan,
        "mail": preview_of(plan, note=note, by=user),
        "note": note,
        "replies": replies,
        "key": uuid4(),
    }
    return render(request, "replies/by_hand_preview.html", values)


@require_http_methods(["GET", "POST"])
def by_hand_send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send it, once; a reload of what was refused leads back to the selection."""
    stored = list_of(request, pk)
    if request.method != "POST":
        return redirect("replies:by_hand", pk)
    form = SendForm(request.POST, stored=stored)
    if not form.is_valid():
        return _selection(request, stored, form, form.said(), status=422)
    key = form.cleaned_data["key"]
    try:
        done = services.remind(stored, **form.cleaned_data, by=user_of(request))
    except services.Refused as error:
        return _selection(request, stored, form, [str(error)], status=422)
    _say(request, done)
    return redirect("replies:by_hand_sent", pk, key)


def _say(request: HttpRequest, done: services.Reminded) -> None:
    if done.again:
        messages.info(request, _("This reminder went already: nothing was sent twice."))
        return
    n = done.people
    messages.success(request, ngettext("%d person is reminded.", "%d people are reminded.", n) % n)
    for left_out in done.left_out:
        messages.warning(request, left_out.why)


@require_GET
def by_hand_sent(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Whether a reminder went, for each person; to htmx the table alone, again until all is settled."""
    stored = list_of(request, pk)
    bundles = list(bundles_of(stored, key))
    if not bundles:
        raise Http404
    name = "_by_hand_sent" if request.htmx else "by_hand_sent"  # type: ignore[attr-defined]
    return render(request, f"replies/{name}.html", sent_page(stored, bundles) | {"key": key})


def _selection(
    request: HttpRequest,
    stored: ListOfIssues,
    form: ByHandForm,
    said: Sequence[str] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    """The open replies with what was selected and written, and what is wrong with it."""
    wanted = OpenForm(request.GET, stored=stored)
    posted = request.POST.getlist("replies")
    selected = {int(pk) for pk in posted if pk.isdecimal() and len(pk) < LONGEST_KEY}
    rows = open_replies(stored, selected, with_overdue="all-overdue" in request.POST)
    values = {
        "list_of_issues": stored,
        "sentence": selection_sentence(rows),
        "wanted": wanted,
        "rows": filtered(rows, wanted.cleaned_data) if wanted.is_valid() else [],
        "overdue": sum(row.is_overdue for row in rows),
        "form": form,
        "said": said,
        "refusal": remind_refusal(user_of(request), stored),
    }
    return render(request, "replies/by_hand.html", values, status=status)
