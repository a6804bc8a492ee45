"""Calling people by name in a comment: “@Name”."""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.models import Role, User
from issues.models import Coordination
from replies.models import Reply


def readers_of(reply: Reply) -> QuerySet[User]:
    """The active people who see the comments: of the ministry, the list's coordinators, administrators."""
    coordinating = Coordination.objects.filter(list_of_issues=reply.assignment.issue.list_of_issues_id)
    concerned = (
        Q(ministry=reply.assignment.ministry_id)
        | Q(role=Role.COORDINATOR, pk__in=coordinating.values("user"))
        | Q(role=Role.ADMINISTRATOR)
    )
    return User.objects.filter(concerned, is_active=True).order_by("name", "pk")


def called(text: str, people: Sequence[User]) -> list[User]:
    """Those of the people whom the text calls “@Name”, in their order; namesakes are called together."""
    names = {match.group(1).lower() for match in _calls([person.name for person in people]).finditer(text)}
    return [person for person in people if person.name.lower() in names]


def in_bold(text: str, names: Iterable[str]) -> SafeString:
    """The text, escaped, with the calls of those names in bold."""
    parts, end = [], 0
    for match in _calls(names).finditer(text):
        parts += [escape(text[end : match.start()]), format_html("<b>{}</b>", match.group())]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part is escaped


def _calls(names: Iterable[str]) -> re.Pattern[str]:
    """What finds “@” and one of the names; the longest first, so that “Ann Lee” is not taken for “Ann”."""
    longest_first = sorted(set(names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)", re.IGNORECASE)
