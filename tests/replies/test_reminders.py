"""Who is told of what on which day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Absence, User
from issues.models import Issue, ListOfIssues
from replies import services
from replies.models import Digest, Reminder
from replies.reminders import Planned, claim_next, plan_digests, wanted_on
from replies.tasks import send_digests
from tests import factories
from tests.replies.scene import ALMATY, Scene, digests, february, make_scene, received, reminders, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_reminders_of_a_reply_that_nobody_writes(scene: Scene) -> None:
    told = []
    for day in range(-10, 42):
        for hour in (7, 9, 20):
            before = len(mail.outbox)
            run(february(day, hour))
            told += [
                (f"{february(day):%m-%d}", hour, scene.role_of(address)) for address in received()[before:]
            ]

    assert told == [
        ("02-01", 9, "focal_point"),
        ("02-08", 9, "focal_point"),
        ("02-13", 9, "focal_point"),
        ("02-15", 9, "focal_point"),
        ("02-16", 9, "focal_point"),
        ("02-20", 9, "focal_point"),
        ("02-20", 9, "clearing_officer"),
        ("02-22", 9, "focal_point"),
        ("02-22", 9, "clearing_officer"),
        ("02-22", 9, "coordinator"),
        ("03-01", 9, "focal_point"),
        ("03-01", 9, "clearing_officer"),
        ("03-01", 9, "coordinator"),
        ("03-09", 9, "focal_point"),
        ("03-09", 9, "clearing_officer"),
        ("03-09", 9, "coordinator"),
    ]


def test_reminders_of_a_submitted_reply_go_to_the_clearing_officer(scene: Scene) -> None:
    scene.submit()

    run(february(20))
    run(february(27))

    assert reminders() == [
        (scene.officer, date(2023, 2, 20), 0, date(2023, 2, 20)),
        (scene.officer, date(2023, 2, 20), 5, date(2023, 2, 27)),
        (scene.coordinator, date(2023, 2, 20), 5, date(2023, 2, 27)),
    ]


def test_reminders_of_a_cleared_reply_go_to_the_coordinator(scene: Scene) -> None:
    scene.submit()
    scene.clear()

    run(february(23))

    assert reminders() == [(scene.coordinator, date(2023, 2, 23), 0, date(2023, 2, 23))]


def test_reminders_of_an_accepted_reply_are_none(scene: Scene) -> None:
    scene.submit()
    scene.clear()
    services.accept(scene.reply, seen=scene.reply.text_hash(), by=scene.coordinator)

    run(february(28))

    assert digests() == []


@pytest.mark.parametrize(
    "now",
    [february(15, 7, 59), february(18), february(36), datetime(2023, 2, 15, 1, 59, tzinfo=ZoneInfo("UTC"))],
    ids=["before_the_hour", "saturday", "womens_day", "before_the_hour_in_utc"],
)
def test_plan_when_no_mail_may_go_out(scene: Scene, now: datetime) -> None:
    plan_digests(now)

    assert digests() == []


def test_plan_at_the_hour(scene: Scene, settings: Settings) -> None:
    settings.DIGEST_HOUR = 10

    plan_digests(february(15, 9, 59))
    early = digests()
    plan_digests(february(15, 10))

    assert (early, digests()) == ([], [(scene.author, date(2023, 2, 15), "due", 0)])


@pytest.mark.parametrize("status", ["intake", "submitted", "archived"])
def test_plan_of_a_list_that_is_not_open(scene: Scene, status: str) -> None:
    ListOfIssues.objects.update(status=status)

    plan_digests(february(15))

    assert digests() == []


def test_plan_for_people_who_left(scene: Scene) -> None:
    User.objects.update(is_active=False)

    plan_digests(february(22))

    assert digests() == []


def test_plan_without_a_date(scene: Scene) -> None:
    ListOfIssues.objects.update(due_date=None)

    plan_digests(february(15))

    assert digests() == []


def test_plan_in_the_day_of_each_state(scene: Scene) -> None:
    elsewhere = factories.make_reply(factories.make_list(time_zone="UTC", due_date=date(2023, 2, 15)))
    author = factories.focal_point_of(elsewhere)

    plan_digests(datetime(2023, 2, 15, 3, tzinfo=ZoneInfo("UTC")))
    early = digests()
    plan_digests(datetime(2023, 2, 15, 8, tzinfo=ZoneInfo("UTC")))

    assert early == [(scene.author, date(2023, 2, 15), "due", 0)]
    assert digests() == [*early, (author, date(2023, 2, 15), "due", 0)]


def test_plan_of_a_date_that_falls_on_the_weekend_after_the_first_rung(scene: Scene) -> None:
    ListOfIssues.objects.update(due_date=date(2023, 2, 12))

    plan_digests(datetime(2023, 1, 27, 9, tzinfo=ALMATY))

    assert reminders() == [(scene.author, date(2023, 2, 12), -10, date(2023, 1, 27))]


def test_run_twice_sends_one_mail(scene: Scene) -> None:
    run(february(15))
    run(february(15))
    run(february(15, 18))

    assert received() == [scene.author.email]
    assert digests() == [(scene.author, date(2023, 2, 15), "sent", 1)]


def test_task_run_twice_sends_one_mail(scene: Scene) -> None:
    with time_machine.travel(february(15), tick=False):
        send_digests()
        send_digests()

    assert received() == [scene.author.email]
    assert Digest.objects.get().sent_at == february(15)


def test_run_after_three_days_asleep_sends_one_digest_a_person(scene: Scene) -> None:
    scene.another_reply()

    run(february(13))
    mail.outbox.clear()
    run(february(20))

    assert sorted(received()) == sorted([scene.author.email, scene.officer.email])
    assert [row.rung for row in Reminder.objects.filter(digest__day=date(2023, 2, 20))] == [3, 3, 3, 3]


def test_run_with_many_replies_sends_one_mail(scene: Scene) -> None:
    for _ in range(3):
        scene.another_reply()

    run(february(15))

    assert received() == [scene.author.email]
    assert len(reminders()) == 4


def test_plan_after_the_digest_of_the_day_was_sent_waits_for_the_next_day(scene: Scene) -> None:
    run(february(8))

    later = scene.another_reply()
    run(february(8, 14))
    same_day = received()
    run(february(9))

    assert (same_day, received()) == ([scene.author.email], [scene.author.email] * 2)
    assert list(Reminder.objects.filter(digest__day=date(2023, 2, 9)).values_list("reply", "rung")) == [
        (later.pk, -5)
    ]


def test_plan_after_a_date_was_moved_reminds_of_the_new_date(scene: Scene) -> None:
    run(february(15))
    Issue.objects.update(due_date=date(2023, 2, 17))

    run(february(17))

    assert reminders() == [
        (scene.author, date(2023, 2, 15), 0, date(2023, 2, 15)),
        (scene.author, date(2023, 2, 17), 0, date(2023, 2, 17)),
    ]


@pytest.mark.parametrize("people", [1, 3])
def test_plan_makes_the_same_number_of_queries_for_any_number_of_people(
    scene: Scene, people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(people - 1):
        factories.focal_point_of(scene.another_reply())

    with django_assert_num_queries(15):
        plan_digests(february(15))

    assert len(digests()) == people


def test_plan_when_all_is_planned_writes_nothing(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan_digests(february(15))

    with django_assert_num_queries(12):
        plan_digests(february(15))


def test_database_refuses_a_second_digest_of_the_day(scene: Scene) -> None:
    plan_digests(february(15))

    with pytest.raises(IntegrityError, match="replies_digest_one_a_day"), transaction.atomic():
        Digest.objects.create(user=scene.author, day=date(2023, 2, 15), next_attempt_at=february(15))


def test_database_refuses_the_same_reminder_twice(scene: Scene) -> None:
    plan_digests(february(15))
    reminder = Reminder.objects.get()
    reminder.pk = None

    with pytest.raises(IntegrityError, match="replies_reminder_rung_once"), transaction.atomic():
        reminder.save()


def test_plan_at_the_hour_that_the_person_chose(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(digest_hour=17)
    other = factories.focal_point_of(scene.reply)

    run(february(15, 9))
    morning = received()
    run(february(15, 17))

    assert (morning, received()) == ([other.email], [other.email, scene.author.email])


def test_claim_before_the_hour_that_the_person_chose(scene: Scene) -> None:
    plan_digests(february(15))
    User.objects.filter(pk=scene.author.pk).update(digest_hour=17)

    claims = [claim_next(february(15, hour)) for hour in (16, 17)]

    assert [claim is None for claim in claims] == [True, False]


def test_plan_for_the_deputy_of_who_is_away(scene: Scene) -> None:
    deputy = factories.make_user("observer")
    Absence.objects.create(
        user=scene.author, first_day=date(2023, 2, 15), last_day=date(2023, 2, 15), deputy=deputy
    )

    run(february(15))
    run(february(16))

    assert reminders() == [
        (deputy, date(2023, 2, 15), 0, date(2023, 2, 15)),
        (scene.author, date(2023, 2, 15), 1, date(2023, 2, 16)),
    ]
    assert list(Reminder.objects.order_by("rung").values_list("deputy_of", "escalated")) == [
        (scene.author.pk, False),
        (None, False),
    ]
    assert f"For {scene.author.name}, who is away." in mail.outbox[0].body


def test_send_when_the_person_has_come_back(scene: Scene) -> None:
    deputy = factories.make_user("observer")
    absence = Absence.objects.create(user=scene.author, first_day=date(2023, 2, 1), deputy=deputy)
    plan_digests(february(15))
    absence.delete()

    run(february(15))

    assert received() == [scene.author.email]
    assert digests() == [
        (scene.author, date(2023, 2, 15), "sent", 1),
        (deputy, date(2023, 2, 15), "dropped", 1),
    ]


def test_plan_where_nobody_is_there_goes_up(scene: Scene) -> None:
    Absence.objects.create(user=scene.author, first_day=date(2023, 2, 1))

    run(february(15))

    assert received() == [scene.officer.email]
    assert "have an administrator invite one, or enter a deputy." in mail.outbox[0].body


def test_superior_is_told_from_the_third_day_on(scene: Scene) -> None:
    superior = factories.make_user("coordinator", name="Dana")
    User.objects.filter(pk=scene.author.pk).update(superior=superior)

    run(february(16))
    run(february(20))

    told = Reminder.objects.filter(user=superior).values_list("rung", "chase", "escalated")
    assert list(told) == [(3, 2, True)]
    (body,) = (message.body for message in mail.outbox if message.to == [superior.email])
    assert f"Whose step it is: {scene.author.name}." in body
    assert "Second reminder since the date passed." in body


def test_chase_counts_what_was_sent_since_the_date(
    scene: Scene,
) -> None:
    for day in (15, 16, 20, 22, 29):
        run(february(day))

    chases = Reminder.objects.filter(user=scene.author).order_by("rung").values_list("rung", "chase")
    assert list(chases) == [(0, 0), (1, 1), (3, 2), (5, 3), (10, 4)]


def test_chase_does_not_count_what_was_never_sent(scene: Scene) -> None:
    plan_digests(february(16))
    run(february(20))

    assert set(Reminder.objects.filter(digest__status="sent").values_list("rung", "chase")) == {(3, 1)}


def test_wanted_is_what_a_plan_would_store(scene: Scene) -> None:
    another = factories.make_reply(factories.make_list(due_date=date(2023, 2, 15)))
    stranger = factories.focal_point_of(another)
    own = Planned(
        user_id=scene.author.pk,
        reply_id=scene.reply.pk,
        due_date=date(2023, 2, 15),
        rung=0,
        chase=0,
        escalated=False,
        deputy_of_id=None,
        day=date(2023, 2, 15),
    )

    found = [wanted_on(february(15, 20), stored=scene.stored), wanted_on(february(15, 20))]
    plan_digests(february(15, 20))

    assert found[0] == [own]
    assert [row.user_id for row in found[1]] == [scene.author.pk, stranger.pk]
    assert wanted_on(february(15, 20)) == []
    assert len(reminders()) == 2


def test_wanted_of_a_list_that_is_closed(scene: Scene) -> None:
    ListOfIssues.objects.update(status="submitted")

    assert wanted_on(february(15), stored=scene.stored) == []


def test_plan_in_batches_stores_the_same(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replies.planned.BATCH", 2)
    for _ in range(3):
        scene.another_reply()

    run(february(15))

    assert received() == [scene.author.email]
    assert len(reminders()) == 4
    assert "and 3 more" in mail.outbox[0].subject
