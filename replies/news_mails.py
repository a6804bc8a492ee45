"""The mail of what people are told at once, and of a reminder by hand.

It says what happened to which issue and links to it, never what an answer or a note says; only the words
that a coordinator writes to go with a reminder by hand stand in it in full.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from issues.models import Issue, ListOfIssues
from replies.composing import composed
from replies.deadlines import calendars_for, due_of_next_step
from replies.models import Bundle, News, Reply
from replies.news_words import Matter, headline_of, matters_of, sentence_of
from replies.unsubscribing import address_for


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, in words of the language in force, and where it can be seen."""

    issue: Issue | None
    list_of_issues: ListOfIssues
    what: str
    url: str
    remarks: list[str] = field(default_factory=list)


def bundle_message(bundle: Bundle) -> EmailMultiAlternatives:
    """The mail of a stored bundle with all its news."""
    return news_message(bundle, list(with_all(bundle)))


def with_all(bundle: Bundle) -> Iterable[News]:
    """The news of a bundle with what its mail says of them."""
    related = ("list_of_issues", "issue", "ministry", "by", "deputy_of")
    return bundle.news.select_related(*related, "reply__assignment__issue__list_of_issues")


def news_message(bundle: Bundle, news: Sequence[News]) -> EmailMultiAlternatives:
    """The mail of a bundle, stored or not, with these news, at least one; in the person's language.

    The most important thing comes first. For a reminder by hand (with a `sender`) answers go to its sender.
    """
    matters = matters_of(news)
    with translation.override(bundle.user.language):
        dates = _dates_of([found.reply for found in news if found.kind == News.REMINDED])
        kinds = _optional_kinds(news)
        values: dict[str, Any] = {
            "user": bundle.user,
            "sender": bundle.sender,
            "note": bundle.note,
            "first": headline_of(matters[0].last),
            "more": len(matters) - 1,
            "lines": [_line(matter, dates) for matter in matters],
            "settings_url": settings.SITE_URL + reverse("replies:settings"),
            "unsubscribe_url": address_for(bundle.user, kinds) if kinds else "",
        }
        headers = _headers(bundle, news, values["unsubscribe_url"])
        return composed("news", values, to=bundle.user, headers=headers, answers=bundle.sender)


def _line(matter: Matter, dates: Mapping[int, date | None]) -> Line:
    news = matter.last
    return Line(
        issue=news.issue,
        list_of_issues=news.list_of_issues,
        what=sentence_of(matter, dates.get(news.reply_id or 0)),
        url=settings.SITE_URL + _page_of(news),
        remarks=list(_remarks(news)),
    )


def _remarks(news: News) -> Iterable[str]:
    """Who did it, and in whose place the reader is told; who reminds stands above all lines."""
    if news.by is not None and news.kind != News.REMINDED:
        yield _("By %(name)s.") % {"name": news.by.name}
    if news.deputy_of is not None:
        yield _("For %(name)s, who is away.") % {"name": news.deputy_of.name}


def _page_of(news: News) -> str:
    if news.reply_id is not None:
        return reverse("replies:detail", args=[news.reply_id])
    if news.issue_id is not None:
        return reverse("replies:issue", args=[news.issue_id])
    return news.list_of_issues.get_absolute_url()


def _dates_of(replies: Iterable[Reply | None]) -> dict[int, date | None]:
    """By when the next steps of these replies are owed; two queries, none without a reply."""
    wanted = [reply.pk for reply in replies if reply is not None]
    if not wanted:
        return {}
    found = Reply.objects.with_due_date().select_related("assignment__issue__list_of_issues")
    by_pk: dict[int, Reply] = found.in_bulk(wanted)
    calendars = calendars_for(by_pk.values())
    return {pk: due_of_next_step(reply, calendars) for pk, reply in by_pk.items()}


def _optional_kinds(news: Iterable[News]) -> Collection[str]:
    """The kinds in the mail, where each of them can be switched off."""
    kinds = {found.kind for found in news}
    return set() if News.REMINDED in kinds else kinds


def _headers(bundle: Bundle, news: Sequence[News], unsubscribe_url: str) -> dict[str, str]:
    """Those by which mail systems know a double, keep a thread together, and offer to unsubscribe.

    RFC 8058 wants both of the latter, and the second exactly so.
    """
    thread = _thread_of(bundle.user, news)
    headers = {
        "Message-ID": bundle.message_id,
        "In-Reply-To": thread,
        "References": thread,
    }
    if unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _thread_of(user: User, news: Iterable[News]) -> str:
    """One thread for all mails about a reply alone, else one for the person's news."""
    replies = {found.reply_id for found in news}
    reply = replies.pop() if len(replies) == 1 else None
    name = f"news.{user.pk}" if reply is None else f"reply.{reply}"
    return f"<{name}@{settings.MAIL_DOMAIN}>"
