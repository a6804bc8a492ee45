"""What comes with a reply: files, and the remarks on it."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User, with_history
from replies.models.constraints import both_or_neither
from replies.models.replies import Reply


def upload_path(attachment: "Attachment", _name: str) -> str:
    """A name on disk that tells nothing and cannot be guessed; the person's name stays in the row."""
    return f"attachments/{attachment.reply_id}/{uuid4().hex}"


def internal_to(user: User) -> Q:
    """Rows of replies whose inner matters are the person's: own ministry's, own lists', or all."""
    if user.role == Role.ADMINISTRATOR:
        return Q(pk__isnull=False)  # an empty condition would vanish beside another
    if user.role == Role.COORDINATOR:
        return Q(reply__assignment__issue__list_of_issues__coordinations__user=user)
    return Q(reply__assignment__ministry=user.ministry_id) if user.ministry_id else Q(pk__in=[])


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, user: User) -> "AttachmentQuerySet":
        """Files of visible replies; evidence stays internal."""
        annexes = Q(kind=Attachment.Kind.ANNEX)
        return self.filter(annexes | internal_to(user), reply__in=Reply.objects.visible_to(user))


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> "CommentQuerySet":
        """Remarks are internal: for the ministry, the coordinator, administrators."""
        return self.filter(internal_to(user), reply__in=Reply.objects.visible_to(user))


@with_history()
class Attachment(models.Model):
    """A file of a reply."""

    class Kind(models.TextChoices):
        ANNEX = "annex", _("annex (goes to Geneva)")
        EVIDENCE = "evidence", _("evidence (stays internal)")

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ANNEX)
    title = models.CharField(_("title"), max_length=300)
    name = models.CharField(_("file name"), max_length=300)
    file = models.FileField(_("file"), upload_to=upload_path, max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects: ClassVar = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ("uploaded_at", "pk")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_same_file_once", fields=["reply", "sha256"]
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kind_known", condition=Q(kind__in=["annex", "evidence"])
            ),
        )

    def __str__(self) -> str:
        return self.title


@with_history()
class Comment(models.Model):
    """A remark on a reply, open until resolved; a return leaves its note as one."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="comments")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    is_return = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("created_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_resolved_by_and_at",
                condition=both_or_neither("resolved_by", "resolved_at"),
            ),
            models.CheckConstraint(name="%(app_label)s_%(class)s_says_something", condition=~Q(text="")),
        )

    def __str__(self) -> str:
        return self.text
