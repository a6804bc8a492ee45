"""The mails that development keeps as files instead of sending them; only with DEBUG."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import nh3
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from replies.signed_in import user_of

# What Django's file backend writes after each message of a file.
SEPARATOR = b"-" * 79 + b"\n"
NAME = re.compile(r"(\d{8}-\d{6}-\d+)-(\d{1,4})", re.ASCII)

SHOWN = 200
TAGS = {
    "a",
    "br",
    "em",
    "h1",
    "h2",
    "h3",
    "li",
    "ol",
    "p",
    "span",
    "strong",
    "table",
    "tbody",
    "td",
    "tr",
    "ul",
}


@dataclass(frozen=True, slots=True)
class Mail:
    """A message of the mailbox; `name` is that of its file and its place in it."""

    name: str
    to: str
    subject: str
    date: datetime | None
    text: str
    html: str


@require_GET
def mailbox_list(request: HttpRequest) -> HttpResponse:
    """The newest mails, the newest first."""
    _only_in_development()
    files = sorted(
        _folder().glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True
    )
    mails = [
        mail for path in files[:SHOWN] for mail in reversed(list(_mails(path))) if _is_for(request, mail)
    ]
    return render(request, "replies/mailbox.html", {"mails": mails[:SHOWN], "shown": SHOWN})


@require_GET
def mailbox_message(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its text with clickable links, and its HTML without whatever could act or load."""
    _only_in_development()
    match = NAME.fullmatch(name)
    if match is None:
        raise Http404
    found = [
        mail for mail in _mails(_folder() / f"{match[1]}.log") if mail.name == name and _is_for(request, mail)
    ]
    if not found:
        raise Http404
    return render(request, "replies/mailbox_message.html", {"mail": found[0]})


def _only_in_development() -> None:
    if not settings.DEBUG:
        raise Http404


def _is_for(request: HttpRequest, mail: Mail) -> bool:
    """Everybody reads their own mail, an administrator all: a mail can hold the link to a new password."""
    user = user_of(request)
    return user.is_staff or user.email in mail.to


def _folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)


def _mails(path: Path) -> Iterator[Mail]:
    """The messages of one file in the order in which they were written; none when there is no such file."""
    content = path.read_bytes() if path.is_file() else b""
    for place, raw in enumerate(content.split(SEPARATOR)[:-1]):
        message = message_from_bytes(raw, policy=policy.default)
        yield Mail(
            name=f"{path.stem}-{place}",
            to=str(message["To"]),
            subject=str(message["Subject"]),
            date=_aware(message["Date"].datetime if message["Date"] else None),
            text=_part(message, "plain"),
            html=_harmless(_part(message, "html")),
        )


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return "" if part is None else str(part.get_content())


def _harmless(html: str) -> str:
    return nh3.clean(
        html, tags=TAGS, clean_content_tags={"script", "style", "title"}, attributes={"a": {"href"}}
    )


def _aware(moment: datetime | None) -> datetime | None:
    """The moment with its zone: a mail that says “-0000” gives the hour of UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
