"""What is said about a reply, sorted by the answer that it is about."""

import pytest
from pytest_django import DjangoAssertNumQueries

from replies import services
from replies.forms import CommentForm
from replies.models import Comment
from replies.pages.threads import Discussion, Returned, discussion_of
from tests import factories

pytestmark = pytest.mark.django_db


def texts(discussion: Discussion) -> dict[str, list[str]]:
    return {thread.slug: [remark.text for remark in thread.remarks] for thread in discussion.threads.values()}


def test_discussion_sorts_remarks_by_answer_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    reply = factories.make_reply(points=2)
    author = factories.focal_point_of(reply)
    first, _second = points = list(reply.assignment.data_points.order_by("position"))
    for text, point in (("A", first), ("B", None), ("C", first), ("D", points[1])):
        services.comment(reply, text=f"{text} @{author.name}", point=point, by=author)
    reply = type(reply).objects.with_text().get()

    with django_assert_num_queries(2):
        found = discussion_of(reply, author)
        shown = [
            (str(remark.author), remark.resolved_by, remark.data_point, remark.called)
            for remark in found.remarks
        ]

    name = author.name
    assert texts(found) == {
        "1-1": [f"A @{name}", f"C @{name}"],
        "1-2": [f"D @{name}"],
        "reply": [f"B @{name}"],
    }
    assert shown == [(name, None, point, [name]) for point in (first, first, points[1], None)]
    assert [found.thread_of(remark).slug for remark in found.remarks] == ["1-1", "1-1", "1-2", "reply"]


def test_discussion_is_empty_for_whom_it_is_not_meant() -> None:
    reply = factories.make_reply_in("accepted")
    joint = factories.make_reply(issue=reply.assignment.issue, points=0, role="contributor")
    services.comment(reply, text="For us alone.", by=factories.focal_point_of(reply))
    readers = [factories.focal_point_of(joint), factories.make_user("observer")]

    found = [discussion_of(reply, user) for user in readers]

    assert [texts(discussion) for discussion in found] == [{"1-1": [], "reply": []}] * 2
    assert [t.is_shown for discussion in found for t in discussion.threads.values()] == [False] * 4


def test_remark_on_a_data_point_given_away_stands_with_the_general_ones() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    remark = services.comment(reply, text="A", point=reply.assignment.data_points.get(), by=author)
    reply.assignment.data_points.clear()

    found = discussion_of(reply, author)

    assert (texts(found), found.thread_of(remark)) == ({"reply": ["A"]}, found.general)


def test_titles_count_what_is_open() -> None:
    reply = factories.make_reply()
    author, point = factories.focal_point_of(reply), reply.assignment.data_points.get()
    titles, counts = [], []

    def look() -> None:
        found = discussion_of(reply, author)
        titles.append(found.threads[point.pk].title)
        counts.append(found.open_count)

    look()
    remarks = [services.comment(reply, text=text, point=point, by=author) for text in "AB"]
    look()
    services.resolve(remarks[0], by=author)
    look()
    services.resolve(remarks[1], by=author)
    look()

    assert titles == ["Comment", "Comments (2 open)", "Comments (1 open)", "Comments (all resolved)"]
    assert counts == [0, 2, 1, 0]


def test_returns_stand_once_with_what_they_are_about() -> None:
    reply = factories.make_reply_in("submitted", points=3)
    officer, author = factories.clearing_officer_of(reply), factories.focal_point_of(reply)
    first, second, _third = reply.assignment.data_points.order_by("position")
    services.send_back(reply, note=f"Which year, @{author.name}?", points=[first, second], by=officer)
    services.save_answer(reply, first, text="<p>Ten.</p>", base_version=1, by=author)
    reply.refresh_from_db()
    services.submit(reply, by=author)
    services.send_back(reply, note="In all.", by=officer)
    remarks = list(Comment.objects.order_by("pk"))

    before = discussion_of(reply, author).returns
    services.resolve(remarks[0], by=author)
    after = discussion_of(reply, author).returns

    asked = f"Which year, @{author.name}?"
    whole = Returned(officer, remarks[2].created_at, "In all.", [], ())
    assert before == [
        Returned(officer, remarks[0].created_at, asked, [author.name], (("1.1", "1-1"), ("1.2", "1-2"))),
        whole,
    ]
    assert after == [
        Returned(officer, remarks[0].created_at, asked, [author.name], (("1.2", "1-2"),)),
        whole,
    ]


def test_what_could_not_be_posted_stays_in_its_thread() -> None:
    reply = factories.make_reply()
    author, point = factories.focal_point_of(reply), reply.assignment.data_points.get()
    long = CommentForm({"text": "x" * 4001, "quote": "Nine", "point": str(point.pk)}, reply=reply)
    foreign = CommentForm({"text": "Hm", "point": "99999999"}, reply=reply)
    validity = [long.is_valid(), foreign.is_valid()]

    on_point = discussion_of(reply, author, long).threads[point.pk]
    general = discussion_of(reply, author, foreign).general

    assert validity == [False, False]
    assert (on_point.is_open, on_point.text, on_point.quote) == (True, "x" * 4001, "Nine")
    assert on_point.errors == ("Ensure this value has at most 4000 characters (it has 4001).",)
    assert (general.text, general.quote, len(general.errors)) == ("Hm", "", 1)


def test_thread_of_a_reply_without_data_points_is_about_the_issue() -> None:
    asked, free = factories.make_reply(), factories.make_reply(issue=factories.make_issue(number=7), points=0)

    threads = [
        thread
        for reply in (asked, free)
        for thread in discussion_of(reply, factories.focal_point_of(reply)).threads.values()
    ]

    assert [(thread.slug, thread.card) for thread in threads] == [
        ("1-1", "answer-1-1"),
        ("reply", "answer-1"),
        ("reply", "answer-7"),
    ]
