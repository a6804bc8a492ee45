"""Pages that only read: my desk, a list at a glance, its register, an issue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from issues.models import Issue, ListOfIssues
from replies.desk import desk_of
from replies.finding import Search, narrowed, search_for
from replies.forms import FindForm
from replies.models import Reply
from replies.pages.cards import cards
from replies.pages.law import law_of
from replies.pages.mail import failures_sentence
from replies.permissions import compile_refusal, progress_refusal
from replies.progress import overview
from replies.register import register_of
from replies.signed_in import user_of
from replies.views.lists import list_for


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """What do I owe, most urgent first?"""
    found = desk_of(user_of(request), timezone.localdate())
    only = found.lists[0] if len(found.lists) == 1 else None
    values = {
        "desk": found,
        "list_of_issues": only,
        "failed_mails": failures_sentence(user_of(request), timezone.now()),
    }
    return render(request, "replies/desk.html", values)


@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Will the reply go out in time, and who is late?"""
    user, stored = user_of(request), list_for(request, pk, progress_refusal)
    figures = overview(stored, stored.today)
    values = {
        "list_of_issues": stored,
        "overview": figures,
        "sentence": figures.sentence(stored.due_date, stored.today),
        "compiles": not compile_refusal(user),
    }
    return render(request, "replies/progress.html", values)


@require_GET
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list of issues, and which of it is ours; with `q`, what is found in it."""
    user = user_of(request)
    stored = get_object_or_404(ListOfIssues.objects.visible_to(user), pk=pk)
    form, rows = FindForm(request.GET), register_of(stored, user)
    search = search_for(form.cleaned_data["q"]) if form.is_valid() else Search()
    values = {
        "list_of_issues": stored,
        "find": form,
        "search": search,
        "rows": [] if form.errors else narrowed(stored, rows, search),
        "all": len(rows),
    }
    return render(request, "replies/register.html", values)


@require_GET
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the Committee ask here, and what do we answer?"""
    user = user_of(request)
    found = get_object_or_404(
        Issue.objects.visible_to(user).select_related("section", "list_of_issues"), pk=pk
    )
    replies = Reply.objects.visible_to(user).filter(assignment__issue=found).with_text()
    sections = [(reply, cards(reply)) for reply in replies]
    values = {
        "list_of_issues": found.list_of_issues,
        "issue": found,
        "law": law_of(found, [card for _reply, shown in sections for card in shown]),
        "sections": sections,
    }
    return render(request, "replies/issue.html", values)
