"""What people say to each other about a reply."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User, with_history
from issues.models import DataPoint
from issues.searchable import vector
from replies.models.attachments import internal_to
from replies.models.constraints import OF_THE_REPLY, both_or_neither, frozen
from replies.models.replies import Reply


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User) -> "CommentQuerySet":
        """Remarks are internal: for the ministry, the coordinator, administrators."""
        return self.filter(internal_to(user), reply__in=Reply.objects.visible_to(user))

    def unresolved(self) -> "CommentQuerySet":
        return self.filter(resolved_at__isnull=True)

    def mentioning(self, user: User) -> "CommentQuerySet":
        """Open ones that call the person by name and can still be resolved, the newest first.

        Looks first whether there are any: mostly there are none, and what is visible takes long to find.
        """
        called = Mention.objects.filter(user=user, comment__resolved_at__isnull=True)
        keys = list(called.values_list("comment", flat=True))
        if not keys:
            return self.none()
        open_lists = self.visible_to(user).filter(reply__assignment__issue__list_of_issues__status="open")
        return open_lists.filter(pk__in=keys).order_by("-created_at", "-pk")

    def with_people(self) -> "list[Comment]":
        """The remarks with who wrote and resolved them, what they are about, the names that each calls."""
        remarks = list(self.select_related("author", "resolved_by", "data_point"))
        names: dict[int, list[str]] = {remark.pk: [] for remark in remarks}
        if any("@" in remark.text for remark in remarks):
            called = Mention.objects.filter(comment__in=names).order_by("user")
            for comment, name in called.values_list("comment", "user__name"):
                names[comment].append(name)
        for remark in remarks:
            remark.called = names[remark.pk]
        return remarks


@pgtrigger.register(frozen(OF_THE_REPLY))
@with_history()
class Comment(models.Model):
    """A remark on a reply, or on its answer to one data point, open until resolved.

    `quote` holds the words of the answer that it is about, as they stood then. A return leaves its note as a
    comment.
    """

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="comments")
    data_point = models.ForeignKey(DataPoint, models.PROTECT, null=True, blank=True, related_name="+")
    quote = models.CharField(_("words it is about"), max_length=1000, blank=True)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    mentioned: "models.ManyToManyField[User, Mention]" = models.ManyToManyField(
        User, through="Mention", related_name="mentioned_in", verbose_name=_("mentioned people")
    )
    is_return = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = CommentQuerySet.as_manager()

    if TYPE_CHECKING:  # set by with_people
        called: list[str]

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
        indexes = (GinIndex(vector("text"), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"{self.reply.get_absolute_url()}#comment-{self.pk}"


@with_history()
class Mention(models.Model):
    """That a comment calls a person by name."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, models.PROTECT, related_name="mentions")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["comment", "user"]),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.comment_id}"
