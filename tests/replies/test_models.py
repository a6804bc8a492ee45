"""What must never be false: each constraint of the replies' tables, and a try to break it."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.models import Role
from issues.models import ListOfIssues
from replies import services
from replies.models import (
    Answer,
    Attachment,
    AttachmentPage,
    Bundle,
    Comment,
    Compilation,
    CompilationFile,
    Digest,
    News,
    Reminder,
    Reply,
    SavedView,
    SetAside,
    WordTemplate,
)
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 1, 1, tzinfo=UTC)


def broken_by(update: dict[str, object], reply: Reply) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**update)
    return str(caught.value)


@pytest.mark.parametrize(
    ("update", "constraint"),
    [
        ({"status": "rejected"}, "replies_reply_facts_of_status"),
        ({"submitted_at": None}, "replies_reply_submitted_by_and_at"),
        ({"cleared_hash": None}, "replies_reply_cleared_by_at_and_hash"),
        ({"accepted_at": None}, "replies_reply_accepted_by_and_at"),
        ({"status": "drafting"}, "replies_reply_facts_of_status"),
        ({"status": "cleared"}, "replies_reply_facts_of_status"),
    ],
)
def test_reply_refuses_what_cannot_be(update: dict[str, object], constraint: str) -> None:
    reply = factories.make_reply_in("accepted")

    assert constraint in broken_by(update, reply)


def test_reply_is_not_cleared_by_its_submitter() -> None:
    reply = factories.make_reply_in("cleared")

    assert "replies_reply_not_cleared_by_submitter" in broken_by({"cleared_by": reply.submitted_by}, reply)


@pytest.mark.parametrize(
    ("update", "constraint"),
    [
        ({"form": "silence"}, "replies_answer_form_known"),
        ({"form": "see"}, "replies_answer_see_by_form"),
    ],
)
def test_answer_refuses_what_cannot_be(update: dict[str, object], constraint: str) -> None:
    reply = factories.make_reply()
    factories.answer_all(reply, by=factories.focal_point_of(reply))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Answer.objects.update(**update)


def test_answer_does_not_see_itself() -> None:
    reply = factories.make_reply()
    [answer] = factories.answer_all(reply, by=factories.focal_point_of(reply))

    with pytest.raises(IntegrityError, match="replies_answer_sees_another"), transaction.atomic():
        Answer.objects.update(form="see", see=answer.data_point, text="")


def test_answer_to_the_issue_as_a_whole_stands_once() -> None:
    reply = factories.make_reply(points=0)
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author)

    with pytest.raises(IntegrityError, match="replies_answer_once"), transaction.atomic():
        Answer.objects.create(reply=reply, edited_by=author, edited_at=timezone.now())


def test_comment_refuses_silence_and_half_a_resolution() -> None:
    reply = factories.make_reply()
    services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))

    with pytest.raises(IntegrityError, match="replies_comment_says_something"), transaction.atomic():
        Comment.objects.update(text="")
    with pytest.raises(IntegrityError, match="replies_comment_resolved_by_and_at"), transaction.atomic():
        Comment.objects.update(resolved_at=timezone.now())


def test_attachment_refuses_an_unknown_kind() -> None:
    reply = factories.make_reply()

    with pytest.raises(IntegrityError, match="replies_attachment_kind_known"), transaction.atomic():
        Attachment.objects.create(
            reply=reply,
            kind="photo",
            title="x",
            name="x",
            file="x",
            content_type="x",
            size=1,
            uploaded_by=factories.focal_point_of(reply),
            uploaded_at=timezone.now(),
        )


def test_digest_is_one_a_day_and_sent_has_a_time() -> None:
    user, now = factories.make_user(), timezone.now()
    Digest.objects.create(user=user, day=now.date(), next_attempt_at=now)

    with pytest.raises(IntegrityError, match="replies_digest_one_a_day"), transaction.atomic():
        Digest.objects.create(user=user, day=now.date(), next_attempt_at=now)
    with pytest.raises(IntegrityError, match="replies_digest_sent_at_when_sent"), transaction.atomic():
        Digest.objects.update(status="sent")


def test_mail_that_bounced_was_sent() -> None:
    user, now = factories.make_user(), timezone.now()
    Digest.objects.create(user=user, day=now.date(), next_attempt_at=now)

    with pytest.raises(IntegrityError, match="replies_digest_bounced_when_sent"), transaction.atomic():
        Digest.objects.update(bounced_at=now, bounce="No such mailbox")


def test_bundle_of_a_sender_goes_out_once() -> None:
    user, sender, now, key = factories.make_user(), factories.make_user(), timezone.now(), uuid4()
    values = {"user": user, "created_at": now, "next_attempt_at": now}
    Bundle.objects.create(sender=sender, key=key, **values)

    with pytest.raises(IntegrityError, match="replies_bundle_sent_once"), transaction.atomic():
        Bundle.objects.create(sender=sender, key=key, **values)
    with pytest.raises(IntegrityError, match="replies_bundle_key_of_a_sender"), transaction.atomic():
        Bundle.objects.create(note="Please", **values)


def test_reminder_stands_once_on_a_rung() -> None:
    reply, now = factories.make_reply(), timezone.now()
    user = factories.focal_point_of(reply)
    digest = Digest.objects.create(user=user, day=now.date(), next_attempt_at=now)
    values = {"digest": digest, "user": user, "reply": reply, "due_date": now.date(), "rung": -5}
    Reminder.objects.create(**values)

    with pytest.raises(IntegrityError, match="replies_reminder_rung_once"), transaction.atomic():
        Reminder.objects.create(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"status": "done"}, "finished_at_when_ended"),
        ({"finished_at": NOW}, "finished_at_when_ended"),
        ({"status": "cancelled", "finished_at": NOW}, "cancelled_by_when_cancelled"),
        ({"status": "lost", "finished_at": NOW}, "(status_known|finished_at_when_ended)"),
        ({"languages": []}, "has_a_language"),
    ],
)
def test_compilation_refuses_what_cannot_be(values: dict[str, object], constraint: str) -> None:
    stored = factories.make_list()
    services.start_compilation(stored, by=factories.make_coordinator(stored))

    with pytest.raises(IntegrityError, match=f"replies_compilation_{constraint}"), transaction.atomic():
        Compilation.objects.update(**values)


@pytest.mark.parametrize(
    "change",
    [
        lambda _reply: Reply.objects.update(status="drafting"),
        lambda reply: reply.answers.update(text="<p>Ten.</p>"),
        lambda reply: reply.answers.all().delete(),
        lambda reply: reply.answers.update(reply=factories.make_reply()),
        lambda reply: reply.attachments.update(title="Another"),
        lambda reply: reply.comments.update(text="Another"),
    ],
)
@pytest.mark.parametrize("status", ["submitted", "archived"])
def test_nothing_of_a_submitted_list_can_be_changed(status: str, change: Callable[[Reply], object]) -> None:
    reply = factories.make_reply_in("accepted")
    factories.make_attachment(reply)
    services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))
    ListOfIssues.objects.update(status=status)

    with pytest.raises(IntegrityError, match="nothing in it changes any more"), transaction.atomic():
        change(reply)


def test_file_of_a_submitted_list_can_still_be_examined() -> None:
    file = factories.make_attachment(factories.make_reply(), scan="not_scanned")
    ListOfIssues.objects.update(status="submitted")

    assert Attachment.objects.filter(pk=file.pk).update(scan="clean") == 1


@pytest.mark.parametrize(
    "statement", ["UPDATE replies_answerevent SET text = 'x'", "DELETE FROM replies_answerevent"]
)
def test_history_refuses_to_be_changed(statement: str) -> None:
    reply = factories.make_reply()
    factories.answer_all(reply, by=factories.focal_point_of(reply))

    with (
        pytest.raises(ProgrammingError, match="Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def visible(role: str, status: str) -> tuple[bool, bool]:
    """Whether a person of the ministry and a person of a contributor's ministry see the reply."""
    reply = factories.make_reply_in(status)
    contributor = factories.make_reply(issue=reply.assignment.issue, points=0, role="contributor")
    people = [factories.make_user(role, r.assignment.ministry) for r in (reply, contributor)]
    return tuple(Reply.objects.visible_to(user).filter(pk=reply.pk).exists() for user in people)  # type: ignore[return-value]


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.CLEARING_OFFICER])
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("not_started", (True, False)),
        ("drafting", (True, False)),
        ("returned", (True, False)),
        ("submitted", (True, True)),
        ("cleared", (True, True)),
        ("accepted", (True, True)),
    ],
)
def test_visible_to_a_ministry(role: str, status: str, expected: tuple[bool, bool]) -> None:
    assert visible(role, status) == expected


