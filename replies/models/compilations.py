"""Runs that build the consolidated document."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, with_history
from issues.models import ListOfIssues


class CompilationQuerySet(models.QuerySet["Compilation"]):
    def visible_to(self, user: User) -> "CompilationQuerySet":
        """Those of the lists that the person coordinates; all for administrators; none for others."""
        lists = ListOfIssues.objects.visible_to(user)
        return (
            self.filter(list_of_issues__in=lists)
            if user.role in {"administrator", "coordinator"}
            else self.none()
        )

    def active(self) -> "CompilationQuerySet":
        return self.filter(status__in=["queued", "running"])


@with_history(exclude=["heartbeat_at", "percent", "step"])
class Compilation(models.Model):
    """One run: `made_of` holds the answers' versions, `findings` what is missing or over length."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    class Layout(models.TextChoices):
        BY_ISSUE = "by-issue", _("a heading for each issue")
        BY_ARTICLE = "by-article", _("article headings only")

    list_of_issues = models.ForeignKey(ListOfIssues, models.PROTECT, related_name="compilations")
    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.BY_ISSUE)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    step = models.CharField(_("step"), max_length=100, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=list, blank=True)
    made_of = models.JSONField(default=list, blank=True)
    words = models.PositiveIntegerField(default=0)
    document = models.FileField(upload_to="compilations/", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.TextField(blank=True)

    objects: ClassVar = CompilationQuerySet.as_manager()

    class Meta:
        verbose_name = _("compilation")
        verbose_name_plural = _("compilations")
        ordering = ("-started_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_at_a_time",
                fields=["list_of_issues"],
                condition=Q(status__in=["queued", "running"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_done_has_document",
                condition=~Q(status="done") | ~Q(document="") & ~Q(sha256=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.list_of_issues} · {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_active(self) -> bool:
        return self.status in {self.Status.QUEUED, self.Status.RUNNING}
