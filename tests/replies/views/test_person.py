"""What one person owes, and what would be sent tomorrow."""

from datetime import date

import pytest
import time_machine
from django.core import mail
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import Absence, Role
from replies.models import Digest, Reminder
from tests import factories
from tests.conftest import SignedIn
from tests.replies.scene import Scene, february, make_scene, run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hour(settings: Settings) -> None:
    settings.DIGEST_HOUR = 8


@pytest.fixture
def scene() -> Scene:
    scene = make_scene()
    for person, name in ((scene.author, "Mia"), (scene.officer, "Olga"), (scene.coordinator, "Clara")):
        person.name = name
        person.save()
    return scene


def test_page_says_what_is_owed_and_when_the_person_is_reminded(client: SignedIn, scene: Scene) -> None:
    run(february(8))
    Absence.objects.create(user=scene.author, deputy=scene.officer, first_day=date(2023, 3, 1))

    with time_machine.travel(february(9, 12), tick=False):
        page = client.of(scene.coordinator).get(f"/people/{scene.author.pk}/").content.decode()

    assert "<h1>Mia owes 1 reply.</h1>" in page
    assert "due on 15 February 2023, in 4 working days" in page
    assert "<td>13 February 2023</td>" in page
    assert "5 working days before 15 February 2023" in page
    assert "Away from 1 March 2023 until further notice; Olga gets the mail." in page


def test_page_of_somebody_late(client: SignedIn, scene: Scene) -> None:
    scene.another_reply(due_date=date(2023, 3, 20))
    ministry = scene.reply.assignment.ministry
    waiting = factories.make_reply_in("submitted", stored=scene.stored, ministry=ministry)
    Absence.objects.create(user=scene.author, first_day=date(2023, 2, 21), last_day=date(2023, 2, 22))

    with time_machine.travel(february(21, 12), tick=False):
        page = client.of(scene.author).get(f"/people/{scene.author.pk}/").content.decode()

    assert "<h1>Mia owes 2 replies, 1 of them is overdue.</h1>" in page
    assert "overdue: it was due on 15 February 2023, 4 working days ago" in page
    assert "<td>22 February 2023</td>" in page
    assert "Away from 21 February 2023 to 22 February 2023, without a deputy." in page
    assert f"/replies/{waiting.pk}/" in page
    assert "No reminder was sent to this person yet." in page


def test_page_seen_on_a_day_off(client: SignedIn, scene: Scene) -> None:
    scene.stored.due_date = date(2023, 2, 17)
    scene.stored.save()

    with time_machine.travel(february(18, 12), tick=False):
        page = client.of(scene.author).get(f"/people/{scene.author.pk}/").content.decode()

    assert ">overdue: it was due on 17 February 2023</td>" in page


def test_page_without_anything_owed_or_without_a_date(client: SignedIn, scene: Scene) -> None:
    scene.stored.due_date = None
    scene.stored.save()
    left = factories.make_user(Role.FOCAL_POINT, is_active=False, name="Lena")
    administrator = factories.make_user(Role.ADMINISTRATOR)

    undated = client.of(scene.author).get(f"/people/{scene.author.pk}/").content.decode()
    nothing = client.of(administrator).get(f"/people/{left.pk}/").content.decode()

    assert ("no date" in undated, "Mia owes 1 reply." in undated) == (True, True)
    assert "<h1>Lena owes nothing at the moment.</h1>" in nothing
    assert "This person may not sign in any more and gets no mail." in nothing


def test_page_shows_a_coordinator_their_own_lists_only(client: SignedIn, scene: Scene) -> None:
    elsewhere = factories.make_reply(ministry=scene.reply.assignment.ministry)
    other = factories.make_coordinator(elsewhere.assignment.issue.list_of_issues)
    stranger = factories.make_coordinator(factories.make_list())
    administrator = factories.make_user(Role.ADMINISTRATOR)

    seen = client.of(other).get(f"/people/{scene.author.pk}/").content.decode()

    assert "Mia owes 1 reply" in seen
    assert f"/replies/{elsewhere.pk}/" in seen
    assert client.of(other).get(f"/people/{administrator.pk}/").status_code == 200
    assert client.of(stranger).get(f"/people/{scene.author.pk}/").status_code == 404
    assert client.of(scene.coordinator).get(f"/people/{stranger.pk}/").status_code == 404


