"""The register: the issues of a list as a table."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch

from accounts.models import User
from issues.models import Assignment, Issue, ListOfIssues, Section
from replies.models import Reply


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of an issue in which something was found: a data point, a passage or a note."""

    name: str
    text: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An issue, how many data points it asks, who owes it: assignments with the reply that may be seen.

    `hits` are the places in which the words that were looked for stand.
    """

    issue: Issue
    asked: int
    assigned: tuple[tuple[Assignment, Reply | None], ...]
    hits: tuple[Hit, ...] = ()

    @property
    def section(self) -> Section | None:
        """The heading that the issue stands under."""
        return self.issue.section

    @property
    def has_lead(self) -> bool:
        return any(assignment.is_lead for assignment, _reply in self.assigned)


def register_of(stored: ListOfIssues, user: User) -> list[RegisterRow]:
    """The whole list in three queries, whatever its size."""
    visible = Reply.objects.visible_to(user).filter(assignment__issue__list_of_issues=stored)
    replies = {reply.assignment_id: reply for reply in visible}
    assignments = Assignment.objects.select_related("ministry")
    issues = (
        stored.issues.select_related("section")
        .annotate(asked=Count("data_points"))  # type: ignore[no-redef]
        .prefetch_related(Prefetch("assignments", assignments))
        .order_by("number")  # the default order is lost where rows are counted
    )
    return [
        RegisterRow(
            issue, issue.asked, tuple((found, replies.get(found.pk)) for found in issue.assignments.all())
        )
        for issue in issues
    ]
