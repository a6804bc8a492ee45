"""For administrators: how the application as a whole is doing."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from replies.overseeing import AWAY, SHOWN, overseen
from replies.pages.lists import list_rows
from replies.pages.mail import failures_sentence
from replies.pages.overview import (
    disk_sentence,
    jobs_of,
    overview_sentence,
    rooms_of,
    storage_of,
    unsent_since,
)
from replies.permissions import overview_refusal
from replies.signed_in import user_of
from replies.storage import disk


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Which lists are late, who is not there, what failed, and is there room?"""
    user, now = user_of(request), timezone.now()
    if why := overview_refusal(user):
        raise PermissionDenied(why)
    found = overseen(user, now, timezone.localdate())
    failed_mails, storage, room = failures_sentence(user, now), storage_of(), disk()
    values = {
        "found": found,
        "sentence": overview_sentence(found, failed_mails),
        "rows": list_rows(found.lists.rows, found.figures),
        "knows_all": True,
        "jobs": jobs_of(found),
        "jobs_more": found.compilations.more + found.files.more,
        "failed_mails": failed_mails,
        "unsent": unsent_since(found),
        "storage": storage,
        "rooms": rooms_of(storage),
        "disk": room,
        "disk_sentence": disk_sentence(room) if room else "",
        "away_days": AWAY.days,
        "shown": SHOWN,
    }
    return render(request, "replies/overview.html", values)
