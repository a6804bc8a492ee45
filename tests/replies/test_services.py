"""Writing replies: what is stored, what is refused, what is recorded."""

import threading

import pytest
from django.db import connection, connections

from replies import services
from replies.models import Answer, Comment
from tests import factories

pytestmark = pytest.mark.django_db


def history(answer: Answer) -> list[tuple[str, str]]:
    return list(answer.events.order_by("pgh_id").values_list("pgh_label", "text"))


def test_save_answer_starts_the_draft_and_records_who_and_why() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    point = reply.assignment.data_points.get()

    saved = services.save_answer(reply, point, text="<p>Nine <b>deaths</b>.</p>", by=author)

    reply.refresh_from_db()
    event = saved.answer.events.get()
    assert (saved.answer.text, saved.answer.words, saved.answer.version, reply.status) == (
        "<p>Nine <strong>deaths</strong>.</p>",
        2,
        1,
        "drafting",
    )
    assert (event.pgh_context["user"], event.pgh_context["reason"]) == (author.pk, "saved")


def test_save_answer_on_its_version_makes_the_next() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    [answer] = factories.answer_all(reply, by=author, text="<p>Nine.</p>")

    saved = services.save_answer(reply, answer.data_point, text="<p>Ten.</p>", base_version=1, by=author)

    assert (saved.answer.version, history(saved.answer)) == (
        2,
        [("insert", "<p>Nine.</p>"), ("update", "<p>Ten.</p>")],
    )


def test_save_answer_on_an_older_version_is_refused_and_kept() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    [answer] = factories.answer_all(reply, by=author, text="<p>Nine.</p>")

    saved = services.save_answer(reply, answer.data_point, text="<p>Ten.</p>", base_version=0, by=author)

    answer.refresh_from_db()
    assert (saved.is_conflict, saved.refused.text, answer.text, answer.version) == (
        True,
        "<p>Ten.</p>",
        "<p>Nine.</p>",
        1,
    )
    assert history(answer) == [("insert", "<p>Nine.</p>"), ("refused", "<p>Ten.</p>")]


def test_save_answer_of_the_same_text_changes_nothing() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    [answer] = factories.answer_all(reply, by=author, text="<p>Nine.</p>")

    saved = services.save_answer(reply, answer.data_point, text="<p>Nine.</p>", base_version=0, by=author)

    assert (saved.is_conflict, saved.answer.version, len(history(answer))) == (False, 1, 1)


def test_save_answer_to_the_issue_as_a_whole() -> None:
    reply = factories.make_reply(points=0)

    saved = services.save_answer(reply, None, text="<p>Noted.</p>", by=factories.focal_point_of(reply))

    assert (saved.answer.data_point, reply.unanswered_codes()) == (None, [])


def test_save_answer_to_a_point_of_another_ministry_is_refused() -> None:
    reply, other = factories.make_reply(), factories.make_point()

    with pytest.raises(services.Refused, match=r"^1\.1 is not one of this ministry's data points\.$"):
        services.save_answer(reply, other, text="<p>x</p>", by=factories.focal_point_of(reply))


def test_save_answer_to_the_whole_of_an_issue_that_asks_points_is_refused() -> None:
    reply = factories.make_reply()

    with pytest.raises(services.Refused, match="it has no answer as a whole"):
        services.save_answer(reply, None, text="<p>x</p>", by=factories.focal_point_of(reply))


def test_save_answer_of_a_text_too_long_is_refused() -> None:
    reply = factories.make_reply()
    point = reply.assignment.data_points.get()

    with pytest.raises(services.Refused, match="at most 200,000"):
        services.save_answer(reply, point, text="&" * 45_000, by=factories.focal_point_of(reply))


def test_save_answer_of_the_same_text_by_the_coordinator_keeps_the_clearance() -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    answer = reply.answers.get()

    services.save_answer(reply, answer.data_point, text=answer.text, base_version=0, by=coordinator)

    reply.refresh_from_db()
    assert (reply.status, answer.events.count()) == ("cleared", 1)


def test_save_answer_of_the_same_text_takes_a_returned_reply_up_again() -> None:
    reply = factories.make_reply_in("returned")
    answer = reply.answers.get()

    services.save_answer(reply, answer.data_point, text=answer.text, by=factories.focal_point_of(reply))

    reply.refresh_from_db()
    assert (reply.status, answer.events.count()) == ("drafting", 1)


def test_comments_are_for_those_concerned_and_for_open_lists() -> None:
    reply = factories.make_reply_in("accepted")
    remark = services.comment(reply, text="Which year?", by=factories.make_user("administrator"))
    author = factories.focal_point_of(reply)

    with pytest.raises(services.Refused, match="Only the ministry and the coordinator discuss"):
        services.comment(reply, text="Hm", by=factories.make_user("observer"))
    with pytest.raises(services.Refused, match="Only the ministry and the coordinator discuss"):
        services.resolve(remark, by=factories.make_user("observer"))
    stored = reply.assignment.issue.list_of_issues
    stored.status = "archived"
    with pytest.raises(services.Refused, match="The list of issues is closed"):
        services.comment(reply, text="Hm", by=author)


