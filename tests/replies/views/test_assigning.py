"""The pages of the assignments: the grid, many at once, one issue."""

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Ministry, User
from issues.models import Assignment, Issue, ListOfIssues
from replies import services
from replies.budget import proportions_of
from replies.models import Reply
from replies.pages.assigning import Load, grid_of
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    """An issue in a section, with two data points, that nobody has."""
    stored = factories.make_list()
    issue = factories.make_issue(stored, section=factories.make_section(stored), label="Deaths & <b>")
    for _ in range(2):
        factories.make_point(issue)
    return issue


@pytest.fixture
def health() -> Ministry:
    """A ministry with a focal point, whose name says nothing about the issue."""
    ministry = factories.make_ministry(name_en="Health & <b>")
    factories.make_user("focal_point", ministry)
    return ministry


@pytest.fixture
def coordinator(issue: Issue) -> User:
    return factories.make_coordinator(issue.list_of_issues)


def url_of(row: Issue | ListOfIssues, name: str = "assignments") -> str:
    return reverse(f"replies:{name}", args=[row.pk])


def given(issue: Issue) -> list[tuple[str, str]]:
    return list(issue.assignments.order_by("ministry__name_en").values_list("ministry__name_en", "role"))


def post(client: SignedIn, row: Issue | ListOfIssues, name: str, values: dict[str, Any]) -> list[str]:
    """What the page says to which a post leads back."""
    response = client.post(url_of(row, name), values, follow=True)
    back = "assignments" if isinstance(row, ListOfIssues) else "issue_assignments"
    assert response.redirect_chain == [(url_of(row, back), 302)]
    return [str(message) for message in response.context["messages"]]