def test_visible_to_other_roles() -> None:
    drafting, accepted = factories.make_reply_in("drafting"), factories.make_reply_in("accepted")
    coordinator = drafting.assignment.issue.list_of_issues.coordinators.get()
    users = [
        coordinator,
        factories.make_user("administrator"),
        factories.make_user("observer"),
        factories.make_user(),
    ]

    seen = [set(Reply.objects.visible_to(user)) for user in users]

    assert seen == [{drafting}, {drafting, accepted}, {accepted}, set()]


def test_visible_to_nobody_below_during_intake() -> None:
    reply = factories.make_reply_in("accepted")
    people = [factories.focal_point_of(reply), factories.make_user("observer")]
    type(reply.assignment.issue.list_of_issues).objects.update(status="intake")

    assert [Reply.objects.visible_to(user).exists() for user in people] == [False, False]


def test_evidence_and_comments_are_visible_to_those_inside() -> None:
    reply = factories.make_reply_in("accepted")
    joint = factories.make_reply(issue=reply.assignment.issue, points=0, role="contributor")
    author = factories.focal_point_of(reply)
    values = {"reply": reply, "size": 1, "uploaded_by": author, "uploaded_at": timezone.now()}
    for kind in ("annex", "evidence"):
        Attachment.objects.create(kind=kind, title=kind, name=kind, file="x", **values)
    services.comment(reply, text="Which year?", by=author)
    people = [
        author,
        reply.assignment.issue.list_of_issues.coordinators.get(),
        factories.make_user("administrator"),
        factories.focal_point_of(joint),
        factories.make_user("observer"),
    ]

    seen = [(Attachment.objects.visible_to(u).count(), Comment.objects.visible_to(u).count()) for u in people]

    assert seen == [(2, 1), (2, 1), (2, 1), (1, 0), (1, 0)]


