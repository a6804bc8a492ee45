"""The page of a reply, and the saving of its answers."""

from typing import Any

from django.db.models import Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.models import User
from issues.marking import marked
from issues.models import DataPoint
from replies import services
from replies.forms import AnswerForm, AttachmentForm, CommentForm, ReturnForm
from replies.models import Answer, Reply
from replies.pages import (
    Card,
    buttons,
    cards,
    code_list,
    fields_of,
    fields_written,
    files_of,
    may_write,
    open_comments,
)
from replies.signed_in import user_of
from replies.workflow import Action, discussion_refusal


def reply_of(request: HttpRequest, pk: int) -> Reply:
    """The reply with its text if the person may see it; 404 otherwise."""
    visible = Reply.objects.visible_to(user_of(request))
    return get_object_or_404(visible.with_due_date().with_text(), pk=pk)


@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the answers to one issue, or read and decide on them."""
    return render(request, "replies/detail.html", page_of(request, pk))


def page_of(request: HttpRequest, pk: int, **forms: object) -> dict[str, object]:
    """All that the page of a reply shows; a refused form replaces the empty one of the same name."""
    user = user_of(request)
    asked = Reply.objects.filter(pk=pk).values("assignment__issue")
    visible = Reply.objects.visible_to(user).filter(assignment__issue=Subquery(asked))
    to_the_issue = {found.pk: found for found in visible.with_due_date().with_text()}
    if pk not in to_the_issue:
        raise Http404
    reply = to_the_issue.pop(pk)
    issue = reply.assignment.issue
    writes, steps = may_write(reply, user), buttons(reply, user)
    return {
        "list_of_issues": issue.list_of_issues,
        "reply": reply,
        "issue": issue,
        "text": marked(issue),
        "cards": cards(reply, writes=writes),
        "buttons": steps,
        "returns": any(step.action == Action.RETURN for step in steps),
        "comments": open_comments(reply, user),
        "attachments": files_of(reply, user),
        "others": [(other, cards(other)) for other in to_the_issue.values()],
        "codes": code_list(issue.list_of_issues),
        "writes": writes,
        "discusses": not discussion_refusal(user, reply),
        "seen": reply.text_hash(),
        "return_form": ReturnForm(),
        "attachment_form": AttachmentForm(),
        "comment_form": CommentForm(),
    } | forms


@require_POST
def answer_save(request: HttpRequest, pk: int, point: int) -> HttpResponse:
    """Save one answer: the foot of its card for a save in the page, the page itself without JavaScript."""
    reply = reply_of(request, pk)
    data_point = get_object_or_404(reply.assignment.data_points, pk=point) if point else None
    code = data_point.code if data_point else str(reply.assignment.issue.number)
    form = AnswerForm(request.POST, stored=reply.assignment.issue.list_of_issues, own_code=code)
    if form.is_valid():
        try:
            saved = _save(reply, data_point, form.cleaned_data, by=user_of(request))
        except services.Refused as error:
            form.add_error(None, str(error))
        else:
            card = Card(reply_of(request, pk), data_point, saved.answer, fields_of(saved.answer))
            status = 409 if saved.is_conflict else 200
            return _answered(request, card, status=status, refused_text=saved.refused_text)
    answer = _answer_to(reply, data_point)
    card = Card(reply, data_point, answer, fields_written(form), form.messages())
    return _answered(request, card, status=422)


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


def _answer_to(reply: Reply, point: DataPoint | None) -> Answer | None:
    wanted = point.pk if point else None
    return next((answer for answer in reply.answers.all() if answer.data_point_id == wanted), None)


def _answered(request: HttpRequest, card: Card, *, status: int = 200, refused_text: str = "") -> HttpResponse:
    values = {
        "card": card,
        "reply": card.reply,
        "list_of_issues": card.reply.assignment.issue.list_of_issues,
        "refused_text": refused_text,
        "buttons": buttons(card.reply, user_of(request)),
        "writes": may_write(card.reply, user_of(request)),
        "seen": card.reply.text_hash(),
    }
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "replies/_answer_saved.html", values, status=status)
    if status == 200:
        return redirect(f"{card.reply.get_absolute_url()}#answer-{card.slug}")
    return render(request, "replies/answer_refused.html", values, status=status)
