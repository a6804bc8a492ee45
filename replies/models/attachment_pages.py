"""The text inside attachments, to be searched."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from issues.searchable import vector
from replies.models.attachments import Attachment


class AttachmentPage(models.Model):
    """What one page of a PDF file says, or one stretch of a Word file, as plain text; counted from 1.

    Taken from the file by the worker, and again when it is replaced. A file in which no text was found has
    one empty page, so that it is not read again.
    """

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering = ("attachment_id", "number")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["attachment", "number"]),
        )
        indexes = (GinIndex(vector("text"), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return f"{self.attachment_id} · {self.number}"
