"""The mails of news: what they say, where they lead, and what mail systems read in them."""

from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from lxml import html
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import AtOnce
from issues.models import Issue
from replies import services
from replies.models import Bundle, News
from replies.news_mails import bundle_message, news_message
from replies.unsubscribing import read_token
from tests import factories
from tests.replies.scene import Scene, make_scene

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture(autouse=True)
def _site(settings: Settings) -> None:
    settings.SITE_URL = "https://replies.example.org"


@pytest.fixture
def scene() -> Scene:
    found = make_scene()
    found.author.name, found.coordinator.name = "Mia", "Nora"
    found.coordinator.save()
    return found


def make_bundle(scene: Scene, **fields: Any) -> Bundle:
    return Bundle.objects.create(user=scene.author, created_at=NOW, next_attempt_at=NOW, **fields)


def unsaved(scene: Scene, kind: str, minutes: int = 0, **fields: Any) -> News:
    """News about the scene's reply, not stored, as a preview has it."""
    assignment = scene.reply.assignment
    values = {
        "user": scene.author,
        "list_of_issues": scene.stored,
        "issue": assignment.issue,
        "ministry": assignment.ministry,
        "reply": scene.reply,
    }
    return News(kind=kind, at=NOW + timedelta(minutes=minutes), **values | fields)


def text_of(scene: Scene, *news: News) -> str:
    return str(news_message(make_bundle(scene), news).body)


def test_mail_of_one_thing_says_it_in_its_subject_and_links_to_it(scene: Scene) -> None:
    ministry = scene.reply.assignment.ministry
    news = unsaved(scene, AtOnce.RETURNED, by=scene.officer)

    message = news_message(make_bundle(scene), [news])

    assert message.subject == f"Returned: issue 1 of {scene.stored.symbol}"
    lines = [line.strip() for line in str(message.body).splitlines() if line.strip()]
    assert lines[:6] == [
        "Dear Mia,",
        "this happened in what you have a part in:",
        f"Issue 1: Deaths in custody ({scene.stored.symbol})",
        f"{ministry}: the reply was returned with a note; revise and submit it.",
        f"By {scene.officer.name}.",
        f"https://replies.example.org/replies/{scene.reply.pk}/",
    ]


def test_mail_of_many_things_begins_with_the_most_important(scene: Scene) -> None:
    kinds = [AtOnce.ACCEPTED, AtOnce.CLEARED, AtOnce.MENTIONED, AtOnce.RETURNED]

    message = news_message(make_bundle(scene), [unsaved(scene, kind) for kind in kinds])

    body = str(message.body)
    places = [body.index(words) for words in ("returned with", "mentions you", "was cleared", "was accepted")]
    assert message.subject == f"Returned: issue 1 of {scene.stored.symbol}, and 3 more"
    assert places == sorted(places)


def test_html_says_what_the_text_says_without_a_style_sheet(scene: Scene) -> None:
    message = news_message(make_bundle(scene), [unsaved(scene, AtOnce.CLEARED, deputy_of=scene.officer)])

    page = html.fromstring(str(message.alternatives[0][0]))
    assert page.xpath("//li/a/@href") == [f"https://replies.example.org/replies/{scene.reply.pk}/"]
    assert f"For {scene.officer.name}, who is away." in page.text_content()
    assert "style=" in html.tostring(page).decode()


def test_mail_is_in_the_language_of_its_person(scene: Scene) -> None:
    scene.author.language = "ru"
    news = unsaved(scene, AtOnce.MOVED, facts={"before": "2023-02-15", "after": "2023-02-20"})

    page = html.fromstring(str(news_message(make_bundle(scene), [news]).alternatives[0][0]))

    assert page.get("lang") == "ru"
    assert "20 февраля 2023" in page.text_content()


def test_mentions_of_one_reply_are_one_line(scene: Scene) -> None:
    ministry = scene.reply.assignment.ministry
    one = text_of(scene, unsaved(scene, AtOnce.MENTIONED))
    two = text_of(scene, unsaved(scene, AtOnce.MENTIONED), unsaved(scene, AtOnce.MENTIONED, 1))

    assert f"{ministry}: 1 comment on the reply mentions you." in one
    assert f"{ministry}: 2 comments on the reply mention you." in two


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"change": "given", "role": "lead"}, "is the lead of the issue."),
        ({"change": "role", "role": "contributor"}, "is now a contributor to the issue."),
        ({"change": "declined", "role": "lead"}, "declined the assignment; the coordinator decides."),
        ({}, "changed."),
    ],
)
def test_changed_assignment_says_how(scene: Scene, facts: dict[str, str], said: str) -> None:
    text = text_of(scene, unsaved(scene, AtOnce.ASSIGNED, facts=facts, reply=None))

    assert said in text
    assert f"https://replies.example.org/issues/{scene.reply.assignment.issue_id}/" in text


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ([("2023-02-15", "2023-02-20")], "moved from Feb. 15, 2023 to Feb. 20, 2023."),
        (
            [("2023-02-15", "2023-02-20"), ("2023-02-20", "2023-02-22")],
            "moved from Feb. 15, 2023 to Feb. 22, 2023.",
        ),
        (
            [("2023-02-15", "2023-02-20"), ("2023-02-20", "2023-02-15")],
            "was moved, and is Feb. 15, 2023 again.",
        ),
        ([(None, "2023-02-20")], "The deadline of the clearance is Feb. 20, 2023."),
        ([("2023-02-15", None)], "The deadline of the clearance, Feb. 15, 2023, was removed."),
    ],
)
def test_moved_deadline_says_from_when_to_when(
    scene: Scene, moves: list[tuple[str | None, str | None]], said: str
) -> None:
    news = [
        unsaved(scene, AtOnce.MOVED, n, facts={"before": before, "after": after, "step": "clearance"})
        for n, (before, after) in enumerate(moves)
    ]

    text = dated(text_of(scene, *reversed(news)))

    assert dated(said) in text
    assert text.count("The deadline of") == 1


