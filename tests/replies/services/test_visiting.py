"""A visit begins after a break of half an hour."""

from datetime import UTC, datetime

import pytest
import time_machine

from replies import services
from replies.models import Visit
from tests import factories

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 2, 10, hour, minute, tzinfo=UTC)


def test_visit_begins_after_a_break_and_remembers_the_one_before() -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)

    noted = []
    for moment in (at(9), at(9, 30), at(9, 45), at(12)):
        with time_machine.travel(moment, tick=False):
            visit = services.visit(stored, by=coordinator)
            noted.append((visit.visited_at, visit.previous_at))

    assert noted == [
        (at(9), None),
        (at(9, 30), None),
        (at(9, 45), None),
        (at(12), at(9, 45)),
    ]
    assert (Visit.objects.count(), str(visit)) == (1, f"{coordinator} · {stored}")


def test_visit_of_who_does_not_see_the_progress_is_refused() -> None:
    reply = factories.make_reply()

    with pytest.raises(services.Refused, match="Only coordinators, administrators and observers see"):
        services.visit(reply.assignment.issue.list_of_issues, by=factories.focal_point_of(reply))

    assert not Visit.objects.exists()
