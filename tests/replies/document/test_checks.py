"""What stands between the replies and a document that can be sent."""

import pytest
from pytest_django import DjangoAssertNumQueries

from issues.models import ListOfIssues
from replies import services
from replies.document.checks import findings_of
from tests import factories

pytestmark = pytest.mark.django_db


def texts(stored: ListOfIssues) -> list[tuple[str, str]]:
    return [(item.severity, item.text) for item in findings_of(stored).items]


def test_findings_of_a_finished_list_are_none() -> None:
    reply = factories.make_reply_in("accepted")

    findings = findings_of(reply.assignment.issue.list_of_issues)

    assert (findings.items, findings.sentence) == (
        (),
        "Nothing is missing: the document can be compiled and sent.",
    )


def test_findings_name_what_is_missing_whose_and_where() -> None:
    reply = factories.make_reply()
    stored = reply.assignment.issue.list_of_issues

    findings = findings_of(stored)

    assert [(item.text, item.ministry, item.url) for item in findings.items] == [
        (
            "1.1 has no answer: Data on deaths",
            str(reply.assignment.ministry),
            f"/replies/{reply.pk}/#answer-1-1",
        ),
        (
            "The reply to issue 1 is not accepted: not started.",
            str(reply.assignment.ministry),
            f"/replies/{reply.pk}/",
        ),
    ]
    assert findings.sentence == "2 things must be mended before the document can go out."
    assert findings.as_json()[0]["severity"] == "error"


def test_findings_name_what_no_ministry_has() -> None:
    stored = factories.make_list()
    factories.make_issue(stored)
    factories.make_point(factories.make_issue(stored))

    assert texts(stored) == [
        ("error", "2.1 is given to no ministry: Data on deaths"),
        ("error", "Issue 1 is given to no ministry."),
    ]


def test_findings_name_an_issue_that_requests_nothing_and_has_no_remark() -> None:
    reply = factories.make_reply(points=0)

    found = texts(reply.assignment.issue.list_of_issues)

    assert found[0] == ("error", "1 has no answer: Deaths in custody")


def test_findings_name_two_answers_to_one_data_point() -> None:
    first = factories.make_reply_in("accepted")
    point = first.assignment.data_points.get()
    second = services.assign(
        first.assignment.issue, factories.make_ministry(), role="contributor", data_points=[point], by=None
    )
    factories.answer_all(second, by=factories.focal_point_of(second))

    found = texts(first.assignment.issue.list_of_issues)

    assert found[-1] == ("warning", "1.1 is answered by 2 ministries.")


def test_findings_name_words_over_the_limit() -> None:
    reply = factories.make_reply_in("accepted", stored=factories.make_list(word_limit=1))

    assert texts(reply.assignment.issue.list_of_issues) == [
        ("error", "The answers have 2 words, 1 more than the limit of 1.")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_findings_take_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list()
    for _ in range(rows):
        factories.make_reply_in("drafting", stored=stored)
        factories.make_issue(stored)

    with django_assert_num_queries(7):
        findings_of(stored)


def test_findings_stand_in_the_order_of_the_list() -> None:
    contributor = factories.make_reply(role="contributor")
    issue = contributor.assignment.issue
    factories.make_reply(issue=issue, points=2)
    factories.make_reply(issue=factories.make_issue(issue.list_of_issues), points=0)

    found = [text.split(" ")[0] for _severity, text in texts(issue.list_of_issues) if "no answer" in text]

    assert found == ["1.1", "1.2", "1.3", "2"]
