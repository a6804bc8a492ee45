"""The versions of an answer: by sitting, compared, brought back."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from issues.models import DataPoint
from replies import services
from replies.models import Answer, Reply
from replies.versions.history import (
    answers_inside,
    compare,
    history_of,
    newest_change,
    sittings_of,
    versions_of,
)
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    return factories.make_reply(points=2)


@pytest.fixture
def mia(reply: Reply) -> User:
    return factories.make_user(Role.FOCAL_POINT, reply.assignment.ministry, name="Mia")


@pytest.fixture
def dana(reply: Reply) -> User:
    return factories.make_user(Role.FOCAL_POINT, reply.assignment.ministry, name="Dana")


def write(
    reply: Reply, by: User, at: str, text: str = "", *, base: int | None = None, **fields: Any
) -> Answer:
    """A save of the first answer at an hour of 1 February 2023, on the newest version or another."""
    point = reply.assignment.data_points.get(code="1.1")
    stored = Answer.objects.filter(reply=reply, data_point=point).first()
    base = base if base is not None else stored.version if stored else 0
    hour, minute = map(int, at.split(":"))
    with time_machine.travel(datetime(2023, 2, 1, hour, minute, tzinfo=UTC), tick=False):
        saved = services.save_answer(reply, point, text=text, base_version=base, by=by, **fields)
    return saved.answer


def test_versions_are_all_that_was_saved_the_newest_first(reply: Reply, mia: User, dana: User) -> None:
    write(reply, mia, "9:00", "<p>Nine.</p>", reason="taken over")
    write(reply, mia, "9:10", form="see", see=reply.assignment.data_points.get(code="1.2"))
    answer = write(reply, dana, "9:20", "<p>Ten or so.</p>", base=1)

    found = versions_of(answer)

    assert [(v.name, v.author, f"{v.at:%H:%M}", v.words, v.kind, v.origin) for v in found] == [
        ("Text refused beside version 2", "Dana", "09:20", 3, "", ""),
        ("Version 2", "Mia", "09:10", found[1].words, "see the answer to …", ""),
        ("Version 1", "Mia", "09:00", 1, "", "taken over from another ministry"),
    ]


def test_sittings_end_with_the_person_and_with_half_an_hour(reply: Reply, mia: User, dana: User) -> None:
    write(reply, mia, "9:00", "<p>One.</p>")
    write(reply, mia, "9:29", "<p>One two.</p>")
    write(reply, mia, "9:59", "<p>One two three.</p>")
    write(reply, dana, "10:00", "<p>One two three four.</p>")
    answer = write(reply, mia, "10:01", "<p>One.</p>", base=1)
    write(reply, mia, "10:02", "<p>One two.</p>")

    sittings = sittings_of(versions_of(answer))

    assert [
        (
            sitting.last.author,
            [version.number for version in sitting.versions],
            (f"{sitting.began:%H:%M}", f"{sitting.ended:%H:%M}"),
            (sitting.words_before, sitting.last.words),
        )
        for sitting in sittings
    ] == [
        ("Mia", [5, 4], ("10:01", "10:02"), (4, 2)),
        ("Dana", [4], ("10:00", "10:00"), (3, 4)),
        ("Mia", [3], ("09:59", "09:59"), (2, 3)),
        ("Mia", [2, 1], ("09:00", "09:29"), (0, 2)),
    ]
    assert [version.is_refused for version in sittings[0].others] == [True]


def test_sitting_that_only_was_refused_changes_no_count(reply: Reply, mia: User, dana: User) -> None:
    write(reply, mia, "9:00", "<p>One.</p>")
    write(reply, dana, "9:01", "<p>One two three.</p>", base=0)
    answer = write(reply, mia, "9:02", "<p>One two.</p>")

    sittings = sittings_of(versions_of(answer))

    assert [(s.last.name, s.words_before, s.last.words) for s in sittings] == [
        ("Version 2", 1, 2),
        ("Text refused beside version 1", 1, 3),
        ("Version 1", 0, 1),
    ]


def test_newest_change_is_that_of_the_newest_sitting(reply: Reply, mia: User) -> None:
    answer = write(reply, mia, "9:00", "<p>One.</p>")
    alone = newest_change(sittings_of(versions_of(answer)))
    write(reply, mia, "9:01", "<p>Two.</p>")
    within = newest_change(sittings_of(versions_of(answer)))
    write(reply, mia, "12:00", "<p>Three.</p>")
    write(reply, mia, "12:01", "<p>Four.</p>")
    between = newest_change(sittings_of(versions_of(answer)))

    pairs = [(before.number, after.number) for before, after in (alone, within, between)]
    assert pairs == [(1, 1), (1, 2), (2, 4)]


def test_compare_marks_what_changed_between_any_two(reply: Reply, mia: User) -> None:
    write(reply, mia, "9:00", "<p>Nine deaths.</p>")
    write(reply, mia, "9:01", form="unavailable", text="no register")
    answer = write(reply, mia, "9:02", "<p>Ten deaths.</p>")
    third, second, first = versions_of(answer)

    texts = [
        (found.marked, found.is_same)
        for found in (compare(answer, first, third), compare(answer, third, second))
    ]
    same = compare(answer, first, first)

    assert texts == [
        ("<p><del>Nine</del><ins>Ten</ins> deaths.</p>", False),
        ("<p><del>Ten deaths.</del><ins>Not available, because no register</ins></p>", False),
    ]
    assert (same.marked, same.is_same) == ("<p>Nine deaths.</p>", True)


def test_history_opens_the_sitting_that_holds_what_is_compared(reply: Reply, mia: User) -> None:
    write(reply, mia, "9:00", "<p>One.</p>")
    write(reply, mia, "9:01", "<p>Two.</p>")
    answer = write(reply, mia, "12:00", "<p>Three.</p>")
    first = versions_of(answer)[-1]

    usual, chosen = history_of(answer, None, None), history_of(answer, first.pk, None)

    assert [[sitting.is_open for sitting in found.sittings] for found in (usual, chosen)] == [
        [False, False],
        [False, True],
    ]
    assert [
        (h.compared.before.number, h.compared.after.number, h.current.number) for h in (usual, chosen)
    ] == [
        (2, 3, 3),
        (1, 3, 3),
    ]


def test_history_of_versions_of_another_answer_falls_back(reply: Reply, mia: User) -> None:
    answer = write(reply, mia, "9:00", "<p>One.</p>")
    stranger = factories.make_reply_in("drafting").answers.get()

    found = history_of(answer, versions_of(stranger)[0].pk, None)

    assert (found.is_missing, found.compared.after.number) == (True, 1)


def test_history_loads_the_texts_of_two_versions_only(
    reply: Reply, mia: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answer = write(reply, mia, "9:00", "<p>0</p>")
    for n in range(1, 20):
        write(reply, mia, "9:00", f"<p>{n}</p>")

    with django_assert_num_queries(2) as queries:
        history_of(answer, None, None)

    assert ['."text"' in query["sql"] for query in queries.captured_queries] == [False, True]


def test_restore_makes_a_new_version_that_says_which_it_brings_back(
    reply: Reply, mia: User, dana: User
) -> None:
    write(reply, mia, "9:00", "<p>Nine <strong>deaths</strong>.</p>")
    answer = write(reply, mia, "9:01", "<p>Ten.</p>")
    first = versions_of(answer)[-1]

    saved = services.restore(answer, first.pk, base_version=2, by=dana)

    newest = versions_of(answer)[0]
    assert (saved.answer.text, saved.answer.version, saved.is_conflict) == (
        "<p>Nine <strong>deaths</strong>.</p>",
        3,
        False,
    )
    assert (newest.name, newest.author, newest.reason, newest.origin) == (
        "Version 3",
        "Dana",
        "restored version 1",
        "version 1 restored",
    )


def test_restore_of_a_refused_text_and_of_another_form(reply: Reply, mia: User) -> None:
    write(reply, mia, "9:00", form="see", see=reply.assignment.data_points.get(code="1.2"))
    answer = write(reply, mia, "9:01", "<p>Refused.</p>", base=0)
    refused, first = versions_of(answer)

    text = services.restore(answer, refused.pk, base_version=1, by=mia).answer.text
    saved = services.restore(answer, first.pk, base_version=2, by=mia)

    assert (text, saved.answer.form, saved.answer.see.code) == ("<p>Refused.</p>", "see", "1.2")
    assert [version.origin for version in versions_of(answer)] == [
        "version 1 restored",
        "text refused beside version 1 restored",
        "",
        "",
    ]


def test_restore_of_the_text_that_stands_changes_nothing(reply: Reply, mia: User) -> None:
    answer = write(reply, mia, "9:00", "<p>Nine.</p>")

    saved = services.restore(answer, versions_of(answer)[0].pk, base_version=1, by=mia)

    assert (saved.answer.version, len(versions_of(answer))) == (1, 1)


def test_restore_on_an_older_version_is_a_conflict(reply: Reply, mia: User, dana: User) -> None:
    write(reply, mia, "9:00", "<p>Nine.</p>")
    write(reply, mia, "9:01", "<p>Ten.</p>")
    answer = write(reply, dana, "9:02", "<p>Eleven.</p>")
    first = versions_of(answer)[-1]

    saved = services.restore(answer, first.pk, base_version=2, by=mia)

    answer.refresh_from_db()
    assert (saved.is_conflict, answer.text, versions_of(answer)[0].is_refused) == (
        True,
        "<p>Eleven.</p>",
        True,
    )


def test_restore_by_the_coordinator_voids_the_clearance(mia: User) -> None:
    reply = factories.make_reply_in("drafting")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    answer = reply.answers.get()
    services.save_answer(reply, answer.data_point, text="<p>Ten.</p>", base_version=1, by=author)
    services.submit(reply, by=author)
    services.clear(reply, seen=reply.text_hash(), by=officer)
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()

    services.restore(answer, versions_of(answer)[-1].pk, base_version=2, by=coordinator)

    reply.refresh_from_db()
    answer.refresh_from_db()
    assert (reply.status, reply.voided_by, answer.text) == ("submitted", coordinator, "<p>Nine deaths.</p>")


def test_restore_by_who_may_not_write_is_refused() -> None:
    reply = factories.make_reply_in("submitted")
    answer = reply.answers.get()

    with pytest.raises(services.Refused, match="The reply is submitted"):
        services.restore(
            answer, versions_of(answer)[0].pk, base_version=1, by=factories.focal_point_of(reply)
        )


def test_restore_of_what_is_no_version_of_this_answer_is_refused(reply: Reply, mia: User) -> None:
    answer = write(reply, mia, "9:00", "<p>Nine.</p>")
    stranger = versions_of(factories.make_reply_in("drafting").answers.get())[0]

    with pytest.raises(services.Refused, match="no such version"):
        services.restore(answer, stranger.pk, base_version=1, by=mia)


def test_restore_of_a_version_that_points_at_nothing_any_more_is_refused(reply: Reply, mia: User) -> None:
    gone = factories.make_point(reply.assignment.issue, code="1.9")
    write(reply, mia, "9:00", form="see", see=gone)
    answer = write(reply, mia, "9:01", "<p>Nine.</p>")
    DataPoint.objects.filter(pk=gone.pk).delete()
    pointing = versions_of(answer)[-1]

    marked = history_of(answer, pointing.pk, None).compared.marked
    with pytest.raises(services.Refused, match="not in the list any more"):
        services.restore(answer, pointing.pk, base_version=2, by=mia)

    assert marked == "<p><del>See the answer to</del><ins>Nine</ins><del> </del>.</p>"


def test_answers_inside_are_those_of_whose_inner_matters_one_sees() -> None:
    reply = factories.make_reply_in("accepted")
    issue = reply.assignment.issue
    contributor = factories.make_reply(issue=issue, points=0, role="contributor")
    people = {
        "own": factories.focal_point_of(reply),
        "beside": factories.focal_point_of(contributor),
        "coordinator": issue.list_of_issues.coordinators.get(),
        "administrator": factories.make_user(Role.ADMINISTRATOR),
        "observer": factories.make_user(Role.OBSERVER),
        "stranger": factories.make_user(),
    }

    seen = {name for name, user in people.items() if answers_inside(user).exists()}

    assert seen == {"own", "coordinator", "administrator"}
