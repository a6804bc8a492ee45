"""The Word file whose styles the document takes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User, with_history
from replies.models.constraints import both_or_neither


class WordTemplateQuerySet(models.QuerySet["WordTemplate"]):
    def current(self) -> "WordTemplate | None":
        """The one that new compilations use; None for the styles that come with the application."""
        return self.filter(withdrawn_at__isnull=True).first()


@with_history()
class WordTemplate(models.Model):
    """An administrator's own .docx with the style names of a Geneva document; kept when it is replaced."""

    name = models.CharField(_("file name"), max_length=200)
    file = models.FileField(_("file"), upload_to="templates/", max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = WordTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Word template")
        verbose_name_plural = _("Word templates")
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                models.Value(1),
                name="%(app_label)s_%(class)s_one_current",
                condition=models.Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn_by_and_at",
                condition=both_or_neither("withdrawn_by", "withdrawn_at"),
            ),
        )

    def __str__(self) -> str:
        return self.name
