"""What the history tables say of a list, by the days of its State, and what of it is kept."""

import logging
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from issues.models import ListOfIssues
from replies import services
from replies.burnup import Step, Writing
from replies.models import Reply
from replies.progress.history import _moves, history_of
from replies.progress.ministries import first_lengths, ministries_of
from replies.requested import requested_of
from tests import factories
from tests.replies.timeline.conftest import Clock

pytestmark = pytest.mark.django_db

ALMATY = ZoneInfo("Asia/Almaty")
FIRST, SECOND, FIFTH = date(2023, 2, 1), date(2023, 2, 2), date(2023, 2, 5)


@pytest.fixture
def reply(clock: Clock) -> Reply:
    """Given on the first, answered and submitted just after midnight of the second, returned on the fifth."""
    clock("1 09:00")
    reply = factories.make_reply(factories.make_list(time_zone="Asia/Almaty"))
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    clock("2 00:10")
    factories.answer_all(reply, by=author)
    services.submit(reply, by=author)
    clock("5 12:00")
    services.send_back(reply, note="Please add the year.", by=officer)
    services.save_answer(reply, reply.assignment.data_points.get(), text="", base_version=1, by=author)
    return reply


def stored_of(reply: Reply) -> ListOfIssues:
    return reply.assignment.issue.list_of_issues


def test_days_end_in_the_time_zone_of_the_state(reply: Reply, clock: Clock) -> None:
    point = reply.assignment.data_points.get().pk
    clock("8 09:00")

    history = history_of(stored_of(reply))

    assert history.steps(ALMATY) == [
        Step(FIRST, reply.pk, "not_started"),
        Step(SECOND, reply.pk, "drafting"),
        Step(SECOND, reply.pk, "submitted"),
        Step(FIFTH, reply.pk, "returned"),
        Step(FIFTH, reply.pk, "drafting"),
    ]
    assert history.written == [
        Writing(SECOND, (reply.pk, point), is_answered=True),
        Writing(FIFTH, (reply.pk, point), is_answered=False),
    ]


def test_moves_say_where_a_reply_came_from_and_who_moved_it(reply: Reply, clock: Clock) -> None:
    clock("8 09:00")

    moves = history_of(stored_of(reply)).moves

    assert [(move.before, move.status) for move in moves][:3] == [
        ("", "not_started"),
        ("not_started", "drafting"),
        ("drafting", "submitted"),
    ]
    assert [move.who is None for move in moves] == [True, False, False, False, False]


def test_days_that_are_over_are_read_once_and_today_each_time(
    reply: Reply, clock: Clock, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stored, point = stored_of(reply), reply.assignment.data_points.get()
    clock("8 09:00")
    with django_assert_num_queries(3):
        before = history_of(stored)
    author = factories.focal_point_of(reply)
    services.save_answer(reply, point, text="<p>Ten.</p>", base_version=2, by=author)
    services.submit(reply, by=author)

    with django_assert_num_queries(1):
        after = history_of(stored)

    assert [move.status for move in after.moves[len(before.moves) :]] == ["submitted"]
    assert after.written == before.written


def test_history_is_read_where_the_cache_is_away(
    reply: Reply, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    away = {"default": settings.CACHES["default"] | {"LOCATION": "unix:///nowhere/at/all"}}
    clock("8 09:00")

    with caplog.at_level(logging.WARNING), override_settings(CACHES=away):
        history = history_of(stored_of(reply))

    assert (len(history.moves), len(history.written)) == (5, 2)
    assert ["the cache is away" in record.getMessage() for record in caplog.records] == [True]


def test_change_that_leaves_the_status_is_no_move(reply: Reply, clock: Clock) -> None:
    Reply.objects.filter(pk=reply.pk).update(submitted_at=reply.submitted_at)
    Reply.objects.filter(pk=reply.pk).update(submitted_at=None, submitted_by=None)
    clock("8 09:00")

    assert len(history_of(stored_of(reply)).moves) == 5


def test_days_to_reply_run_from_the_assignment_to_the_first_submission(reply: Reply, clock: Clock) -> None:
    clock("8 09:00")
    stored = stored_of(reply)
    other = factories.make_reply(stored, ministry=reply.assignment.ministry)
    quicker = factories.make_reply_in("submitted", stored=stored, ministry=reply.assignment.ministry)
    alone = factories.make_reply(stored)
    moves = history_of(stored).moves

    lengths = first_lengths(moves)
    rows = ministries_of(requested_of(stored, factories.make_coordinator(stored)).rows, moves, "-days")

    assert lengths == {reply.pk: pytest.approx(timedelta(hours=15, minutes=10) / timedelta(1)), quicker.pk: 0}
    assert [(row.ministry, row.replies, row.days) for row in rows] == [
        (
            reply.assignment.ministry,
            {reply.pk, other.pk, quicker.pk},
            pytest.approx(lengths[reply.pk] / 2),
        ),
        (alone.assignment.ministry, {alone.pk}, None),
    ]


def test_change_that_keeps_the_status_is_no_move() -> None:
    at = datetime(2023, 2, 8, tzinfo=UTC)

    assert len(_moves([(1, at, "drafting", None), (1, at, "drafting", None)])) == 1
