"""The clean-up: the coordinator reads the whole document as one text, and mends it where it is read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from issues.models import ListOfIssues, slug_of
from replies import services
from replies.addresses import address_of
from replies.forms import AnswerForm
from replies.models import Answer, Reply
from replies.pages.cards import Card, fields_of, fields_written
from replies.pages.cleaning import clean_up_of
from replies.pages.conflict import Conflict, conflict_of
from replies.pages.head import code_list
from replies.pages.places import place_without
from replies.pages.threads import discussion_of
from replies.signed_in import user_of
from replies.views.compiling import list_to_compile
from replies.workflow import Action, refusal


@require_GET
def cleanup(request: HttpRequest, pk: int) -> HttpResponse:
    """How does the whole reply read, from its beginning to its end?"""
    stored = list_to_compile(request, pk)
    found = clean_up_of(stored, user_of(request))
    values = {"list_of_issues": stored, "codes": code_list(stored), "clean_up": found}
    return render(request, "replies/cleanup.html", values)


@require_http_methods(["GET", "POST"])
def cleanup_answer(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """Edit one answer, in the page or on a page of its own."""
    stored = list_to_compile(request, pk)
    found = _answer_of(request, stored, answer)
    if request.method == "POST":
        return _save(request, stored, found)
    if why := refusal(user_of(request), found.reply, Action.EDIT):
        if not request.htmx:  # type: ignore[attr-defined]  # in the page it stands beside the answer
            messages.error(request, why)
        return _left(request, stored, found)
    return _form(request, stored, _card(found))


@require_GET
def cleanup_read(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """One answer as it reads, after its editing was given up."""
    stored = list_to_compile(request, pk)
    return _left(request, stored, _answer_of(request, stored, answer))


@require_GET
def cleanup_thread(request: HttpRequest, pk: int, answer: int) -> HttpResponse:
    """What is said about one answer, for its place in the page."""
    found = _answer_of(request, list_to_compile(request, pk), answer)
    threads = discussion_of(found.reply, user_of(request)).threads
    thread = threads.get(found.data_point_id) or threads[None]
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"{found.reply.get_absolute_url()}#thread-{thread.slug}")
    return render(request, "replies/_comments.html", {"thread": thread})


def _answer_of(request: HttpRequest, stored: ListOfIssues, pk: int) -> Answer:
    """An answer of the list, with its reply as a page needs it; 404 for any other."""
    visible = Reply.objects.visible_to(user_of(request)).filter(assignment__issue__list_of_issues=stored)
    reply = get_object_or_404(visible.filter(answers=pk).with_due_date().with_text())
    found: Answer = next(row for row in reply.answers.all() if row.pk == pk)
    found.reply = reply
    return found


def _card(answer: Answer) -> Card:
    return Card(answer.reply, answer.data_point, answer, fields_of(answer))


def _save(request: HttpRequest, stored: ListOfIssues, answer: Answer) -> HttpResponse:
    card = _card(answer)
    form = AnswerForm(request.POST, stored=stored, own_code=card.code)
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            saved = services.save_answer(
                answer.reply,
                answer.data_point,
                form=cleaned["form"],
                text=cleaned["text"],
                see=cleaned["see_point"],
                base_version=cleaned["base_version"] or 0,
                by=user_of(request),
            )
        except services.Refused as error:
            form.add_error(None, str(error))
        else:
            if saved.refused is None:
                return _left(request, stored, saved.answer)
            card = Card(answer.reply, answer.data_point, saved.answer, fields_of(saved.refused))
            return _form(request, stored, card, status=409, conflict=conflict_of(saved))
    card = Card(answer.reply, answer.data_point, answer, fields_written(form), form.messages())
    return _form(request, stored, card, status=422)


def _form(
    request: HttpRequest,
    stored: ListOfIssues,
    card: Card,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
) -> HttpResponse:
    """The form of an answer; in the page, after a refusal, only its foot: the text stands there."""
    values = {"card": card, "reply": card.reply, "list_of_issues": stored, "conflict": conflict}
    if request.htmx:  # type: ignore[attr-defined]
        template = "replies/_cleanup_form.html" if status == 200 else "replies/_cleanup_refused.html"
        return render(request, template, values, status=status)
    values["codes"] = code_list(stored)
    return render(request, "replies/cleanup_answer.html", values, status=status)


def _left(request: HttpRequest, stored: ListOfIssues, answer: Answer) -> HttpResponse:
    """The answer as it reads now: in the page with all that changed around it, else the page at its place."""
    if not request.htmx:  # type: ignore[attr-defined]
        code = answer.data_point.code if answer.data_point else str(answer.reply.assignment.issue.number)
        return redirect(f"{address_of('replies:cleanup', stored.pk)}#answer-{slug_of(code)}")
    found = clean_up_of(stored, user_of(request))
    place = found.place_of(answer) or place_without(answer, user_of(request))
    entry = found.counted(place.issue)
    values = {"list_of_issues": stored, "clean_up": found, "place": place, "entry": entry}
    response = render(request, "replies/_cleanup_saved.html", values)
    response["HX-Retarget"], response["HX-Reswap"] = f"#text-of-{answer.pk}", "outerHTML"
    return response
