"""The mail of what people owe: one digest a person a day, and the reminders in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, with_history
from replies.models.replies import Reply


@with_history()
class Digest(models.Model):
    """One person's mail of one day: claimed by one worker, then sent, or failed with the reason."""

    class Status(models.TextChoices):
        DUE = "due", _("due")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("not needed")

    user = models.ForeignKey(User, models.PROTECT, related_name="digests")
    day = models.DateField(_("day"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DUE)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("why not sent"), blank=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ("-day", "user_id")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_one_a_day", fields=["user", "day"]),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sent_at_when_sent",
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.day}"

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that mail systems drop a double."""
        return f"<digest.{self.user_id}.{self.day:%Y%m%d}@reply-tracker.example.org>"


@with_history()
class Reminder(models.Model):
    """That a person was told about one reply on one rung of the ladder before or after its date."""

    digest = models.ForeignKey(Digest, models.PROTECT, related_name="reminders")
    user = models.ForeignKey(User, models.PROTECT, related_name="reminders")
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="reminders")
    due_date = models.DateField(_("due"))
    rung = models.SmallIntegerField(_("working days from the date"))

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
        return f"{self.reply} · {self.rung:+d}"
