"""Search shows nobody more than the pages do: not in places, not in counts, not by similar words."""

import pytest

from issues.models import ListOfIssues
from replies.models import Attachment
from replies.searching import Wanted, search
from tests.replies.searching.conftest import Stage, add_file, stage

pytestmark = pytest.mark.django_db

# The label and the text of the issue are one place.
ASKED = {"issue": 1, "point": 1, "note": 1}
WRITTEN = ASKED | {"answer": 1, "file": 1, "page": 1}
INTERNAL = ASKED | {"answer": 1, "file": 2, "page": 2, "comment": 1}


def counts(typed: str, scene: Stage) -> dict[str, dict[str, int]]:
    """How many places of each kind each role finds; as many are shown."""
    found = {role: search(typed, user) for role, user in scene.people.items()}
    shown = {
        role: [(place.source, place.pk) for place in (*results.places, *results.similar)]
        for role, results in found.items()
    }
    assert {role: len(places) for role, places in shown.items()} == {
        role: results.everything.counts.total() for role, results in found.items()
    }
    return {
        role: {str(kind): n for kind, n in results.everything.counts.items()}
        for role, results in found.items()
    }


@pytest.mark.parametrize(
    ("status", "observer", "joint"),
    [
        ("drafting", ASKED, ASKED),
        ("submitted", ASKED, WRITTEN),
        ("accepted", WRITTEN, WRITTEN),
    ],
)
def test_search_finds_what_each_role_may_see(
    status: str, observer: dict[str, int], joint: dict[str, int]
) -> None:
    scene = stage(status)

    assert counts("lantern", scene) == {
        "focal point": INTERNAL,
        "clearing officer": INTERNAL,
        "coordinator": INTERNAL,
        "administrator": INTERNAL,
        "observer": observer,
        "focal point of the joint reply": joint,
        "focal point elsewhere": ASKED,
        "coordinator elsewhere": {},
    }


def test_search_finds_nothing_of_a_list_in_intake_but_for_who_prepares_it() -> None:
    scene = stage("accepted")
    ListOfIssues.objects.filter(pk=scene.issue.list_of_issues_id).update(status="intake")

    found = {role: sum(kinds.values()) for role, kinds in counts("lantern", scene).items()}

    assert found == dict.fromkeys(scene.people, 0) | dict.fromkeys(("coordinator", "administrator"), 9)


def test_search_finds_nothing_of_a_file_with_a_virus() -> None:
    scene = stage("drafting")
    file = add_file(scene.reply, title="Zebra", name="zebra.pdf", text="A zebra crossed.")
    before = counts("zebra", scene)["administrator"]

    Attachment.objects.filter(pk=file.pk).update(scan="infected", virus="Eicar")

    assert (before, counts("zebra", scene)["administrator"]) == ({"file": 1, "page": 1}, {})


def test_search_counts_a_place_once_where_a_list_has_several_coordinators() -> None:
    scene = stage("submitted")
    for user in (scene.people["coordinator elsewhere"], scene.people["administrator"]):
        scene.issue.list_of_issues.coordinations.create(user=user)

    assert counts("lantern", scene)["coordinator"] == INTERNAL


def test_similar_words_show_nobody_more() -> None:
    scene = stage("drafting")

    similar = {
        role: {place.source for place in search("lantarn", user).similar}
        for role, user in scene.people.items()
    }

    asked = {"passage", "point", "note"}
    assert similar["focal point"] == {*asked, "answer", "comment", "file"}
    assert similar["observer"] == similar["focal point elsewhere"] == asked
    assert similar["coordinator elsewhere"] == set()


def test_filter_shows_nobody_more() -> None:
    scene = stage("drafting")
    strangers = ("focal point elsewhere", "observer", "focal point of the joint reply")
    filters = (Wanted(state="drafting"), Wanted(kind="answer"), Wanted(kind="comment"))

    found = [
        [*results.places, *results.similar]
        for role in strangers
        for results in (search("lantern", scene.people[role], wanted) for wanted in filters)
    ]

    assert found == [[]] * 9


def test_filter_by_ministry_tells_nobody_who_is_assigned() -> None:
    scene = stage("drafting")
    ministry = scene.reply.assignment.ministry_id

    found = {
        role: len(search("lantern", user, Wanted(ministry=ministry)).places)
        for role, user in scene.people.items()
    }

    insiders = ("focal point", "clearing officer", "coordinator", "administrator")
    assert found == dict.fromkeys(scene.people, 0) | dict.fromkeys(insiders, 9)
