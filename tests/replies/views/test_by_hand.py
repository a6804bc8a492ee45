"""A coordinator selects, sees the mail, sends it, and sees that it went."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Absence, User
from issues.models import CalendarDay, ListOfIssues
from replies import services
from replies.models import Bundle, Digest, News, Reminder, Reply
from replies.pages.by_hand import sent_page
from tests import factories
from tests.conftest import SignedIn
from tests.replies.scene import Scene, february, make_scene

pytestmark = pytest.mark.django_db

BOX = re.compile(r'name="replies" value="(\d+)"[^>]*?( checked)?>')
KEY = re.compile(r'name="key" value="([^"]+)"')
GONE = "A selected reply is no longer there: load the page again and select anew."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def url_of(scene: Scene, name: str = "by_hand", *more: object) -> str:
    return reverse(f"replies:{name}", args=[scene.stored.pk, *more])


def shown(response: Any) -> str:
    return str(response.content.decode())


def boxes(page: str) -> dict[int, bool]:
    """The replies that are offered, and whether each is selected."""
    return {int(pk): bool(checked) for pk, checked in BOX.findall(page)}


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_selection_shows_open_replies_the_most_urgent_first(client: SignedIn, scene: Scene) -> None:
    late = scene.another_reply(due_date=date(2023, 2, 1))
    ahead = scene.another_reply(due_date=date(9000, 1, 1))
    factories.make_reply_in("accepted", stored=scene.stored)
    digest = Digest.objects.create(
        user=scene.author,
        day=date(2023, 2, 1),
        status="sent",
        sent_at=february(1),
        next_attempt_at=february(1),
    )
    issue = late.assignment.issue
    Reminder.objects.create(
        digest=digest, user=scene.author, issue=issue, reply=late, due_date=date(2023, 2, 1), rung=0
    )

    page = shown(client.of(scene.coordinator).get(url_of(scene)))

    assert boxes(page) == {late.pk: False, scene.reply.pk: False, ahead.pk: False}
    assert list(boxes(page)) == [late.pk, scene.reply.pk, ahead.pk]
    assert "<h1>3 replies are open, 2 of them overdue.</h1>" in page
    assert (page.count("1 Feb 2023, 09:00"), page.count(">never<")) == (1, 2)
    assert "Select all 2 overdue" in page


def test_selection_without_a_date_or_anything_overdue(client: SignedIn, scene: Scene) -> None:
    ListOfIssues.objects.update(due_date=None)

    page = shown(client.of(scene.coordinator).get(url_of(scene)))

    assert "<h1>1 reply is open, and none is overdue.</h1>" in page
    assert ("all-overdue" in page, "no date" in page) == (False, True)


def test_selection_of_nothing_says_why(client: SignedIn) -> None:
    stored = factories.make_list()
    coordinator = factories.make_coordinator(stored)

    page = shown(client.of(coordinator).get(reverse("replies:by_hand", args=[stored.pk])))

    assert "<h1>Every reply is accepted: nobody has to be reminded.</h1>" in page
    assert "No reply is open. When an issue is given to a ministry" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ministry={ministry}", [1, 2]),
        ("status=submitted", [1]),
        ("overdue=on", [1, 3]),
        ("ministry={ministry}&overdue=on", [1]),
        ("status=returned", []),
        ("status=accepted", []),
        ("ministry=x", []),
    ],
)
def test_selection_is_filtered(client: SignedIn, scene: Scene, query: str, expected: list[int]) -> None:
    scene.another_reply(due_date=date(9000, 1, 1))
    factories.make_reply(scene.stored)
    scene.submit()
    query = query.format(ministry=scene.reply.assignment.ministry_id)

    page = shown(client.of(scene.coordinator).get(f"{url_of(scene)}?{query}"))

    rows = Reply.objects.filter(pk__in=boxes(page)).order_by("pk")
    empty = ("No open reply is like that" in page, "Something above cannot be looked for" in page)
    is_wrong = query in {"status=accepted", "ministry=x"}
    assert list(rows.values_list("assignment__issue__number", flat=True)) == expected
    assert empty == (not expected and not is_wrong, is_wrong)
    assert (f'action="{url_of(scene)}?{query.replace("&", "&amp;")}"' in page) is True


def test_all_overdue_are_selected_and_what_is_written_stays(client: SignedIn, scene: Scene) -> None:
    ahead, other = (scene.another_reply(due_date=date(9000, 1, 1)) for _ in range(2))
    values = {"all-overdue": "yes", "replies": [ahead.pk, "x", "9" * 30], "note": "Geneva waits."}

    response = client.of(scene.coordinator).post(url_of(scene), values)

    page = shown(response)
    assert (response.status_code, boxes(page)) == (
        200,
        {scene.reply.pk: True, ahead.pk: True, other.pk: False},
    )
    assert ("Geneva waits.</textarea>" in page, 'role="alert"' in page) == (True, False)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["Select at least one reply."]),
        (
            {"replies": ["0"]},
            [GONE],
        ),
        ({"replies": ["x"]}, [GONE]),
        ({"replies": ["9" * 30]}, [GONE]),
        (
            {"note": "x" * 1001},
            ["Select at least one reply.", "Your words have 1001 characters: shorten them to 1000."],
        ),
    ],
)
def test_preview_says_what_is_wrong_and_keeps_what_was_typed(
    client: SignedIn, scene: Scene, values: dict[str, Any], expected: list[str]
) -> None:
    response = client.of(scene.coordinator).post(url_of(scene), {"note": "Geneva waits."} | values)

    page = shown(response)
    alert = page.split('role="alert">')[1].split("</div>")[0]
    assert (response.status_code, re.findall(r"<p>([^<]*)</p>", alert)) == (422, expected)
    assert f"{values.get('note', 'Geneva waits.')}</textarea>" in page


def test_preview_shows_to_whom_and_the_mail_and_stores_nothing(client: SignedIn, scene: Scene) -> None:
    deputy = factories.focal_point_of(scene.reply)
    User.objects.filter(pk=deputy.pk).update(role="clearing_officer")
    Absence.objects.create(user=scene.author, first_day=date(2023, 1, 1), deputy=deputy)
    alone = factories.make_reply(scene.stored)
    lines = "\r\n".join(["x" * 8] * 100)  # within the limit as the browser counts

    response = client.of(scene.coordinator).post(
        url_of(scene), {"replies": [scene.reply.pk, alone.pk], "note": f"<b>Geneva</b>\r\n{lines}"}
    )

    page = shown(response)
    assert (response.status_code, Bundle.objects.count(), News.objects.filter(kind="reminded").count()) == (
        200,
        0,
        0,
    )
    for words in (
        "<h1>1 person gets this reminder.</h1>",
        f"issue 1: for {scene.author}, who is away",
        f"{alone.assignment.ministry} has no focal point: ask an administrator to invite one",
        f"The mail to {deputy}",
        f"<dd>{deputy.email}</dd>",
        f"<dd>Reminder: issue 1 of {scene.stored.symbol}</dd>",
        f"{scene.coordinator} reminds you of this:",
        "&lt;b&gt;Geneva&lt;/b&gt;",
        "the next step of the reply is due on 15 February 2023.",
        "Send to 1 person",
    ):
        assert words in page


def test_preview_of_nobody_offers_only_to_select_again(client: SignedIn, scene: Scene) -> None:
    User.objects.filter(pk=scene.author.pk).update(is_active=False)

    page = shown(client.of(scene.coordinator).post(url_of(scene), {"replies": [scene.reply.pk]}))

    assert "<h1>Nobody would get this reminder.</h1>" in page
    assert ("Send to" in page, "The mail to" in page, "Change the selection" in page) == (False, False, True)


def test_preview_leads_back_to_the_selection(client: SignedIn, scene: Scene) -> None:
    values = {"replies": [scene.reply.pk], "note": "Geneva waits.", "key": uuid4(), "back": "yes"}

    page = shown(client.of(scene.coordinator).post(url_of(scene), values))

    assert (boxes(page), "Geneva waits.</textarea>" in page) == ({scene.reply.pk: True}, True)


def test_preview_of_a_closed_list_is_refused(client: SignedIn, scene: Scene) -> None:
    ListOfIssues.objects.update(status="submitted")

    response = client.of(scene.coordinator).post(url_of(scene), {"replies": [scene.reply.pk]})

    page = shown(response)
    why = "The list of issues was submitted: nobody owes anything any more."
    assert (response.status_code, page.count(why), " disabled" in page) == (422, 3, True)


def test_send_stores_what_the_preview_showed_once(client: SignedIn, scene: Scene) -> None:
    factories.make_reply(scene.stored)
    client.of(scene.coordinator)
    replies = list(Reply.objects.values_list("pk", flat=True))
    preview = shown(client.post(url_of(scene), {"replies": replies, "note": "Geneva waits."}))
    [key] = KEY.findall(preview)
    values = {"replies": replies, "note": "Geneva waits.", "key": key}

    first = client.post(url_of(scene, "by_hand_send"), values)
    first_said = said(first)
    second = client.post(url_of(scene, "by_hand_send"), values)

    page = url_of(scene, "by_hand_sent", UUID(key))
    assert [(found.status_code, found.headers["Location"]) for found in (first, second)] == [(302, page)] * 2
    ministry = Reply.objects.latest("pk").assignment.ministry
    left_out = f"{ministry} has no focal point: ask an administrator to invite one, then remind again."
    assert first_said == ["1 person is reminded.", left_out]
    assert said(second)[-1] == "This reminder went already: nothing was sent twice."
    assert [(found.user, found.note) for found in Bundle.objects.all()] == [(scene.author, "Geneva waits.")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"key": "x"}, "Look at the preview again, then send."),
        ({"key": ""}, "Look at the preview again, then send."),
        ({}, "Nobody was reminded. Accepted in the meantime: nothing is owed any more."),
    ],
)
def test_send_refused_keeps_selection_and_words(
    client: SignedIn, scene: Scene, change: dict[str, str], expected: str
) -> None:
    accepted = factories.make_reply_in("accepted", stored=scene.stored)
    values = {"replies": [accepted.pk], "note": "Geneva waits.", "key": str(uuid4())} | change

    response = client.of(scene.coordinator).post(url_of(scene, "by_hand_send"), values)

    page = shown(response)
    assert (response.status_code, expected in page, "Geneva waits.</textarea>" in page) == (422, True, True)
    assert Bundle.objects.filter(sender__isnull=False).count() == 0


def test_send_reloaded_leads_to_the_selection(client: SignedIn, scene: Scene) -> None:
    response = client.of(scene.coordinator).get(url_of(scene, "by_hand_send"))

    assert (response.status_code, response.headers["Location"]) == (302, url_of(scene))


def remind(scene: Scene) -> UUID:
    key = uuid4()
    services.remind(scene.stored, Reply.objects.all(), note="Geneva waits.", key=key, by=scene.coordinator)
    return key


def test_sent_page_polls_while_the_worker_sends(client: SignedIn, scene: Scene) -> None:
    key = remind(scene)
    Bundle.objects.update(status="sending", attempts=1)
    address = url_of(scene, "by_hand_sent", key)
    client.of(scene.coordinator)

    page = shown(client.get(address))
    fragment = shown(client.get(address, headers=HTMX))

    assert "Geneva waits." in page
    assert '<h1 id="by-hand-sentence">1 mail waits.</h1>' in page
    assert '<h1 id="by-hand-sentence" hx-swap-oob="true">1 mail waits.</h1>' in fragment
    assert ("<html" in fragment, "being sent" in fragment, "issue 1" in fragment) == (False, True, True)


def test_sent_page_says_for_each_whether_it_went(client: SignedIn, scene: Scene) -> None:
    for _ in range(3):
        factories.focal_point_of(factories.make_reply(scene.stored))
    key = remind(scene)
    facts: tuple[dict[str, Any], ...] = (
        {"status": "sent", "sent_at": february(15)},
        {"status": "failed", "error": "Nothing answers."},
        {"status": "dropped", "error": "Settled."},
        {"status": "due", "attempts": 1, "next_attempt_at": february(15)},
    )
    for bundle, values in zip(Bundle.objects.order_by("pk"), facts, strict=True):
        Bundle.objects.filter(pk=bundle.pk).update(**values)

    page = shown(client.of(scene.coordinator).get(url_of(scene, "by_hand_sent", key)))

    sentence = "Sent to 1 person; 1 mail waits; 1 mail could not be sent; 1 mail was not needed."
    assert sentence in page
    assert "Mend that, then remind again by hand." in page
    assert ("sent 15 Feb 2023, 09:00" in page, "Nothing answers." in page, "Settled." in page) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("kind", "shift", "status", "expected"),
    [
        ("working", timedelta(), "due", (True, False)),
        ("working", timedelta(hours=1), "due", (False, False)),
        ("working", timedelta(hours=1), "sending", (True, False)),
        ("working", timedelta(), "sent", (False, False)),
        ("off", timedelta(), "due", (False, True)),
        ("off", timedelta(), "sent", (False, False)),
    ],
)
def test_sent_page_waits_with_the_mail(
    scene: Scene, kind: str, shift: timedelta, status: str, expected: tuple[bool, bool]
) -> None:
    # A zone in which it is noon now, whatever the hour of the test.
    scene.stored.time_zone = f"Etc/GMT{datetime.now(tz=UTC).hour - 12:+d}"
    scene.stored.save()
    CalendarDay.objects.create(
        state=scene.stored.state, day=scene.stored.today, is_working=kind == "working", name="Moved"
    )
    key = remind(scene)
    now = timezone.now()
    values = {"status": status, "next_attempt_at": now + shift}
    Bundle.objects.update(**values | ({"sent_at": now} if status == "sent" else {}))

    page = sent_page(scene.stored, list(Bundle.objects.filter(key=key).select_related("user", "sender")))

    assert (page["is_moving"], page["rests"]) == expected


def test_sent_page_of_another_list_or_key_is_not_found(client: SignedIn, scene: Scene) -> None:
    key, elsewhere = remind(scene), make_scene()
    client.of(elsewhere.coordinator)

    statuses = [
        client.get(url_of(elsewhere, "by_hand_sent", key)).status_code,
        client.get(url_of(elsewhere, "by_hand_sent", uuid4())).status_code,
        client.get(url_of(scene, "by_hand_sent", key)).status_code,
    ]

    assert statuses == [404, 404, 404]


@pytest.mark.parametrize(
    ("role", "expected"), [("focal_point", 403), ("observer", 403), ("coordinator", 404)]
)
def test_pages_are_not_for_others(client: SignedIn, scene: Scene, role: str, expected: int) -> None:
    key = remind(scene)
    client.of(factories.make_user(role))

    answers = [
        client.get(url_of(scene)),
        client.post(url_of(scene), {"replies": [scene.reply.pk]}),
        client.post(url_of(scene, "by_hand_send"), {"replies": [scene.reply.pk]}),
        client.get(url_of(scene, "by_hand_sent", key)),
    ]

    assert [(found.status_code, scene.author.email in shown(found)) for found in answers] == [
        (expected, False)
    ] * 4


@pytest.mark.parametrize("n", [1, 3])
def test_pages_take_the_same_queries_for_one_and_three_rows(
    client: SignedIn, scene: Scene, django_assert_num_queries: DjangoAssertNumQueries, n: int
) -> None:
    for _ in range(n - 1):
        factories.focal_point_of(factories.make_reply(scene.stored))
    key = remind(scene)
    client.of(scene.coordinator)
    replies = list(Reply.objects.values_list("pk", flat=True))

    with django_assert_num_queries(6):
        selection = shown(client.get(url_of(scene)))
    with django_assert_num_queries(14):
        preview = shown(client.post(url_of(scene), {"replies": replies}))
    with django_assert_num_queries(6):
        sent = shown(client.get(url_of(scene, "by_hand_sent", key)))

    assert len(boxes(selection)) == n
    assert (preview.count(f"issue {n}<"), sent.count(f"issue {n}<")) == (1, 1)
