"""Two schedulers and two workers at the same moment gather and send news once."""

import pytest

from replies.gathering import gather
from replies.models import Bundle, News
from tests import factories
from tests.replies.scene import Scene, february, make_scene, received
from tests.replies.test_gathering import make_news, run
from tests.replies.test_sending_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_gather_by_two_at_once_makes_one_mail(scene: Scene) -> None:
    for minute in range(5):
        make_news(scene, scene.author, february(14, 9, minute))

    at_once(lambda: gather(february(14, 10)))

    bundle = Bundle.objects.get()
    assert (bundle.user, bundle.news.count(), News.objects.filter(bundle=None).count()) == (
        scene.author,
        5,
        0,
    )


def test_runs_at_once_send_one_mail_each(scene: Scene) -> None:
    people = [factories.focal_point_of(scene.reply) for _ in range(5)]
    for person in people:
        make_news(scene, person, february(14, 9))

    at_once(lambda: run(february(14, 10)))

    assert sorted(received()) == sorted(person.email for person in people)
