"""The list of issues itself and who coordinates its replies."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User, with_history


def validate_time_zone(name: str) -> None:
    """Raise ValidationError unless `name` is an IANA time zone."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValidationError(
            _("“%(name)s” is not a time zone; write one such as Asia/Almaty.") % {"name": name}
        ) from error


class ListOfIssuesQuerySet(models.QuerySet["ListOfIssues"]):
    def visible_to(self, user: User) -> "ListOfIssuesQuerySet":
        """Every open list for all; a coordinator's own, and all for administrators, in any status."""
        if user.role == Role.ADMINISTRATOR:
            return self
        if user.role == Role.COORDINATOR:
            return self.filter(coordinations__user=user)
        return self.exclude(status=ListOfIssues.Status.INTAKE)


@with_history()
class ListOfIssues(models.Model):
    """One list of issues: a document of a treaty body to a State party, and when its replies are due."""

    class Status(models.TextChoices):
        INTAKE = "intake", _("intake")
        OPEN = "open", _("open")
        SUBMITTED = "submitted", _("submitted")
        ARCHIVED = "archived", _("archived")

    symbol = models.CharField(_("symbol"), max_length=60, unique=True)
    body = models.CharField(_("treaty body"), max_length=10)
    state = models.CharField(_("State party"), max_length=3, help_text=_("ISO 3166 code of three letters"))
    state_name = models.CharField(_("name of the State party"), max_length=100)
    language = models.CharField(_("language"), max_length=2)
    title = models.CharField(_("title"), max_length=300)
    document_date = models.DateField(_("date of issue"), null=True, blank=True)
    session = models.CharField(_("session"), max_length=200, blank=True)
    due_date = models.DateField(_("replies due"), null=True, blank=True)
    # The last day of each step before, see `issues.schedule`; where they are not set, nothing is planned.
    drafts_due = models.DateField(_("drafts due"), null=True, blank=True)
    clearance_due = models.DateField(_("clearance due"), null=True, blank=True)
    review_due = models.DateField(_("coordination review due"), null=True, blank=True)
    translation_due = models.DateField(_("translation due"), null=True, blank=True)
    submission_due = models.DateField(_("submission due"), null=True, blank=True)
    shares = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("shares of the steps"), default=list, blank=True
    )
    word_limit = models.PositiveIntegerField(_("word limit"), default=10_700)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="UTC", validators=[validate_time_zone]
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    source = models.FileField(_("source file"), upload_to="lists/", blank=True)
    source_sha256 = models.CharField(_("SHA-256 of the source file"), max_length=64)
    coordinators: "models.ManyToManyField[User, Coordination]" = models.ManyToManyField(
        User, through="Coordination", related_name="coordinated_lists", verbose_name=_("coordinators")
    )

    objects: ClassVar = ListOfIssuesQuerySet.as_manager()

    if TYPE_CHECKING:  # annotated by the desk
        leaderless: int

    class Meta:
        verbose_name = _("list of issues")
        verbose_name_plural = _("lists of issues")
        ordering = (F("due_date").asc(nulls_last=True), "symbol")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_status_known",
                condition=Q(status__in=["intake", "open", "submitted", "archived"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_word_limit_positive", condition=Q(word_limit__gt=0)
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_share_a_step", condition=Q(shares__len__in=[0, 5])
            ),
        )
        indexes = (
            models.Index(fields=["status", "due_date", "symbol"], name="%(app_label)s_%(class)s_by_status"),
            models.Index(fields=["due_date", "symbol"], name="%(app_label)s_%(class)s_by_date"),
        )

    def __str__(self) -> str:
        return self.symbol

    def get_absolute_url(self) -> str:
        return reverse("replies:register", args=[self.pk])

    @property
    def today(self) -> date:
        """The date in the State's time zone, where a day ends when it ends there."""
        return timezone.localdate(timezone=ZoneInfo(self.time_zone))


@with_history()
class Coordination(models.Model):
    """A person who coordinates a list."""

    list_of_issues = models.ForeignKey(ListOfIssues, models.CASCADE, related_name="coordinations")
    user = models.ForeignKey(User, models.PROTECT, related_name="coordinations")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["list_of_issues", "user"]),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.list_of_issues}"