def dated(text: str) -> str:
    """The text with its dates as the formats of the project write them."""
    for day in (15, 20, 22):
        text = text.replace(f"Feb. {day}, 2023", f"{day} February 2023")
    return text


def test_moved_list_links_to_the_list(scene: Scene) -> None:
    facts = {"before": "2023-02-15", "after": "2023-02-20", "step": "drafts"}
    news = unsaved(scene, AtOnce.MOVED, issue=None, ministry=None, reply=None, facts=facts)

    message = news_message(make_bundle(scene), [news])

    assert message.subject == f"Deadline moved: {scene.stored.symbol}"
    assert f"https://replies.example.org{scene.stored.get_absolute_url()}" in str(message.body)
    assert "\nThe deadline of the drafts" in str(message.body).replace("  ", "")


def test_reminder_by_hand_names_its_sender_and_says_their_words(scene: Scene) -> None:
    Issue.objects.update(due_date=date(2023, 2, 20))
    bundle = Bundle(user=scene.author, sender=scene.coordinator, note="The Minister <asks>.\nToday, please.")

    message = news_message(bundle, [unsaved(scene, News.REMINDED, by=scene.coordinator)])

    assert (message.subject, message.reply_to) == (
        f"Reminder: issue 1 of {scene.stored.symbol}",
        [scene.coordinator.email],
    )
    assert "Nora reminds you of this:\n\nThe Minister <asks>.\nToday, please.\n" in str(message.body)
    assert "the next step of the reply is due on 20 February 2023." in str(message.body)
    assert "The Minister &lt;asks&gt;.<br>Today, please." in str(message.alternatives[0][0])
    assert "List-Unsubscribe" not in message.extra_headers
    assert "unsubscribe" not in str(message.body)


def test_reminder_by_hand_without_a_date_says_so(scene: Scene) -> None:
    type(scene.stored).objects.update(due_date=None)
    bundle = Bundle(user=scene.author, sender=scene.coordinator)

    text = str(news_message(bundle, [unsaved(scene, News.REMINDED, by=scene.coordinator)]).body)

    assert "the next step of the reply is asked for." in text
    assert "By Nora." not in text


def test_headers_offer_to_unsubscribe_with_one_click(scene: Scene) -> None:
    bundle = make_bundle(scene)
    every = [unsaved(scene, kind) for kind in AtOnce.values]

    message = news_message(bundle, every)

    sent = message_from_bytes(message.message().as_bytes(), policy=policy.default)
    address = sent["List-Unsubscribe"].strip()  # the line is long, and folded
    asked = read_token(address.rsplit("/", 2)[1])
    assert address.startswith("<https://replies.example.org/unsubscribe/")
    assert address.removeprefix("<").removesuffix(">") in str(message.body)
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert asked == (scene.author.pk, sorted(AtOnce.values))


def test_headers_keep_mails_of_one_reply_in_one_thread(scene: Scene) -> None:
    bundle = make_bundle(scene)
    other = scene.another_reply()

    alone = news_message(bundle, [unsaved(scene, AtOnce.CLEARED), unsaved(scene, AtOnce.MENTIONED)])
    mixed = news_message(
        bundle, [unsaved(scene, AtOnce.CLEARED), unsaved(scene, AtOnce.CLEARED, reply=other)]
    )

    threads = [mail.extra_headers["References"] for mail in (alone, mixed)]
    assert threads == [f"<reply.{scene.reply.pk}@example.org>", f"<news.{scene.author.pk}@example.org>"]
    assert [mail.extra_headers["In-Reply-To"] for mail in (alone, mixed)] == threads
    assert alone.extra_headers["Message-ID"] == f"<bundle.{bundle.pk}@example.org>"


@pytest.mark.parametrize("rows", [1, 3])
def test_message_takes_the_same_queries_for_many(
    scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    bundle = make_bundle(scene, sender=scene.coordinator, key=uuid4())
    for _ in range(rows):
        reply = scene.another_reply()
        news = unsaved(scene, News.REMINDED, reply=reply, issue=reply.assignment.issue, bundle=bundle)
        news.save()

    # The news, the dates of their replies, the days off.
    with django_assert_num_queries(3):
        message = bundle_message(bundle)

    assert str(message.body).count("is due on") == rows


def test_what_a_note_or_an_answer_says_is_in_no_mail(scene: Scene) -> None:
    factories.answer_all(scene.reply, by=scene.author, text="<p>Nine hidden deaths.</p>")
    services.submit(scene.reply, by=scene.author)
    services.send_back(scene.reply, note="Which hidden year?", by=scene.officer)
    bundle = make_bundle(scene)
    News.objects.update(bundle=bundle)

    message = bundle_message(bundle)

    assert "hidden" not in message.message().as_string()
