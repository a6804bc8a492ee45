"""Whom the services tell at once of what they did."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from accounts.models import User
from replies import services
from replies.models import News
from tests import factories
from tests.replies.scene import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return make_scene()


class Told(NamedTuple):
    user: User
    kind: str


def told() -> set[Told]:
    return {Told(news.user, news.kind) for news in News.objects.select_related("user")}


def clear_news() -> None:
    News.objects.all().delete()


def test_returned_by_the_clearing_officer_is_told_to_the_focal_points(scene: Scene) -> None:
    scene.submit()
    other = factories.focal_point_of(scene.reply)

    services.send_back(scene.reply, note="Which year?", by=scene.officer)

    assert told() == {Told(scene.author, "returned"), Told(other, "returned")}


def test_returned_by_the_coordinator_is_told_to_the_clearing_officers_too(scene: Scene) -> None:
    scene.submit()
    points = [scene.reply.assignment.data_points.get()]

    services.send_back(scene.reply, note="Which year?", points=points, by=scene.coordinator)

    assert told() == {Told(scene.author, "returned"), Told(scene.officer, "returned")}


def test_cleared_is_told_to_the_focal_points_and_the_coordinators(scene: Scene) -> None:
    scene.submit()

    scene.clear()

    assert told() == {Told(scene.author, "cleared"), Told(scene.coordinator, "cleared")}
    assert {(news.reply, news.issue, news.ministry, news.by) for news in News.objects.all()} == {
        (scene.reply, scene.reply.assignment.issue, scene.reply.assignment.ministry, scene.officer)
    }


def test_accepted_is_told_to_the_people_of_the_ministry(scene: Scene) -> None:
    scene.submit()
    scene.clear()
    clear_news()

    services.accept(scene.reply, seen=scene.reply.text_hash(), by=scene.coordinator)

    assert told() == {Told(scene.author, "accepted"), Told(scene.officer, "accepted")}


def test_mentioned_is_told_to_the_person_and_not_to_who_mentions_themselves(scene: Scene) -> None:
    text = f"@{scene.officer.name} and @{scene.author.name}: which year?"

    services.comment(scene.reply, text=text, by=scene.author)

    assert told() == {Told(scene.officer, "mentioned")}


def refused_return(scene: Scene) -> None:
    services.send_back(scene.reply, note="Which year?", by=scene.author)


def refused_clearance(scene: Scene) -> None:
    services.clear(scene.reply, seen="another text", by=scene.officer)


@pytest.mark.parametrize("act", [refused_return, refused_clearance])
def test_refused_tells_nobody(scene: Scene, act: Callable[[Scene], None]) -> None:
    scene.submit()

    with pytest.raises(services.Refused):
        act(scene)

    assert told() == set()
