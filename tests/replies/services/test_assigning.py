"""Giving issues to ministries: one lead each, nothing written is lost, all of it in the record."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from accounts.models import Ministry, User
from issues.models import Assignment, Issue
from issues.registers import Proposed
from replies import services
from replies.models import Answer, Look, Reply
from tests import factories

pytestmark = pytest.mark.django_db

LEAD, CONTRIBUTOR = "lead", "contributor"


@dataclass
class Evening:
    """An issue with two data points, two ministries, and the coordinator of the list."""

    issue: Issue
    health: Ministry
    justice: Ministry
    coordinator: User

    def given(self) -> dict[str, tuple[str, list[str]]]:
        return {
            found.ministry.name: (found.role, [point.code for point in found.data_points.all()])
            for found in Assignment.objects.filter(issue=self.issue).order_by("ministry__name_en")
        }

    def give(self, ministry: Ministry, role: str, **options: bool) -> None:
        services.give(self.issue, ministry, role=role, by=self.coordinator, **options)

    def reply_of(self, ministry: Ministry) -> Reply:
        return Reply.objects.get(assignment__issue=self.issue, assignment__ministry=ministry)

    def write(self, ministry: Ministry) -> Answer:
        reply = self.reply_of(ministry)
        return factories.answer_all(reply, by=factories.focal_point_of(reply))[0]

    def ask(self, ministry: Ministry, *codes: str) -> None:
        points = self.issue.data_points.filter(code__in=codes)
        services.ask(self.reply_of(ministry).assignment, points, by=self.coordinator)


@pytest.fixture
def evening() -> Evening:
    issue = factories.make_issue()
    for _ in range(2):
        factories.make_point(issue)
    health, justice = (factories.make_ministry(name_en=name) for name in ("Health", "Justice"))
    return Evening(issue, health, justice, factories.make_coordinator(issue.list_of_issues))


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(services.Refused) as error:
        act()
    return str(error.value)


def test_give_opens_a_reply_and_asks_the_lead_what_nobody_has(evening: Evening) -> None:
    evening.give(evening.justice, CONTRIBUTOR)
    evening.give(evening.health, LEAD)

    assert evening.given() == {"Health": (LEAD, ["1.1", "1.2"]), "Justice": (CONTRIBUTOR, [])}
    assert Reply.objects.filter(assignment__issue=evening.issue).count() == 2


def test_give_is_recorded_with_who(evening: Evening) -> None:
    evening.give(evening.health, LEAD)
    evening.give(evening.health, "")

    events = Assignment.pgh_event_model.objects.order_by("pgh_id")
    told = [(event.pgh_label, event.pgh_context["user"], event.pgh_context["reason"]) for event in events]
    who = evening.coordinator.pk
    assert told == [("insert", who, "assigned"), ("delete", who, "unassigned")]


def test_give_refuses_a_second_lead_unless_the_first_stays(evening: Evening) -> None:
    evening.give(evening.health, LEAD)

    said = refused(lambda: evening.give(evening.justice, LEAD))
    before = evening.given()
    evening.give(evening.justice, LEAD, lead_stays=True)

    assert said == "Issue 1 has a lead already: Health."
    assert before == {"Health": (LEAD, ["1.1", "1.2"])}
    assert evening.given() == {"Health": (CONTRIBUTOR, ["1.1", "1.2"]), "Justice": (LEAD, [])}


def test_give_changes_the_role_and_keeps_the_text(evening: Evening) -> None:
    evening.give(evening.health, LEAD)
    answer = evening.write(evening.health)

    evening.give(evening.health, CONTRIBUTOR)
    evening.give(evening.health, CONTRIBUTOR)

    assert evening.given() == {"Health": (CONTRIBUTOR, ["1.1", "1.2"])}
    assert Answer.objects.get(pk=answer.pk).text == "<p>Nine deaths.</p>"


def test_give_nothing_takes_the_issue_away_where_nothing_is_written(evening: Evening) -> None:
    evening.give(evening.health, LEAD)
    reply = evening.reply_of(evening.health)
    services.look(reply, by=evening.coordinator)

    evening.give(evening.health, "")
    evening.give(evening.health, "")

    assert (evening.given(), Reply.objects.count(), Look.objects.count()) == ({}, 0, 0)


@pytest.mark.parametrize("what", ["answer", "file", "comment"])
def test_unassign_is_refused_where_the_ministry_has_worked(evening: Evening, what: str) -> None:
    evening.give(evening.health, LEAD)
    reply = evening.reply_of(evening.health)
    acts: dict[str, Callable[[], object]] = {
        "answer": lambda: evening.write(evening.health),
        "file": lambda: factories.attach(reply),
        "comment": lambda: services.comment(reply, text="Which year?", by=evening.coordinator),
    }
    acts[what]()

    said = refused(lambda: evening.give(evening.health, ""))

    assert said == (
        "Health has worked on issue 1 already: its text stays. "
        "Make it a contributor, or take away the data points on which nothing is written."
    )
    assert evening.given() == {"Health": (LEAD, ["1.1", "1.2"])}


@pytest.mark.parametrize(
    ("status", "who", "said"),
    [
        ("open", "focal_point", "Only coordinators and administrators assign issues."),
        ("open", "coordinator", "Only coordinators of the list assign its issues."),
        ("submitted", "", "The list of issues was submitted: nothing in it changes any more."),
    ],
)
def test_give_is_refused_to_others_and_after_submission(
    evening: Evening, status: str, who: str, said: str
) -> None:
    evening.issue.list_of_issues.status = status
    evening.issue.list_of_issues.save()
    if who:
        evening.coordinator = factories.make_user(who)

    found = refused(lambda: evening.give(evening.health, LEAD))

    assert (found, evening.given()) == (said, {})


def test_ask_splits_the_data_points(evening: Evening) -> None:
    evening.give(evening.health, LEAD)
    evening.give(evening.justice, CONTRIBUTOR)
    given = {found.ministry.name: found for found in evening.issue.assignments.all()}
    points = {point.code: point for point in evening.issue.data_points.all()}

    asked = {given["Health"]: [points["1.1"]], given["Justice"]: [points["1.2"]]}
    services.split(evening.issue, asked, by=evening.coordinator)
    services.split(evening.issue, asked, by=evening.coordinator)

    assert evening.given() == {"Health": (LEAD, ["1.1"]), "Justice": (CONTRIBUTOR, ["1.2"])}


def test_ask_keeps_what_is_written(evening: Evening) -> None:
    evening.give(evening.health, LEAD)
    evening.ask(evening.health, "1.1")
    evening.write(evening.health)

    said = refused(lambda: evening.ask(evening.health, "1.2"))
    evening.ask(evening.health, "1.1", "1.2")

    assert said == "Health has written on 1.1 already: that stays theirs."
    assert evening.given() == {"Health": (LEAD, ["1.1", "1.2"])}


def test_ask_keeps_an_answer_to_the_issue_as_a_whole(evening: Evening) -> None:
    evening.give(evening.justice, CONTRIBUTOR)
    evening.write(evening.justice)

    said = refused(lambda: evening.ask(evening.justice, "1.1"))

    assert said == "Justice has answered the issue as a whole already: that answer stays."
    assert evening.given() == {"Justice": (CONTRIBUTOR, [])}


def test_ask_for_more_waits_until_the_reply_is_returned(evening: Evening) -> None:
    evening.give(evening.health, LEAD)
    evening.ask(evening.health, "1.1")
    evening.write(evening.health)
    reply = evening.reply_of(evening.health)
    services.submit(reply, by=factories.focal_point_of(reply))

    said = refused(lambda: evening.ask(evening.health, "1.1", "1.2"))

    assert said == "The reply of Health is handed in: return it first, then change what is asked."
    assert evening.given() == {"Health": (LEAD, ["1.1"])}


def test_give_many_does_what_it_can_and_says_the_rest(evening: Evening) -> None:
    second = factories.make_issue(evening.issue.list_of_issues)
    evening.give(evening.justice, LEAD)

    said = services.give_many([evening.issue, second], [evening.health], role=LEAD, by=evening.coordinator)

    assert said == ["Issue 1 has a lead already: Justice."]
    assert evening.given() == {"Justice": (LEAD, ["1.1", "1.2"])}
    assert list(second.assignments.values_list("ministry", "role")) == [(evening.health.pk, LEAD)]


def test_set_roles_lets_one_lead_follow_the_other(evening: Evening) -> None:
    evening.give(evening.justice, LEAD)

    roles = {evening.health: LEAD, evening.justice: CONTRIBUTOR}
    services.set_roles(evening.issue, roles, by=evening.coordinator)

    assert evening.given() == {"Health": (LEAD, []), "Justice": (CONTRIBUTOR, ["1.1", "1.2"])}


def test_set_roles_is_all_or_nothing(evening: Evening) -> None:
    roles = {evening.health: LEAD, evening.justice: LEAD}

    said = refused(lambda: services.set_roles(evening.issue, roles, by=evening.coordinator))

    assert (said, evening.given()) == ("Issue 1 has a lead already: Health.", {})


def test_apply_proposal_gives_only_what_nobody_has(evening: Evening) -> None:
    stored = evening.issue.list_of_issues
    second = factories.make_issue(stored)
    factories.make_point(second)
    evening.give(evening.justice, LEAD)
    proposed = [
        Proposed(1, evening.health.code, LEAD, ("1.1",)),
        Proposed(2, evening.health.code, LEAD, ("2.1",)),
        Proposed(2, "unheard-of", CONTRIBUTOR, ()),
    ]

    n = services.apply_proposal(stored, proposed, by=evening.coordinator)

    found = second.assignments.get()
    assert (n, evening.given()) == (1, {"Justice": (LEAD, ["1.1", "1.2"])})
    assert (found.role, [point.code for point in found.data_points.all()]) == (LEAD, ["2.1"])
