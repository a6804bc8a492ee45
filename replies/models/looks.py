"""What a person has read of a reply."""

from django.db import models

from accounts.models import User
from replies.models.replies import Reply


class Look(models.Model):
    """When somebody who decides last read a reply, and which version of each answer stood there.

    `versions` maps the key of an answer, as text, to its version. It is no part of the record of what was
    done: the next look overwrites it.
    """

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="looks")
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()
    versions = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_one_each", fields=["reply", "user"]),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.reply_id}"
