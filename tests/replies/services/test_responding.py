"""A ministry responds, the coordinator decides: who may, what becomes of the text, who is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Ministry, User
from issues.models import Assignment, Issue
from replies import services
from replies.models import Digest, News, Reminder, Reply
from tests import factories

pytestmark = pytest.mark.django_db

LEAD, CONTRIBUTOR = "lead", "contributor"


@dataclass
class Quarrel:
    """An issue with two data points that Health leads on, a second ministry, and people."""

    issue: Issue
    health: Ministry
    justice: Ministry
    author: User
    coordinator: User

    @property
    def assignment(self) -> Assignment:
        return Assignment.objects.get(issue=self.issue, ministry=self.health)

    @property
    def reply(self) -> Reply:
        return Reply.objects.get(assignment=self.assignment)

    def given(self) -> dict[str, tuple[str, list[str], str]]:
        rows = Assignment.objects.filter(issue=self.issue).order_by("ministry__name_en")
        return {
            a.ministry.name: (a.role, [p.code for p in a.data_points.order_by("code")], a.response)
            for a in rows
        }

    def decline(self, proposed: Ministry | None = None) -> None:
        services.decline(self.assignment, reason="Not ours.", proposed=proposed, by=self.author)

    def write(self, code: str) -> None:
        point = self.issue.data_points.get(code=code)
        services.save_answer(self.reply, point, text="<p>Nine.</p>", by=self.author)

    def agree(self) -> None:
        services.agree(self.assignment, by=self.coordinator)

    def told(self) -> list[tuple[str, str, bool]]:
        """What whom was told since, and whether it leads to a reply."""
        found = [
            (news.user.name, news.facts["change"], news.reply is not None)
            for news in News.objects.order_by("pk").select_related("user", "reply")
        ]
        News.objects.all().delete()
        return found


@pytest.fixture
def quarrel() -> Quarrel:
    issue = factories.make_issue()
    for _ in range(2):
        factories.make_point(issue)
    health, justice = (factories.make_ministry(name_en=name) for name in ("Health", "Justice"))
    services.assign(issue, health, role=LEAD, data_points=issue.data_points.all(), by=None)
    author = factories.make_user("focal_point", health, name="Aigerim")
    factories.make_user("focal_point", justice, name="Jana")
    coordinator = factories.make_coordinator(issue.list_of_issues)
    User.objects.filter(pk=coordinator.pk).update(name="Olga")
    return Quarrel(issue, health, justice, author, coordinator)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(services.Refused) as error:
        act()
    return str(error.value)


def test_take_on_is_stored_once_and_told_to_the_coordinators(quarrel: Quarrel) -> None:
    services.take_on(quarrel.assignment, by=quarrel.author)
    services.take_on(quarrel.assignment, by=quarrel.author)

    found = quarrel.assignment
    assert (found.response, found.responded_by, found.responded_at is None) == (
        "accepted",
        quarrel.author,
        False,
    )
    assert quarrel.told() == [("Olga", "accepted", True)]


def test_decline_keeps_reason_and_proposal_until_it_is_taken_on_after_all(quarrel: Quarrel) -> None:
    quarrel.decline(quarrel.justice)
    declined = quarrel.assignment
    services.take_on(quarrel.assignment, by=quarrel.author)
    after = quarrel.assignment

    assert (declined.response, declined.reason, declined.proposed) == (
        "declined",
        "Not ours.",
        quarrel.justice,
    )
    assert (after.response, after.reason, after.proposed) == ("accepted", "", None)
    assert quarrel.told() == [("Olga", "declined", True), ("Olga", "accepted", True)]


def test_decline_proposes_another_ministry_than_the_own(quarrel: Quarrel) -> None:
    said = refused(lambda: quarrel.decline(quarrel.health))

    assert said == "Propose another ministry than your own, or none."
    assert (quarrel.given()["Health"][2], quarrel.told()) == ("waiting", [])


def test_response_is_recorded_with_who_and_why(quarrel: Quarrel) -> None:
    quarrel.decline()
    services.uphold(quarrel.assignment, decision="It is.", by=quarrel.coordinator)

    rows = Assignment.pgh_event_model.objects.filter(pgh_label="update").order_by("pgh_id")
    told = [(row.response, row.pgh_context["user"], row.pgh_context["reason"]) for row in rows]
    assert told == [
        ("declined", quarrel.author.pk, "assignment declined"),
        ("upheld", quarrel.coordinator.pk, "assignment upheld"),
    ]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("stranger", "Only the ministry itself takes an assignment on or declines it."),
        ("coordinator", "Only the ministry itself takes an assignment on or declines it."),
        ("submitted", "The reply is handed in already: withdraw it first."),
        ("upheld", "The coordinator has decided: the issue stays with your ministry."),
        ("closed", "The list of issues is closed: nothing changes any more."),
        ("frozen", "The list of issues was submitted: nothing in it changes any more."),
    ],
)
def test_response_is_refused_in_words(quarrel: Quarrel, who: str, said: str) -> None:
    by = {"stranger": factories.make_user(), "coordinator": quarrel.coordinator}.get(who, quarrel.author)
    if who == "submitted":
        factories.answer_all(quarrel.reply, by=quarrel.author)
        services.submit(quarrel.reply, by=quarrel.author)
    if who == "upheld":
        quarrel.decline()
        services.uphold(quarrel.assignment, decision="It is yours.", by=quarrel.coordinator)
    if who in {"closed", "frozen"}:
        status = {"closed": "intake", "frozen": "submitted"}[who]
        type(quarrel.issue.list_of_issues).objects.update(status=status)

    found = {
        refused(lambda: services.take_on(quarrel.assignment, by=by)),
        refused(lambda: services.decline(quarrel.assignment, reason="No.", by=by)),
    }

    assert found == {said}


def test_response_to_what_was_taken_back_meanwhile(quarrel: Quarrel) -> None:
    stale = quarrel.assignment
    services.unassign(quarrel.assignment, by=quarrel.coordinator)

    said = refused(lambda: services.take_on(stale, by=quarrel.author))

    assert said == "The assignment was taken back meanwhile: load the page again."


def test_clearing_officer_responds_too(quarrel: Quarrel) -> None:
    officer = factories.make_user("clearing_officer", quarrel.health)

    services.take_on(quarrel.assignment, by=officer)

    assert quarrel.assignment.responded_by == officer


def test_agree_takes_the_issue_away(quarrel: Quarrel) -> None:
    quarrel.decline()
    quarrel.told()

    quarrel.agree()

    assert (quarrel.given(), quarrel.told()) == ({}, [("Aigerim", "agreed", False)])


def test_agree_gives_it_to_the_proposed_ministry_in_the_same_role(quarrel: Quarrel) -> None:
    quarrel.decline(quarrel.justice)
    quarrel.told()

    quarrel.agree()

    assert quarrel.given() == {"Justice": (LEAD, ["1.1", "1.2"], "waiting")}
    assert quarrel.told() == [("Aigerim", "agreed", False), ("Jana", "given", True)]


def test_agree_lets_the_part_of_a_ministry_grow_that_has_one(quarrel: Quarrel) -> None:
    services.give(quarrel.issue, quarrel.justice, role=CONTRIBUTOR, by=quarrel.coordinator)
    quarrel.decline(quarrel.justice)
    quarrel.told()

    quarrel.agree()

    assert quarrel.given() == {"Justice": (LEAD, ["1.1", "1.2"], "waiting")}
    told = [("Aigerim", "agreed", False), ("Jana", "role", True), ("Jana", "points", True)]
    assert quarrel.told() == told


def test_agree_of_the_issue_as_a_whole_takes_nothing_from_who_has_a_part(quarrel: Quarrel) -> None:
    services.give(quarrel.issue, quarrel.justice, role=CONTRIBUTOR, by=quarrel.coordinator)
    points = {point.code: point for point in quarrel.issue.data_points.all()}
    lead, own = (Assignment.objects.get(role=role) for role in (LEAD, CONTRIBUTOR))
    services.split(quarrel.issue, {lead: [], own: [points["1.2"]]}, by=quarrel.coordinator)
    quarrel.decline(quarrel.justice)

    quarrel.agree()

    assert quarrel.given() == {"Justice": (LEAD, ["1.2"], "waiting")}


def test_agree_of_a_contribution_leaves_the_lead(quarrel: Quarrel) -> None:
    other = factories.make_ministry(name_en="Labour")
    services.give(quarrel.issue, quarrel.justice, role=CONTRIBUTOR, by=quarrel.coordinator)
    own = Assignment.objects.get(ministry=quarrel.justice)
    jana = User.objects.get(name="Jana")
    services.decline(own, reason="No.", proposed=quarrel.health, by=jana)
    services.agree(own, by=quarrel.coordinator)
    services.give(quarrel.issue, other, role=CONTRIBUTOR, by=quarrel.coordinator)

    given = {name: row[0] for name, row in quarrel.given().items()}
    assert given == {"Health": LEAD, "Labour": CONTRIBUTOR}


def test_agree_keeps_the_text_of_who_has_begun(quarrel: Quarrel) -> None:
    quarrel.write("1.1")
    quarrel.decline(quarrel.justice)
    quarrel.told()

    quarrel.agree()

    assert quarrel.given() == {
        "Health": (CONTRIBUTOR, ["1.1"], "waiting"),
        "Justice": (LEAD, ["1.2"], "waiting"),
    }
    assert quarrel.reply.answers.get().text == "<p>Nine.</p>"
    assert quarrel.told() == [("Aigerim", "agreed", True), ("Jana", "given", True)]


def test_agree_without_another_leaves_the_text_to_a_contributor(quarrel: Quarrel) -> None:
    factories.attach(quarrel.reply, by=quarrel.author)
    quarrel.decline()

    quarrel.agree()
    quarrel.decline()
    quarrel.agree()

    assert quarrel.given() == {"Health": (CONTRIBUTOR, ["1.1", "1.2"], "waiting")}


def test_agree_waits_until_a_reply_that_was_handed_in_is_returned(quarrel: Quarrel) -> None:
    quarrel.decline()
    factories.answer_all(quarrel.reply, by=quarrel.author)
    services.submit(quarrel.reply, by=quarrel.author)

    said = refused(quarrel.agree)

    assert said == "The reply of Health is handed in: return it first, then decide."
    assert quarrel.given()["Health"][2] == "declined"


def test_uphold_keeps_the_reason_and_tells_the_ministry(quarrel: Quarrel) -> None:
    quarrel.decline(quarrel.justice)
    quarrel.told()

    services.uphold(quarrel.assignment, decision="It is yours by law.", by=quarrel.coordinator)

    found = quarrel.assignment
    said = (found.response, found.reason, found.decision, found.responded_by)
    assert said == ("upheld", "Not ours.", "It is yours by law.", quarrel.author)
    assert quarrel.told() == [("Aigerim", "upheld", True)]


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("focal point", "Only coordinators and administrators assign issues."),
        ("elsewhere", "Only coordinators of the list assign its issues."),
        ("twice", "Nothing is declined here any more: load the page again."),
    ],
)
def test_decision_is_refused_in_words(quarrel: Quarrel, who: str, said: str) -> None:
    elsewhere = factories.make_coordinator(factories.make_list())
    by = {"focal point": quarrel.author, "elsewhere": elsewhere}.get(who, quarrel.coordinator)
    if who != "twice":
        quarrel.decline()

    found = {
        refused(lambda: services.agree(quarrel.assignment, by=by)),
        refused(lambda: services.uphold(quarrel.assignment, decision="No.", by=by)),
    }

    assert found == {said}


def test_changes_of_assignments_are_told_to_the_people_of_the_ministry(quarrel: Quarrel) -> None:
    stored, issue, by = quarrel.issue.list_of_issues, quarrel.issue, quarrel.coordinator
    services.give(issue, quarrel.justice, role=CONTRIBUTOR, by=by)
    services.give(issue, quarrel.justice, role=LEAD, lead_stays=True, by=by)
    services.split(issue, {Assignment.objects.get(ministry=quarrel.justice): issue.data_points.all()}, by=by)
    services.give(issue, quarrel.justice, role="", by=by)

    facts = list(News.objects.order_by("pk").values_list("user__name", "facts", "kind", "list_of_issues"))
    changes: list[tuple[str, dict[str, Any]]] = [
        ("Jana", {"change": "given", "role": CONTRIBUTOR}),
        ("Aigerim", {"change": "role", "role": CONTRIBUTOR}),
        ("Jana", {"change": "role", "role": LEAD}),
        ("Jana", {"change": "points", "role": LEAD}),
        ("Jana", {"change": "taken", "role": LEAD}),
    ]
    assert facts == [(name, fact, "assigned", stored.pk) for name, fact in changes]


def test_unassign_leaves_reminders_and_news_that_were_about_it(quarrel: Quarrel) -> None:
    now = timezone.now()
    digest = Digest.objects.create(user=quarrel.author, day=now.date(), next_attempt_at=now)
    values = {
        "user": quarrel.author,
        "issue": quarrel.issue,
        "ministry": quarrel.health,
        "reply": quarrel.reply,
    }
    Reminder.objects.create(digest=digest, due_date=now.date(), rung=-2, **values)
    services.take_on(quarrel.assignment, by=quarrel.author)

    services.unassign(quarrel.assignment, by=quarrel.coordinator)

    reminder = Reminder.objects.get()
    assert (reminder.reply, reminder.issue, reminder.ministry) == (None, quarrel.issue, quarrel.health)
    assert quarrel.told() == [("Olga", "accepted", False), ("Aigerim", "taken", False)]
