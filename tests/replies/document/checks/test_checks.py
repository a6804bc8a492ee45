"""What stands between the replies and a document that can be sent."""

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from issues.models import ListOfIssues
from replies import services
from replies.document.build import build
from replies.document.checks import check, findings_of
from replies.document.checks.finding import ERRORS, NAMES, Check, Findings
from replies.document.options import Options
from replies.document.snapshot import replies_of
from replies.models import Reply, SetAside
from tests import factories

pytestmark = pytest.mark.django_db


def list_of(reply: Reply) -> ListOfIssues:
    return reply.assignment.issue.list_of_issues


def texts(stored: ListOfIssues) -> list[tuple[str, str]]:
    return [(item.severity, item.text) for item in findings_of(stored).items]


def found_with(stored: ListOfIssues, **options: object) -> list[str]:
    chosen = Options("en", **options)  # type: ignore[arg-type]
    replies = replies_of(stored)
    found = check(stored, replies, build(stored, replies, chosen), chosen)
    return [item.text for item in found.items]


def test_every_check_has_a_name() -> None:
    assert (set(NAMES), set(Check) >= ERRORS) == (set(Check), True)


def test_findings_of_a_finished_list_are_none() -> None:
    reply = factories.make_reply_in("accepted")

    findings = findings_of(list_of(reply))

    said = "Nothing is missing: the document can be compiled and sent."
    assert (findings, findings.sentence) == (Findings(()), said)


def test_findings_name_what_is_missing_whose_and_where() -> None:
    reply = factories.make_reply()

    findings = findings_of(list_of(reply))

    ministry = str(reply.assignment.ministry)
    assert [(item.text, item.ministry, item.url) for item in findings.items] == [
        ("The reply to issue 1 is not accepted: not started.", ministry, f"/replies/{reply.pk}/"),
        ("1.1 has no answer: Data on deaths", ministry, f"/replies/{reply.pk}/#answer-1-1"),
    ]
    assert findings.sentence == "2 things must be mended before the document can go out."
    assert findings.as_json()[1] == {
        "code": "unanswered",
        "severity": "error",
        "text": "1.1 has no answer: Data on deaths",
        "ministry": ministry,
        "url": f"/replies/{reply.pk}/#answer-1-1",
        "key": findings.items[1].key,
        "aside": "",
    }


def test_findings_name_what_no_ministry_has() -> None:
    stored = factories.make_list()
    factories.make_issue(stored)
    factories.make_point(factories.make_issue(stored))

    assert texts(stored) == [
        ("error", "Issue 1 is given to no ministry."),
        ("error", "2.1 is given to no ministry: Data on deaths"),
    ]


def test_findings_name_an_issue_that_requests_nothing_and_has_no_remark() -> None:
    reply = factories.make_reply(points=0)

    found = texts(list_of(reply))

    assert ("error", "1 has no answer: Deaths in custody") in found


def test_findings_of_an_emptied_answer_say_that_it_is_missing() -> None:
    reply = factories.make_reply()
    author, point = factories.focal_point_of(reply), reply.assignment.data_points.get()
    services.save_answer(reply, point, text="<p>See page 5.</p>", by=author)
    services.save_answer(reply, point, text="", base_version=1, by=author)

    assert [text for _severity, text in texts(list_of(reply))] == [
        "The reply to issue 1 is not accepted: drafting.",
        "1.1 has no answer: Data on deaths",
    ]


def test_findings_name_two_answers_to_one_data_point() -> None:
    first = factories.make_reply_in("accepted")
    point = first.assignment.data_points.get()
    second = services.assign(
        first.assignment.issue, factories.make_ministry(), role="contributor", data_points=[point], by=None
    )
    factories.answer_all(second, by=factories.focal_point_of(second))

    found = findings_of(list_of(first))

    names = f"{first.assignment.ministry}, {second.assignment.ministry}"
    last = found.items[-1]
    assert (last.severity, last.text, last.url) == (
        "warning",
        f"1.1 is answered by 2 ministries: {names}.",
        f"/issues/{first.assignment.issue_id}/",
    )


def test_findings_name_words_over_the_limit() -> None:
    reply = factories.make_reply_in("accepted", stored=factories.make_list(word_limit=1))
    stored = list_of(reply)

    found = findings_of(stored).items

    assert [(item.severity, item.text, item.url) for item in found] == [
        (
            "error",
            "The document has 134 words, 133 more than the limit of 1.",
            f"/lists/{stored.pk}/checks/#lengths",
        )
    ]


