"""The Committee's text on a page: made once, with the states of the answers."""

import re

import pytest
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from issues.models import Issue
from replies.models import Reply
from replies.pages.cards import Card, cards
from replies.pages.law import law_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def reply() -> Reply:
    """Three data points, the first answered."""
    reply = factories.make_reply(points=3)
    author, point = factories.focal_point_of(reply), reply.assignment.data_points.first()
    factories.services.save_answer(reply, point, text="<p>Nine.</p>", by=author)
    return Reply.objects.with_text().get()


def states(html: str) -> dict[str, str]:
    return dict(
        re.findall(r'<mark class="point" id="mark-[^"]+" data-code="([^"]+)" data-state="([^"]*)"', html)
    )


def test_marks_bear_the_states_of_the_cards(reply: Reply) -> None:
    html = law_of(reply.assignment.issue, cards(reply)[:2])

    assert states(html) == {"1.1": "answered", "1.2": "open", "1.3": "elsewhere"}


def test_first_card_of_a_data_point_counts(reply: Reply) -> None:
    answered = cards(reply)[0]
    unanswered = Card(reply, answered.point, None)

    assert states(law_of(reply.assignment.issue, [unanswered, answered]))["1.1"] == "open"


def test_second_page_shows_its_own_states_without_a_query(
    reply: Reply, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shown = cards(reply)
    law_of(reply.assignment.issue, shown)

    with django_assert_num_queries(0):
        html = law_of(reply.assignment.issue, shown[1:])

    assert states(html) == {"1.1": "elsewhere", "1.2": "open", "1.3": "open"}


def test_first_page_asks_three_times_whatever_the_list_holds(
    reply: Reply, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    issue = Issue.objects.select_related("list_of_issues", "section").get()
    for _ in range(3):
        factories.make_note(issue.list_of_issues, passage=issue.passages.get())

    with django_assert_num_queries(3):
        law_of(issue, [])


def test_each_language_has_its_own_words(reply: Reply) -> None:
    issue = reply.assignment.issue
    factories.make_note(issue.list_of_issues, passage=issue.passages.get())
    english = law_of(issue, [])

    with override("ru"):
        russian = law_of(issue, [])

    assert ('lang="en">Documents cited' in english, 'lang="ru">' in russian) == (True, True)


def test_text_that_looks_like_a_mark_stays_text(reply: Reply) -> None:
    issue = reply.assignment.issue
    issue.passages.update(text="x" * 20 + ' data-code="1.1" data-state=""')

    html = law_of(issue, cards(reply))

    assert "data-code=&quot;1.1&quot; data-state=&quot;&quot;" in html


def test_documents_are_listed_once_with_their_paragraphs_and_notes(reply: Reply) -> None:
    issue = reply.assignment.issue
    passage = issue.passages.get()
    for text in ("CAT/C/RUR/2, para. 4.", "Ibid., para. 3; communication RUR 1/2019.", "His own words."):
        factories.make_note(issue.list_of_issues, passage=passage, offset=6, text=text)

    html = " ".join(law_of(issue, []).split())

    entries = re.findall(r"<li>(.*?)</li>", html)
    assert [re.sub(r"\s+", " ", re.sub("<[^>]+>", "", entry)).strip() for entry in entries] == [
        "CAT/C/RUR/2, paras. 3, 4 1 2",
        "communication RUR 1/2019 2",
    ]
    assert '<a href="https://undocs.org/CAT/C/RUR/2" target="_blank" rel="noopener">' in entries[0]


def test_issue_that_cites_nothing_has_no_list(reply: Reply) -> None:
    assert "Documents cited" not in law_of(reply.assignment.issue, [])
