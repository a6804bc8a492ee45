"""Comments, mentions, resolutions and returns."""

import pytest

from issues.models import ListOfIssues
from replies import services
from replies.models import Comment, Mention
from tests import factories

pytestmark = pytest.mark.django_db


def test_comment_keeps_the_point_and_the_words_it_is_about() -> None:
    reply = factories.make_reply_in("drafting")
    author, point = factories.focal_point_of(reply), reply.assignment.data_points.get()

    remark = services.comment(reply, text="Which year?", point=point, quote="Nine deaths", by=author)

    remark.refresh_from_db()
    assert (remark.data_point, remark.quote, remark.text, remark.is_return) == (
        point,
        "Nine deaths",
        "Which year?",
        False,
    )


def test_comment_mentions_only_who_may_see_it() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    ann = factories.make_user("clearing_officer", reply.assignment.ministry, name="Ann, of the registry")
    factories.make_user("observer", name="Ben")

    remark = services.comment(reply, text="@Ann, of the registry and @Ben: which year?", by=author)

    assert list(Mention.objects.values_list("comment", "user")) == [(remark.pk, ann.pk)]
    assert list(remark.mentioned.all()) == [ann]
    assert str(Mention.objects.get()) == f"Ann, of the registry · {remark.pk}"


def test_comment_on_a_data_point_of_another_reply_is_refused() -> None:
    reply, other = factories.make_reply(), factories.make_reply(issue=factories.make_issue(number=6))
    foreign = other.assignment.data_points.get()

    with pytest.raises(services.Refused, match=r"This reply has no answer to 6\.1\."):
        services.comment(reply, text="Hm", point=foreign, by=factories.focal_point_of(reply))

    assert Comment.objects.count() == 0


def test_reopen_and_resolve_are_recorded_with_who_and_why() -> None:
    reply = factories.make_reply()
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    remark = services.comment(reply, text="Which year?", by=officer)

    services.reopen(remark, by=author)
    services.resolve(remark, by=author)
    services.reopen(remark, by=officer)
    services.reopen(remark, by=author)

    remark.refresh_from_db()
    history = remark.events.order_by("pgh_id").values_list(
        "resolved_by", "pgh_context__reason", "pgh_context__user"
    )
    assert (remark.resolved_by, remark.resolved_at) == (None, None)
    assert list(history) == [
        (None, "commented", officer.pk),
        (author.pk, "resolved", author.pk),
        (None, "reopened", officer.pk),
    ]


def test_reopen_is_for_those_concerned_and_for_open_lists() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    remark = services.comment(reply, text="Which year?", by=author)

    with pytest.raises(services.Refused, match="Only the ministry and the coordinator discuss"):
        services.reopen(remark, by=factories.make_user("observer"))
    reply.assignment.issue.list_of_issues.status = "archived"
    with pytest.raises(services.Refused, match="The list of issues is closed"):
        services.reopen(remark, by=author)


def test_send_back_leaves_its_note_on_each_answer_that_it_is_about() -> None:
    reply = factories.make_reply_in("submitted", points=3)
    officer, author = factories.clearing_officer_of(reply), factories.focal_point_of(reply)
    first, _second, third = reply.assignment.data_points.order_by("position")

    services.send_back(reply, note=f"@{author.name}, which year?", points=[first, third], by=officer)

    remarks = Comment.objects.order_by("pk")
    assert [(r.data_point, r.text, r.is_return, list(r.mentioned.all())) for r in remarks] == [
        (point, f"@{author.name}, which year?", True, [author]) for point in (first, third)
    ]
    assert len({remark.created_at for remark in remarks}) == 1


def test_send_back_about_an_answer_of_another_reply_is_refused_and_moves_nothing() -> None:
    reply, other = factories.make_reply_in("submitted"), factories.make_reply()
    officer = factories.clearing_officer_of(reply)

    with pytest.raises(services.Refused, match="This reply has no answer to"):
        services.send_back(
            reply, note="Which year?", points=list(other.assignment.data_points.all()), by=officer
        )

    reply.refresh_from_db()
    assert (reply.status, Comment.objects.count()) == ("submitted", 0)


def test_clear_settles_the_notes_of_a_return_on_all_answers() -> None:
    reply = factories.make_reply_in("submitted", points=2)
    officer, author = factories.clearing_officer_of(reply), factories.focal_point_of(reply)
    points = list(reply.assignment.data_points.all())
    services.send_back(reply, note="Which year?", points=points, by=officer)
    services.comment(reply, text="Is this all?", point=points[0], by=officer)
    services.save_answer(reply, points[0], text="<p>Ten.</p>", base_version=1, by=author)
    reply.refresh_from_db()
    services.submit(reply, by=author)

    services.clear(reply, seen=reply.text_hash(), by=officer)

    settled = Comment.objects.order_by("pk").values_list("text", "resolved_by")
    assert list(settled) == [("Which year?", officer.pk), ("Which year?", officer.pk), ("Is this all?", None)]


def test_mentioning_finds_open_calls_on_open_lists_for_those_who_see_them() -> None:
    reply = factories.make_reply()
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    texts = (f"@{officer.name} one", f"@{officer.name} two", f"@{author.name}", f"@{officer.name} done")
    *_others, done = [services.comment(reply, text=text, by=author) for text in texts]
    services.resolve(done, by=author)

    found = [remark.text for remark in Comment.objects.mentioning(officer)]
    stranger = factories.make_user()
    type(officer).objects.filter(pk=officer.pk).update(ministry=stranger.ministry)
    officer.refresh_from_db()
    moved = list(Comment.objects.mentioning(officer))
    type(reply.assignment.issue.list_of_issues).objects.update(status="submitted")
    closed = list(Comment.objects.mentioning(author))

    assert (found, moved, closed) == ([f"@{officer.name} two", f"@{officer.name} one"], [], [])


def test_comment_at_the_moment_of_a_submission_is_refused_in_words() -> None:
    reply = factories.make_reply_in("accepted")
    author = factories.focal_point_of(reply)
    assert reply.assignment.issue.list_of_issues.status == "open"
    ListOfIssues.objects.update(status="submitted")  # after the reply was read

    with pytest.raises(services.Refused, match="nothing changes any more"):
        services.comment(reply, text="Which year?", by=author)