def test_grid_says_what_has_no_lead_and_nobody(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    page = client.of(coordinator).get(url_of(issue.list_of_issues)).content.decode()

    for said in (
        ">1 issue has no lead. 2 data points have nobody.</h1>",
        '<span class="pill pill--late">no lead</span>',
        'title="1.1, 1.2">2 data points have nobody</span>',
        f'value="{issue.pk}-{health.pk}-lead"',
        'aria-label="1, Health &amp; &lt;b&gt;: none"',
        "Deaths &amp; &lt;b&gt;",
        "Article 2",
        "No issue is assigned to a ministry yet.",
        ">Assignments</a>",
    ):
        assert said in page


def test_grid_without_lead_shows_only_those(client: SignedIn, issue: Issue, coordinator: User) -> None:
    stored = issue.list_of_issues
    factories.make_reply(stored)
    client.of(coordinator)

    shown = client.get(url_of(stored), {"show": "without-lead"}).content.decode()
    services.give(issue, factories.make_ministry(), role="lead", by=coordinator)
    none = client.get(url_of(stored), {"show": "without-lead"}).content.decode()

    assert ("Select issue 1" in shown, "Select issue 2" in shown) == (True, False)
    assert ("Every issue has a lead." in none, "Select issue" in none) == (True, False)


def test_grid_counts_the_load_and_puts_ministries_in_use_first(issue: Issue, health: Ministry) -> None:
    stored = issue.list_of_issues
    idle = factories.make_ministry(name_en="A")
    services.assign(issue, health, role="lead", data_points=issue.data_points.all(), by=None)
    factories.make_reply(stored, ministry=health, role="contributor", points=0)
    other = factories.make_issue(stored)
    factories.make_point(other)

    grid = grid_of(stored)

    left = stored.word_limit - proportions_of(stored).frame
    assert grid.ministries == (health, idle)
    assert grid.loads == (Load(health, 1, 1, 2, round(left * 3 / 4)),)
    assert grid.sentence == "2 issues have no lead. 1 data point has nobody."
    assert [[cell.following for cell in row.cells] for row in grid.rows] == [
        ["contributor", "contributor"],
        ["none", "lead"],
        ["lead", "lead"],
    ]
    assert [row.cells[0].words for row in grid.rows] == ["lead", "contributor", "none"]


def test_grid_sentence_when_nothing_is_left_to_do(issue: Issue, health: Ministry) -> None:
    empty = grid_of(factories.make_list()).sentence
    services.assign(issue, health, role="lead", data_points=issue.data_points.all(), by=None)

    done = grid_of(issue.list_of_issues).sentence

    assert (empty, done) == (
        "The list has no issues yet.",
        "Every issue has a lead, and every data point somebody.",
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_a_fixed_number_of_queries(
    client: SignedIn, administrator: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list()
    replies = [factories.make_reply(stored, points=rows) for _ in range(rows)]
    proportions_of(stored)  # remembered for an hour
    client.of(administrator)

    with django_assert_num_queries(13):
        client.get(url_of(stored))
    with django_assert_num_queries(9):
        client.get(url_of(replies[0].assignment.issue, "issue_assignments"))


def test_page_of_a_submitted_list_has_nothing_to_press(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    stored = issue.list_of_issues
    stored.status = "submitted"
    stored.save()

    page = client.of(coordinator).get(url_of(stored)).content.decode()

    assert "The list of issues was submitted: nothing in it changes any more." in page
    assert (page.count("disabled>"), page.count('class="cell ')) == (2, 1)


def test_assign_without_a_script_returns_to_the_grid(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    stored, other = issue.list_of_issues, factories.make_user().ministry
    assert other is not None
    client.of(coordinator)

    said = [
        post(client, stored, "assign", {"cell": f"{issue.pk}-{ministry.pk}-{role}"})
        for ministry, role in ((health, "lead"), (other, "lead"), (other, "lead-yes"), (other, "none"))
    ]

    assert said == [[], [f"Issue 1 has a lead already: {health}."], [], []]
    assert given(issue) == [(health.name, "contributor")]


@pytest.mark.parametrize("cell", ["", "x", "{issue}-0-lead", "0-{ministry}-lead", "{issue}-{ministry}-boss"])
def test_assign_refuses_what_is_no_cell(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User, cell: str
) -> None:
    value = cell.format(issue=issue.pk, ministry=health.pk)

    said = post(client.of(coordinator), issue.list_of_issues, "assign", {"cell": value})

    assert said == ["This issue or ministry is no longer there: load the page again."]
    assert given(issue) == []


def test_assign_from_the_grid_gets_the_row_in_the_order_of_its_columns(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    first = factories.make_ministry(name_en="Z")
    values = {"cell": f"{issue.pk}-{health.pk}-lead", "columns": f"{first.pk}-{health.pk}"}

    page = client.of(coordinator).post(
        url_of(issue.list_of_issues, "assign"), values, headers={"HX-Request": "true"}
    )

    shown = page.content.decode()
    places = [shown.index(f'id="cell-{issue.pk}-{ministry.pk}"') for ministry in (first, health)]
    assert (page.status_code, places == sorted(places)) == (200, True)
    assert "Health &amp; &lt;b&gt;: lead" in shown
    assert "Every issue has a lead, and every data point somebody.</h1>" in shown
    assert "<html" not in shown


def test_assign_of_a_second_lead_asks_what_becomes_of_the_first(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    other = factories.make_ministry()
    services.give(issue, other, role="lead", by=coordinator)
    values = {"cell": f"{issue.pk}-{health.pk}-lead"}

    page = client.of(coordinator).post(
        url_of(issue.list_of_issues, "assign"), values, headers={"HX-Request": "true"}
    )

    shown = page.content.decode()
    assert f"Issue 1 has a lead already: {other}." in shown
    assert f'value="{issue.pk}-{health.pk}-lead-yes"' in shown
    assert "Make Health &amp; &lt;b&gt; the lead; the present lead stays as a contributor" in shown
    assert given(issue) == [(other.name, "lead")]


def test_assign_many_sets_sections_and_issues(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    stored = issue.list_of_issues
    second = factories.make_issue(stored)
    values = {
        "issues": [issue.pk, second.pk],
        "sections": [issue.section_id],
        "ministries": [health.pk],
        "role": "contributor",
    }

    said = post(client.of(coordinator), stored, "assign_many", values)

    assert said == ["Done."]
    assert [given(issue), given(second)] == [[(health.name, "contributor")]] * 2


def test_assign_many_says_five_refusals_and_counts_the_others(
    client: SignedIn, health: Ministry, coordinator: User, issue: Issue
) -> None:
    stored, lead = issue.list_of_issues, factories.make_ministry(name_en="Justice")
    issues = [issue, *(factories.make_issue(stored) for _ in range(5))]
    services.give_many(issues, [lead], role="lead", by=coordinator)
    values = {"issues": [row.pk for row in issues], "ministries": [health.pk], "role": "lead"}

    said = post(client.of(coordinator), stored, "assign_many", values)

    expected = [f"Issue {number} has a lead already: Justice." for number in range(1, 6)]
    assert said == [*expected, "And 1 more."]


def test_assign_many_needs_rows_and_columns(client: SignedIn, issue: Issue, coordinator: User) -> None:
    said = post(client.of(coordinator), issue.list_of_issues, "assign_many", {"role": "lead"})

    assert said == ["Select at least one ministry.", "Select at least one issue or section."]


def test_proposal_is_offered_and_applied_where_nobody_has_the_issue(client: SignedIn) -> None:
    stored = factories.make_list(symbol="CAT/C/KAZ/Q/4")
    coordinator, issue = factories.make_coordinator(stored), factories.make_issue(stored)
    ministry = factories.make_ministry(code="foreign-affairs", name_en="Foreign Affairs")
    factories.make_user("focal_point", ministry)
    client.of(coordinator)

    before = client.get(url_of(stored)).content.decode()
    said = post(client, stored, "assign_proposed", {})
    after = client.get(url_of(stored)).content.decode()

    offer = "Accept the suggestions for 1 issue"
    assert (offer in before, offer in after) == (True, False)
    assert (said, given(issue)) == (["1 issue was given as suggested."], [(ministry.name, "lead")])


def test_proposal_is_refused_after_submission(client: SignedIn, issue: Issue, coordinator: User) -> None:
    stored = issue.list_of_issues
    stored.status = "submitted"
    stored.save()

    said = post(client.of(coordinator), stored, "assign_proposed", {})

    assert said == ["The list of issues was submitted: nothing in it changes any more."]


def test_issue_says_who_leads_and_what_nobody_is_asked(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    client.of(coordinator)
    address = url_of(issue, "issue_assignments")

    before = client.get(address).content.decode()
    services.assign(issue, health, role="lead", data_points=issue.data_points.all()[:1], by=None)
    after = client.get(address).content.decode()
    bare = client.get(
        url_of(factories.make_issue(issue.list_of_issues), "issue_assignments")
    ).content.decode()

    assert "<h1>No ministry leads on this issue. Nobody is asked 1.1, 1.2.</h1>" in before
    assert "Choose a ministry below first" in before
    assert "<h1>Health &amp; &lt;b&gt; leads. Nobody is asked 1.2.</h1>" in after
    boxes = [f'aria-label="{code}, Health &amp; &lt;b&gt;" checked>' in after for code in ("1.1", "1.2")]
    assert boxes == [True, False]
    assert "No data point is marked in this issue" in bare


def test_issue_roles_are_set_together(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    other = factories.make_ministry(name_en="Z")
    factories.make_user("focal_point", other)
    client.of(coordinator)

    said = [
        post(client, issue, "issue_roles", {f"ministry-{health.pk}": one, f"ministry-{other.pk}": two})
        for one, two in (("lead", "contributor"), ("lead", "lead"), ("contributor", "lead"), ("boss", ""))
    ]

    assert said == [
        [],
        [f"Issue 1 has a lead already: {health}."],
        [],
        ["Choose one of the roles that the page offers."],
    ]
    assert given(issue) == [(health.name, "contributor"), ("Z", "lead")]


def test_issue_points_are_split(client: SignedIn, issue: Issue, health: Ministry, coordinator: User) -> None:
    services.give(issue, health, role="lead", by=coordinator)
    hidden = factories.make_ministry()
    services.give(issue, hidden, role="contributor", by=coordinator)
    own = Assignment.objects.get(ministry=health)
    _first, second = issue.data_points.all()
    client.of(coordinator)
    shown = {f"assignment-{own.pk}-shown": "yes"}

    said = post(client, issue, "issue_points", shown | {f"assignment-{own.pk}": [second.pk]})
    said += post(client, issue, "issue_points", shown | {f"assignment-{own.pk}": ["x"]})

    assert said == ["Choose among the data points of this issue."]
    assert list(own.data_points.values_list("code", flat=True)) == [second.code]


def test_issue_points_keep_what_is_written(client: SignedIn, coordinator: User, issue: Issue) -> None:
    reply = factories.make_reply(issue.list_of_issues)
    factories.answer_all(reply, by=factories.focal_point_of(reply))
    assignment = reply.assignment

    said = post(
        client.of(coordinator), assignment.issue, "issue_points", {f"assignment-{assignment.pk}-shown": "yes"}
    )

    assert said == [f"{assignment.ministry} has written on 2.1 already: that stays theirs."]


@pytest.mark.parametrize(
    ("role", "expected"), [("focal_point", 403), ("observer", 403), ("coordinator", 404)]
)
def test_pages_are_not_for_others(client: SignedIn, issue: Issue, role: str, expected: int) -> None:
    client.of(factories.make_user(role))

    statuses = [
        client.get(url_of(issue.list_of_issues)).status_code,
        client.post(url_of(issue.list_of_issues, "assign")).status_code,
        client.get(url_of(issue, "issue_assignments")).status_code,
        client.post(url_of(issue, "issue_points")).status_code,
    ]

    assert statuses == [expected] * 4


@pytest.fixture
def suggesting(issue: Issue) -> Issue:
    """The issue, where the words of the text and of the names of two ministries suggest both."""
    for name in ("Ministry of Health", "Prison Service"):
        factories.make_user("focal_point", factories.make_ministry(name_en=name, code=name[:6].lower()))
    issue.passages.update(text="Please give data on prisons, inmates and overcrowding, and on medical care.")
    points = list(issue.data_points.all())
    for point, (start, end) in zip(points, ((24, 31), (62, 74)), strict=True):
        point.start, point.end, point.label = start, end, "Data"
        point.save()
    return issue


def row_of(client: SignedIn, issue: Issue, cell: str) -> str:
    """The row as the grid's script gets it."""
    values, headers = {"cell": cell}, {"HX-Request": "true"}
    page = client.post(url_of(issue.list_of_issues, "assign"), values, headers=headers)
    assert page.status_code == 200
    return page.content.decode()


def test_suggestions_are_shown_as_such_with_their_reasons(
    client: SignedIn, suggesting: Issue, coordinator: User
) -> None:
    page = client.of(coordinator).get(url_of(suggesting.list_of_issues)).content.decode()

    assert given(suggesting) == []
    for said in (
        "For 1 of them a suggestion is made.",
        "Accept the suggestions for 1 issue",
        'aria-label="1, Prison Service: none; suggested as lead (words: prisons, inmates, overcrowding)"',
        'aria-label="1, Ministry of Health: none; suggested as contributor (words: medical)"',
        'class="cell cell--suggested"',
        ">L?<small>1</small>",
        ">C?<small>1</small>",
        f'value="{suggesting.pk}-0-suggested"',
    ):
        assert said in page


def test_cell_without_a_ministry_changes_nothing(
    client: SignedIn, suggesting: Issue, coordinator: User
) -> None:
    response = client.of(coordinator).post(
        url_of(suggesting.list_of_issues, "assign"), {"cell": f"{suggesting.pk}-0-lead"}
    )

    assert (response.status_code, given(suggesting)) == (302, [])


def test_suggestion_of_a_row_is_accepted_with_its_data_points(
    client: SignedIn, suggesting: Issue, coordinator: User
) -> None:
    shown = row_of(client.of(coordinator), suggesting, f"{suggesting.pk}-0-suggested")

    asked = {a.ministry.name: [p.code for p in a.data_points.all()] for a in suggesting.assignments.all()}
    assert given(suggesting) == [("Ministry of Health", "contributor"), ("Prison Service", "lead")]
    assert asked == {"Prison Service": ["1.1"], "Ministry of Health": ["1.2"]}
    assert ("suggested" in shown, "Every issue has a lead" in shown) == (False, True)


def test_suggestion_is_accepted_cell_by_cell_and_not_made_again(
    client: SignedIn, suggesting: Issue, coordinator: User
) -> None:
    prisons, health = (Ministry.objects.get(name_en=n) for n in ("Prison Service", "Ministry of Health"))
    client.of(coordinator)

    one = row_of(client, suggesting, f"{suggesting.pk}-{prisons.pk}-suggested")
    taken = row_of(client, suggesting, f"{suggesting.pk}-{prisons.pk}-none")

    assert given(suggesting) == []
    assert ("Ministry of Health: none; suggested as contributor" in one, "Service: lead" in one) == (
        True,
        True,
    )
    assert (f"{suggesting.pk}-{health.pk}-suggested" in taken, "Service: none;" in taken) == (True, False)


def test_suggestion_is_dismissed_by_giving_something_else(
    client: SignedIn, suggesting: Issue, coordinator: User
) -> None:
    health = Ministry.objects.get(name_en="Ministry of Health")

    shown = row_of(client.of(coordinator), suggesting, f"{suggesting.pk}-{health.pk}-lead")

    assert given(suggesting) == [("Ministry of Health", "lead")]
    assert "suggested" not in shown


def test_row_without_a_ministry_is_no_cell_to_give(client: SignedIn, issue: Issue, coordinator: User) -> None:
    said = post(client.of(coordinator), issue.list_of_issues, "assign", {"cell": f"{issue.pk}-0-suggested"})

    assert (said, given(issue)) == ([], [])


def test_taking_away_what_is_written_offers_to_make_the_lead_a_contributor(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    services.give(issue, health, role="lead", by=coordinator)
    reply = Reply.objects.get(assignment__issue=issue)
    factories.answer_all(reply, by=factories.focal_point_of(reply))
    client.of(coordinator)

    refused = row_of(client, issue, f"{issue.pk}-{health.pk}-none")
    row_of(client, issue, f"{issue.pk}-{health.pk}-contributor")

    assert "has worked on issue 1 already: its text stays." in refused
    assert f'value="{issue.pk}-{health.pk}-contributor" hx-post="assign/" hx-target' in refused
    assert "Make it a contributor instead" in refused
    assert (given(issue), reply.answers.count()) == ([(health.name, "contributor")], 2)


def test_ministry_in_which_nobody_drafts_is_warned_about(
    client: SignedIn, issue: Issue, health: Ministry, coordinator: User
) -> None:
    User.objects.filter(ministry=health).update(is_active=False)
    other = factories.make_ministry(name_en="Z")
    client.of(coordinator)
    warning = "{} has no focal point who could draft: ask an administrator to invite one."

    page = client.get(url_of(issue.list_of_issues)).content.decode()
    shown = row_of(client, issue, f"{issue.pk}-{health.pk}-lead")
    plain = post(client, issue.list_of_issues, "assign", {"cell": f"{issue.pk}-{other.pk}-contributor"})
    roles = post(client, issue, "issue_roles", {f"ministry-{health.pk}": "lead"})
    many = {"issues": [issue.pk], "ministries": [health.pk, other.pk], "role": "contributor"}
    several = post(client, issue.list_of_issues, "assign_many", many)

    assert page.count("⚠ nobody drafts") == 2
    assert '<p class="is-warning">Health &amp; &lt;b&gt; has no focal point who could draft' in shown
    assert (plain, roles) == ([warning.format("Z")], [warning.format("Health & <b>")])
    assert several == [
        "Done.",
        "Health & <b> and Z have no focal point who could draft: ask an administrator to invite them.",
    ]


def test_accepting_all_warns_about_a_ministry_without_a_focal_point(
    client: SignedIn, suggesting: Issue, coordinator: User
) -> None:
    User.objects.filter(ministry__name_en="Prison Service").update(is_active=False)

    said = post(client.of(coordinator), suggesting.list_of_issues, "assign_proposed", {})

    warning = "Prison Service has no focal point who could draft: ask an administrator to invite one."
    assert said == ["1 issue was given as suggested.", warning]


def test_declined_cell_says_so(client: SignedIn, issue: Issue, health: Ministry, coordinator: User) -> None:
    services.give(issue, health, role="lead", by=coordinator)
    assignment = issue.assignments.get()
    services.decline(assignment, reason="Not ours.", by=User.objects.get(ministry=health))

    page = client.of(coordinator).get(url_of(issue.list_of_issues)).content.decode()

    assert 'aria-label="1, Health &amp; &lt;b&gt;: lead, declined"' in page
    assert ('class="cell cell--declined"' in page, ">L✗<small>2</small>" in page) == (True, True)
