"""The steps of a reply, and the sentence that says where it stands."""

import pytest
from django.utils.html import strip_tags

from accounts.audit import recorded
from replies import services
from replies.models import Reply
from replies.timeline.entries import Entry
from tests.replies.timeline.conftest import Life, past_the_application

pytestmark = pytest.mark.django_db


def newest(life: Life) -> Entry:
    return life.timeline().days[0].entries[0]


def sentence(life: Life, when: str = "12 12:00") -> str:
    return strip_tags(life.timeline(when).sentence)


def test_steps_up_to_acceptance(life: Life) -> None:
    life.submit("10 14:00")
    life.clear("10 15:00")
    life.accept("10 16:00")

    told = [(e.when, strip_tags(e.what), e.look) for e in life.timeline().days[0].entries]

    assert told[:3] == [
        ("16:00", "Olga (coordinator) accepted the reply.", "ok"),
        ("15:00", "Mira cleared the reply.", "flow"),
        ("14:00", "Aigerim submitted the reply.", "flow"),
    ]


def test_clearance_shows_the_hash_of_its_text(life: Life) -> None:
    life.submit("10 14:00")
    life.clear("10 15:00")

    entry = newest(life)

    seen = life.seen()
    assert (entry.fingerprint, entry.start_of_fingerprint) == (seen, seen[:12])


def test_return_quotes_its_note_and_names_the_answers(life: Life) -> None:
    life.submit("10 14:00")
    life.clock("10 15:00")
    services.send_back(
        life.reply, note="Which year?\nAnd which place?", points=life.points[:2], by=life.officer
    )

    entry = newest(life)

    assert (strip_tags(entry.what), entry.quote, entry.fingerprint, entry.look) == (
        "Mira returned the reply because of 1.1 and 1.2.",
        "Which year?\nAnd which place?",
        "",
        "wait",
    )


def test_return_of_a_cleared_reply_makes_its_clearance_void(life: Life) -> None:
    life.submit("10 14:00")
    life.clear("10 15:00")
    life.clock("10 16:00")
    services.send_back(life.reply, note="Shorten it.", by=life.coordinator)

    assert life.told()[-1] == "10 16:00 Olga (coordinator) returned the reply. Its clearance is void."


def test_clearance_settles_the_note_of_the_return(life: Life) -> None:
    life.submit("10 14:00")
    life.clock("10 15:00")
    services.send_back(life.reply, note="Which year?", points=life.points[:2], by=life.officer)
    life.write("10 15:30", 1, 11)
    life.submit("10 16:00")
    life.clear("10 17:00")

    assert life.told()[-3:] == [
        "10 15:30 Aigerim wrote 1.1: 1 word more.",
        "10 16:00 Aigerim submitted the reply.",
        "10 17:00 Mira cleared the reply. The note with which it had been returned is settled.",
    ]


def test_edit_of_a_cleared_text_tells_whose_clearance_is_void(life: Life) -> None:
    life.submit("10 14:00")
    life.clear("10 15:00")
    signed = life.seen()
    life.write("10 16:00", 2, 12, by=life.coordinator)
    life.write("10 16:05", 2, 13, by=life.coordinator)

    entry = life.timeline().days[0].entries[1]

    assert (life.told()[-2:], entry.fingerprint, entry.look) == (
        [
            "10 16:00 Olga (coordinator) changed 1.2: the clearance by Mira is void,"
            " the ministry clears the text again.",
            "10 16:00–16:05 Olga (coordinator) wrote 1.2: 3 words more.",
        ],
        signed,
        "wait",
    )


def test_clearance_voided_past_the_application(life: Life) -> None:
    life.submit("10 14:00")
    life.clear("10 15:00")
    life.clock("10 16:00")
    past_the_application()
    Reply.objects.filter(pk=life.reply.pk).update(
        status="submitted", cleared_by=None, cleared_at=None, cleared_hash=None
    )

    assert life.told()[-1] == (
        "10 16:00 Somebody with access to the database changed the text: the clearance by Mira is void,"
        " the ministry clears the text again."
    )


def test_step_that_nobody_can_take_is_told_as_such(life: Life) -> None:
    life.submit("10 14:00")
    life.clock("10 16:00")
    with recorded(None, "repaired"):
        Reply.objects.filter(pk=life.reply.pk).update(status="not_started")
    Reply.objects.filter(pk=life.reply.pk).update(status="returned")

    entry = life.timeline().days[0].entries[1]

    told = "The system set the reply to “not started”, which is none of its usual steps."
    assert (strip_tags(entry.what), entry.look) == (told, "late")
    assert sentence(life) == (
        "The reply was returned: see the note, change the text or the files, then submit again."
    )


def test_sentence_before_anything_is_written(life: Life) -> None:
    assert sentence(life, "12 12:00") == "Assigned 11 days ago, nothing has been written yet."


def test_sentence_of_a_draft(life: Life) -> None:
    life.write("10 14:02", 1, 10)
    life.write("10 14:05", 1, 11, base_version=0, by=life.colleague)

    told = [sentence(life, when) for when in ("10 23:59", "11 00:01", "12 00:00")]

    assert told == [
        "Still being drafted, last written today at 14:02 by Aigerim.",
        "Still being drafted, last written yesterday at 14:02 by Aigerim.",
        "Still being drafted, last written 2 days ago by Aigerim.",
    ]


def test_sentence_of_a_draft_without_a_text(life: Life) -> None:
    Reply.objects.filter(pk=life.reply.pk).update(status="drafting")

    assert sentence(life) == "The reply is still being drafted."


def test_sentence_at_every_step(life: Life) -> None:
    told = []
    life.submit("10 14:00")
    told.append(sentence(life))
    life.clear("10 15:00")
    told.append(sentence(life))
    life.accept("10 16:00")
    told.append(sentence(life))
    life.write("11 16:00", 1, 12, by=life.coordinator)
    told.append(sentence(life))
    life.clock("12 08:30")
    services.send_back(life.reply, note="Shorten it.", by=life.coordinator)
    told.append(sentence(life))

    assert told == [
        "Submitted 2 days ago by Aigerim, waits for clearance.",
        "Cleared 2 days ago by Mira, waits for the coordinator.",
        "Accepted 2 days ago by Olga (coordinator).",
        "Changed yesterday at 16:00 by Olga (coordinator) after its clearance, waits to be cleared again.",
        "Returned today at 08:30 by Olga (coordinator), waits for changes.",
    ]
