"""What the list says: sections, issues, passages, notes, data points."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import User, with_history
from issues.models.lists import ListOfIssues
from issues.searchable import vector


class Kind(models.TextChoices):
    """What sort of thing a data point requests."""

    INFORMATION = "information", _("information")
    MEASURES = "measures", _("measures")
    LEGISLATION = "legislation", _("legislation")
    STATISTICS = "statistics", _("statistics")
    CLARIFICATION = "clarification", _("clarification")
    COMMENT = "comment", _("comment")
    EXAMPLES = "examples", _("examples")
    UPDATE = "update", _("update")


@with_history()
class Section(models.Model):
    """A heading of the list and the treaty articles it names."""

    list_of_issues = models.ForeignKey(ListOfIssues, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=500)
    level = models.PositiveSmallIntegerField(default=1)
    articles = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)

    class Meta:
        ordering = ("list_of_issues_id", "position")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_position", fields=["list_of_issues", "position"]
            ),
        )

    def __str__(self) -> str:
        return self.heading


class IssueQuerySet(models.QuerySet["Issue"]):
    def visible_to(self, user: User) -> "IssueQuerySet":
        """The issues of the lists that the person may see."""
        return self.filter(list_of_issues__in=ListOfIssues.objects.visible_to(user))

    def without_lead(self) -> "IssueQuerySet":
        """Those on which no ministry leads."""
        return self.exclude(assignments__role="lead")


@with_history()
class Issue(models.Model):
    """One numbered paragraph of the list."""

    list_of_issues = models.ForeignKey(ListOfIssues, models.CASCADE, related_name="issues")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="issues")
    number = models.PositiveSmallIntegerField(_("number"))
    label = models.CharField(_("short label"), max_length=100)
    due_date = models.DateField(_("drafts due"), null=True, blank=True)

    objects: ClassVar = IssueQuerySet.as_manager()

    if TYPE_CHECKING:  # annotated by the register, and fetched by the consolidated document
        asked: int
        is_given: bool
        asked_here: list["DataPoint"]

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ("list_of_issues_id", "number")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_number", fields=["list_of_issues", "number"]
            ),
        )
        indexes = (GinIndex(vector("label"), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("replies:issue", args=[self.pk])


@with_history()
class Passage(models.Model):
    """The opening of an issue (`item` empty) or one lettered item; the text is verbatim and never edited."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=5, blank=True)
    text = models.TextField()

    class Meta:
        ordering = ("issue_id", "position")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_position", fields=["issue", "position"]),
            models.UniqueConstraint(name="%(app_label)s_%(class)s_item", fields=["issue", "item"]),
        )
        indexes = (GinIndex(vector("text"), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return Truncator(self.text).words(12)


@with_history()
class SourceNote(models.Model):
    """A footnote; its mark stands before character `offset` of a passage, a heading or the title."""

    list_of_issues = models.ForeignKey(ListOfIssues, models.CASCADE, related_name="notes")
    position = models.PositiveSmallIntegerField()
    marker = models.CharField(max_length=10)
    text = models.TextField()
    passage = models.ForeignKey(Passage, models.CASCADE, null=True, blank=True, related_name="notes")
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="notes")
    offset = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("list_of_issues_id", "position")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_position", fields=["list_of_issues", "position"]
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_one_place",
                condition=Q(passage__isnull=True) | Q(section__isnull=True),
            ),
        )
        indexes = (GinIndex(vector("text"), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return f"{self.marker} {self.text}"


def slug_of(code: str) -> str:
    """The code of a data point as part of an HTML id: “6(a).2” is “6-a-2”."""
    return code.replace("(", "-").replace(")", "").replace(".", "-")


@with_history()
class DataPoint(models.Model):
    """One thing that an issue requests: the characters `start` to `end` (exclusive) of its passage's text."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="data_points")
    passage = models.ForeignKey(Passage, models.CASCADE, related_name="data_points")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("code"), max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(_("label"), max_length=120)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind)
    disaggregation = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    period = models.CharField(_("period"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("data point")
        verbose_name_plural = _("data points")
        ordering = ("issue_id", "position")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_code", fields=["issue", "code"]),
            models.UniqueConstraint(name="%(app_label)s_%(class)s_position", fields=["issue", "position"]),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_passage_not_empty", condition=Q(start__lt=F("end"))
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kind_known", condition=Q(kind__in=Kind.values)
            ),
        )
        indexes = (GinIndex(vector("label", "period"), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return f"{self.code} {self.label}"
