"""Who owes what: an issue given to a ministry."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Ministry, User, with_history
from accounts.models import Role as PersonRole
from issues.models.text import DataPoint, Issue


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: User) -> "AssignmentQuerySet":
        """A ministry's own; a coordinator's lists'; all for administrators; none for observers."""
        if user.role == PersonRole.ADMINISTRATOR:
            return self
        if user.role == PersonRole.COORDINATOR:
            return self.filter(issue__list_of_issues__coordinations__user=user)
        return self.filter(ministry=user.ministry_id) if user.ministry_id else self.none()


@with_history()
class Assignment(models.Model):
    """An issue given to a ministry, as lead or contributor, with the data points it covers."""

    class Role(models.TextChoices):
        LEAD = "lead", _("lead")
        CONTRIBUTOR = "contributor", _("contributor")

    class Response(models.TextChoices):
        WAITING = "waiting", _("not answered yet")
        ACCEPTED = "accepted", _("taken on")
        DECLINED = "declined", _("declined")
        UPHELD = "upheld", _("upheld")

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="assignments")
    ministry = models.ForeignKey(Ministry, models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    due_date = models.DateField(_("draft due"), null=True, blank=True)
    data_points: "models.ManyToManyField[DataPoint, AssignedDataPoint]" = models.ManyToManyField(
        DataPoint, through="AssignedDataPoint", related_name="assignments", verbose_name=_("data points")
    )

    # What the ministry said to it; a coordinator upholds what was declined, or gives it to another.
    response = models.CharField(_("response"), max_length=10, choices=Response, default=Response.WAITING)
    reason = models.TextField(_("reason"), blank=True)
    proposed = models.ForeignKey(
        Ministry,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposed_for",
        verbose_name=_("another ministry"),
    )
    responded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    responded_at = models.DateTimeField(null=True, blank=True)
    # The coordinator's words when the assignment was upheld.
    decision = models.TextField(_("decision"), blank=True)

    objects: ClassVar = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ("issue_id", "-role", "ministry_id")
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["issue", "ministry"]),
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_lead", fields=["issue"], condition=Q(role="lead")
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_role_known", condition=Q(role__in=["lead", "contributor"])
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_response_known",
                condition=Q(response__in=["waiting", "accepted", "declined", "upheld"]),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_responded_by_and_at",
                condition=Q(response="waiting", responded_by__isnull=True, responded_at__isnull=True)
                | (~Q(response="waiting") & Q(responded_by__isnull=False, responded_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_declined_with_a_reason",
                condition=~Q(response__in=["declined", "upheld"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_proposed_is_another",
                condition=Q(proposed__isnull=True) | ~Q(proposed=F("ministry")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.issue} · {self.ministry}"

    @property
    def is_lead(self) -> bool:
        return self.role == self.Role.LEAD


@with_history()
class AssignedDataPoint(models.Model):
    """A data point that an assignment covers."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="assigned_data_points")
    data_point = models.ForeignKey(DataPoint, models.CASCADE, related_name="assigned_data_points")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="%(app_label)s_%(class)s_once", fields=["assignment", "data_point"]),
        )

    def __str__(self) -> str:
        return f"{self.data_point.code} · {self.assignment_id}"