def test_page_tells_on_which_day_people_were_told(client: SignedIn, scene: Scene) -> None:
    for rung in (0, 1):
        digest = Digest.objects.create(
            user=scene.author,
            day=date(2023, 2, 15 + rung),
            status="sent",
            sent_at=february(15 + rung),
            next_attempt_at=february(15 + rung),
        )
        Reminder.objects.create(
            digest=digest,
            user=scene.author,
            issue=scene.reply.assignment.issue,
            ministry=scene.reply.assignment.ministry,
            due_date=date(2023, 2, 15),
            rung=rung,
        )

    page = client.of(scene.author).get(f"/people/{scene.author.pk}/").content.decode()

    assert "on the day, 15 February 2023" in page
    assert "1 working day after 15 February 2023" in page


@pytest.mark.parametrize("n", [1, 3])
def test_page_makes_the_same_queries_for_any_number_of_replies(
    client: SignedIn, scene: Scene, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(n - 1):
        scene.another_reply()
    run(february(15))
    client.of(scene.coordinator)

    with django_assert_num_queries(8), time_machine.travel(february(15, 12), tick=False):
        client.get(f"/people/{scene.author.pk}/")


def test_tomorrow_shows_what_is_sent_then(client: SignedIn, scene: Scene) -> None:
    deputy = factories.make_user(Role.FOCAL_POINT, scene.reply.assignment.ministry, name="Dora")
    Absence.objects.create(user=deputy, first_day=date(2023, 2, 1))
    lonely = factories.make_reply(scene.stored)
    standing_in = factories.clearing_officer_of(lonely)
    factories.make_user(Role.FOCAL_POINT, lonely.assignment.ministry, is_active=False)
    Absence.objects.create(user=factories.make_coordinator(scene.stored), first_day=date(2023, 2, 1))
    url = f"/lists/{scene.stored.pk}/reminders/tomorrow/"

    with time_machine.travel(february(14, 12), tick=False):
        page = client.of(scene.coordinator).get(url).content.decode()
    planned = Digest.objects.count()
    run(february(15))

    assert planned == 0
    assert "<h1>2 people would get a digest.</h1>" in page
    assert page.count("is away and has no deputy") == 2
    assert "the next working day, Wednesday, 15 February 2023" in page
    assert all(str(message.subject).replace("’", "&#x27;") in page for message in mail.outbox)
    assert [message.to for message in mail.outbox] == [[scene.author.email], [standing_in.email]]
    assert "Dora is away and has no deputy: others of the ministry are told." in page
    assert f"{lonely.assignment.ministry} has no focal point" in page


def test_tomorrow_names_deputies_and_people_without_an_address(client: SignedIn, scene: Scene) -> None:
    scene.author.email = ""
    scene.author.save()
    Absence.objects.create(user=scene.officer, deputy=scene.author, first_day=date(2023, 2, 1))
    elsewhere, dina = factories.make_user("coordinator"), factories.make_coordinator(scene.stored)
    Absence.objects.create(user=dina, deputy=elsewhere, first_day=date(2023, 2, 1))

    with time_machine.travel(february(14, 12), tick=False):
        page = (
            client.of(scene.coordinator).get(f"/lists/{scene.stored.pk}/reminders/tomorrow/").content.decode()
        )

    assert f"{dina.name} is away and has no deputy" in page
    assert "Mia has no address: an administrator enters one under Administration → People." in page
    assert "Olga is away: Mia gets it." in page


def test_tomorrow_when_no_date_is_near(client: SignedIn, scene: Scene) -> None:
    with time_machine.travel(february(-20, 12), tick=False):
        page = (
            client.of(scene.coordinator).get(f"/lists/{scene.stored.pk}/reminders/tomorrow/").content.decode()
        )

    assert "<h1>Nobody would be reminded: nothing reaches its next date.</h1>" in page


@pytest.mark.parametrize("n", [1, 3])
def test_tomorrow_makes_the_same_queries_for_any_number_of_replies(
    client: SignedIn, scene: Scene, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(n - 1):
        factories.focal_point_of(scene.another_reply())
    client.of(scene.coordinator)

    with time_machine.travel(february(21, 12), tick=False), django_assert_num_queries(19):
        client.get(f"/lists/{scene.stored.pk}/reminders/tomorrow/")
