"""The mail of what people owe: one digest a person a day, and the reminders in it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Ministry, User, with_history
from issues.models import Issue
from replies.models.mails import FAILED, IN_TURN, SENT_AND_BOUNCED, Mail
from replies.models.replies import Reply


@with_history()
class Digest(Mail):
    """One person's mail of one day."""

    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ("-day", "user_id")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_one_a_day", fields=["user", "day"]),
            *SENT_AND_BOUNCED,
        )
        indexes = (IN_TURN, FAILED)

    def __str__(self) -> str:
        return f"{self.user} · {self.day}"

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that mail systems drop a double."""
        return f"<digest.{self.user_id}.{self.day:%Y%m%d}@{settings.MAIL_DOMAIN}>"


@with_history()
class Reminder(models.Model):
    """That a person was told about one reply on one rung of the ladder before or after its date.

    The reply is null once its assignment was taken back: what was told stays.
    """

    digest = models.ForeignKey(Digest, models.PROTECT, related_name="reminders")
    user = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    # Null in the history of reminders of before these columns; each reminder itself has them.
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="reminders")
    ministry = models.ForeignKey(Ministry, models.PROTECT, null=True, related_name="reminders")
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, related_name="reminders")
    due_date = models.DateField(_("due"))
    rung = models.SmallIntegerField(_("working days from the date"))
    # How often people were chased for this step by now; 0 before its date has passed.
    chase = models.PositiveSmallIntegerField(_("number of the chase"), default=0)
    escalated = models.BooleanField(_("told to a superior"), default=False)
    deputy_of = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ("due_date", "pk")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_rung_once", fields=["user", "reply", "due_date", "rung"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} · {self.rung:+d}"
