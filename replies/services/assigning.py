"""Who owes what."""

from collections.abc import Iterable

from accounts.audit import recorded
from accounts.models import Ministry, User
from issues import services as issues_services
from issues.models import DataPoint, Issue
from replies.models import Reply
from replies.services.refusing import Refused


def assign(
    issue: Issue, ministry: Ministry, *, role: str, data_points: Iterable[DataPoint], by: User | None
) -> Reply:
    """Give an issue to a ministry and open its reply. Refused once the list was submitted."""
    with recorded(by, "assigned"):
        try:
            assignment = issues_services.assign(issue, ministry, role=role, data_points=data_points, by=by)
        except issues_services.Frozen as error:
            raise Refused(str(error)) from error
        return Reply.objects.create(assignment=assignment)
