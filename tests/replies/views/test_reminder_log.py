"""The log says who was told what, why, and what became of it."""

import re
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from issues.models import ListOfIssues
from replies.delivery import LEASE
from replies.models import Bundle, Digest, News, Notice, Reminder, Reply, Submission
from replies.pages.reminder_log import A_PAGE
from tests import factories
from tests.conftest import SignedIn
from tests.replies.scene import Scene, february, make_scene
from tests.replies.submission.scene import make_run

pytestmark = pytest.mark.django_db

CELLS = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def sent_at(moment: datetime) -> dict[str, Any]:
    return {"status": "sent", "sent_at": moment, "next_attempt_at": moment}


def make_reminder(scene: Scene, moment: datetime, facts: Any = None, **fields: Any) -> Reminder:
    user = fields.pop("user", scene.author)
    mail = {"next_attempt_at": moment} | (sent_at(moment) if facts is None else facts)
    digest, _made = Digest.objects.get_or_create(user=user, day=moment.date(), defaults=mail)
    reply = fields.pop("reply", scene.reply)
    values = {
        "issue": scene.reply.assignment.issue if reply is None else reply.assignment.issue,
        "ministry": scene.reply.assignment.ministry,
        "due_date": date(2023, 2, 15),
        "rung": moment.day - 15,
    }
    return Reminder.objects.create(digest=digest, user=user, reply=reply, **values | fields)


def make_news(scene: Scene, kind: str, moment: datetime, mail: Any = None, **fields: Any) -> News:
    bundle = None
    if mail is not None:
        bundle = Bundle.objects.create(
            user=scene.author, created_at=moment, **{"next_attempt_at": moment} | mail
        )
    values = {
        "user": scene.author,
        "list_of_issues": scene.stored,
        "issue": scene.reply.assignment.issue,
        "ministry": scene.reply.assignment.ministry,
        "reply": scene.reply,
        "at": moment,
    }
    return News.objects.create(kind=kind, bundle=bundle, **values | fields)