@pytest.mark.parametrize(
    ("status", "owers"),
    [
        ("not_started", ["focal_point"]),
        ("drafting", ["focal_point"]),
        ("returned", ["focal_point"]),
        ("submitted", ["clearing_officer"]),
        ("cleared", ["coordinator"]),
        ("accepted", []),
    ],
)
def test_owed_by_is_who_has_the_next_step(status: str, owers: list[str]) -> None:
    reply = factories.make_reply_in(status)
    people = [
        factories.focal_point_of(reply),
        factories.clearing_officer_of(reply),
        factories.make_coordinator(reply.assignment.issue.list_of_issues),
        factories.make_user("administrator"),
        factories.make_user("observer"),
    ]

    found = [user.role for user in people if Reply.objects.owed_by(user).exists()]

    assert found == owers


def test_overdue_leaves_out_what_is_accepted() -> None:
    late, accepted = factories.make_reply_in("drafting"), factories.make_reply_in("accepted")
    today = factories.DUE.replace(day=16)

    assert (list(Reply.objects.overdue(today)), accepted.status) == ([late], "accepted")


def test_with_due_date_prefers_the_nearest() -> None:
    reply = factories.make_reply()
    found = []
    for target, day in ((None, 15), (reply.assignment.issue, 10), (reply.assignment, 5)):
        if target:
            type(target).objects.filter(pk=target.pk).update(due_date=factories.DUE.replace(day=day))
        found.append(Reply.objects.with_due_date().get().due.day)

    assert found == [15, 10, 5]


def test_rows_are_named_as_people_name_them() -> None:
    reply = factories.make_reply_in("drafting")
    stored, now = reply.assignment.issue.list_of_issues, timezone.now()
    author = factories.focal_point_of(reply)
    digest = Digest.objects.create(user=author, day=factories.DUE, next_attempt_at=now)
    values = {"digest": digest, "user": author, "issue": reply.assignment.issue, "due_date": factories.DUE}
    bundle = Bundle.objects.create(user=author, created_at=now, next_attempt_at=now)
    rows = [
        reply.answers.get(),
        services.comment(reply, text="Which year?", by=author),
        Attachment(title="The law"),
        digest,
        Reminder.objects.create(rung=-5, **values),
        bundle,
        News(user=author, kind="returned"),
        services.start_compilation(stored, by=author),
        CompilationFile(name="CAT-C-KAZ-Q-4 replies.docx"),
        SetAside(text="1.1 has a table without a title."),
        WordTemplate(name="own.docx"),
    ]
    assert str(AttachmentPage(attachment_id=7, number=2)) == "7 · 2"
    assert str(SavedView(name="Every Monday")) == "Every Monday"

    assert [str(row) for row in rows] == [
        f"{reply} · 1.1 Data on deaths",
        "Which year?",
        "The law",
        f"{author} · 2023-02-15",
        f"{reply.assignment.issue} · -5",
        f"{author} · {now:%Y-%m-%d %H:%M}",
        f"{author} · a reply is returned with a note",
        f"{stored} · {now:%Y-%m-%d %H:%M}",
        "CAT-C-KAZ-Q-4 replies.docx",
        "1.1 has a table without a title.",
        "own.docx",
    ]
    assert stored.get_absolute_url() == f"/lists/{stored.pk}/"
