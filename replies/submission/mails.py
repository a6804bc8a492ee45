"""The mail that a list was submitted, or opened again. It never says what an answer says."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from issues.models import ListOfIssues
from replies.composing import composed
from replies.models import Notice
from replies.submission.rules import reading_refusal


def notice_message(notice: Notice) -> EmailMultiAlternatives:
    """The mail of a notice as text and HTML, in the person's language, with the dates of the State."""
    submission, user = notice.submission, notice.user
    stored = submission.list_of_issues
    with translation.override(user.language), timezone.override(ZoneInfo(stored.time_zone)):
        values: dict[str, Any] = {
            "user": user,
            "list_of_issues": stored,
            "submission": submission,
            "url": settings.SITE_URL + _page_for(user, stored),
        }
        return composed(notice.kind, values, to=user, headers={"Message-ID": notice.message_id})


def _page_for(user: User, stored: ListOfIssues) -> str:
    """What was sent, for those who may see it; else the list of issues itself."""
    if reading_refusal(user):
        return stored.get_absolute_url()
    return reverse("replies:submission", args=[stored.pk])