def test_save_answer_by_a_stranger_is_refused_and_stores_nothing() -> None:
    reply = factories.make_reply()
    point = reply.assignment.data_points.get()

    with pytest.raises(services.Refused, match="Only a focal point of the ministry drafts its reply"):
        services.save_answer(reply, point, text="<p>x</p>", by=factories.make_user())

    assert Answer.objects.count() == 0


@pytest.mark.parametrize("status", ["cleared", "accepted"])
def test_save_answer_by_the_coordinator_voids_the_clearance(status: str) -> None:
    reply = factories.make_reply_in(status)
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    answer = reply.answers.get()

    services.save_answer(reply, answer.data_point, text="<p>Ten.</p>", base_version=1, by=coordinator)

    reply.refresh_from_db()
    assert (reply.status, reply.cleared_by, reply.cleared_hash, reply.accepted_by) == (
        "submitted",
        None,
        None,
        None,
    )


def test_clear_binds_the_clearance_to_the_text() -> None:
    reply = factories.make_reply_in("submitted")

    services.clear(reply, seen=reply.text_hash(), by=factories.clearing_officer_of(reply))

    reply.refresh_from_db()
    assert (reply.status, reply.cleared_hash) == ("cleared", reply.text_hash())


def test_accept_of_a_text_changed_behind_our_back_is_refused() -> None:
    reply = factories.make_reply_in("cleared")
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()
    Answer.objects.filter(reply=reply).update(text="<p>Other.</p>")

    with pytest.raises(services.Refused, match="The text changed after its clearance"):
        services.accept(reply, seen=reply.text_hash(), by=coordinator)


def test_withdraw_takes_a_submitted_reply_back() -> None:
    reply = factories.make_reply_in("submitted")

    services.withdraw(reply, by=factories.focal_point_of(reply))

    reply.refresh_from_db()
    assert (reply.status, reply.submitted_by, reply.submitted_at) == ("drafting", None, None)


def test_send_back_leaves_its_note_as_an_open_comment() -> None:
    reply = factories.make_reply_in("accepted")
    coordinator = reply.assignment.issue.list_of_issues.coordinators.get()

    services.send_back(reply, note="Which year?", by=coordinator)

    reply.refresh_from_db()
    remark = reply.comments.get()
    assert (reply.status, reply.cleared_by, reply.accepted_by) == ("returned", None, None)
    assert (remark.text, remark.author, remark.is_return, remark.resolved_at) == (
        "Which year?",
        coordinator,
        True,
        None,
    )


def test_comment_and_resolve_record_who() -> None:
    reply = factories.make_reply()
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)

    remark = services.comment(reply, text="Which year?", by=officer)
    services.resolve(remark, by=author)
    services.resolve(remark, by=officer)

    remark.refresh_from_db()
    assert (remark.author, remark.resolved_by) == (officer, author)


def test_start_compilation_while_one_runs_is_refused() -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)
    services.start_compilation(stored, by=coordinator)

    with pytest.raises(services.Refused, match="compiled already"):
        services.start_compilation(stored, by=coordinator)


def test_cancel_compilation_frees_the_list() -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)
    run = services.start_compilation(stored, by=coordinator)

    services.cancel_compilation(run, by=coordinator)

    run.refresh_from_db()
    assert (run.status, run.cancelled_by) == ("cancelled", coordinator)
    assert services.start_compilation(stored, by=coordinator).status == "queued"


def test_cancel_compilation_that_has_ended_is_refused() -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)
    run = services.start_compilation(stored, by=coordinator)
    services.cancel_compilation(run, by=coordinator)

    with pytest.raises(services.Refused, match="ended already"):
        services.cancel_compilation(run, by=coordinator)


@pytest.mark.django_db(transaction=True)
def test_save_answer_by_two_at_once_keeps_both_texts() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    [answer] = factories.answer_all(reply, by=author)
    together = threading.Barrier(2)

    def save(text: str) -> None:
        together.wait()
        services.save_answer(reply, answer.data_point, text=text, base_version=1, by=author)
        connections.close_all()

    threads = [threading.Thread(target=save, args=(f"<p>{word}</p>",)) for word in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    answer.refresh_from_db()
    assert {label: None for label, _text in history(answer)} == {
        "insert": None,
        "update": None,
        "refused": None,
    }
    assert {text for _label, text in history(answer)[1:]} == {"<p>left</p>", "<p>right</p>"}


def test_raw_sql_is_recorded_too() -> None:
    reply = factories.make_reply()
    remark = services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))

    with connection.cursor() as cursor:
        cursor.execute("UPDATE replies_comment SET text = 'changed' WHERE id = %s", [remark.pk])

    labels = list(Comment.objects.get().events.order_by("pgh_id").values_list("pgh_label", "text"))
    assert labels == [("insert", "Which year?"), ("update", "changed")]
