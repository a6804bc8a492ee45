"""The files of a reply."""

from typing import ClassVar
from uuid import uuid4

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User, with_history
from issues.searchable import of_file_name, vector
from replies.models.constraints import OF_THE_REPLY, frozen
from replies.models.replies import Reply

# What a person says of a file; what the worker finds out about it may come after the submission.
SAID = pgtrigger.UpdateOf(  # type: ignore[no-untyped-call]
    "reply_id", "kind", "title", "language", "position", "file", "version"
)


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

    def waiting(self) -> "AttachmentQuerySet":
        """Those that have not been hashed and scanned yet."""
        return self.filter(examined_at__isnull=True)


@pgtrigger.register(frozen(OF_THE_REPLY, pgtrigger.Insert | pgtrigger.Delete | SAID))
@with_history()
class Attachment(models.Model):
    """A file of a reply."""

    class Kind(models.TextChoices):
        ANNEX = "annex", _("annex (goes to Geneva)")
        EVIDENCE = "evidence", _("evidence (stays internal)")

    class Language(models.TextChoices):
        """The official languages of the United Nations, and that of the State."""

        ARABIC = "ar", _("Arabic")
        CHINESE = "zh", _("Chinese")
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")
        KAZAKH = "kk", _("Kazakh")
        RUSSIAN = "ru", _("Russian")
        SPANISH = "es", _("Spanish")

    class Scan(models.TextChoices):
        WAITING = "waiting", _("being checked")
        CLEAN = "clean", _("scanned for viruses, none found")
        NOT_SCANNED = "not_scanned", _("not scanned for viruses")
        INFECTED = "infected", _("contains a virus")

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="attachments")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ANNEX)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language"), max_length=2, choices=Language, blank=True)
    position = models.PositiveIntegerField(_("place in the order"), default=0)
    name = models.CharField(_("file name"), max_length=300)
    file = models.FileField(_("file"), upload_to=upload_path, max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    scan = models.CharField(_("virus scan"), max_length=12, choices=Scan, default=Scan.WAITING)
    virus = models.CharField(_("virus found"), max_length=200, blank=True)
    preview_pages = models.PositiveSmallIntegerField(_("pages of the preview"), default=0)
    examined_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    objects: ClassVar = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ("position", "pk")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_scan_known",
                condition=Q(scan__in=["waiting", "clean", "not_scanned", "infected"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_examined_has_hash",
                condition=Q(examined_at__isnull=True, scan="waiting", sha256="")
                | (Q(examined_at__isnull=False) & ~Q(scan="waiting") & ~Q(sha256="")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_virus_when_infected",
                condition=Q(scan="infected") & ~Q(virus="") | (~Q(scan="infected") & Q(virus="")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_kind_known", condition=Q(kind__in=["annex", "evidence"])
            ),
        )
        indexes = (
            GinIndex(vector("title", of_file_name("name")), name="%(app_label)s_%(class)s_words"),
            models.Index(
                fields=["uploaded_at"],
                condition=Q(scan__in=["waiting", "infected"]),
                name="%(app_label)s_%(class)s_unsafe",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.examined_at is None

    @property
    def goes_to_geneva(self) -> bool:
        """Whether it is an annex of the document: nothing with a virus is."""
        return self.kind == self.Kind.ANNEX and self.scan != self.Scan.INFECTED
