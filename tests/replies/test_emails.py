"""The digest as a person reads it."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lxml import html
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from issues.models import ListOfIssues
from replies.emails import digest_message
from replies.models import Digest, Reminder, Reply
from tests import factories

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2023, 2, 15)


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = "https://replies.example.org"


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list(state="KAZ", symbol="CAT/C/KAZ/Q/4")


def make_reply(stored: ListOfIssues, number: int, label: str) -> Reply:
    justice = factories.make_ministry(name_en="Ministry of Justice", name_ru="Министерство юстиции")
    return factories.make_reply(
        issue=factories.make_issue(stored, number=number, label=label), ministry=justice
    )


def make_digest(user: User, *owed: tuple[Reply, date], day: date = WEDNESDAY) -> Digest:
    now = datetime(2023, 2, 15, 9, tzinfo=ZoneInfo("Asia/Almaty"))
    digest = Digest.objects.create(user=user, day=day, next_attempt_at=now)
    for reply, due in owed:
        Reminder.objects.create(digest=digest, user=user, reply=reply, due_date=due, rung=0)
    return digest


def make_line(user: User, reply: Reply, **facts: Any) -> list[str]:
    """What the mail says of one reminder, due today, between its date and its link."""
    digest = make_digest(user)
    Reminder.objects.create(
        digest=digest, user=user, reply=reply, **{"due_date": WEDNESDAY, "rung": 0} | facts
    )
    lines = digest_message(digest, WEDNESDAY).body.splitlines()
    return [line.strip() for line in lines[6:-3]]


def test_message_of_three_replies(stored: ListOfIssues) -> None:
    late, now, later = (
        make_reply(stored, n, label) for n, label in [(9, "Torture"), (4, "Custody"), (5, "R&D <labs>")]
    )
    author = factories.make_user("focal_point", late.assignment.ministry, name="Aigul O'Hara")
    digest = make_digest(author, (later, date(2023, 2, 20)), (now, WEDNESDAY), (late, date(2023, 2, 13)))

    message = digest_message(digest, WEDNESDAY)

    assert message.subject == "Overdue: issue 9 of CAT/C/KAZ/Q/4, and 2 more"
    assert message.to == [author.email]
    assert message.extra_headers == {
        "Message-ID": digest.message_id,
        "In-Reply-To": f"<digests.{author.pk}@example.org>",
        "References": f"<digests.{author.pk}@example.org>",
        "Auto-Submitted": "auto-generated",
    }
    assert (
        message.body
        == f"""\
Dear Aigul O'Hara,

this is what waits on 15 February 2023, the most urgent first.

Issue 9: Torture (CAT/C/KAZ/Q/4)
  overdue: it was due on 13 February 2023, 2 working days ago
  Ministry of Justice: write and submit the reply.
  https://replies.example.org/replies/{late.pk}/

Issue 4: Custody (CAT/C/KAZ/Q/4)
  due today
  Ministry of Justice: write and submit the reply.
  https://replies.example.org/replies/{now.pk}/

Issue 5: R&D <labs> (CAT/C/KAZ/Q/4)
  due on 20 February 2023, in 3 working days
  Ministry of Justice: write and submit the reply.
  https://replies.example.org/replies/{later.pk}/

