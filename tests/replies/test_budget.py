"""Words against the limit: of the issue, the ministry, the document."""

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from issues.models import ListOfIssues
from replies import services
from replies.budget import Budget, budget_of, forget_written, frame_words
from replies.document.build import build
from replies.document.counting import words_of
from replies.document.snapshot import replies_of
from replies.files.uploads import Inspected
from replies.models import Reply
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list()


def budget(reply: Reply) -> Budget:
    return budget_of(Reply.objects.with_text().get(pk=reply.pk))


def answered(reply: Reply, text: str) -> None:
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=f"<p>{text}</p>")


def words_in_all(stored: ListOfIssues) -> int:
    return words_of(build(stored, replies_of(stored)))


def leave(stored: ListOfIssues, words: int) -> int:
    """Set the limit so that so many words are left for the answers; returns those of the frame."""
    frame = frame_words(stored)
    ListOfIssues.objects.filter(pk=stored.pk).update(word_limit=frame + words)
    return frame


def test_budget_counts_words_and_shares_the_limit_by_data_points(stored: ListOfIssues) -> None:
    lead = factories.make_reply(stored, points=3)
    contributor = factories.make_reply(issue=lead.assignment.issue, points=1, role="contributor")
    same_ministry = factories.make_reply(stored, ministry=lead.assignment.ministry, points=0)
    another = factories.make_reply(stored, points=2)
    factories.make_issue(stored)
    answered(factories.make_reply_in("drafting"), "of another list")
    for reply, text in ((lead, "a b"), (contributor, "a"), (same_ministry, "a b c d"), (another, "a b c")):
        answered(reply, text)
    frame = leave(stored, 800)

    found = budget(lead)

    # Data points of the issues: 3 + 1, none, 2, none; where there is none it counts as one.
    assert found == Budget(
        issue_words=7,
        issue_share=400,
        ministry_words=10,
        ministry_share=400,
        document_words=frame + 17,
        limit=frame + 800,
    )
    assert found.document_words == words_in_all(stored)
    replies = [budget(reply) for reply in (contributor, same_ministry, another)]
    assert [(of.issue_words, of.issue_share) for of in replies] == [(7, 400), (4, 100), (6, 200)]
    assert [(of.ministry_words, of.ministry_share) for of in replies] == [(1, 100), (10, 400), (6, 200)]


def test_budget_counts_both_ministries_that_answer_a_data_point(stored: ListOfIssues) -> None:
    first = factories.make_reply(stored)
    second = services.assign(
        first.assignment.issue,
        factories.make_ministry(),
        role="contributor",
        data_points=first.assignment.data_points.all(),
        by=None,
    )
    answered(first, "a b")
    answered(second, "a")
    frame = leave(stored, 100)

    assert budget(second) == Budget(3, 100, 1, 100, frame + 3, frame + 100)


def test_budget_of_a_limit_below_the_frame_leaves_nothing(stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    ListOfIssues.objects.update(word_limit=1)

    found = budget(reply)

    assert (found.issue_share, found.ministry_share, found.limit) == (0, 0, 1)


def test_frame_is_what_prints_without_an_answer(stored: ListOfIssues) -> None:
    reply = factories.make_reply(factories.make_list())
    stored = reply.assignment.issue.list_of_issues

    before = words_in_all(stored)
    answered(reply, "Nine deaths.")

    assert (frame_words(stored), words_in_all(stored)) == (before, before + 2)


def test_frame_of_a_list_without_issues_is_its_opening(stored: ListOfIssues) -> None:
    assert frame_words(stored) == words_in_all(stored)


def test_proportions_are_remembered_for_each_list(stored: ListOfIssues) -> None:
    reply, other = factories.make_reply(stored), factories.make_list(title="Another list", symbol="X/1")
    frame = leave(stored, 100)
    factories.make_reply(stored, ministry=factories.make_ministry(), points=3)
    new = factories.make_reply(stored)

    remembered = budget(reply).issue_share, budget(new).issue_share, budget(new).ministry_share
    cache.clear()

    heading = 9  # Reply to paragraph 1 of the list of issues
    assert remembered == (100, 100, 100)
    assert frame_words(stored) == frame + 2 * heading
    assert frame_words(other) != frame
    assert budget(reply).issue_share == round((100 - 2 * heading) / 5)


@pytest.mark.parametrize("rows", [1, 3])
def test_budget_takes_no_query_while_nobody_saves_and_one_after_that(
    stored: ListOfIssues, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    replies = [factories.make_reply_in("drafting", stored=stored) for _ in range(rows)]
    reply = Reply.objects.with_text().get(pk=replies[0].pk)

    with django_assert_num_queries(7):
        budget_of(reply)
    with django_assert_num_queries(0):
        budget_of(reply)
    forget_written(stored.pk)
    with django_assert_num_queries(1):
        budget_of(reply)


def test_budget_follows_as_soon_as_an_answer_is_saved(
    stored: ListOfIssues, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    reply = factories.make_reply(stored)
    before = budget(reply).issue_words

    with django_capture_on_commit_callbacks(execute=True):
        answered(reply, "a b c")

    assert (before, budget(reply).issue_words) == (0, 3)


def test_frame_lists_the_annexes(stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    before = frame_words(stored)
    found = Inspected("law.pdf", "application/pdf", 1)
    author = factories.focal_point_of(reply)
    services.attach(reply, ContentFile(b"x"), found, kind="annex", title="Penal Code", by=author)
    cache.clear()

    # Annexes; Annex 1 Penal Code; “, **” on the title; its note of ten words after the mark
    assert (frame_words(stored) - before, frame_words(stored)) == (1 + 4 + 1 + 11, words_in_all(stored))


def test_an_answer_is_saved_although_the_cache_is_away(
    stored: ListOfIssues,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    reply = factories.make_reply(stored)
    away = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1"}
    settings.CACHES = settings.CACHES | {"default": away}

    with django_capture_on_commit_callbacks(execute=True):
        answered(reply, "a b c")

    assert reply.answers.get().words == 3
