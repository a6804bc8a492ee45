"""Text of one ministry that another has taken into its answer."""

from django.db import models

from accounts.models import User, with_history
from replies.models.replies import Answer


@with_history()
class TakeOver(models.Model):
    """That a version of an answer took over a version of another ministry's answer."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="taken_over")
    answer_version = models.PositiveIntegerField()
    source = models.ForeignKey(Answer, models.PROTECT, related_name="taken_into")
    source_version = models.PositiveIntegerField()
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ("taken_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_from_another", condition=~models.Q(answer=models.F("source"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.source_id} → {self.answer_id}"

    @property
    def is_outdated(self) -> bool:
        """Whether the text changed where it came from; `source` is at hand."""
        return self.source.version != self.source_version
