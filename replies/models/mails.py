"""What every mail that goes out once has in common."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# What holds of every mail, for the Meta of each.
SENT_AND_BOUNCED = (
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_sent_at_when_sent",
        condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
    ),
    models.CheckConstraint(
        name="%(app_label)s_%(class)s_bounced_when_sent",
        condition=Q(bounced_at__isnull=True, bounce="") | Q(bounced_at__isnull=False, status="sent"),
    ),
)


# What is still to be sent, in the order in which workers take it up.
IN_TURN = models.Index(
    name="%(app_label)s_%(class)s_in_turn",
    fields=["next_attempt_at"],
    condition=Q(status__in=["due", "sending"]),
)
# What administrators are told of, the latest first.
FAILED = models.Index(
    name="%(app_label)s_%(class)s_failed", fields=["-next_attempt_at"], condition=Q(status="failed")
)


class Mail(models.Model):
    """One mail to one person: claimed by one worker, then sent, or failed with the reason."""

    class Status(models.TextChoices):
        DUE = "due", _("due")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        DROPPED = "dropped", _("not needed")

    user = models.ForeignKey(User, models.PROTECT, related_name="%(class)ss")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DUE)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("why not sent"), blank=True)
    # A worker stopped while it was sending: the person may have it twice, under one Message-ID.
    interrupted = models.BooleanField(_("may have been sent twice"), default=False)
    bounced_at = models.DateTimeField(_("bounced"), null=True, blank=True)
    bounce = models.TextField(_("what the mail server said"), blank=True)

    class Meta:
        abstract = True

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that mail systems drop a double."""
        return f"<{type(self).__name__.lower()}.{self.pk}@{settings.MAIL_DOMAIN}>"
