"""What people are told at once, gathered for some minutes into one mail; and reminders sent by hand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import AtOnce, Ministry, User, with_history
from issues.models import Issue, ListOfIssues
from replies.models.mails import FAILED, IN_TURN, SENT_AND_BOUNCED, Mail
from replies.models.replies import Reply


@with_history()
class Bundle(Mail):
    """One mail of news; with a `sender`, a reminder that a coordinator sends by hand.

    `key` is that of the form it was sent with, so that a second click sends nothing more.
    """

    sender = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(_("in the sender's words"), blank=True)
    key = models.UUIDField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mail of news")
        verbose_name_plural = _("mails of news")
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_sent_once", fields=["user", "key"]),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_key_of_a_sender",
                condition=Q(sender__isnull=True, key__isnull=True, note="")
                | Q(sender__isnull=False, key__isnull=False),
            ),
            *SENT_AND_BOUNCED,
        )
        indexes = (IN_TURN, FAILED)

    def __str__(self) -> str:
        return f"{self.user} · {self.created_at:%Y-%m-%d %H:%M}"


@with_history()
class News(models.Model):
    """One thing that a person is told at once; without a bundle it still waits to be gathered.

    `facts` are what the sentence needs and the rows do not keep: for a moved deadline its dates
    `before` and `after` (ISO 8601), for an assignment the `change` and the `role`.
    """

    REMINDED = "reminded"

    user = models.ForeignKey(User, models.PROTECT, related_name="news")
    kind = models.CharField(max_length=10, choices=[*AtOnce.choices, (REMINDED, _("reminded by hand"))])
    list_of_issues = models.ForeignKey(ListOfIssues, models.PROTECT, related_name="+")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="+")
    ministry = models.ForeignKey(Ministry, models.PROTECT, null=True, related_name="+")
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, related_name="news")
    facts = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    deputy_of = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    bundle = models.ForeignKey(Bundle, models.PROTECT, null=True, related_name="news")

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
        ordering = ("at", "pk")
        indexes = (
            models.Index(
                name="%(app_label)s_%(class)s_waiting",
                fields=["user", "at"],
                condition=Q(bundle__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"