def test_findings_name_a_text_that_was_changed_after_clearance() -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = list_of(reply).coordinators.get()
    point = reply.assignment.data_points.get()
    services.save_answer(reply, point, text="<p>Ten deaths.</p>", base_version=1, by=coordinator)

    found = texts(list_of(reply))

    day = f"{timezone.localdate():%-d}"
    assert found[0] == ("error", "The reply to issue 1 is not accepted: submitted.")
    assert found[1][1].startswith(
        f"The reply to issue 1 was changed after clearance by {coordinator.name} on "
    )
    assert day in found[1][1]


def test_findings_name_no_author_who_has_no_answer_any_more() -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = list_of(reply).coordinators.get()
    Reply.objects.filter(pk=reply.pk).update(
        status="submitted",
        cleared_by=None,
        cleared_at=None,
        cleared_hash=None,
        voided_by=coordinator,
        voided_at=timezone.now(),
    )

    found = texts(list_of(reply))

    assert found[1][1].startswith("The reply to issue 1 was changed after clearance on ")


def test_findings_name_a_text_that_was_changed_past_the_services() -> None:
    reply = factories.make_reply_in("accepted")
    reply.answers.update(text="<p>Eleven deaths.</p>")

    assert texts(list_of(reply)) == [
        ("error", "The text of the reply to issue 1 is not the one that was cleared.")
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_findings_take_a_fixed_number_of_queries(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list()
    for _ in range(rows):
        reply = factories.make_reply_in("drafting", stored=stored, points=2)
        first, second = reply.assignment.data_points.order_by("position")
        author = factories.focal_point_of(reply)
        services.save_answer(reply, second, form="see", see=first, base_version=1, by=author)
        factories.make_issue(stored)

    with django_assert_num_queries(10):
        findings_of(stored)


@pytest.mark.parametrize("rows", [1, 3])
def test_check_of_what_is_in_hand_takes_three_queries(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list()
    for _ in range(rows):
        factories.make_reply_in("accepted", stored=stored)
    replies, options = replies_of(stored), Options("en")
    document = build(stored, replies, options)

    with django_assert_num_queries(3):
        check(stored, replies, document, options)


def test_findings_stand_in_the_order_of_the_list() -> None:
    contributor = factories.make_reply(role="contributor")
    issue = contributor.assignment.issue
    factories.make_reply(issue=issue, points=2)
    factories.make_reply(issue=factories.make_issue(issue.list_of_issues), points=0)

    found = [text.split(" ")[0] for _severity, text in texts(issue.list_of_issues) if "no answer" in text]

    assert found == ["1.1", "1.2", "1.3", "2"]


def test_findings_name_references_that_lead_nowhere() -> None:
    reply = factories.make_reply(points=4)
    first, second, third, fourth = reply.assignment.data_points.order_by("position")
    author = factories.focal_point_of(reply)
    codes = ("1.2", "9.9", "1.1", "9.9")
    text = "".join(f'<p>See <span data-see="{code}"></span>.</p>' for code in codes)
    services.save_answer(reply, third, text=text, by=author)
    services.save_answer(reply, second, text="<ul><li>Nine.</li><li>Ten.</li></ul>", by=author)
    services.save_answer(reply, first, form="unavailable", text='<span data-see="9.9">', by=author)
    unanswered = factories.make_point(reply.assignment.issue)
    services.save_answer(reply, fourth, form="see", see=unanswered, by=author)

    found = findings_of(list_of(reply)).items

    ministry, url = str(reply.assignment.ministry), f"/replies/{reply.pk}/#answer-1-"
    assert [
        (item.severity, item.text, item.ministry, item.url) for item in found if "refers" in item.text
    ] == [
        (
            "error",
            "1.3 refers to the answer to 1.2, in which no paragraph has a number.",
            ministry,
            f"{url}3",
        ),
        ("error", "1.3 refers to the answer to 9.9, which is not there.", ministry, f"{url}3"),
        ("error", "1.4 refers to the answer to 1.5, which is not there.", ministry, f"{url}4"),
    ]


def test_findings_name_a_reference_from_a_remark() -> None:
    reply = factories.make_reply(points=0)
    factories.answer_all(
        reply, by=factories.focal_point_of(reply), text='<p>See <span data-see="2.1"></span>.</p>'
    )

    found = texts(list_of(reply))

    assert ("error", "1 refers to the answer to 2.1, which is not there.") in found


def test_findings_name_answers_that_only_refer_to_each_other() -> None:
    reply = factories.make_reply(points=6)
    points = list(reply.assignment.data_points.order_by("position"))
    author = factories.focal_point_of(reply)
    for own, seen in ((4, 3), (3, 4), (2, 1), (1, 5), (5, 2), (0, 1)):
        services.save_answer(reply, points[own], form="see", see=points[seen], by=author)

    found = findings_of(list_of(reply)).items

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

    found = texts(list_of(reply))

    assert [text for _severity, text in found if "each other" in text] == []


def test_findings_look_into_every_text() -> None:
    reply = factories.make_reply(points=1)
    text = "<p>See page 5 of CAT/C/KAZ/CO.</p><ul><li>One.</li></ul><table><tr><td>Women</td></tr></table>"
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=text)

    found = [item.code for item in findings_of(list_of(reply)).items if not item.is_error]

    assert found == [Check.UNTITLED, Check.LONE_ITEM, Check.PAGE, Check.SYMBOL]


def test_findings_of_a_part_are_those_of_the_part() -> None:
    stored = factories.make_list()
    section = factories.make_section(stored)
    first = factories.make_reply(issue=factories.make_issue(stored, section=section))
    second = factories.make_reply_in("drafting", issue=factories.make_issue(stored))
    factories.make_point(factories.make_issue(stored))
    point = first.assignment.data_points.get()
    text = '<p>Nine. See <span data-see="2.1"></span>.</p>'
    services.save_answer(first, point, text=text, by=factories.focal_point_of(first))

    found = {
        "section": found_with(stored, section=section.pk),
        "ministry": found_with(stored, ministry=second.assignment.ministry_id),
        "nobody": found_with(stored, ministry=factories.make_ministry().pk),
    }

    assert found == {
        "section": [
            "The reply to issue 1 is not accepted: drafting.",
            "1.1 refers to the answer to 2.1, which is not in this part.",
        ],
        "ministry": ["The reply to issue 2 is not accepted: drafting."],
        "nobody": [],
    }


def test_findings_without_unaccepted_text_name_only_that_it_is_not_accepted() -> None:
    stored = factories.make_list()
    factories.make_reply(stored=stored, points=2)
    reply = factories.make_reply(stored=stored)
    factories.answer_all(reply, by=factories.focal_point_of(reply), text="<p>See page 5.</p>")

    found = found_with(stored, with_unaccepted=False)

    assert found == [
        "The reply to issue 1 is not accepted: not started.",
        "The reply to issue 2 is not accepted: drafting.",
    ]


def test_warning_is_set_aside_until_its_text_changes(administrator: object) -> None:
    reply = factories.make_reply_in("drafting")
    stored, point = list_of(reply), reply.assignment.data_points.get()
    author = factories.focal_point_of(reply)
    services.save_answer(reply, point, text="<p>On page 5.</p>", base_version=1, by=author)
    warning = next(item for item in findings_of(stored).items if not item.is_error)
    set_aside = {"list_of_issues": stored, "reason": "A book.", "by": administrator, "at": timezone.now()}
    SetAside.objects.create(key=warning.key, text=warning.text, **set_aside)
    before = findings_of(stored)
    services.save_answer(reply, point, text="<p>On page 6.</p>", base_version=2, by=author)

    after = findings_of(stored)

    assert (before.errors, before.warnings, [item.aside for item in before.set_aside]) == (1, 1, ["A book."])
    assert (after.errors, after.warnings, after.set_aside) == (1, 2, ())
    assert [item["aside"] for item in before.as_json()] == ["", "A book.", ""]


def test_error_cannot_be_set_aside_in_the_database_either(administrator: object) -> None:
    stored = list_of(factories.make_reply())
    error = findings_of(stored).items[0]
    rows = {"list_of_issues": stored, "reason": "So be it.", "by": administrator, "at": timezone.now()}
    SetAside.objects.create(key=error.key, text=error.text, **rows)

    assert findings_of(stored).set_aside == ()


def test_sentence_counts_warnings_when_nothing_is_missing() -> None:
    stored = factories.make_list()
    reply = factories.make_reply(stored=stored)
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    factories.answer_all(reply, by=author, text="<p>Nine deaths; see page 5.</p>")
    services.submit(reply, by=author)
    services.clear(reply, seen=reply.text_hash(), by=officer)
    services.accept(reply, seen=reply.text_hash(), by=factories.make_coordinator(stored))

    assert findings_of(stored).sentence == "Nothing is missing; 1 warning is left to look at."


def test_issue_on_which_nobody_leads_is_a_warning() -> None:
    stored = factories.make_reply_in("accepted", role="contributor").assignment.issue.list_of_issues
    factories.make_reply_in("accepted", stored=stored)

    assert texts(stored) == [("warning", "Issue 1 has no lead: no ministry answers for it as a whole.")]
