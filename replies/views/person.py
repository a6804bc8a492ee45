"""What one person owes, and what would be sent tomorrow."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from replies.pages.person import people_shown_to, person_page, rung_in_words
from replies.pages.tomorrow import tomorrow_of
from replies.signed_in import user_of
from replies.views.reminder_log import list_of


@require_GET
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What do they owe and by when?"""
    user = user_of(request)
    page = person_page(get_object_or_404(people_shown_to(user), pk=pk), user)
    values = {"page": page, "told": [(reminder, rung_in_words(reminder)) for reminder in page.told]}
    return render(request, "replies/person.html", values)


@require_GET
def tomorrow(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom would the application remind on the next working day, and of what?"""
    stored = list_of(request, pk)
    return render(
        request, "replies/tomorrow.html", {"list_of_issues": stored, "tomorrow": tomorrow_of(stored)}
    )
