"""Runs that build the consolidated document, what they found and the files that they made."""

from typing import ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Ministry, User, with_history
from issues.models import ListOfIssues, Section
from replies.models.templates import WordTemplate


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

    def done(self) -> "CompilationQuerySet":
        return self.filter(status="done")


@with_history(exclude=["heartbeat_at", "percent", "step"])
class Compilation(models.Model):
    """One run, with the options that it was asked for.

    `made_of` is written when it begins: the versions of the answers and annexes of that moment and the status
    of the replies, by which it can be explained and built again. `findings` is what was missing or wrong.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    class Layout(models.TextChoices):
        BY_ISSUE = "by-issue", _("a heading for each issue")
        BY_ARTICLE = "by-article", _("article headings only")

    list_of_issues = models.ForeignKey(ListOfIssues, models.PROTECT, related_name="compilations")
    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.BY_ISSUE)
    languages = ArrayField(models.CharField(max_length=2), default=list, verbose_name=_("languages"))
    with_unaccepted = models.BooleanField(_("with text that is not accepted yet"), default=True)
    with_questions = models.BooleanField(_("with the Committee’s questions"), default=False)
    ministry = models.ForeignKey(Ministry, models.PROTECT, null=True, blank=True, related_name="+")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    template = models.ForeignKey(WordTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.QUEUED)
    step = models.CharField(_("step"), max_length=100, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    findings = models.JSONField(default=list, blank=True)
    made_of = models.JSONField(default=dict, blank=True)
    words = models.PositiveIntegerField(default=0)
    is_draft = models.BooleanField(default=True)
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
                name="%(app_label)s_%(class)s_status_known",
                condition=Q(status__in=["queued", "running", "done", "failed", "cancelled"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_finished_at_when_ended",
                condition=Q(status__in=["queued", "running"], finished_at__isnull=True)
                | Q(status__in=["done", "failed", "cancelled"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cancelled_by_when_cancelled",
                condition=Q(status="cancelled", cancelled_by__isnull=False)
                | (~Q(status="cancelled") & Q(cancelled_by__isnull=True)),
            ),
            models.CheckConstraint(name="%(app_label)s_%(class)s_has_a_language", condition=~Q(languages=[])),
        )
        indexes = (
            models.Index(
                fields=["-finished_at"], condition=Q(status="failed"), name="%(app_label)s_%(class)s_failed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.list_of_issues} · {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def is_active(self) -> bool:
        return self.status in {self.Status.QUEUED, self.Status.RUNNING}

    @property
    def is_part(self) -> bool:
        """Whether only one ministry's or one section's replies were asked for."""
        return self.ministry_id is not None or self.section_id is not None

    @property
    def open_findings(self) -> list[dict[str, str]]:
        """The findings that nobody had set aside."""
        return [finding for finding in self.findings if not finding.get("aside")]


def stored_at(file: "CompilationFile", _name: str) -> str:
    """A name on disk from the content and the attempt, so that no worker ever touches another one's file."""
    stem = f"{file.language}-{file.sha256[:32]}-{file.compilation.attempts}"
    return f"compilations/{file.compilation_id}/{stem}.{file.format}"


@pgtrigger.register(
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
)
class CompilationFile(models.Model):
    """A file of a compilation in one language, empty for the ZIP of all; never changed, never deleted."""

    class Format(models.TextChoices):
        WORD = "docx", _("Word")
        PDF = "pdf", _("PDF")
        WEB_PAGE = "html", _("Web page")
        MARKDOWN = "md", _("Markdown")
        JSON = "json", _("JSON")
        ZIP = "zip", _("ZIP with the annexes")

    compilation = models.ForeignKey(Compilation, models.PROTECT, related_name="files")
    language = models.CharField(max_length=2, blank=True)
    format = models.CharField(max_length=4, choices=Format)
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to=stored_at, max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        ordering = ("compilation_id", "pk")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["compilation", "language", "format"]
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_format_known",
                condition=Q(format__in=["docx", "pdf", "html", "md", "json", "zip"]),
            ),
        )

    def __str__(self) -> str:
        return self.name


@with_history()
class SetAside(models.Model):
    """A warning of the checks that an administrator has set aside, and why; `key` is that of the finding."""

    list_of_issues = models.ForeignKey(ListOfIssues, models.PROTECT, related_name="set_asides")
    key = models.CharField(max_length=200)
    text = models.TextField()
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["list_of_issues", "key"]),
            models.CheckConstraint(name="%(app_label)s_%(class)s_has_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return self.text