def page_of(client: SignedIn, scene: Scene, query: str = "") -> str:
    response = client.of(scene.coordinator).get(reverse("replies:reminders", args=[scene.stored.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def rows_of(page: str) -> list[list[str]]:
    """The cells of each row, in words."""
    cells = [unescape(" ".join(re.sub(r"<[^>]*>", " ", cell).split())) for cell in CELLS.findall(page)]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def test_log_is_empty_before_anybody_was_reminded(client: SignedIn, scene: Scene) -> None:
    page = page_of(client, scene)

    assert "<h1>Nobody was told anything today.</h1>" in page
    assert "Nobody was reminded of anything in this list yet." in page
    assert "Remind by hand" in page


def test_log_says_all_of_a_reminder(client: SignedIn, scene: Scene) -> None:
    make_reminder(scene, february(15))
    ministry = str(scene.reply.assignment.ministry)

    rows = rows_of(page_of(client, scene))

    assert rows == [
        [
            "15 Feb 2023, 09:00",
            f"{scene.author} {ministry}",
            "due on the day",
            f"1 Deaths in custody {ministry}",
            "15 February 2023",
            "–",
            "sent 15 Feb 2023, 09:00",
        ]
    ]


def test_log_says_why(client: SignedIn, scene: Scene) -> None:
    away = scene.officer
    make_reminder(scene, february(1), rung=-10)
    make_reminder(scene, february(2), rung=1, chase=1)
    make_reminder(scene, february(3), rung=5, chase=3, escalated=True, deputy_of=away)
    for day, kind in enumerate(("returned", "mentioned", "assigned", "cleared", "accepted", "moved"), 4):
        make_news(scene, kind, february(day), sent_at(february(day)))
    make_news(scene, "reminded", february(10), sent_at(february(10)), by=scene.coordinator, deputy_of=away)
    make_news(scene, "reminded", february(11), sent_at(february(11)))

    why = [row[2] for row in reversed(rows_of(page_of(client, scene)))]

    assert why == [
        "10 working days before the date",
        "overdue by 1 working day reminder 1 since the date",
        "overdue by 5 working days reminder 3 since the date "
        f"escalated: the step is somebody else's for {away}, who is away",
        "told at once: returned with a note",
        "told at once: mentioned in a comment",
        "told at once: assignment changed",
        "told at once: cleared",
        "told at once: accepted",
        "told at once: deadline moved",
        f"by hand, by {scene.coordinator} for {away}, who is away",
        "by hand, by",
    ]


def test_log_names_submissions_and_reopenings(client: SignedIn, scene: Scene) -> None:
    submission = Submission.objects.create(
        list_of_issues=scene.stored,
        compilation=make_run(scene.stored, scene.coordinator, with_file=False),
        seal={},
        sha256="0" * 64,
        by=scene.coordinator,
        at=february(1),
    )
    for day, kind in ((1, "submitted"), (2, "reopened")):
        moment = february(day)
        Notice.objects.create(submission=submission, user=scene.author, kind=kind, **sent_at(moment))

    rows = [row[2:6] for row in rows_of(page_of(client, scene, "?kind=submission"))]

    assert rows == [
        ["told that the list was opened again", "the whole list", "–", "–"],
        ["told of the submission", "the whole list", "–", "–"],
    ]


def test_log_says_what_became_of_each_mail(client: SignedIn, scene: Scene) -> None:
    due, error = {"status": "due"}, "Nothing answers.\nConnectionRefusedError: 111"
    make_reminder(scene, february(1), {"status": "failed", "error": error})
    make_reminder(scene, february(2), {"status": "dropped", "error": "Settled."})
    make_reminder(scene, february(3), due)
    make_reminder(scene, february(6), due | {"attempts": 2, "error": error})
    make_reminder(scene, february(7), {"status": "sending", "attempts": 1})
    make_reminder(scene, february(8), sent_at(february(8)) | {"interrupted": True})
    bounced = {"bounced_at": february(10), "bounce": "550 no such user"}
    make_reminder(scene, february(9), sent_at(february(9)) | bounced)
    make_news(scene, "cleared", february(10), {"status": "failed", "error": "Refused."})
    by_hand = {"status": "failed", "error": "Refused.", "sender": scene.coordinator, "key": uuid4()}
    make_news(scene, "reminded", february(11), by_hand)
    make_news(scene, "cleared", february(12))

    outcomes = [row[6] for row in reversed(rows_of(page_of(client, scene)))]

    assert outcomes == [
        "not sent Nothing answers. What is still owed stands in the next digest.",
        "not needed Settled.",
        "waiting",
        "tried again from 6 Feb 2023, 09:00 Nothing answers.",
        "being sent",
        "sent 8 Feb 2023, 09:00 may have arrived twice: the worker was stopped while sending",
        "came back 550 no such user Ask an administrator to correct the address.",
        "not sent Refused. Ask an administrator to have it tried again.",
        "not sent Refused. Mend that, then remind again by hand.",
        "gathered until 12 Feb 2023, 09:10",
    ]


def test_log_of_what_a_worker_took_up_shows_when_that_was(client: SignedIn, scene: Scene) -> None:
    lease = {"next_attempt_at": february(1) + LEASE, "attempts": 1}
    make_reminder(scene, february(1), lease | {"status": "failed"})
    make_reminder(scene, february(2), {"status": "failed"})

    assert [row[0] for row in rows_of(page_of(client, scene))] == ["2 Feb 2023, 09:00", "1 Feb 2023, 09:00"]


def test_log_says_which_deadlines_moved_since(client: SignedIn, scene: Scene) -> None:
    make_reminder(scene, february(1))
    make_reminder(scene, february(2), due_date=date(2023, 2, 10))
    make_reminder(scene, february(3), due_date=date(2023, 2, 20))  # the clearance of the same draft
    make_reminder(scene, february(4), reply=None)
    moved = {"before": "2023-02-10", "after": "2023-02-15", "step": "drafts"}
    make_news(scene, "moved", february(5), facts=moved)
    make_news(scene, "reminded", february(6), facts={"due": "2023-02-10"})
    make_news(scene, "reminded", february(7), facts={"due": ""})

    dates = [tuple(row[4:6]) for row in reversed(rows_of(page_of(client, scene)))]
    ListOfIssues.objects.update(due_date=None)
    removed = [row[5] for row in reversed(rows_of(page_of(client, scene)))]
    accepted = {"status": "accepted", "accepted_by": scene.coordinator, "accepted_at": timezone.now()}
    scene.submit()
    scene.clear()
    Reply.objects.update(**accepted)
    settled = [row[5] for row in reversed(rows_of(page_of(client, scene, "?kind=before")))]

    assert dates == [
        ("15 February 2023", "–"),
        ("10 February 2023", "15 February 2023"),
        ("20 February 2023", "–"),
        ("15 February 2023", "taken back"),
        ("10 February 2023", "15 February 2023"),
        ("10 February 2023", "15 February 2023"),
        ("–", "–"),
    ]
    assert removed == ["no date", "no date", "no date", "taken back", "15 February 2023", "no date", "–"]
    assert settled == ["accepted", "accepted", "accepted", "taken back"]


def test_sentence_counts_people_of_today_and_recent_failures(client: SignedIn, scene: Scene) -> None:
    now = timezone.now()
    failed = {"status": "failed", "next_attempt_at": now, "error": "Refused."}
    make_reminder(scene, now)
    make_reminder(scene, now, rung=99)
    make_reminder(scene, now, user=scene.officer)
    make_news(scene, "cleared", now, sent_at(now))
    make_reminder(scene, now, failed, user=scene.coordinator)
    make_news(scene, "cleared", now, failed)
    make_reminder(scene, now - timedelta(8), failed | {"next_attempt_at": now - timedelta(8)})
    elsewhere = make_scene()
    make_reminder(elsewhere, now)
    make_reminder(elsewhere, now, failed, user=elsewhere.officer)

    page = page_of(client, scene)

    expected = "Today 2 people were told. 2 mails of the last seven days could not be sent."
    assert f"<h1>{expected}</h1>" in page


@pytest.fixture
def filled(scene: Scene) -> Scene:
    """A log with each kind and each outcome."""
    other = factories.make_reply(scene.stored)
    make_reminder(scene, february(1), rung=-2)
    make_reminder(scene, february(2), rung=3, escalated=True, user=scene.officer)
    make_reminder(scene, february(3), {"status": "failed"}, reply=other, ministry=other.assignment.ministry)
    make_news(scene, "cleared", february(4), sent_at(february(4)) | {"bounced_at": february(4)})
    make_news(scene, "reminded", february(5), {"interrupted": True, "status": "sending"})
    make_news(scene, "mentioned", february(6))
    make_news(scene, "returned", february(7), {"status": "dropped"})
    return scene


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("", [7, 6, 5, 4, 3, 2, 1]),
        ("kind=before", [3, 1]),
        ("kind=overdue", [2]),
        ("kind=escalated", [2]),
        ("kind=by_hand", [5]),
        ("kind=at_once", [7, 6, 4]),
        ("kind=submission", []),
        ("outcome=sent", [2, 1]),
        ("outcome=waiting", [6, 5]),
        ("outcome=failed", [3]),
        ("outcome=bounced", [4]),
        ("outcome=twice", [5]),
        ("outcome=dropped", [7]),
        ("issue=2", [3]),
        ("issue=9", []),
        ("person={officer}", [2]),
        ("ministry={ministry}", [7, 6, 5, 4, 2, 1]),
        ("since=2023-02-05", [7, 6, 5]),
        ("until=2023-02-02", [2, 1]),
        ("since=2023-02-02&until=2023-02-02&kind=overdue&page=x", [2]),
        ("page=99", [7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_log_is_filtered(client: SignedIn, filled: Scene, query: str, days: list[int]) -> None:
    values = {"officer": filled.officer.pk, "ministry": filled.reply.assignment.ministry_id}

    page = page_of(client, filled, f"?{query.format(**values)}")

    found = [row[0] for row in rows_of(page)]
    assert found == [f"{day} Feb 2023, 09:00" for day in days]
    assert ("No reminder is like that" in page) == (not days)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=x", "Choose one of those that the page offers."),
        ("outcome=x", "Choose one of those that the page offers."),
        ("person=x", "Choose one of those that the page offers."),
        ("ministry=99999999999999999999", "Choose one of those that the page offers."),
        ("issue=six", "Write the number of an issue, such as 12."),
        ("issue=99999999999999999999", "Write the number of an issue, such as 12."),
        ("since=x", "Write a day such as 2026-05-31."),
        ("until=9999-12-31", "Write a day such as 2026-05-31."),
        ("since=2023-02-03&until=2023-02-02", "The last day lies before the first: change one of them."),
    ],
)
def test_log_says_what_is_wrong_with_a_filter(
    client: SignedIn, filled: Scene, query: str, expected: str
) -> None:
    page = page_of(client, filled, f"?{query}")

    assert (page.count(expected), rows_of(page)) == (1, [])
    assert "Something above cannot be looked for" in page
    assert f'href="{reverse("replies:reminders", args=[filled.stored.pk])}">Show everything</a>' in page


def test_log_is_paged_and_keeps_its_filters(client: SignedIn, scene: Scene) -> None:
    for number in range(A_PAGE + 1):
        make_news(scene, "cleared", february(1) + timedelta(number))

    first = page_of(client, scene, "?kind=at_once")
    second = page_of(client, scene, "?kind=at_once&page=2")

    assert (len(rows_of(first)), len(rows_of(second))) == (A_PAGE, 1)
    assert ('href="?kind=at_once&amp;page=2" rel="next"' in first, 'rel="prev"' in first) == (True, False)
    assert ('href="?kind=at_once&amp;page=1" rel="prev"' in second, "Page 2 of 2" in second) == (True, True)


@pytest.mark.parametrize("n", [1, 3])
def test_log_takes_the_same_queries_for_one_and_three_rows(
    client: SignedIn, scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, n: int
) -> None:
    for day in range(n):
        person = factories.focal_point_of(scene.another_reply())
        make_reminder(scene, february(day + 1), user=person, deputy_of=scene.officer)
        make_news(scene, "moved", february(day + 1), sent_at(february(day + 1)), user=person)
    client.of(scene.coordinator)
    address = reverse("replies:reminders", args=[scene.stored.pk])

    with django_assert_num_queries(13):
        page = client.get(address).content.decode()

    assert len(rows_of(page)) == 2 * n


def test_log_of_another_list_does_not_show(client: SignedIn, scene: Scene) -> None:
    elsewhere = make_scene()
    make_reminder(elsewhere, february(1))
    make_news(elsewhere, "cleared", february(1))

    page = page_of(client, scene)

    assert (rows_of(page), elsewhere.author.name in page) == ([], False)


@pytest.mark.parametrize(
    ("role", "expected"), [("focal_point", 403), ("observer", 403), ("coordinator", 404)]
)
def test_log_is_not_for_others(client: SignedIn, scene: Scene, role: str, expected: int) -> None:
    make_reminder(scene, february(1))

    response = client.of(factories.make_user(role)).get(reverse("replies:reminders", args=[scene.stored.pk]))

    assert (response.status_code, scene.author.email in response.content.decode()) == (expected, False)


def test_log_of_a_submitted_list_offers_no_reminder(client: SignedIn, scene: Scene) -> None:
    ListOfIssues.objects.update(status="submitted")

    page = page_of(client, scene)

    assert "The list of issues was submitted: nobody owes anything any more." in page
    assert "Remind by hand" not in page


def test_log_links_to_the_reply_or_where_it_was_taken_back_to_the_issue(
    client: SignedIn, scene: Scene
) -> None:
    make_reminder(scene, february(1))
    make_reminder(scene, february(2), reply=None)

    page = page_of(client, scene)

    assert f'href="{scene.reply.get_absolute_url()}"' in page
    assert f'href="{scene.reply.assignment.issue.get_absolute_url()}"' in page
