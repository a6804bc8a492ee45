"""Who decides sees only what changed since they last read the reply."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from replies import services
from replies.models import Reply
from replies.versions.changes import Change, since_last_look
from tests import factories

pytestmark = pytest.mark.django_db


def drafted(points: int = 2) -> tuple[Reply, User, User]:
    reply = factories.make_reply(points=points)
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    factories.answer_all(reply, by=author)
    services.submit(reply, by=author)
    services.send_back(reply, note="Which year?", by=officer)
    return reply, author, officer


def revise(reply: Reply, code: str, by: User, **values: Any) -> None:
    answer = reply.answers.get(data_point__code=code)
    services.save_answer(reply, answer.data_point, base_version=answer.version, by=by, **values)


def test_since_last_look_marks_what_changed_and_names_what_did_not() -> None:
    reply, author, officer = drafted()
    revise(reply, "1.1", author, text="<p>Nine deaths in 2022.</p>")
    first, second = reply.answers.order_by("data_point__code")

    since = since_last_look(reply, officer)

    assert since is not None
    assert (since.changed, since.of(second), since.of(None)) == (1, Change(), Change())
    assert "<ins>" in since.of(first).marked


def test_since_last_look_tells_of_another_form() -> None:
    reply, author, officer = drafted()
    other = reply.assignment.data_points.get(code="1.2")
    revise(reply, "1.1", author, form="see", see=other)

    since = since_last_look(reply, officer)

    assert since is not None
    assert "1.2" in since.of(reply.answers.get(data_point__code="1.1")).marked


def test_since_last_look_of_who_never_looked_or_does_not_decide_is_none() -> None:
    reply, author, _officer = drafted()

    assert (since_last_look(reply, author), since_last_look(reply, factories.clearing_officer_of(reply))) == (
        None,
        None,
    )


@pytest.mark.parametrize("points", [1, 3])
def test_since_last_look_asks_twice(django_assert_num_queries: DjangoAssertNumQueries, points: int) -> None:
    reply, author, officer = drafted(points)
    for code in reply.answers.values_list("data_point__code", flat=True):
        revise(reply, code, author, text="<p>Ten.</p>")
    found = Reply.objects.with_text().get()

    with django_assert_num_queries(2):
        since = since_last_look(found, officer)

    assert since is not None
    assert since.changed == points
