"""My desk in words: the next step by role and state, how urgent a date is."""

from datetime import date

import pytest

from accounts.models import Role
from replies import services
from replies.models import Reply
from replies.pages.desk import Step, group_of, step_of
from tests import factories

pytestmark = pytest.mark.django_db


def counted(reply: Reply) -> Reply:
    return Reply.objects.with_counts().get(pk=reply.pk)


@pytest.mark.parametrize(
    ("role", "status", "words", "place"),
    [
        (Role.FOCAL_POINT, "drafting", "Check and submit", "#reply-actions"),
        (Role.FOCAL_POINT, "submitted", "See the reply", ""),
        (Role.FOCAL_POINT, "returned", "See the note", "#returns"),
        (Role.CLEARING_OFFICER, "submitted", "Read and clear", ""),
        (Role.CLEARING_OFFICER, "cleared", "See the reply", ""),
        (Role.COORDINATOR, "cleared", "Read and accept", ""),
        (Role.ADMINISTRATOR, "cleared", "See the reply", ""),
    ],
)
def test_next_step_by_role_and_state(role: str, status: str, words: str, place: str) -> None:
    reply = counted(factories.make_reply_in(status))

    assert step_of(reply, role) == Step(words, reply.get_absolute_url() + place)


def test_next_step_before_writing_is_to_take_on_then_to_write() -> None:
    reply = counted(factories.make_reply())
    new = step_of(reply, Role.FOCAL_POINT)
    services.take_on(reply.assignment, by=factories.focal_point_of(reply))

    taken = step_of(counted(reply), Role.FOCAL_POINT)

    address = reply.get_absolute_url()
    assert new == Step("Take on", f"{address}take-on/", f"{address}decline/")
    assert taken == Step("Write", address)


def test_next_step_while_an_answer_is_missing_is_to_go_on_writing() -> None:
    reply = factories.make_reply(points=2)
    point = reply.assignment.data_points.earliest("position")
    services.save_answer(reply, point, text="<p>Nine.</p>", by=factories.focal_point_of(reply))

    assert step_of(counted(reply), Role.FOCAL_POINT) == Step("Go on writing", reply.get_absolute_url())


def test_next_step_of_what_was_declined_is_the_coordinators() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    services.decline(reply.assignment, reason="Not ours.", proposed=None, by=author)

    step = step_of(counted(reply), Role.FOCAL_POINT)

    assert step == Step("See the reply", reply.get_absolute_url(), is_declined=True)


@pytest.mark.parametrize(
    ("due", "group"),
    [
        (None, "none"),
        (date(2023, 2, 7), "overdue"),
        (date(2023, 2, 8), "today"),
        (date(2023, 2, 9), "week"),
        (date(2023, 2, 12), "week"),
        (date(2023, 2, 13), "later"),
    ],
)
def test_dates_are_grouped_by_urgency_seen_from_a_wednesday(due: date | None, group: str) -> None:
    assert group_of(due, date(2023, 2, 8)) == group
