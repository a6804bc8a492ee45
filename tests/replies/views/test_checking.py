"""The page of the checks, and setting a warning aside from it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import ListOfIssues
from replies.budget import proportions_of
from replies.document.checks import Finding, findings_of
from replies.document.checks.finding import Check
from replies.models import SetAside
from replies.pages.checks import ChecksPage, grouped, page_of
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored() -> ListOfIssues:
    """A list with one reply that refers to a page, not accepted."""
    reply = factories.make_reply(ministry=factories.make_ministry(name_en="Health & <b>"))
    text = "<p>Nine deaths; see page 5.</p>"
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=text)
    return reply.assignment.issue.list_of_issues


def url_of(stored: ListOfIssues, name: str = "checks") -> str:
    return reverse(f"replies:{name}", args=[stored.pk])


def key_of_warning(stored: ListOfIssues) -> str:
    return next(item.key for item in findings_of(stored).items if not item.is_error)


def post(client: SignedIn, stored: ListOfIssues, name: str, **values: str) -> list[str]:
    response = client.post(url_of(stored, name), values)
    assert (response.status_code, response.headers["Location"]) == (302, url_of(stored))
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_checks_say_what_must_be_mended_and_whose(
    client: SignedIn, stored: ListOfIssues, administrator: User
) -> None:
    page = client.of(administrator).get(url_of(stored)).content.decode()

    for said in (
        "<h1>1 thing must be mended before the document can go out.</h1>",
        "To mend: Health &amp; &lt;b&gt; (1).",
        "<h2>Not accepted yet</h2>",
        "The reply to issue 1 is not accepted: drafting.",
        "<h2>References to pages</h2>",
        "1.1 refers to “see page 5”: pages differ in each language, cite a paragraph.",
        "Set the warning aside",
        "<caption>By section</caption>",
        "Without a section",
    ):
        assert said in page


def test_checks_of_a_coordinator_have_no_form_to_set_aside(client: SignedIn, stored: ListOfIssues) -> None:
    coordinator = factories.make_coordinator(stored)

    page = client.of(coordinator).get(url_of(stored)).content.decode()

    assert ("References to pages" in page, "Set the warning aside" in page) == (True, False)


@pytest.mark.parametrize(
    ("role", "expected"),
    [("focal_point", 403), ("clearing_officer", 403), ("observer", 403), ("coordinator", 404)],
)
def test_checks_are_not_for_others(client: SignedIn, stored: ListOfIssues, role: str, expected: int) -> None:
    stranger = factories.make_user(role)

    statuses = [
        client.of(stranger).get(url_of(stored)).status_code,
        client.of(stranger).post(url_of(stored, "checks_set_aside")).status_code,
        client.of(stranger).post(url_of(stored, "checks_take_back")).status_code,
    ]

    assert statuses == [expected] * 3


def test_checks_of_an_empty_list_teach(client: SignedIn, administrator: User) -> None:
    page = client.of(administrator).get(url_of(factories.make_list())).content.decode()

    for said in ("Nothing was found.", "Nothing is written yet.", "Nothing is given to a ministry yet."):
        assert said in page


@pytest.mark.parametrize("rows", [1, 3])
def test_checks_take_a_fixed_number_of_queries(
    client: SignedIn, administrator: User, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list()
    for _ in range(rows):
        factories.make_reply_in("drafting", stored=stored)
    proportions_of(stored)  # remembered for an hour
    client.of(administrator)

    with django_assert_num_queries(11):
        client.get(url_of(stored))


def test_set_aside_from_the_page_and_back(
    client: SignedIn, stored: ListOfIssues, administrator: User
) -> None:
    client.of(administrator)
    key = key_of_warning(stored)

    said = post(client, stored, "checks_set_aside", key=key, reason="It is a <b>book</b>.")
    page = client.get(url_of(stored)).content.decode()
    said += post(client, stored, "checks_take_back", key=key)

    assert (said, SetAside.objects.count()) == ([], 0)
    assert (
        "“It is a &lt;b&gt;book&lt;/b&gt;.”" in page,
        "Count it again" in page,
        administrator.name in page,
    ) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("checks_set_aside", {"reason": ""}, "Write why this warning can be set aside."),
        ("checks_set_aside", {"reason": "x" * 2001}, "Write a reason of at most 2,000 characters."),
        (
            "checks_set_aside",
            {"key": "gone", "reason": "A book."},
            "This warning is no longer there: the text has changed since.",
        ),
        ("checks_take_back", {}, "This warning is not set aside any more."),
        ("checks_take_back", {"key": "\0"}, "This warning is not set aside any more."),
    ],
)
def test_set_aside_is_refused_in_words(
    client: SignedIn,
    stored: ListOfIssues,
    administrator: User,
    name: str,
    values: dict[str, str],
    said: str,
) -> None:
    found = post(client.of(administrator), stored, name, **{"key": key_of_warning(stored)} | values)

    assert found == [said]


def test_set_aside_is_refused_to_a_coordinator(client: SignedIn, stored: ListOfIssues) -> None:
    coordinator = factories.make_coordinator(stored)

    said = post(client.of(coordinator), stored, "checks_set_aside", key="page", reason="A book.")

    assert said == ["Only an administrator sets warnings aside."]


def test_findings_are_grouped_in_three_ways() -> None:
    items = (
        Finding(Check.OVER_LIMIT, "Too long."),
        Finding(Check.UNANSWERED, "No answer.", "Health", place=(2, 1)),
        Finding(Check.PAGE, "A page.", "Justice", place=(1, 1)),
        Finding(Check.PAGE, "A page.", "Justice", place=(2, 1)),
    )

    found = {
        way: [(group.name, group.errors, group.warnings) for group in grouped(items, way)]
        for way in ("check", "ministry", "issue")
    }

    assert found == {
        "check": [("Without an answer", 1, 0), ("Over the word limit", 1, 0), ("References to pages", 0, 2)],
        "ministry": [("Health", 1, 0), ("Justice", 0, 2), ("Several ministries, or nobody yet", 1, 0)],
        "issue": [("The whole document", 1, 0), ("Issue 1", 0, 1), ("Issue 2", 1, 1)],
    }


def test_page_names_three_ministries_and_counts_the_others() -> None:
    stored = factories.make_list()
    for number in range(5):
        issue = factories.make_issue(stored)
        factories.make_reply(
            issue=issue, ministry=factories.make_ministry(name_en=f"M{number}"), points=5 - number
        )

    page = page_of(stored, "nonsense")

    assert (page.whose, page.way) == ("Most to mend: M0 (6), M1 (5), M2 (4) and 2 others.", "check")
    assert [(group.name, group.is_open) for group in page.groups] == [
        ("Without an answer", False),
        ("Not accepted yet", True),
    ]


def test_page_without_errors_names_nobody() -> None:
    stored = factories.make_reply_in("accepted").assignment.issue.list_of_issues

    page: ChecksPage = page_of(stored, "ministry")

    assert (page.whose, page.groups, page.ways[1]) == ("", [], ("ministry", "By ministry", True))
