"""The page of versions, and restoring one from there."""

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from replies import services
from replies.models import Answer
from replies.versions.history import versions_of
from tests import factories
from tests.conftest import SignedIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer() -> Answer:
    """Three versions and a refused text."""
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    [stored] = factories.answer_all(reply, by=author, text="<p>Nine deaths.</p>")
    for base, text in ((1, "Ten"), (2, "Eleven"), (1, "Twelve")):
        html = f"<p>{text} deaths.</p>"
        services.save_answer(reply, stored.data_point, text=html, base_version=base, by=author)
    stored.refresh_from_db()
    return stored


def url_of(answer: Answer, **chosen: object) -> str:
    return reverse("replies:versions", args=[answer.pk], query=chosen or None)


def page_of(client: SignedIn, answer: Answer, **chosen: object) -> str:
    response = client.of(answer.edited_by).get(url_of(answer, **chosen))
    assert response.status_code == 200
    return response.content.decode()


def checked(page: str) -> list[tuple[str, int]]:
    found = re.findall(r'<input type="radio" name="(from|to)" value="(\d+)" checked>', page)
    return [(name, int(key)) for name, key in found]


def said(client: SignedIn, answer: Answer, **values: object) -> str:
    """What the page says after a restore."""
    response = client.post(reverse("replies:restore", args=[answer.pk]), values, follow=True)
    assert response.redirect_chain == [(url_of(answer), 302)]
    return re.findall(r'class="message [^"]*">([^<]*)<', response.content.decode())[0]


def test_versions_show_every_text_and_the_newest_change(client: SignedIn, answer: Answer) -> None:
    page = page_of(client, answer)

    refused, third, _second, first = versions_of(answer)
    assert "3 versions · 1 refused text kept" in page
    radios = re.findall(r'type="radio" name="from" value="(\d+)"', page)
    assert sorted(map(int, radios)) == sorted(version.pk for version in versions_of(answer))
    assert f'name="event" value="{first.pk}"' in page
    assert "Text refused beside version 3" in page
    assert checked(page) == [("to", third.pk), ("from", first.pk)]
    assert "<p><del>Nine</del><ins>Eleven</ins> deaths.</p>" in page
    assert refused.is_refused


def test_versions_compares_those_chosen(client: SignedIn, answer: Answer) -> None:
    refused, _third, second, _first = versions_of(answer)

    page = page_of(client, answer, **{"from": second.pk, "to": refused.pk})

    assert sorted(checked(page)) == [("from", second.pk), ("to", refused.pk)]
    assert "<p><del>Ten</del><ins>Twelve</ins> deaths.</p>" in page


def test_versions_of_the_same_text_say_so(client: SignedIn, answer: Answer) -> None:
    newest = versions_of(answer)[1]

    page = page_of(client, answer, **{"from": newest.pk, "to": newest.pk})

    assert ("These two say the same" in page, "<ins>" in page) == (True, False)


@pytest.mark.parametrize("chosen", ["0", "99999999999", "first", "-1", "2000000000"])
def test_versions_of_nonsense_keys_show_the_newest_change(
    client: SignedIn, answer: Answer, chosen: str
) -> None:
    page = page_of(client, answer, **{"from": chosen})

    assert "This answer has no such version: the newest change is shown instead." in page
    assert "<p><del>Nine</del><ins>Eleven</ins> deaths.</p>" in page


def test_versions_of_an_answer_to_the_issue_as_a_whole(client: SignedIn) -> None:
    reply = factories.make_reply(points=0)
    [answer] = factories.answer_all(reply, by=factories.focal_point_of(reply), text="")

    page = page_of(client, answer)

    assert ("<h1>Versions of 1</h1>" in page, "An empty text." in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3, 50])
def test_versions_ask_the_same_number_of_queries(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    [answer] = factories.answer_all(reply, by=author, text="<p>0</p>")
    for n in range(1, count):
        services.save_answer(reply, answer.data_point, text=f"<p>{n}</p>", base_version=n, by=author)
    client.of(author).get(url_of(answer))

    with django_assert_num_queries(4):
        page = client.get(url_of(answer)).content.decode()

    assert page.count('class="version"') == count


def test_versions_are_nothing_for_those_outside(client: SignedIn) -> None:
    answer = factories.make_reply_in("accepted").answers.get()
    observer = factories.make_user("observer")

    response = client.of(observer).get(url_of(answer))
    restored = client.post(reverse("replies:restore", args=[answer.pk]), {"event": 1, "base_version": 1})

    assert (response.status_code, restored.status_code) == (404, 404)


def test_versions_say_why_nothing_can_be_restored(client: SignedIn) -> None:
    answer = factories.make_reply_in("submitted").answers.get()
    officer = factories.clearing_officer_of(answer.reply)
    Answer.objects.filter(pk=answer.pk).update(version=2)

    page = client.of(officer).get(url_of(answer)).content.decode()

    assert 'disabled aria-describedby="no-restore-' in page
    assert "Only a focal point of the ministry drafts its reply." in page


def test_restore_says_what_came_of_it(client: SignedIn, answer: Answer) -> None:
    client.of(answer.edited_by)
    _refused, third, _second, first = versions_of(answer)

    messages = [
        said(client, answer, event=first.pk, base_version=3),
        said(client, answer, event=first.pk, base_version=4),
        said(client, answer, event=third.pk, base_version=3),
        said(client, answer, event=0, base_version=4),
        said(client, answer, event=2_000_000_000, base_version=4),
    ]

    answer.refresh_from_db()
    assert messages == [
        "Restored as version 4. The text from before stays among the versions.",
        "Nothing changed: the answer says this already.",
        f"Not restored: {answer.edited_by} saved version 4 after you had opened this page. See it first.",
        "This answer has no such version.",
        "This answer has no such version.",
    ]
    assert answer.text == "<p>Nine deaths.</p>"


def test_restore_when_the_reply_is_submitted_is_refused_in_words(client: SignedIn) -> None:
    answer = factories.make_reply_in("submitted").answers.get()
    client.of(answer.edited_by)

    message = said(client, answer, event=versions_of(answer)[0].pk, base_version=1)

    assert message == "The reply is submitted and waits for clearance."
