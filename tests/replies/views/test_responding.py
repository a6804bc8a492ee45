"""Taking on, declining and deciding, as pages show it and take it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import Assignment, ListOfIssues
from replies import services
from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """A reply that is not started, a focal point of its ministry, the coordinator of its list."""

    reply: Reply
    author: User
    coordinator: User

    @property
    def stored(self) -> ListOfIssues:
        return self.reply.assignment.issue.list_of_issues

    def url(self, name: str) -> str:
        return reverse(f"replies:{name}", args=[self.reply.pk])

    @property
    def grid(self) -> str:
        return reverse("replies:assignments", args=[self.stored.pk])

    def response(self) -> str:
        return Assignment.objects.get(reply=self.reply).response

    def decline(self, **options: object) -> None:
        services.decline(self.reply.assignment, reason="Not <ours>.", by=self.author, **options)  # type: ignore[arg-type]


@pytest.fixture
def case() -> Case:
    reply = factories.make_reply_in("not_started", ministry=factories.make_ministry(name_en="Health"))
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    return Case(reply, User.objects.get(ministry=reply.assignment.ministry, role="focal_point"), coordinator)


def read(client: SignedIn, user: User, url: str) -> str:
    """The words of a page."""
    return " ".join(strip_tags(client.of(user).get(url).content.decode()).split())


def post(client: SignedIn, url: str, values: Mapping[str, object]) -> tuple[str, list[str]]:
    response = client.post(url, values, follow=True)
    ((where, _status),) = response.redirect_chain
    return where, [str(message) for message in response.context["messages"]]


def test_page_asks_whether_the_issue_is_the_ministrys(client: SignedIn, case: Case) -> None:
    page = read(client, case.author, case.reply.get_absolute_url())
    desk = client.get("/").content.decode()

    asks = "Does this issue belong to your ministry? Take on Decline or propose another"
    assert asks in page
    assert (case.url("take_on") in desk, case.url("decline") in desk) == (True, True)
    assert "Does this issue belong" not in read(client, case.coordinator, case.reply.get_absolute_url())


def test_take_on_from_the_page_and_from_the_desk(client: SignedIn, case: Case) -> None:
    client.of(case.author)
    said = ["Taken on: the coordinator is told."]

    from_desk = post(client, case.url("take_on"), {"from": "desk"})
    from_page = post(client, case.url("take_on"), {})

    assert (from_desk, from_page) == (("/", said), (case.reply.get_absolute_url(), said))
    assert case.response() == "accepted"
    page = read(client, case.author, case.reply.get_absolute_url())
    assert "Your ministry has taken this issue on. Decline or propose another" in page
    assert case.url("take_on") not in client.get("/").content.decode()


def test_writing_counts_as_taken_on(client: SignedIn, case: Case) -> None:
    factories.answer_all(case.reply, by=case.author)

    page = read(client, case.author, case.reply.get_absolute_url())

    assert "Writing has begun: the issue counts as taken on. Decline or propose another" in page
    assert (case.response(), case.url("take_on") in client.get("/").content.decode()) == ("waiting", False)


def test_take_on_is_refused_with_the_reason(client: SignedIn, case: Case) -> None:
    outcome = post(client.of(case.coordinator), case.url("take_on"), {})

    refused = "Only the ministry itself takes an assignment on or declines it."
    assert outcome == (case.reply.get_absolute_url(), [refused])


def test_decline_with_a_reason_and_another_ministry(client: SignedIn, case: Case) -> None:
    other = factories.make_ministry(name_en="Justice")
    form = client.of(case.author).get(case.url("decline")).content.decode()

    outcome = post(client, case.url("decline"), {"reason": "Not <ours>.", "proposed": other.pk})

    assert ("Health declines, the coordinator decides." in form, ">Justice</option>" in form) == (True, True)
    assert ">Health</option>" not in form
    assert outcome[1] == ["Declined: the coordinator is told and decides."]
    for user, button in ((case.author, "Take on"), (case.coordinator, "Decide")):
        page = read(client, user, case.reply.get_absolute_url())
        assert "Health declined this issue on" in page
        assert f"Not &lt;ours&gt;. Proposed: Justice. {button}" in page
    assert "declined, not decided yet" in read(client, case.author, "/")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"reason": " "}, "Write why: the coordinator decides by it."),
        ({"reason": "Not ours", "proposed": "0"}, "Choose a ministry of the list, or none."),
    ],
)
def test_decline_says_what_is_missing_and_keeps_what_was_written(
    client: SignedIn, case: Case, values: dict[str, str], said: str
) -> None:
    response = client.of(case.author).post(case.url("decline"), values)

    page = response.content.decode()
    assert (response.status_code, said in page, values["reason"] in page) == (422, True, True)
    assert case.response() == "waiting"


def test_decline_of_what_was_taken_back_meanwhile_says_so(
    client: SignedIn, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_args: object, **_options: object) -> None:
        raise services.Refused("Taken back.")

    monkeypatch.setattr(services, "decline", taken)

    response = client.of(case.author).post(case.url("decline"), {"reason": "Not ours."})

    assert (response.status_code, "Taken back." in response.content.decode()) == (422, True)


def test_decline_is_refused_once_the_reply_was_handed_in(client: SignedIn) -> None:
    reply = factories.make_reply_in("submitted")
    url = reverse("replies:decline", args=[reply.pk])

    response = client.of(factories.focal_point_of(reply)).get(url)

    said = "The reply is handed in already: withdraw it first."
    assert (response.status_code, said in response.content.decode()) == (403, True)


def test_grid_asks_to_decide_and_says_what_agreeing_does(client: SignedIn, case: Case) -> None:
    case.decline()

    page = read(client, case.coordinator, case.grid)

    assert "1 assignment is declined: decide." in page
    assert "If you agree, the issue is taken from Health, and nobody has its part. Agree" in page
    assert "Uphold" in page


@pytest.mark.parametrize(
    ("role", "has_begun", "proposes", "said"),
    [
        ("lead", False, True, "If you agree, Justice leads instead of Health."),
        ("contributor", False, True, "If you agree, Justice contributes instead of Health."),
        ("lead", True, True, "contributor. If you agree, Justice leads, with the rest."),
        ("contributor", True, True, "contributor. If you agree, Justice contributes the rest."),
        ("lead", True, False, "contributor. If you agree, nobody has the rest."),
    ],
)
def test_effect_of_agreeing(
    client: SignedIn, case: Case, role: str, has_begun: bool, proposes: bool, said: str
) -> None:
    case.reply.assignment.role = role
    case.reply.assignment.save()
    if has_begun:
        factories.answer_all(case.reply, by=case.author)
    case.decline(proposed=factories.make_ministry(name_en="Justice") if proposes else None)

    page = read(client, case.coordinator, case.grid)

    assert said in page
    assert ("Health has begun: its text stays with it, as a" in page) == has_begun


def test_agree_gives_the_issue_on_and_warns_where_nobody_could_draft(client: SignedIn, case: Case) -> None:
    case.decline(proposed=factories.make_ministry(name_en="Justice"))
    client.of(case.coordinator)

    outcome = post(client, case.url("agree"), {})

    warning = "Justice has no focal point who could draft: ask an administrator to invite one."
    assert outcome == (case.grid, ["Agreed: those concerned are told.", warning])
    assert list(Assignment.objects.values_list("ministry__name_en", "role")) == [("Justice", "lead")]


def test_agree_without_another_ministry_leaves_the_issue_free(client: SignedIn, case: Case) -> None:
    case.decline()

    outcome = post(client.of(case.coordinator), case.url("agree"), {})

    assert (outcome, Assignment.objects.count()) == ((case.grid, ["Agreed: those concerned are told."]), 0)


def test_decisions_twice_are_refused(client: SignedIn, case: Case) -> None:
    client.of(case.coordinator)
    values = {f"{case.reply.pk}-decision": "It is yours."}

    outcomes = [post(client, case.url(name), values) for name in ("agree", "uphold")]

    assert outcomes == [(case.grid, ["Nothing is declined here any more: load the page again."])] * 2


def test_agree_with_what_is_handed_in_cannot_be_pressed(client: SignedIn, case: Case) -> None:
    case.decline()
    factories.answer_all(case.reply, by=case.author)
    services.submit(case.reply, by=case.author)

    page = client.of(case.coordinator).get(case.grid).content.decode()

    assert "The reply is handed in: return it first to agree." in page
    assert f'aria-describedby="agree-{case.reply.pk}" disabled>' in page


def test_uphold_with_words_that_the_ministry_reads(client: SignedIn, case: Case) -> None:
    case.decline()
    client.of(case.coordinator)

    empty = client.post(case.url("uphold"), {f"{case.reply.pk}-decision": ""})
    outcome = post(client, case.url("uphold"), {f"{case.reply.pk}-decision": "It is yours."})

    assert (empty.status_code, "Write why it stays" in empty.content.decode()) == (422, True)
    assert outcome == (case.grid, ["Upheld: the ministry is told."])
    page = read(client, case.author, case.reply.get_absolute_url())
    assert "The coordinator upheld the assignment: It is yours." in page
    assert "Declined with these words: Not &lt;ours&gt;." in page
    assert "Decline or propose another" not in page


def test_decisions_are_not_the_ministrys(client: SignedIn, case: Case) -> None:
    case.decline()
    client.of(case.author)

    statuses = [client.post(case.url(name)).status_code for name in ("agree", "uphold")]

    assert (statuses, case.response()) == ([403, 403], "declined")


@pytest.mark.parametrize("rows", [1, 3])
def test_declined_assignments_take_a_fixed_number_of_queries(
    client: SignedIn, case: Case, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    case.decline(proposed=factories.make_ministry())
    for _ in range(rows - 1):
        reply = factories.make_reply(case.stored)
        author = factories.focal_point_of(reply)
        other = factories.make_ministry()
        services.decline(reply.assignment, reason="No.", proposed=other, by=author)
    client.of(case.coordinator).get(case.grid)

    with django_assert_num_queries(14):
        client.get(case.grid)


def test_page_of_a_declined_reply_takes_two_queries_more(
    client: SignedIn, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case.decline(proposed=factories.make_ministry())
    client.of(case.author).get(case.reply.get_absolute_url())

    with django_assert_num_queries(9):
        client.get(case.reply.get_absolute_url())
