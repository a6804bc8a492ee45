"""What is said in a list, and what happened in it since the last visit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.models import Reply, Visit
from replies.progress.history import history_of
from replies.progress.news import (
    BREAK,
    FIRST_LOOK,
    OPEN_SHOWN,
    SHOWN,
    News,
    Since,
    Talk,
    news_of,
    since_of,
    talk_of,
)
from replies.requested import requested_of
from tests import factories

pytestmark = pytest.mark.django_db

NOW = timezone.now()
HOUR = timedelta(hours=1)
FIRST = ((NOW - FIRST_LOOK).replace(minute=0, second=0, microsecond=0), True)


@pytest.mark.parametrize(
    ("visit", "since"),
    [
        (None, FIRST),
        (Visit(visited_at=NOW - timedelta(minutes=5)), FIRST),
        (Visit(visited_at=NOW - BREAK, previous_at=NOW - 9 * HOUR), (NOW - 9 * HOUR, False)),
        (Visit(visited_at=NOW - HOUR, previous_at=NOW - 9 * HOUR), (NOW - HOUR, False)),
    ],
    ids=["never", "the first visit goes on", "a visit goes on", "another visit"],
)
def test_news_begin_at_the_last_visit(visit: Visit | None, since: tuple[object, bool]) -> None:
    assert since_of(visit, NOW) == since


def told(stored: ListOfIssues, user: User, shown: int | None = SHOWN) -> tuple[Talk, News]:
    whole = requested_of(stored, user)
    replies = {reply.pk: reply for reply in whole.replies}
    start = timezone.now() - HOUR
    talk = talk_of(replies.values(), user, start)
    return talk, news_of(
        replies, history_of(stored).moves, talk, user, Since(start, is_first=False), shown=shown
    )


def kinds(news: News) -> dict[str, list[str]]:
    return {group.title: [one.text for one in group.happenings] for group in news.groups}


@pytest.fixture
def busy() -> Reply:
    """Given to two ministries: one has accepted text with a file and a comment, the other declines."""
    reply = factories.make_reply_in("drafting")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    factories.attach(reply, by=author, title="The law")
    factories.attach(reply, by=author, title="The letter", kind="evidence", name="letter.pdf")
    services.comment(reply, text="Which year?", by=author)
    services.submit(reply, by=author)
    services.clear(reply, seen=reply.text_hash(), by=officer)
    other = factories.make_reply(issue=reply.assignment.issue, role="contributor")
    services.decline(other.assignment, reason="Not ours.", by=factories.focal_point_of(other))
    return reply


def test_news_are_grouped_by_kind(busy: Reply) -> None:
    stored = busy.assignment.issue.list_of_issues
    coordinator = stored.coordinators.get()

    talk, news = told(stored, coordinator)

    assert kinds(news) == {
        "1 assignment declined": ["Not ours."],
        "1 reply cleared": [""],
        "1 reply submitted": [""],
        "1 comment": ["Which year?"],
        "2 files": ["The letter", "The law"],
    }
    assert (talk.open_count, [one.text for one in talk.open], news.more) == (1, ["Which year?"], 0)


def test_what_one_did_oneself_is_no_news_and_a_coordinators_edit_no_submission(busy: Reply) -> None:
    stored = busy.assignment.issue.list_of_issues
    coordinator = stored.coordinators.get()
    services.accept(busy, seen=busy.text_hash(), by=coordinator)
    services.save_answer(
        busy, busy.assignment.data_points.get(), text="<p>Ten.</p>", base_version=1, by=coordinator
    )

    _talk, mine = told(stored, coordinator)
    _talk, anothers = told(stored, factories.make_coordinator(stored))

    assert "1 reply accepted" not in kinds(mine)
    assert ("1 reply accepted" in kinds(anothers), "1 reply submitted" in kinds(anothers)) == (True, True)


def test_observer_learns_of_steps_but_of_no_comment_and_only_of_annexes_of_accepted_text(busy: Reply) -> None:
    stored, observer = busy.assignment.issue.list_of_issues, factories.make_user("observer")
    _before, hidden = told(stored, observer)
    services.accept(busy, seen=busy.text_hash(), by=stored.coordinators.get())

    talk, news = told(stored, observer)

    assert "1 file" not in kinds(hidden)
    assert (talk.open, talk.open_count, kinds(news)["1 file"]) == ((), 0, ["The law"])
    assert "1 comment" not in kinds(news)
    assert kinds(news)["1 assignment declined"] == [""]


def test_only_so_many_are_shown_and_all_are_counted(busy: Reply) -> None:
    stored, author = busy.assignment.issue.list_of_issues, factories.focal_point_of(busy)
    for n in range(SHOWN):
        services.comment(busy, text=f"Remark {n}", by=author)

    talk, news = told(stored, stored.coordinators.get())

    assert (talk.open_count, [one.text for one in talk.open]) == (
        SHOWN + 1,
        [f"Remark {SHOWN - 1 - n}" for n in range(OPEN_SHOWN)],
    )
    assert [(group.title, len(group.happenings)) for group in news.groups] == [("16 comments", SHOWN)]
    assert news.more == 6


def test_all_are_told_where_all_are_asked_for(busy: Reply) -> None:
    stored, author = busy.assignment.issue.list_of_issues, factories.focal_point_of(busy)
    for n in range(SHOWN):
        services.comment(busy, text=f"Remark {n}", by=author)

    _talk, news = told(stored, stored.coordinators.get(), shown=None)

    assert sum(len(group.happenings) for group in news.groups) == SHOWN + 6
    assert news.more == 0
