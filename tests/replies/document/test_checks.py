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
        ("error", "The document has 134 words, 133 more than the limit of 1.")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_findings_take_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list()
    for _ in range(rows):
        factories.make_reply_in("drafting", stored=stored)
        factories.make_issue(stored)

    with django_assert_num_queries(9):
        findings_of(stored)


def test_findings_stand_in_the_order_of_the_list() -> None:
    contributor = factories.make_reply(role="contributor")
    issue = contributor.assignment.issue
    factories.make_reply(issue=issue, points=2)
    factories.make_reply(issue=factories.make_issue(issue.list_of_issues), points=0)

    found = [text.split(" ")[0] for _severity, text in texts(issue.list_of_issues) if "no answer" in text]

    assert found == ["1.1", "1.2", "1.3", "2"]


def test_findings_name_references_that_lead_nowhere() -> None:
    reply = factories.make_reply(points=3)
    first, second, third = reply.assignment.data_points.order_by("position")
    author = factories.focal_point_of(reply)
    codes = ("1.2", "9.9", "1.1", "9.9")
    text = "".join(f'<p>See <span data-see="{code}"></span>.</p>' for code in codes)
    services.save_answer(reply, third, text=text, by=author)
    services.save_answer(reply, second, text="<ul><li>Nine.</li></ul>", by=author)
    services.save_answer(reply, first, form="unavailable", text='<span data-see="9.9">', by=author)

    found = findings_of(reply.assignment.issue.list_of_issues).items

    ministry, url = str(reply.assignment.ministry), f"/replies/{reply.pk}/#answer-1-3"
    assert [
        (item.severity, item.text, item.ministry, item.url) for item in found if "refers" in item.text
    ] == [
        ("error", "1.3 refers to the answer to 1.2, in which no paragraph has a number.", ministry, url),
        ("error", "1.3 refers to the answer to 9.9, which is not there.", ministry, url),
    ]


def test_findings_name_a_reference_from_a_remark() -> None:
    reply = factories.make_reply(points=0)
    factories.answer_all(
        reply, by=factories.focal_point_of(reply), text='<p>See <span data-see="2.1"></span>.</p>'
    )

    found = texts(reply.assignment.issue.list_of_issues)

    assert found[-1] == ("error", "1 refers to the answer to 2.1, which is not there.")


def test_findings_name_answers_that_only_refer_to_each_other() -> None:
    reply = factories.make_reply(points=6)
    points = list(reply.assignment.data_points.order_by("position"))
    author = factories.focal_point_of(reply)
    for own, seen in ((4, 3), (3, 4), (2, 1), (1, 5), (5, 2), (0, 1)):
        services.save_answer(reply, points[own], form="see", see=points[seen], by=author)

    found = findings_of(reply.assignment.issue.list_of_issues).items

    url = f"/issues/{reply.assignment.issue_id}/"
    circles = [(item.severity, item.text, item.url) for item in found if "each other" in item.text]
    assert circles == [
        ("error", "These answers only refer to each other: 1.2 → 1.6 → 1.3 → 1.2.", url),
        ("error", "These answers only refer to each other: 1.4 → 1.5 → 1.4.", url),
    ]


def test_findings_see_no_circle_where_another_ministry_says_something() -> None:
    reply = factories.make_reply(points=2)
    first, second = reply.assignment.data_points.order_by("position")
    author = factories.focal_point_of(reply)
    services.save_answer(reply, first, form="see", see=second, by=author)
    services.save_answer(reply, second, form="see", see=first, by=author)
    other = services.assign(
        reply.assignment.issue, factories.make_ministry(), role="contributor", data_points=[second], by=None
    )
    factories.answer_all(other, by=factories.focal_point_of(other))

    found = texts(reply.assignment.issue.list_of_issues)

    assert [text for _severity, text in found if "each other" in text] == []
