"""How a row of the log of reminders reads: why it was sent, what became of it, what is to be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import AtOnce
from issues.models import ListOfIssues
from replies.models import Bundle, Digest, Mail, News, Notice, Reminder

HAPPENED: dict[str, Promise] = {
    AtOnce.RETURNED: gettext_lazy("told at once: returned with a note"),
    AtOnce.MENTIONED: gettext_lazy("told at once: mentioned in a comment"),
    AtOnce.ASSIGNED: gettext_lazy("told at once: assignment changed"),
    AtOnce.CLEARED: gettext_lazy("told at once: cleared"),
    AtOnce.ACCEPTED: gettext_lazy("told at once: accepted"),
    AtOnce.MOVED: gettext_lazy("told at once: deadline moved"),
}
# For so long a mail that failed is spoken of.
RECENT = timedelta(days=7)
# What to do about a mail that failed, beside what its own error says.
TO_DO: dict[type[Mail], Promise] = {
    Digest: gettext_lazy("What is still owed stands in the next digest."),
    Bundle: gettext_lazy("Ask an administrator to have it tried again."),
    Notice: gettext_lazy("Ask an administrator to have it tried again."),
}
REMIND_AGAIN = gettext_lazy("Mend that, then remind again by hand.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mail, in words with the look of their pill; what is known of it; what to do."""

    look: str
    words: str
    details: tuple[str, ...] = ()
    to_do: str = ""


def local(moment: datetime, stored: ListOfIssues) -> str:
    """A moment as the clocks of the State show it."""
    return date_format(moment.astimezone(ZoneInfo(stored.time_zone)), "SHORT_DATETIME_FORMAT")


def outcome_of(mail: Mail, stored: ListOfIssues) -> Outcome:
    """What became of one mail."""
    twice = (_("may have arrived twice: the worker was stopped while sending"),) if mail.interrupted else ()
    error = tuple(mail.error.splitlines()[:1])  # the technical words behind it are for administrators
    if mail.bounced_at is not None:
        to_do = _("Ask an administrator to correct the address.")
        return Outcome("late", _("came back"), (*twice, mail.bounce), to_do)
    if mail.status == Mail.Status.SENT and mail.sent_at is not None:
        return Outcome("ok", _("sent %s") % local(mail.sent_at, stored), twice)
    if mail.status == Mail.Status.SENDING:
        return Outcome("flow", _("being sent"), twice)
    if mail.status == Mail.Status.DUE:
        if not mail.attempts:
            return Outcome("idle", _("waiting"))
        again = _("tried again from %s") % local(mail.next_attempt_at, stored)
        return Outcome("wait", again, (*twice, *error))
    if mail.status == Mail.Status.DROPPED:
        return Outcome("idle", _("not needed"), error)
    by_hand = isinstance(mail, Bundle) and mail.sender_id is not None
    return Outcome(
        "late", _("not sent"), (*twice, *error), str(REMIND_AGAIN if by_hand else TO_DO[type(mail)])
    )


def outcome_of_news(news: News, stored: ListOfIssues) -> Outcome:
    """What became of one piece of news: while it is gathered it has no mail."""
    if news.bundle is not None:
        return outcome_of(news.bundle, stored)
    until = news.at + timedelta(minutes=settings.NEWS_WINDOW)
    return Outcome("idle", _("gathered until %s") % local(until, stored))


def why_reminded(reminder: Reminder) -> list[str]:
    """On which rung of the ladder, for which time since the date, as whom."""
    words = [_rung(reminder.rung)]
    if reminder.chase:
        words.append(_("reminder %d since the date") % reminder.chase)
    if reminder.escalated:
        words.append(_("escalated: the step is somebody else's"))
    return words + _in_whose_place(reminder)


def _rung(rung: int) -> str:
    if rung == 0:
        return _("due on the day")
    if rung < 0:
        return ngettext("%d working day before the date", "%d working days before the date", -rung) % -rung
    return ngettext("overdue by %d working day", "overdue by %d working days", rung) % rung


def why_told(news: News) -> list[str]:
    """By whom by hand, or what happened."""
    if news.kind == News.REMINDED:
        who = news.by.name if news.by is not None else ""
        return [_("by hand, by %s") % who, *_in_whose_place(news)]
    return [str(HAPPENED[news.kind]), *_in_whose_place(news)]


def _in_whose_place(row: Reminder | News) -> list[str]:
    return [_("for %s, who is away") % row.deputy_of.name] if row.deputy_of is not None else []


def why_noticed(notice: Notice) -> list[str]:
    """What happened to the list as a whole."""
    if notice.kind == Notice.Kind.SUBMITTED:
        return [_("told of the submission")]
    return [_("told that the list was opened again")]


def dates_of(news: News) -> tuple[date | None, date | None]:
    """The date that news was about when it was told, and the one that it told of, if any."""
    before, after = news.facts.get("before") or news.facts.get("due"), news.facts.get("after")
    return (
        date.fromisoformat(before) if before else None,
        date.fromisoformat(after) if after else None,
    )


def unsent_sentence(n: int) -> str:
    """How many mails were given up lately."""
    text = ngettext(
        "%d mail of the last seven days could not be sent.",
        "%d mails of the last seven days could not be sent.",
        n,
    )
    return text % n
