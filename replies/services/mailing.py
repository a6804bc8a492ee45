"""Mails that did not arrive: trying again, and noting what came back."""

from datetime import date, datetime

from django.core.mail import EmailMessage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from replies.mail_faults import fault_of, no_address
from replies.models import Bundle, Digest, Mail, Notice
from replies.permissions import mail_refusal
from replies.planned import open_lists
from replies.services.refusing import Refused

KINDS: dict[str, type[Digest | Bundle | Notice]] = {"digest": Digest, "news": Bundle, "notice": Notice}


def retry_refusal(mail: Mail, days: set[date]) -> str:
    """Why a mail is not sent again; empty when it is. `days` are today's dates where lists are open."""
    if mail.status != Mail.Status.FAILED:
        return _("This mail has not failed: nothing is to be sent again.")
    if not mail.user.is_active:
        return _("%(name)s may not sign in any more and gets no mail.") % {"name": mail.user.name}
    if not mail.user.email:
        return no_address(mail.user.name)
    if isinstance(mail, Digest) and mail.day not in days:
        return _("Its day has passed: what is still owed stands in a later digest.")
    return ""


def days_of_lists(now: datetime) -> set[date]:
    """Today's date in each State that has an open list."""
    return {stored.today for stored in open_lists(now)}


def try_again(mail: Digest | Bundle | Notice, *, by: User) -> None:
    """Have a failed mail sent again, under the same Message-ID. Refused where that makes no sense."""
    now = timezone.now()
    with recorded(by, "mail tried again"):
        found = _locked(mail, by)
        if why := retry_refusal(found, days_of_lists(now)):
            raise Refused(why)
        # One attempt stays counted: what a worker has touched takes no further reminders.
        found.status, found.attempts, found.next_attempt_at, found.error = Mail.Status.DUE, 1, now, ""
        found.save(update_fields=["status", "attempts", "next_attempt_at", "error"])


def record_bounce(mail: Digest | Bundle | Notice, said: str, *, by: User) -> None:
    """Note that a sent mail came back, with what the mail server said. Refused for one that was not sent."""
    with recorded(by, "bounce recorded"):
        found = _locked(mail, by)
        if found.status != Mail.Status.SENT:
            raise Refused(_("This mail was not sent: it cannot have come back."))
        found.bounced_at, found.bounce = timezone.now(), said
        found.save(update_fields=["bounced_at", "bounce"])


def take_bounce_back(mail: Digest | Bundle | Notice, *, by: User) -> None:
    """Strike out a bounce that was noted by mistake, or whose cause is mended."""
    with recorded(by, "bounce taken back"):
        found = _locked(mail, by)
        found.bounced_at, found.bounce = None, ""
        found.save(update_fields=["bounced_at", "bounce"])


def send_test_mail(*, to: User) -> str:
    """Send a mail to who asks; empty when the mail server took it, else what is wrong and what to do."""
    if why := mail_refusal(to):
        raise Refused(why)
    subject = _("Reply Tracker: a test")
    body = _("The mail server took this mail: reminders and digests go out by the same way.")
    try:
        EmailMessage(subject, body + "\n", to=[to.email]).send()
    except (OSError, ValueError) as error:
        return fault_of(error).text
    return ""


def _locked(mail: Digest | Bundle | Notice, by: User) -> Mail:
    if why := mail_refusal(by):
        raise Refused(why)
    rows: models.QuerySet[Mail] = type(mail).objects.select_related("user")
    return rows.select_for_update(of=("self",)).get(pk=mail.pk)
