"""What administrators see of the mail: what failed, what came back, how it is sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from replies.models import Bundle, Digest, Mail, Notice
from replies.pages.reminder_words import RECENT, unsent_sentence
from replies.services.mailing import KINDS, days_of_lists, retry_refusal

SHOWN = 50


@dataclass(frozen=True, slots=True)
class MailRow:
    """One mail in the words of the page: what kind it is, to whom, and why it is not sent again."""

    mail: Mail
    kind: str
    what: str
    refusal: str = ""

    @property
    def moment(self) -> datetime:
        """When it was sent, or when it was given up."""
        return self.mail.sent_at or self.mail.next_attempt_at

    @property
    def reasons(self) -> list[str]:
        """Why it was not sent: what is to do, then the words of the server."""
        return self.mail.error.splitlines()


def failures(now: datetime) -> int:
    """How many mails were given up in these days; one query."""
    counted = [
        model.objects.filter(_lately_failed(now)).order_by().values_list("pk") for model in KINDS.values()
    ]
    return counted[0].union(*counted[1:], all=True).count()


def _lately_failed(now: datetime) -> Q:
    return Q(status=Mail.Status.FAILED, next_attempt_at__gte=now - RECENT)


def failed(now: datetime) -> list[MailRow]:
    """The mails that were given up in these days, the latest first."""
    days = days_of_lists(now)
    rows = [
        MailRow(mail, kind, _what(mail), retry_refusal(mail, days))
        for kind, mail in _mails(_lately_failed(now), "-next_attempt_at")
    ]
    return sorted(rows, key=attrgetter("moment"), reverse=True)


def bounced(now: datetime) -> list[MailRow]:
    """The mails of the last three months that came back, the latest first."""
    lately = Q(bounced_at__gte=now - timedelta(days=92))
    rows = [MailRow(mail, kind, _what(mail)) for kind, mail in _mails(lately, "-bounced_at")]
    return sorted(rows, key=attrgetter("moment"), reverse=True)


def sent_to(text: str) -> list[MailRow]:
    """The latest mails sent to people whose name or address has these words, to note what came back."""
    whose = Q(user__name__icontains=text) | Q(user__email__icontains=text)
    arrived = Q(status=Mail.Status.SENT, bounced_at__isnull=True)
    rows = [MailRow(mail, kind, _what(mail)) for kind, mail in _mails(whose & arrived, "-sent_at")]
    return sorted(rows, key=attrgetter("moment"), reverse=True)[:SHOWN]


def _mails(which: Q, order: str) -> Iterable[tuple[str, Mail]]:
    for kind, model in KINDS.items():
        rows: QuerySet[Any] = model.objects.filter(which).select_related("user").order_by(order, "-pk")
        yield from ((kind, mail) for mail in rows[:SHOWN])


def _what(mail: Mail) -> str:
    if isinstance(mail, Digest):
        return _("digest of %(day)s") % {"day": date_format(mail.day)}
    if isinstance(mail, Bundle):
        return _("reminder by hand") if mail.sender_id else _("told at once")
    if isinstance(mail, Notice):
        return mail.get_kind_display()
    raise TypeError(mail)  # pragma: no cover - there is no other kind


def mail_sentence(number: int) -> str:
    """What matters: whether somebody was not reached."""
    return unsent_sentence(number) if number else _("Every mail of the last seven days went out.")


def mail_settings() -> list[tuple[str, str]]:
    """How mail goes out, without the password."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return [(_("Way"), settings.EMAIL_BACKEND), (_("From"), settings.DEFAULT_FROM_EMAIL)]
    kind = "STARTTLS" if settings.EMAIL_USE_TLS else "TLS" if settings.EMAIL_USE_SSL else _("none")
    return [
        (_("Server"), f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"),
        (_("Encryption"), kind),
        (_("Signs in as"), settings.EMAIL_HOST_USER or _("nobody")),
        (_("From"), settings.DEFAULT_FROM_EMAIL),
    ]


def failures_sentence(user: User, now: datetime) -> str:
    """What an administrator is to be told of mails that failed; for others empty, without a query."""
    number = failures(now) if user.is_staff else 0
    return unsent_sentence(number) if number else ""
