"""What a ministry writes: replies and their answers."""

import hashlib
from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User, with_history
from issues.models import Assignment, DataPoint
from issues.searchable import of_html, vector
from replies.addresses import address_of
from replies.models.constraints import OF_THE_REPLY, both_or_neither, frozen
from replies.models.counting import count_of
from replies.workflow import OWED, WHEN, Status

if TYPE_CHECKING:
    from datetime import date


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: User) -> "ReplyQuerySet":
        """Own ministry's, a joint issue's others once submitted; for observers what is accepted."""
        if user.role == Role.ADMINISTRATOR:
            return self
        if user.role == Role.COORDINATOR:
            return self.filter(assignment__issue__list_of_issues__coordinations__user=user)
        if user.role == Role.OBSERVER:
            accepted = self.filter(status=Status.ACCEPTED)
            return accepted.exclude(assignment__issue__list_of_issues__status="intake")
        own = Assignment.objects.filter(issue=OuterRef("assignment__issue"), ministry=user.ministry_id)
        joint = Q(status__in=[Status.SUBMITTED, Status.CLEARED, Status.ACCEPTED]) & Exists(own)
        shown = self.filter(Q(assignment__ministry=user.ministry_id) | joint)
        return shown.exclude(assignment__issue__list_of_issues__status="intake")

    def owed_by(self, user: User) -> "ReplyQuerySet":
        """Those whose next step is this person's: to draft, to clear, or to accept."""
        statuses = OWED.get(Role(user.role), ())
        if user.role == Role.COORDINATOR:
            own = Q(assignment__issue__list_of_issues__coordinations__user=user)
        else:
            own = Q(assignment__ministry=user.ministry_id)
        return self.of_open_lists().filter(own, status__in=statuses)

    def of_open_lists(self) -> "ReplyQuerySet":
        """Those in lists to which replies are still written."""
        return self.filter(assignment__issue__list_of_issues__status="open")

    def with_due_date(self) -> "ReplyQuerySet":
        """Annotate `due`: the assignment's date, else the issue's, the list's for drafts, or its due date."""
        return self.annotate(  # type: ignore[no-redef]
            due=Coalesce(
                "assignment__due_date",
                "assignment__issue__due_date",
                "assignment__issue__list_of_issues__drafts_due",
                "assignment__issue__list_of_issues__due_date",
            )
        )

    def with_counts(self) -> "ReplyQuerySet":
        """Annotate `asked` and `answered`: the assignment's data points, and those that have an answer."""
        answered = Answer.objects.filter(reply=OuterRef("pk"), data_point__isnull=False).answered()
        points = Assignment.data_points.through.objects.filter(assignment=OuterRef("assignment"))
        return self.annotate(  # type: ignore[no-redef]
            asked=count_of(points), answered=count_of(answered)
        )

    def with_issue(self) -> "ReplyQuerySet":
        """Fetch with each reply whose it is and what it replies to."""
        return self.select_related(
            "assignment__ministry", "assignment__issue__section", "assignment__issue__list_of_issues"
        )

    def with_points(self) -> "ReplyQuerySet":
        """Fetch with each reply whose it is, what it replies to, and the data points asked of it."""
        points = models.Prefetch("assignment__data_points", DataPoint.objects.order_by("position"))
        related = ("assignment__ministry", "assignment__issue__list_of_issues")
        return self.select_related(*related).prefetch_related(points)

    def with_text(self) -> "ReplyQuerySet":
        """Fetch all that a page or a document prints of the replies, in a fixed number of queries."""
        answers = Answer.objects.select_related("edited_by", "see")
        return self.with_issue().prefetch_related(
            models.Prefetch("assignment__data_points", DataPoint.objects.order_by("position")),
            models.Prefetch("answers", answers),
        )

    def most_urgent_first(self) -> "ReplyQuerySet":
        return self.with_due_date().order_by(F("due").asc(nulls_last=True), "assignment__issue__number")

    def overdue(self, today: "date") -> "ReplyQuerySet":
        """Those not accepted whose date has passed."""
        return self.with_due_date().filter(Q(due__lt=today)).exclude(status=Status.ACCEPTED)


