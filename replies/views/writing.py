"""The page of a reply, and the saving of its answers."""

from typing import Any

from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Role, User
from issues.models import DataPoint
from replies import services
from replies.budget import budget_of
from replies.files.listing import files_of
from replies.forms import AnswerForm, ReturnForm
from replies.models import Reply
from replies.pages.cards import (
    Card,
    cards,
    fields_of,
    fields_written,
    may_write,
    with_changes,
    with_others_beside,
    with_takings,
    with_threads,
)
from replies.pages.conflict import Conflict, conflict_of
from replies.pages.head import code_list, head_of
from replies.pages.joint import taken_over
from replies.pages.law import law_of
from replies.pages.responding import said_of
from replies.pages.threads import discussion_of
from replies.signed_in import user_of
from replies.versions.changes import since_last_look
from replies.workflow import Action, reading_refusal


def reply_of(request: HttpRequest, pk: int) -> Reply:
    """The reply with its text if the person may see it; 404 otherwise."""
    visible = Reply.objects.visible_to(user_of(request))
    return get_object_or_404(visible.with_due_date().with_text(), pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the answers to one issue, or read and decide on them."""
    return render(request, "replies/detail.html", page_of(request, pk))


def page_of(request: HttpRequest, pk: int, **forms: Any) -> dict[str, object]:
    """All that the page of a reply shows; a refused form replaces the empty one of the same name."""
    user = user_of(request)
    asked = Reply.objects.filter(pk=pk).values("assignment__issue")
    visible = Reply.objects.visible_to(user).filter(assignment__issue=Subquery(asked))
    to_the_issue = {found.pk: found for found in visible.with_due_date().with_text()}
    if pk not in to_the_issue:
        raise Http404
    reply = to_the_issue.pop(pk)
    issue, others = reply.assignment.issue, list(to_the_issue.values())
    head = head_of(reply, user)
    writes = may_write(reply, user) and (user.role != Role.COORDINATOR or "edit" in request.GET)
    since = None if writes or "all" in request.GET else since_last_look(reply, user)
    taken = taken_over([reply, *others])
    theirs = [(other, with_takings(cards(other), taken)) for other in others]
    discussion = discussion_of(reply, user, forms.get("comment_form"))
    own = with_threads(with_takings(with_changes(cards(reply, writes=writes), since), taken), discussion)
    return {
        **head,
        "issue": issue,
        "said": said_of(reply, user) if head["is_internal"] else None,
        "law": law_of(issue, own),
        "cards": with_others_beside(own, [card for _other, found in theirs for card in found]),
        "since": since,
        "reads": not writes and not reply.is_draft and not reading_refusal(user, reply),
        "takes_over": writes and reply.assignment.is_lead,
        "returns": any(button.action == Action.RETURN for button in head["buttons"]),
        "discussion": discussion,
        "attachments": files_of(reply, user),
        "others": theirs,
        "codes": code_list(issue.list_of_issues),
        "writes": writes,
        "budget": budget_of(reply),
        "seen": reply.text_hash(),
        "return_form": ReturnForm(reply=reply),
    } | forms


@require_POST
def answer_save(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Save one answer: the foot of its card for a save in the page, the page itself without JavaScript."""
    visible = Reply.objects.visible_to(user_of(request))
    reply = get_object_or_404(visible.with_due_date().with_points(), pk=pk)
    data_point = _point_of(reply, point)
    code = data_point.code if data_point else str(reply.assignment.issue.number)
    form = AnswerForm(request.POST, stored=reply.assignment.issue.list_of_issues, own_code=code)
    if form.is_valid():
        try:
            saved = _save(reply, data_point, form.cleaned_data, by=user_of(request))
        except services.Refused as error:
            form.add_error(None, str(error))
        else:
            fields = fields_of(saved.refused or saved.answer)
            card = Card(reply, data_point, saved.answer, fields)
            status = 409 if saved.is_conflict else 200
            return _answered(request, card, status=status, conflict=conflict_of(saved))
    reply = reply_of(request, pk)
    card = Card(reply, data_point, reply.answer_to(data_point), fields_written(form), form.messages())
    return _answered(request, card, status=422)


def _point_of(reply: Reply, pk: int) -> DataPoint | None:
    """A data point asked of the reply's ministry, None for the issue as a whole (0); 404 for any other."""
    found = [point for point in reply.assignment.data_points.all() if point.pk == pk]
    if pk and not found:
        raise Http404
    return found[0] if found else None


def _save(reply: Reply, point: DataPoint | None, cleaned: dict[str, Any], *, by: User) -> services.Saved:
    return services.save_answer(
        reply,
        point,
        form=cleaned["form"],
        text=cleaned["text"],
        see=cleaned["see_point"],
        base_version=cleaned["base_version"] or 0,
        by=by,
    )


def _answered(
    request: HttpRequest, card: Card, *, status: int = 200, conflict: Conflict | None = None
) -> HttpResponse:
    user = user_of(request)
    values = {
        **head_of(card.reply, user),
        "card": card,
        "conflict": conflict,
        "writes": may_write(card.reply, user),
        "budget": budget_of(card.reply),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "replies/_answer_saved.html", values, status=status)
    if status == 200:
        mode = "?edit=1" if user.role == Role.COORDINATOR else ""
        return redirect(f"{card.reply.get_absolute_url()}{mode}#answer-{card.slug}")
    values["codes"] = code_list(card.reply.assignment.issue.list_of_issues)
    return render(request, "replies/answer_refused.html", values, status=status)
