"""What was sent to Geneva, and who was told of it."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, with_history
from issues.models import ListOfIssues
from replies.models.compilations import Compilation
from replies.models.constraints import both_or_neither
from replies.models.mails import FAILED, IN_TURN, SENT_AND_BOUNCED, Mail

# What a submission sealed; its reopening is all that is written later.
SEALED = ["list_of_issues", "compilation", "seal", "sha256", "by", "at"]


@pgtrigger.register(
    pgtrigger.ReadOnly(name="sealed", fields=SEALED),
    pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
)
@with_history()
class Submission(models.Model):
    """The compilation that was sent.

    `seal` names each file with its size and SHA-256; `sha256` is the seal's. While it is not reopened,
    nothing in the list changes any more.
    """

    list_of_issues = models.ForeignKey(ListOfIssues, models.PROTECT, related_name="submissions")
    compilation = models.OneToOneField(Compilation, models.PROTECT, related_name="submission")
    seal = models.JSONField()
    sha256 = models.CharField("SHA-256", max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reopened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_stands",
                fields=["list_of_issues"],
                condition=Q(reopened_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reopened_by_and_at",
                condition=both_or_neither("reopened_by", "reopened_at"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_reason_when_reopened",
                condition=Q(reopened_at__isnull=True, reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reason="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.list_of_issues} · {self.at:%Y-%m-%d %H:%M}"


@with_history()
class Notice(Mail):
    """That one person is told by mail about a submission or its reopening."""

    class Kind(models.TextChoices):
        SUBMITTED = "submitted", _("submitted")
        REOPENED = "reopened", _("reopened")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("submission_id", "user_id")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["submission", "user", "kind"]
            ),
            *SENT_AND_BOUNCED,
        )
        indexes = (IN_TURN, FAILED)

    def __str__(self) -> str:
        return f"{self.user} · {self.get_kind_display()}"