You get at most one such mail a day, none on a day off and none when nothing is owed.
"""
    )


def test_message_as_html_says_the_same(stored: ListOfIssues) -> None:
    first, second = make_reply(stored, 4, "Custody"), make_reply(stored, 5, "R&D <labs>")
    author = factories.make_user("focal_point", first.assignment.ministry, name="Aigul O'Hara")
    digest = make_digest(author, (first, date(2023, 2, 14)), (second, WEDNESDAY))

    content, kind = digest_message(digest, WEDNESDAY).alternatives[0]

    page = html.fromstring(str(content))
    assert kind == "text/html"
    assert [" ".join("".join(map(str, block.itertext())).split()) for block in page.iter("p", "li")] == [
        "Dear Aigul O'Hara,",
        "this is what waits on 15 February 2023, the most urgent first.",
        "Issue 4: Custody CAT/C/KAZ/Q/4 overdue: it was due on 14 February 2023, 1 working day ago "
        "Ministry of Justice: write and submit the reply.",
        "Issue 5: R&D <labs> CAT/C/KAZ/Q/4 due today Ministry of Justice: write and submit the reply.",
        "You get at most one such mail a day, none on a day off and none when nothing is owed.",
    ]
    assert [link.get("href") for link in page.iter("a")] == [
        f"https://replies.example.org/replies/{reply.pk}/" for reply in (first, second)
    ]


def test_message_as_html_has_its_styles_inline(stored: ListOfIssues) -> None:
    reply = make_reply(stored, 4, "Custody")
    digest = make_digest(
        factories.focal_point_of(reply), (reply, date(2023, 2, 14)), (make_reply(stored, 5, "A"), WEDNESDAY)
    )

    content, _ = digest_message(digest, WEDNESDAY).alternatives[0]

    page = html.fromstring(str(content))
    assert list(page.iter("style", "link", "script", "img")) == []
    assert [item[3].get("style") for item in page.iter("li")] == ["color: #a3241b;", None]


@pytest.mark.parametrize(
    ("due", "subject"),
    [
        (date(2023, 2, 14), "Overdue: issue 4 of CAT/C/KAZ/Q/4"),
        (WEDNESDAY, "Due today: issue 4 of CAT/C/KAZ/Q/4"),
        (date(2023, 2, 16), "Due on 16 February 2023: issue 4 of CAT/C/KAZ/Q/4"),
    ],
)
def test_subject_says_the_most_urgent_thing(stored: ListOfIssues, due: date, subject: str) -> None:
    reply = make_reply(stored, 4, "Custody")
    digest = make_digest(factories.focal_point_of(reply), (reply, due))

    assert digest_message(digest, WEDNESDAY).subject == subject


def when_and_task(digest: Digest) -> tuple[str, str]:
    lines = digest_message(digest, digest.day).body.splitlines()
    return lines[5].strip(), lines[6].strip()


@pytest.mark.parametrize(
    ("due", "when"),
    [
        (date(2023, 2, 10), "overdue: it was due on 10 February 2023, 5 working days ago"),
        (date(2023, 2, 17), "due today"),
        (date(2023, 2, 18), "due on 18 February 2023, a day off: today is the last working day before it"),
        (date(2023, 2, 20), "due on 20 February 2023, in 1 working day"),
        (date(2023, 3, 9), "due on 9 March 2023, in 13 working days"),
    ],
)
def test_line_says_when_in_working_days(stored: ListOfIssues, due: date, when: str) -> None:
    reply = make_reply(stored, 4, "Custody")
    digest = make_digest(factories.focal_point_of(reply), (reply, due), day=date(2023, 2, 17))

    assert when_and_task(digest)[0] == when


@pytest.mark.parametrize(
    ("status", "role", "task"),
    [
        ("drafting", "focal_point", "write and submit the reply."),
        ("returned", "focal_point", "the reply was returned; revise and submit it."),
        ("returned", "clearing_officer", "its focal points have not submitted the reply."),
        ("not_started", "coordinator", "its focal points have not submitted the reply."),
        ("submitted", "clearing_officer", "clear the reply, or return it."),
        ("submitted", "coordinator", "its clearing officers have not cleared the reply."),
        ("cleared", "coordinator", "accept the reply, or return it."),
    ],
)
def test_line_says_what_is_to_be_done_and_by_whom(
    stored: ListOfIssues, status: str, role: str, task: str
) -> None:
    justice = factories.make_ministry(name_en="Ministry of Justice")
    reply = factories.make_reply_in(status, stored=stored, ministry=justice)
    digest = make_digest(
        factories.make_user(role, justice if role != "coordinator" else None), (reply, WEDNESDAY)
    )

    assert when_and_task(digest)[1] == f"Ministry of Justice: {task}"


def test_message_in_the_language_of_the_person(stored: ListOfIssues) -> None:
    reply = make_reply(stored, 4, "Custody")
    author = factories.make_user("focal_point", reply.assignment.ministry, language="ru")
    digest = make_digest(author, (reply, date(2023, 2, 16)))

    message = digest_message(digest, WEDNESDAY)

    assert message.subject == "Срок – 16 февраля 2023 г.: вопрос 4 (CAT/C/KAZ/Q/4)"
    assert "Министерство юстиции: составьте и представьте ответ." in message.body
    assert "16 февраля 2023" in message.body
    assert '<html lang="ru">' in str(message.alternatives[0][0])


def test_message_makes_one_query_for_any_number_of_replies(
    stored: ListOfIssues, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    replies = [make_reply(stored, n, "Custody") for n in (1, 2, 3)]
    author = factories.focal_point_of(replies[0])
    digest = make_digest(author, *((reply, WEDNESDAY) for reply in replies))

    with django_assert_num_queries(2):
        digest_message(digest, WEDNESDAY)


@pytest.mark.parametrize(
    ("chase", "said"),
    [
        (0, []),
        (1, ["First reminder since the date passed."]),
        (5, ["Fifth reminder since the date passed."]),
        (6, ["Reminder number 6 since the date passed."]),
    ],
)
def test_line_says_how_often_it_was_asked_for(stored: ListOfIssues, chase: int, said: list[str]) -> None:
    reply = make_reply(stored, 4, "Custody")

    line = make_line(factories.focal_point_of(reply), reply, chase=chase)

    assert line == ["Ministry of Justice: write and submit the reply.", *said]


def test_line_of_a_deputy_says_in_whose_place(stored: ListOfIssues) -> None:
    reply = make_reply(stored, 4, "Custody")
    absent = factories.make_user("focal_point", reply.assignment.ministry, name="Aigul O'Hara")
    deputy = factories.make_user("clearing_officer", reply.assignment.ministry)

    line = make_line(deputy, reply, deputy_of=absent)

    assert line == ["Ministry of Justice: write and submit the reply.", "For Aigul O'Hara, who is away."]


@pytest.mark.parametrize(
    ("people", "whose"),
    [
        (1, "Whose step it is: Person A."),
        (3, "Whose step it is: Person A, Person B, Person C."),
        (4, "Whose step it is: Person A, Person B, Person C and 1 more."),
    ],
)
def test_line_of_an_escalation_names_whose_step_it_is(stored: ListOfIssues, people: int, whose: str) -> None:
    reply = make_reply(stored, 4, "Custody")
    for letter in "ABCD"[:people]:
        factories.make_user("focal_point", reply.assignment.ministry, name=f"Person {letter}")

    line = make_line(factories.make_coordinator(stored), reply, escalated=True)

    assert line == ["Ministry of Justice: its focal points have not submitted the reply.", whose]


@pytest.mark.parametrize(
    ("status", "task", "what_to_do"),
    [
        (
            "not_started",
            "Ministry of Justice: its focal points have not submitted the reply.",
            "No focal point of Ministry of Justice is there: have an administrator invite one, or enter a "
            "deputy.",
        ),
        (
            "submitted",
            "Ministry of Justice: its clearing officers have not cleared the reply.",
            "No clearing officer of Ministry of Justice is there: have an administrator invite one, or enter "
            "a deputy.",
        ),
        (
            "cleared",
            "Ministry of Justice: the coordinators have not accepted the reply.",
            "No coordinator of the list is there: name one, or enter a deputy who coordinates it, too.",
        ),
    ],
)
def test_line_where_nobody_is_there_says_what_to_do(
    stored: ListOfIssues, status: str, task: str, what_to_do: str
) -> None:
    justice = factories.make_ministry(name_en="Ministry of Justice")
    reply = factories.make_reply_in(status, stored=stored, ministry=justice)
    User.objects.update(is_active=False)

    line = make_line(factories.make_user("administrator"), reply, escalated=True)

    assert line == [task, what_to_do]


def test_line_of_a_superior_of_the_same_role_is_not_their_own_step(stored: ListOfIssues) -> None:
    reply = factories.make_reply_in("cleared", stored=stored)
    superior = factories.make_user("coordinator")

    line = make_line(superior, reply, escalated=True)

    assert line[0].endswith(": the coordinators have not accepted the reply.")


def test_message_as_html_has_the_remarks(stored: ListOfIssues) -> None:
    reply = make_reply(stored, 4, "Custody")
    author = factories.focal_point_of(reply)
    digest = make_digest(author, (reply, WEDNESDAY))
    digest.reminders.update(chase=2)

    content, _ = digest_message(digest, WEDNESDAY).alternatives[0]

    (item,) = html.fromstring(str(content)).iter("li")
    assert [span.text for span in item.iter("span")] == [
        "CAT/C/KAZ/Q/4",
        "due today",
        "Second reminder since the date passed.",
    ]


def test_message_of_escalations_makes_the_same_number_of_queries(
    stored: ListOfIssues, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    replies = [make_reply(stored, n, "Custody") for n in (1, 2, 3)]
    coordinator = factories.make_coordinator(stored)
    one, three = make_digest(coordinator), make_digest(coordinator, day=date(2023, 2, 16))
    for digest, owed in ((one, replies[:1]), (three, replies)):
        for reply in owed:
            Reminder.objects.create(
                digest=digest,
                user=coordinator,
                reply=reply,
                due_date=WEDNESDAY,
                rung=digest.day.day,
                escalated=True,
            )

    for digest in (one, three):
        with django_assert_num_queries(5):
            digest_message(digest, WEDNESDAY)


def test_digests_of_a_person_are_one_thread(stored: ListOfIssues) -> None:
    reply = make_reply(stored, 4, "Custody")
    author = factories.focal_point_of(reply)
    days = [make_digest(author, day=WEDNESDAY), make_digest(author, day=date(2023, 2, 16))]
    Reminder.objects.create(digest=days[0], user=author, reply=reply, due_date=WEDNESDAY, rung=0)
    Reminder.objects.create(digest=days[1], user=author, reply=reply, due_date=WEDNESDAY, rung=1)

    headers = [digest_message(digest, digest.day).extra_headers for digest in days]

    assert headers[0]["References"] == headers[1]["References"] == headers[0]["In-Reply-To"]
    assert headers[0]["Message-ID"] != headers[1]["Message-ID"]


def test_message_does_not_quote_an_answer(stored: ListOfIssues) -> None:
    reply = factories.make_reply_in("submitted", stored=stored)
    digest = make_digest(factories.clearing_officer_of(reply), (reply, WEDNESDAY))

    message = digest_message(digest, WEDNESDAY)

    whole = message.message().as_string()
    assert ("Nine deaths" in whole, str(message.subject) in whole) == (False, True)
