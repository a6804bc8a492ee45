"""Writing: many saves, one line; what came second, from elsewhere or is no text has a line of its own."""

import pytest

from issues.models import Assignment
from replies import services
from replies.models import Answer
from tests import factories
from tests.replies.timeline.conftest import Life, past_the_application

pytestmark = pytest.mark.django_db


def test_saves_of_one_person_are_one_sitting(life: Life) -> None:
    life.write("10 14:02", 1, 40)
    life.write("10 14:04", 1, 60)
    life.write("10 14:33", 2, 20)
    life.write("10 14:40", 1, 100)

    assert life.told() == ["10 14:02–14:40 Aigerim wrote 1.1 and 1.2: 120 words more."]


def test_sitting_ends_with_a_pause_of_half_an_hour(life: Life) -> None:
    life.write("10 14:00", 1, 1)
    life.write("10 14:29", 1, 2)
    life.write("10 14:59", 1, 1)

    assert life.told() == [
        "10 14:00–14:29 Aigerim wrote 1.1: 2 words more.",
        "10 14:59 Aigerim wrote 1.1: 1 word fewer.",
    ]


def test_sitting_ends_at_midnight_in_the_state(life: Life) -> None:
    life.write("10 23:55", 1, 5)
    life.write("11 00:05", 1, 3)

    assert life.told() == [
        "10 23:55 Aigerim wrote 1.1: 5 words more.",
        "11 00:05 Aigerim wrote 1.1: 2 words fewer.",
    ]


def test_sittings_of_two_people_run_beside_each_other(life: Life) -> None:
    life.write("10 14:00", 1, 5)
    life.write("10 14:05", 2, 7, by=life.colleague)
    life.write("10 14:10", 1, 6)
    life.write("10 14:15", 1, 6, text="<p>Six other words of this text.</p>", by=life.colleague)

    assert life.told() == [
        "10 14:00–14:10 Aigerim wrote 1.1: 6 words more.",
        "10 14:05–14:15 Bolat wrote 1.1 and 1.2: 7 words more.",
    ]


def test_sitting_that_leaves_the_length_as_it_was(life: Life) -> None:
    life.write("10 14:00", 1, 2)
    life.write("10 15:00", 1, 2, text="<p>Other words.</p>")

    assert life.told()[1:] == ["10 15:00 Aigerim wrote 1.1, which stayed as long as before."]


def test_sitting_ends_when_the_reply_changes_hands(life: Life) -> None:
    life.write("10 14:00", 1, 10)
    life.submit("10 14:02")
    life.clock("10 14:04")
    services.withdraw(life.reply, by=life.author)
    life.write("10 14:06", 1, 11)

    assert life.told() == [
        "10 14:00–14:01 Aigerim wrote 1.1, 1.2 and 1.3: 30 words more.",
        "10 14:02 Aigerim submitted the reply.",
        "10 14:04 Aigerim withdrew the reply.",
        "10 14:06 Aigerim wrote 1.1: 1 word more.",
    ]


def test_save_that_came_second_names_who_came_first(life: Life) -> None:
    life.write("10 14:00", 1, 10)
    life.write("10 14:01", 1, 12, base_version=0, by=life.colleague)
    life.write("10 14:02", 1, 13, base_version=0, by=life.colleague)

    assert life.told() == [
        "10 14:00 Aigerim wrote 1.1: 10 words more.",
        "10 14:02 Bolat saved 1.1 at the same time as Aigerim; both texts are kept.",
    ]


def test_save_that_came_second_after_a_save_of_ones_own(life: Life) -> None:
    life.write("10 14:00", 1, 10)
    life.write("10 14:01", 1, 12, base_version=0)
    life.write("10 14:02", 1, 15)

    assert life.told() == [
        "10 14:01 Aigerim saved 1.1 from two windows at once; both texts are kept.",
        "10 14:00–14:02 Aigerim wrote 1.1: 15 words more.",
    ]


def test_restored_version_is_told_apart_and_its_words_count(life: Life) -> None:
    life.write("10 14:00", 1, 10)
    life.write("10 14:05", 1, 50)
    life.write("10 14:10", 1, 10, reason="restored version 1")
    life.write("10 14:15", 1, 11)

    assert life.told() == [
        "10 14:10 Aigerim restored version 1 of 1.1.",
        "10 14:00–14:15 Aigerim wrote 1.1: 51 words more.",
    ]


def test_refused_restoring_is_told_as_a_conflict(life: Life) -> None:
    life.write("10 14:00", 1, 10)
    life.write("10 14:05", 1, 50, reason="restored version 1", base_version=0, by=life.colleague)

    assert life.told()[1:] == ["10 14:05 Bolat saved 1.1 at the same time as Aigerim; both texts are kept."]


def test_declarations_are_told_by_their_kind(life: Life) -> None:
    elsewhere = factories.make_point(factories.make_issue(life.issue.list_of_issues, number=6), code="6(a).2")
    life.write("10 14:00", 1, 30)
    life.write("10 14:01", 1, 5, form=Answer.Form.UNAVAILABLE)
    life.write("10 14:02", 2, 3, form=Answer.Form.UNAVAILABLE)
    life.write("10 14:03", 3, 0, form=Answer.Form.SEE, see=elsewhere)
    life.write("10 15:00", 3, 0, form=Answer.Form.NOTHING)

    assert life.told() == [
        "10 14:02 Aigerim declared 1.1 and 1.2 not available.",
        "10 14:03 Aigerim referred 1.3 to the answer to 6(a).2.",
        "10 15:00 Aigerim had nothing to add on 1.3.",
    ]


def test_deleted_answer_is_told_and_does_not_count_as_writing(life: Life) -> None:
    life.write("10 14:00", 1, 10)
    life.clock("10 14:05")
    past_the_application()
    life.reply.answers.get().delete()

    assert life.told() == [
        "10 14:00 Aigerim wrote 1.1: 10 words more.",
        "10 14:05 Somebody with access to the database deleted the answer to 1.1.",
    ]


def test_take_over_is_told_on_both_sides(life: Life) -> None:
    justice = factories.make_ministry(name_en="Ministry of Justice")
    other = factories.make_reply(
        issue=life.issue, ministry=justice, points=1, role=Assignment.Role.CONTRIBUTOR
    )
    writer = factories.focal_point_of(other)
    point = other.assignment.data_points.get()
    source = services.save_answer(other, point, text="<p>Their four words here.</p>", by=writer).answer
    services.submit(other, by=writer)
    source = Answer.objects.get(pk=source.pk)
    life.write("10 14:00", 1, 10)
    life.clock("10 14:05")
    services.take_over(life.reply, life.points[0], source, by=life.author)
    life.write("10 14:10", 1, 15)

    ours = life.told()
    life.reply = other
    theirs = life.told()[-1:]

    assert (ours, theirs) == (
        [
            "10 14:05 Aigerim took what Ministry of Justice wrote on 1.4 (version 1) over into 1.1.",
            "10 14:00–14:10 Aigerim wrote 1.1: 11 words more.",
        ],
        [
            "10 14:05 Aigerim (Ministry of Health) took what is written here on 1.4 (version 1)"
            " over into 1.1 of Ministry of Health."
        ],
    )
