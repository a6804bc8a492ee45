"""For administrators: how the application as a whole is doing."""

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import User
from replies.overseeing import AWAY, overseen
from replies.pages.keeping import kept_pieces
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

PIECES = {"heading": "replies/_sentence_heading.html", "content": "replies/_overview_content.html"}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Which lists are late, who is not there, what failed, and is there room?"""
    user, today = user_of(request), timezone.localdate()
    if why := overview_refusal(user):
        raise PermissionDenied(why)
    pieces = kept_pieces(request, PIECES, partial(_overseen, user, today), today)
    return render(request, "replies/overview.html", {"pieces": pieces})


def _overseen(user: User, today: date) -> dict[str, Any]:
    now = timezone.now()
    found = overseen(user, now, today)
    failed_mails, storage, room = failures_sentence(user, now), storage_of(), disk()
    return {
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
    }
