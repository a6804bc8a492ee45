"""The secret address of a person's calendar, and the calendar behind it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts import services
from replies.pages.feed import feed_of, person_of, written
from replies.signed_in import user_of


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """By when is what due, for a calendar program that comes again and again without signing in?"""
    person = person_of(token)
    if person is None:
        raise Http404
    found = feed_of(person)
    headers = {
        # Weak, since the moment since when it is so is no part of it.
        "ETag": f'W/"{found.etag}"',
        "Last-Modified": http_date(found.changed.timestamp()),
        "Cache-Control": "private, no-cache",
        "Content-Language": person.language,
        "Content-Disposition": 'inline; filename="deadlines.ics"',
    }
    whole = HttpResponse(written(found), content_type="text/calendar; charset=utf-8", headers=headers)
    return get_conditional_response(request, headers["ETag"], int(found.changed.timestamp()), whole)  # type: ignore[return-value]


@require_POST
def calendar_address_make(request: HttpRequest) -> HttpResponse:
    """Give me an address, and stop the one before."""
    user = user_of(request)
    services.make_calendar_key(user, by=user)
    messages.success(request, _("The address of your calendar is made. No other address of it works."))
    return redirect(f"{reverse('replies:settings')}#calendar")


@require_POST
def calendar_address_revoke(request: HttpRequest) -> HttpResponse:
    """Stop my address."""
    user = user_of(request)
    services.drop_calendar_key(user, by=user)
    messages.success(
        request, _("The address of your calendar is stopped: nothing is shown under it any more.")
    )
    return redirect(f"{reverse('replies:settings')}#calendar")
