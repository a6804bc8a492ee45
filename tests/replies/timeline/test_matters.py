"""What belongs to a reply beside its text: who owes it by when, files, comments."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from accounts.audit import recorded
from issues.models import Assignment, Issue
from replies import services
from replies.models import Attachment, Comment
from replies.timeline.names import joined
from tests import factories
from tests.replies.timeline.conftest import Life, moment_of

pytestmark = pytest.mark.django_db

HASH = "a" * 64


def assigned(life: Life) -> str:
    return str(life.timeline().days[-1].entries[-1].what)


def test_assignment_to_the_lead(life: Life) -> None:
    assert assigned(life) == "The system gave this issue to Ministry of Health as the lead: 3 data points."


def test_assignment_to_a_contributor_of_the_issue_as_a_whole(life: Life) -> None:
    life.reply = services.assign(
        factories.make_issue(life.issue.list_of_issues),
        factories.make_ministry(name_en="Supreme Court"),
        role=Assignment.Role.CONTRIBUTOR,
        data_points=[],
        by=life.coordinator,
    )

    assert assigned(life) == (
        "<b>Olga</b> (coordinator) gave this issue to Supreme Court as a contributor: the issue as a whole."
    )


def test_changes_of_the_assignment(life: Life) -> None:
    rows = Assignment.objects.filter(pk=life.reply.assignment_id)
    changes: tuple[dict[str, Any], ...] = (
        {"due_date": date(2023, 2, 11)},
        {"due_date": date(2023, 2, 12)},
        {"due_date": None},
        {"role": "contributor"},
        {"role": "lead"},
    )
    for hour, values in enumerate(changes):
        life.clock(f"2 1{hour}:00")
        with recorded(life.coordinator, "date set"):
            rows.update(**values)

    assert [line.replace("Olga (coordinator)", "O") for line in life.told()] == [
        "2 10:00 O set the date of the draft to 11 February 2023.",
        "2 11:00 O moved the date of the draft from 11 February 2023 to 12 February 2023.",
        "2 12:00 O took the draft's own date, 12 February 2023, away: that of the issue holds.",
        "2 13:00 O made Ministry of Health a contributor to this issue.",
        "2 14:00 O made Ministry of Health the lead on this issue.",
    ]


def test_response_of_the_ministry_and_the_decision(life: Life) -> None:
    other = factories.make_ministry(name_en="Supreme Court")
    steps: tuple[Any, ...] = (
        lambda given: services.take_on(given, by=life.author),
        lambda given: services.decline(given, reason="Not ours.", by=life.author),
        lambda given: services.decline(given, reason="Theirs.", proposed=other, by=life.author),
        lambda given: services.uphold(given, decision="It is yours.", by=life.coordinator),
    )
    for hour, step in enumerate(steps):
        life.clock(f"2 1{hour}:00")
        step(Assignment.objects.get(pk=life.reply.assignment_id))

    assert [line.replace("Olga (coordinator)", "O") for line in life.told()] == [
        "2 10:00 Aigerim took this issue on for Ministry of Health.",
        "2 11:00 Aigerim declined this issue for Ministry of Health: “Not ours.”",
        "2 12:00 Aigerim declined this issue for Ministry of Health and proposed Supreme Court: “Theirs.”",
        "2 13:00 O upheld that Ministry of Health answers this issue: “It is yours.”",
    ]


def test_agreement_to_a_decline_where_writing_had_begun(life: Life) -> None:
    life.write("2 09:00", 1, 10)
    life.clock("2 10:00")
    services.decline(life.reply.assignment, reason="Not ours.", by=life.author)
    life.clock("2 11:00")
    services.agree(Assignment.objects.get(pk=life.reply.assignment_id), by=life.coordinator)

    told = [line for line in life.told() if line.startswith("2 11:00")]
    assert [line.replace("Olga (coordinator)", "O") for line in told] == [
        "2 11:00 O agreed that Ministry of Health does not answer this issue.",
        "2 11:00 O made Ministry of Health a contributor to this issue.",
        "2 11:00 O no longer asks 1.2 and 1.3 of Ministry of Health.",
    ]


def test_date_of_the_issue_is_told_from_the_assignment_on(life: Life) -> None:
    Issue.objects.filter(pk=life.issue.pk).update(due_date=date(2023, 2, 10))
    for day, due in ((2, date(2023, 2, 12)), (3, None), (4, date(2023, 2, 13))):
        life.clock(f"{day} 10:00")
        with recorded(life.coordinator, "dates set"):
            Issue.objects.filter(pk=life.issue.pk).update(due_date=due)
    Issue.objects.filter(pk=life.issue.pk).update(label="Renamed")

    assert [line.replace("Olga (coordinator)", "O") for line in life.told()] == [
        "2 10:00 O moved the date of all drafts on this issue from 10 February 2023 to 12 February 2023.",
        "3 10:00 O took the date of the drafts on this issue, 12 February 2023, away:"
        " that of the list holds.",
        "4 10:00 O set the date of all drafts on this issue to 13 February 2023.",
    ]


def test_data_points_given_and_taken_later(life: Life) -> None:
    new = [factories.make_point(life.issue), factories.make_point(life.issue)]
    life.clock("2 10:00")
    with recorded(life.coordinator, "asked"):
        life.reply.assignment.data_points.add(*new)
    life.clock("2 11:00")
    with recorded(life.coordinator, "not asked"):
        life.reply.assignment.data_points.remove(life.points[0])

    assert life.told() == [
        "2 10:00 Olga (coordinator) asked 1.4 and 1.5 of Ministry of Health too.",
        "2 11:00 Olga (coordinator) no longer asks 1.1 of Ministry of Health.",
    ]


def test_many_codes_are_not_all_named() -> None:
    codes = [f"1.{n}" for n in range(1, 8)]

    assert (joined(codes[:6]), joined(codes)) == (
        "1.1, 1.2, 1.3, 1.4, 1.5 and 1.6",
        "1.1, 1.2, 1.3, 1.4, 1.5 and 2 other data points",
    )


def attach(life: Life, when: str, **values: Any) -> Attachment:
    life.clock(when)
    with recorded(life.author, "attached"):
        return Attachment.objects.create(
            **{"reply": life.reply, "title": "The law", "name": "law.pdf", "size": 8, "file": "law"} | values,
            content_type="application/pdf",
            uploaded_by=life.author,
            uploaded_at=timezone.now(),
        )


def change(life: Life, when: str, file: Attachment, by_system: bool = False, **values: Any) -> None:
    life.clock(when)
    with recorded(None if by_system else life.author, "changed"):
        Attachment.objects.filter(pk=file.pk).update(**values)


def test_life_of_a_file(life: Life) -> None:
    file = attach(life, "2 10:00")
    found = {"sha256": HASH, "examined_at": moment_of("2 10:01")}
    change(life, "2 10:01", file, by_system=True, scan="infected", virus="Eicar", **found)
    change(life, "2 11:00", file, name="law2.pdf", version=2, scan="clean", virus="")
    change(life, "2 12:00", file, title="The <law>", kind="evidence")
    change(life, "2 13:00", file, kind="annex", position=3, language="kk")
    life.clock("2 14:00")
    with recorded(life.author, "detached"):
        file.delete()

    assert life.told() == [
        "2 10:00 Aigerim attached the annex “The law”.",
        "2 10:01 A virus was found in “The law”: Eicar.",
        "2 11:00 Aigerim replaced the file of “The law”: version 2, law2.pdf.",
        "2 12:00 Aigerim renamed “The law” to “The &lt;law&gt;”.",
        "2 12:00 Aigerim made “The &lt;law&gt;” evidence, which stays internal.",
        "2 13:00 Aigerim made “The &lt;law&gt;” an annex, which goes to Geneva.",
        "2 14:00 Aigerim removed “The &lt;law&gt;”.",
    ]


def test_evidence_with_a_virus_from_the_start(life: Life) -> None:
    known = {"scan": "infected", "virus": "Eicar", "sha256": HASH, "examined_at": moment_of("2 10:00")}
    attach(life, "2 10:00", kind="evidence", **known)

    assert life.told() == [
        "2 10:00 Aigerim attached “The law” as evidence, which stays internal.",
        "2 10:00 A virus was found in “The law”: Eicar.",
    ]


def test_life_of_a_comment(life: Life) -> None:
    life.clock("2 10:00")
    remark = services.comment(life.reply, text="Which year?", by=life.officer)
    life.clock("2 11:00")
    services.resolve(remark, by=life.author)
    life.clock("2 12:00")
    services.reopen(remark, by=life.coordinator)
    life.clock("2 13:00")
    with recorded(life.officer, "changed"):
        Comment.objects.filter(pk=remark.pk).update(text="Which years?")
    life.clock("2 14:00")
    with recorded(life.officer, "deleted"):
        remark.delete()

    assert life.told() == [
        "2 10:00 Mira commented on the reply.",
        "2 11:00 Aigerim resolved a comment by Mira.",
        "2 12:00 Olga (coordinator) reopened a comment by Mira.",
        "2 13:00 Mira changed a comment by Mira.",
        "2 14:00 Mira deleted a comment by Mira.",
    ]


def test_comment_on_an_answer_shows_its_first_words(life: Life) -> None:
    life.clock("2 10:00")
    services.comment(life.reply, text="word " * 30, point=life.points[1], by=life.officer)

    [entry] = life.timeline().days[0].entries

    assert (str(entry.what), entry.quote) == (
        "<b>Mira</b> commented on 1.2.",
        " ".join(["word"] * 24) + "…",
    )


def test_note_of_a_return_that_is_resolved_on_its_own(life: Life) -> None:
    life.submit("10 14:00")
    life.clock("10 15:00")
    services.send_back(life.reply, note="Which year?", by=life.officer)
    life.clock("10 16:00")
    services.resolve(life.reply.comments.get(), by=life.author)

    assert life.told()[-1] == "10 16:00 Aigerim resolved a comment by Mira."


def test_person_whom_nobody_knows_any_more(life: Life) -> None:
    life.clock("2 10:00")
    services.comment(life.reply, text="Which year?", by=life.officer)
    Comment.objects.all().delete()
    type(life.officer).objects.filter(pk=life.officer.pk).delete()

    assert life.told()[0] == "2 10:00 Somebody commented on the reply."
