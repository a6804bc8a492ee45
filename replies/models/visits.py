"""How a person looks at a list: when they last did, and the views that they saved."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from issues.models import ListOfIssues


class Visit(models.Model):
    """When a person last looked at the progress of a list, and when the time before that.

    Like a `Look` it is no part of the record of what was done: the next visit overwrites it.
    """

    list_of_issues = models.ForeignKey(ListOfIssues, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    visited_at = models.DateTimeField()
    previous_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_each", fields=["list_of_issues", "user"]
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.list_of_issues}"


class SavedView(models.Model):
    """Filters, columns and order of a page that a person saved under a name, as the query of its address."""

    class Page(models.TextChoices):
        PROGRESS = "progress", _("Progress")
        REGISTER = "register", _("Register")

    list_of_issues = models.ForeignKey(ListOfIssues, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=10, choices=Page)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                name="%(app_label)s_%(class)s_one_name", fields=["list_of_issues", "user", "page", "name"]
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_page_known", condition=Q(page__in=["progress", "register"])
            ),
        )

    def __str__(self) -> str:
        return self.name