@pgtrigger.register(frozen("{row}.assignment_id"))
@with_history()
class Reply(models.Model):
    """What a ministry writes for one assignment."""

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="reply")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.NOT_STARTED)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - null with its pair
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    # Whose change of the text made a clearance void that has not been given again since.
    voided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar = ReplyQuerySet.as_manager()

    if TYPE_CHECKING:  # annotated by with_due_date, with_counts and `replies.requested`
        due: date | None
        is_open: bool
        asked: int
        answered: int

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = (
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_submitted_by_and_at",
                condition=both_or_neither("submitted_by", "submitted_at"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cleared_by_at_and_hash",
                condition=both_or_neither("cleared_by", "cleared_at", "cleared_hash"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_accepted_by_and_at",
                condition=both_or_neither("accepted_by", "accepted_at"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_voided_by_and_at",
                condition=both_or_neither("voided_by", "voided_at"),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_cleared_is_not_void",
                condition=Q(cleared_by__isnull=True) | Q(voided_by__isnull=True),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_not_cleared_by_submitter",
                condition=Q(cleared_by__isnull=True) | ~Q(cleared_by=F("submitted_by")),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_facts_of_status",
                condition=(
                    Q(
                        status__in=["not_started", "drafting", "returned"],
                        cleared_by__isnull=True,
                        accepted_by__isnull=True,
                    )
                    | Q(
                        status="submitted",
                        submitted_by__isnull=False,
                        cleared_by__isnull=True,
                        accepted_by__isnull=True,
                    )
                    | Q(
                        status="cleared",
                        submitted_by__isnull=False,
                        cleared_by__isnull=False,
                        accepted_by__isnull=True,
                    )
                    | Q(
                        status="accepted",
                        submitted_by__isnull=False,
                        cleared_by__isnull=False,
                        accepted_by__isnull=False,
                    )
                ),
            ),
        )
        indexes = (
            models.Index(
                fields=["-accepted_at"],
                condition=Q(status="accepted"),
                name="%(app_label)s_%(class)s_accepted_lately",
            ),
        )

    def __str__(self) -> str:
        return f"{self.assignment}"

    def get_absolute_url(self) -> str:
        return address_of("replies:detail", self.pk)

    @property
    def standing(self) -> str:
        """Where the reply stands, in a sentence."""
        return str(WHEN[Status(self.status)])

    @property
    def is_draft(self) -> bool:
        """Whether the reply is still to be handed in."""
        return self.status in OWED[Role.FOCAL_POINT]

    @property
    def is_cleared_as_it_is(self) -> bool:
        """Whether it is cleared, and says what was signed."""
        return self.cleared_hash is not None and self.cleared_hash == self.text_hash()

    def unanswered_codes(self) -> list[str]:
        """The codes of the data points without an answer; the issue's number where none is asked."""
        answers = {answer.data_point_id: answer for answer in self.answers.all()}
        points = list(self.assignment.data_points.all())
        if not points:
            general = answers.get(None)
            return [] if general and general.is_answered else [str(self.assignment.issue.number)]
        return [p.code for p in points if p.pk not in answers or not answers[p.pk].is_answered]

    def answer_to(self, point: DataPoint | None) -> "Answer | None":
        """The answer to a data point, None: to the issue as a whole."""
        wanted = point.pk if point else None
        return next((answer for answer in self.answers.all() if answer.data_point_id == wanted), None)

    def text_hash(self) -> str:
        """SHA-256 of all that a clearance signs: the answers of the reply in the order of their codes."""
        digest = hashlib.sha256()
        for answer in sorted(self.answers.all(), key=lambda answer: answer.data_point_id or 0):
            parts = (answer.data_point_id, str(answer.form), answer.text, answer.see_id)
            digest.update(repr(parts).encode())
        return digest.hexdigest()


class AnswerQuerySet(models.QuerySet["Answer"]):
    def answered(self) -> "AnswerQuerySet":
        """Those that say something: a text or a reason, a reference, or “nothing to add”."""
        return self.exclude(form__in=[Answer.Form.TEXT, Answer.Form.UNAVAILABLE], text="")


@pgtrigger.register(frozen(OF_THE_REPLY))
@with_history(pghistory.ManualEvent("refused"))  # type: ignore[no-untyped-call]
class Answer(models.Model):
    """The reply's text for one data point; for the issue as a whole where `data_point` is null.

    `text` is sanitised HTML (see `richtext`), or the reason in plain words when the form is “not available”.
    """

    class Form(models.TextChoices):
        TEXT = "text", _("answer")
        UNAVAILABLE = "unavailable", _("not available, because …")
        SEE = "see", _("see the answer to …")
        NOTHING = "nothing", _("nothing to add")

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="answers")
    data_point = models.ForeignKey(DataPoint, models.PROTECT, null=True, related_name="answers")
    form = models.CharField(_("form"), max_length=12, choices=Form, default=Form.TEXT)
    text = models.TextField(_("text"), blank=True)
    see = models.ForeignKey(
        DataPoint, models.PROTECT, null=True, blank=True, related_name="seen_from", verbose_name=_("see")
    )
    words = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    objects: ClassVar = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_once", fields=["reply", "data_point"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_form_known",
                condition=Q(form__in=["text", "unavailable", "see", "nothing"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_see_by_form",
                condition=Q(form="see", see__isnull=False) | (~Q(form="see") & Q(see__isnull=True)),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sees_another",
                condition=Q(see__isnull=True) | ~Q(see=F("data_point")),
            ),
        )
        indexes = (GinIndex(vector(of_html("text")), name="%(app_label)s_%(class)s_words"),)

    def __str__(self) -> str:
        return f"{self.reply} · {self.data_point or ''}"

    @property
    def is_answered(self) -> bool:
        return self.form in {self.Form.SEE, self.Form.NOTHING} or self.text != ""
