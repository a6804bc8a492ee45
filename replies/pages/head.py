"""What the page of a reply shows beside its answers: its head, and the codes that can be referred to."""

from functools import partial
from typing import Any

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from accounts.models import User
from issues.models import DataPoint, ListOfIssues
from replies.models import Reply
from replies.pages.buttons import buttons
from replies.pages.fragments import kept
from replies.permissions import is_internal
from replies.workflow import Status, steps


def head_of(reply: Reply, user: User) -> dict[str, Any]:
    """What the head of the page shows and any change can change: where the reply stands, what comes next."""
    return {
        "reply": reply,
        "list_of_issues": reply.assignment.issue.list_of_issues,
        "buttons": buttons(reply, user),
        "steps": steps(Status(reply.status)),
        "is_internal": is_internal(user, reply),
    }


def code_list(stored: ListOfIssues) -> SafeString:
    """The codes of the list's data points, offered while one is typed; kept in the cache for an hour."""
    return SafeString(kept(f"codes-{stored.pk}", partial(_code_list, stored)))


def _code_list(stored: ListOfIssues) -> SafeString:
    codes = DataPoint.objects.filter(issue__list_of_issues=stored).order_by("issue__number", "position")
    options = "".join(f'<option value="{escape(code)}">' for code in codes.values_list("code", flat=True))
    return format_html('<datalist id="codes">{}</datalist>', SafeString(options))
