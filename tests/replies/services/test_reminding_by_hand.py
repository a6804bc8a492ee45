"""A reminder by hand is stored once, sent once, and says whom it left out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import User
from issues.models import ListOfIssues
from replies import gathering, services
from replies.by_hand import LeftOut
from replies.models import Bundle, News, Reply
from replies.services import Reminded, remind
from tests import factories
from tests.replies.scene import Scene, february, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def all_of(scene: Scene) -> list[Reply]:
    return list(Reply.objects.filter(assignment__issue__list_of_issues=scene.stored))


def test_remind_stores_one_mail_a_person(scene: Scene) -> None:
    scene.another_reply()
    key = uuid4()

    done = remind(scene.stored, all_of(scene), note="Geneva waits.", key=key, by=scene.coordinator)

    bundle = Bundle.objects.get()
    facts = (bundle.user, bundle.sender, bundle.note, bundle.key, bundle.status)
    news = [(row.user, row.kind, row.issue_id, row.reply_id, row.facts, row.by) for row in bundle.news.all()]
    assert done == Reminded(1, [])
    assert facts == (scene.author, scene.coordinator, "Geneva waits.", key, "due")
    assert news == [
        (
            scene.author,
            "reminded",
            reply.assignment.issue_id,
            reply.pk,
            {"due": "2023-02-15", "status": "not_started"},
            scene.coordinator,
        )
        for reply in Reply.objects.order_by("pk")
    ]


def test_remind_without_a_date_keeps_none(scene: Scene) -> None:
    ListOfIssues.objects.update(due_date=None)

    remind(scene.stored, all_of(scene), note="", key=uuid4(), by=scene.coordinator)

    assert News.objects.get().facts == {"due": "", "status": "not_started"}


def test_remind_again_with_the_same_key_sends_nothing_more(scene: Scene) -> None:
    key = uuid4()
    first = remind(scene.stored, all_of(scene), note="", key=key, by=scene.coordinator)

    second = remind(scene.stored, all_of(scene), note="", key=key, by=scene.coordinator)

    assert (first, second) == (Reminded(1, []), Reminded(1, [], again=True))
    assert (Bundle.objects.count(), News.objects.count()) == (1, 1)


def test_remind_leaves_out_what_was_accepted_or_belongs_elsewhere(scene: Scene) -> None:
    accepted = factories.make_reply_in("accepted", stored=scene.stored)
    elsewhere = factories.make_reply()
    factories.focal_point_of(elsewhere)

    done = remind(
        scene.stored, [scene.reply, accepted, elsewhere], note="", key=uuid4(), by=scene.coordinator
    )

    said = LeftOut("Accepted in the meantime: nothing is owed any more.", [2])
    assert done == Reminded(1, [said])
    assert [row.reply for row in News.objects.filter(kind=News.REMINDED)] == [scene.reply]


def test_remind_of_nobody_is_refused_with_the_reasons(scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(is_active=False)

    with pytest.raises(services.Refused) as refused:
        remind(scene.stored, all_of(scene), note="", key=uuid4(), by=scene.coordinator)

    name = scene.reply.assignment.ministry.name
    why = f"{name} has no focal point: ask an administrator to invite one, then remind again."
    expected = f"Nobody was reminded. {why}"
    assert (str(refused.value), Bundle.objects.count()) == (expected, 0)


@pytest.mark.parametrize(
    ("status", "who", "expected"),
    [
        ("intake", "coordinator", "The list of issues is not open yet: nobody owes anything before."),
        ("submitted", "coordinator", "The list of issues was submitted: nobody owes anything any more."),
        ("archived", "coordinator", "The list of issues was submitted: nobody owes anything any more."),
        ("open", "focal point", "Only coordinators and administrators see who was reminded of what."),
        ("open", "coordinator elsewhere", "Only coordinators of the list remind others of it."),
    ],
)
def test_remind_is_refused(scene: Scene, status: str, who: str, expected: str) -> None:
    ListOfIssues.objects.update(status=status)
    people = {
        "coordinator": scene.coordinator,
        "focal point": scene.author,
        "coordinator elsewhere": factories.make_coordinator(factories.make_list()),
    }

    with pytest.raises(services.Refused) as refused:
        remind(scene.stored, all_of(scene), note="", key=uuid4(), by=people[who])

    assert (str(refused.value), Bundle.objects.count()) == (expected, 0)


def test_remind_by_an_administrator_is_sent(
    scene: Scene, administrator: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        remind(scene.stored, all_of(scene), note="Geneva waits.", key=uuid4(), by=administrator)
    moment = february(15) - timedelta(minutes=1)
    Bundle.objects.update(created_at=moment, next_attempt_at=moment)
    bundle = gathering.claim_next(february(15))
    assert bundle is not None
    gathering.send(bundle, february(15))

    sent = [(message.to, message.reply_to, "Geneva waits." in message.body) for message in mail.outbox]
    assert sent == [([scene.author.email], [administrator.email], True)]
    assert len(callbacks) == 1
    assert Bundle.objects.get().status == "sent"
