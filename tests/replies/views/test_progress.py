"""The dashboard: its sentence, its numbers and the rows behind them, its tables, and who sees what."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import ListOfIssues
from replies import services
from replies.filter_forms import FilterForm
from replies.filters import narrowed
from replies.models import Visit
from replies.requested import requested_of
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]

NUMBER = re.compile(r'<a href="(/lists/\d+/\?by=point[^"]*)">(\d+)</a>')


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    """A Friday; the replies of the usual list are due on Wednesday the 15th."""
    with time_machine.travel("2023-02-10T09:00:00Z", tick=False):
        yield


def url_of(stored: ListOfIssues, query: str = "") -> str:
    path = reverse("replies:progress", args=[stored.pk])
    return f"{path}?{query}" if query else path


def text_of(client: SignedIn, user: User, url: str) -> str:
    response = client.of(user).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def stored() -> ListOfIssues:
    """A reply in every status, with two data points each; an issue that is overdue; two asked of nobody."""
    section = factories.make_section(factories.make_list(drafts_due=date(2023, 2, 14)))
    stored = section.list_of_issues
    for status in ("not_started", "drafting", "returned", "submitted", "cleared", "accepted"):
        factories.make_reply_in(status, stored=stored, points=2)
    late = factories.make_issue(stored, due_date=date(2023, 2, 1), section=section)
    factories.make_reply(issue=late)
    factories.make_issue(stored)
    factories.make_point(factories.make_issue(stored))
    return stored


@pytest.fixture
def coordinator(stored: ListOfIssues) -> User:
    coordinator = factories.make_coordinator(stored)
    stored.coordinators.set([coordinator])
    return coordinator


def test_every_number_leads_to_so_many_rows(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    links = NUMBER.findall(text_of(client, coordinator, url_of(stored)))
    whole = requested_of(stored, coordinator)

    found = {}
    for url, number in links:
        query = QueryDict(url.partition("?")[2].replace("&amp;", "&"))
        form = FilterForm(query, issues=whole.issues, rows=whole.rows)
        assert form.left_out == []
        found[url.replace("&amp;", "&")] = (int(number), len(narrowed(whole.rows, form.filters, whole.today)))

    assert all(number == rows for number, rows in found.values())
    base = f"/lists/{stored.pk}/?by=point"
    assert {url: number for url, (number, _rows) in found.items() if "ministry" not in url} == {
        f"{base}&state=answered": 10,
        f"{base}&state=handed-in": 6,
        f"{base}&state=signed": 4,
        f"{base}&state=accepted": 2,
        f"{base}&state=overdue": 1,
        f"{base}&deadline=overdue": 1,
    }
    assert len(found) == 24


def test_numbers_lead_to_the_register(client: SignedIn, stored: ListOfIssues, coordinator: User) -> None:
    page = text_of(client, coordinator, f"/lists/{stored.pk}/?by=point&state=handed-in")

    assert "6 of 15 data points" in page


def test_page_shows_where_each_issue_stands_and_what_is_at_risk(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    page = text_of(client, coordinator, url_of(stored))

    states = re.findall(r'class="tile tile--(\w+)"', page)
    assert states == [
        *["not_started", "drafting", "drafting", "in_review", "in_review", "accepted", "overdue"],
        *["unassigned"] * 2,
    ]
    assert "3 working days left. At this pace" in page
    assert "2 issues have no lead." in page
    assert f'href="/lists/{stored.pk}/assignments/?show=without-lead"' in page
    ministry = stored.issues.get(number=7).assignments.get().ministry
    assert f"<td>overdue: {ministry.name} (to be written)</td>" in page
    assert "The 9 issues" in page
    assert "plan for today: " in page


def test_page_obeys_the_filters_and_says_so(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    page = text_of(client, coordinator, url_of(stored, "section=0"))

    assert "A part, 1 of 15 data points: 3 working days left. Nothing is answered yet." in page
    assert page.count('class="tile tile--') == 1
    assert "section=0&amp;state=overdue" in page


def test_number_that_no_filter_tells_apart_leads_nowhere(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    page = text_of(client, coordinator, url_of(stored, "state=signed"))

    addresses = {url for url, _number in NUMBER.findall(page)}
    assert {url for url in addresses if "state=signed" not in url} == set()
    assert "<dt>Accepted</dt><dd>2 <small>/ 4</small></dd>" in page


def test_filters_without_any_row_say_what_to_do(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    page = text_of(client, coordinator, url_of(stored, "article=2&state=accepted"))

    assert "There is no data point here." in page
    assert "No data point passes these filters. Take one away, or clear all." in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("sort=%00", "The ministries have no column “\0”: they are sorted as usual."),
        ("sort=" + "x" * 5000, f"The ministries have no column “{'x' * 60}”: they are sorted as usual."),
        ("news=zz", "News are not told by “zz”: the newest are shown."),
        ("ministry=gone", "Ministry “gone” does not exist in this list: that filter is left out."),
        ("state=%00&page=10000", "State “\0” does not exist in this list: that filter is left out."),
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(
    client: SignedIn, stored: ListOfIssues, coordinator: User, query: str, sentence: str
) -> None:
    page = text_of(client, coordinator, url_of(stored, query))

    assert (sentence in page, "15 of 15 data points" in page) == (True, True)


def ministries(page: str) -> list[str]:
    table = page[page.index('id="ministries"') :]
    return re.findall(r'<th scope="row"><a [^>]*>([^<]+)</a></th>', table[: table.index("</table>")])


def test_ministries_are_sorted_by_any_column(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    usual, by_name, by_answers, active = (
        text_of(client, coordinator, url_of(stored, query))
        for query in ("", "sort=ministry", "sort=answered", "sort=-active")
    )

    names = sorted(ministries(usual))
    assert ministries(by_name) == names
    assert ministries(usual)[0] == ministries(by_answers)[1] != names[0]
    assert 'aria-sort="descending"><a href="/lists/' in usual
    assert '?sort=-answered#ministries"' in by_answers
    assert 'aria-sort="ascending"' in by_answers
    assert ministries(active)[-2:] == [ministries(by_answers)[0], ministries(by_answers)[1]]
    assert "<td>today</td>" in usual


def test_observer_reads_progress_without_what_they_may_not_open(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    late = stored.issues.get(number=7)

    mine = text_of(client, coordinator, url_of(stored))
    observed = text_of(client, factories.make_user("observer"), url_of(stored))

    reply = late.assignments.get().reply
    assert (f'<a href="/replies/{reply.pk}/"><b>7</b>' in mine, "1 open comment" in mine) == (True, True)
    assert f'<a href="/issues/{late.pk}/"><b>7</b>' in observed
    assert ("open comment" in observed, "Check the document" in observed, "without-lead" in observed) == (
        False,
        False,
        False,
    )


def test_ministry_is_refused_in_plain_words(client: SignedIn) -> None:
    reply = factories.make_reply()

    response = client.of(factories.focal_point_of(reply)).get(url_of(reply.assignment.issue.list_of_issues))

    refused = "Only coordinators, administrators and observers see how all ministries stand."
    assert (response.status_code, refused in response.content.decode()) == (403, True)


@pytest.mark.parametrize("due", [None, date(2023, 2, 9)])
def test_list_without_issues_teaches(client: SignedIn, due: date | None) -> None:
    stored = factories.make_list(due_date=due)

    page = text_of(client, factories.make_user("observer"), url_of(stored))

    assert "There is no data point here." in page
    assert "Here stands how far the replies have come, once the list of issues has been read in" in page


def test_list_that_nobody_is_assigned_says_so(client: SignedIn) -> None:
    stored = factories.make_issue().list_of_issues

    page = text_of(client, factories.make_user("observer"), url_of(stored))

    assert "No issue is assigned to a ministry yet." in page
    assert "Nothing is overdue, and nothing is due until Sunday." in page


def test_words_are_those_of_the_document_and_of_its_sections(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    stored.word_limit = 100
    stored.save()
    section = stored.sections.get()
    reply = factories.make_reply(issue=factories.make_issue(stored, section=section))
    text = "<p>" + "word " * 90 + "</p>"
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=text)
    cache.clear()

    page = text_of(client, coordinator, url_of(stored))
    part = text_of(client, coordinator, url_of(stored, "section=0"))

    assert '<td class="num late">90 <span aria-hidden="true">▲</span>' in page
    assert ("What the document prints by itself" in page, "What the document prints by itself" in part) == (
        True,
        False,
    )
    assert "Without a section" in page
    assert ("share of this part: " in part, "forecast 180" in part) == (True, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_rows(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    stored = factories.make_list(drafts_due=date(2023, 2, 14))
    coordinator = factories.make_coordinator(stored)
    for _n in range(rows):
        reply = factories.make_reply_in("submitted", stored=stored, points=rows)
        services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))
        factories.make_attachment(reply)
        factories.make_reply(issue=reply.assignment.issue, role="contributor")
    client.of(coordinator).get(url_of(stored))  # what is the same for everybody is in the cache then

    with django_assert_num_queries(12):
        client.get(url_of(stored, "state=submitted&sort=-days"))


def test_visit_is_noted_by_a_post_alone(client: SignedIn, stored: ListOfIssues, coordinator: User) -> None:
    page, address = text_of(client, coordinator, url_of(stored)), reverse("replies:visited", args=[stored.pk])
    by_reading = Visit.objects.count()

    by_button = client.post(address)
    by_script = client.post(address, headers={"HX-Request": "true"})

    assert (f'hx-post="{address}" hx-trigger="load" hx-swap="none"' in page, by_reading) == (True, 0)
    assert (by_button.status_code, by_button["Location"]) == (302, url_of(stored))
    assert (by_script.status_code, by_script.content) == (204, b"")
    assert Visit.objects.get().user == coordinator


def test_news_begin_where_the_last_visit_ended(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    first = text_of(client, coordinator, url_of(stored))
    with time_machine.travel("2023-02-09T09:00:00Z", tick=False):
        services.visit(stored, by=coordinator)

    again = text_of(client, coordinator, url_of(stored))

    assert "What happened in the last seven days" in first
    assert ("What happened since your last visit" in again, "1 comment" in again) == (True, True)


def test_news_that_are_cut_lead_to_all_of_them(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    reply = factories.make_reply_in("drafting", stored=stored)
    author = factories.focal_point_of(reply)
    with time_machine.travel("2023-02-09T09:00:00Z", tick=False):
        for n in range(20):
            services.comment(reply, text=f"Remark {n}", by=author)

    newest = text_of(client, coordinator, url_of(stored, "state=drafting&sort=-days"))
    link = f'<a href="{url_of(stored)}?state=drafting&amp;sort=-days&amp;news=all#news">and '
    everything = text_of(client, coordinator, url_of(stored, "state=drafting&sort=-days&news=all"))

    assert (link in newest, "#news" in everything) == (True, False)
    assert all(f"Remark {n}<" in everything for n in range(20))


def test_news_of_another_day_are_told_with_the_hour(
    client: SignedIn, stored: ListOfIssues, coordinator: User
) -> None:
    reply = factories.make_reply_in("drafting", stored=stored)
    for moment in ("2023-02-09T07:30:00Z", "2023-02-10T07:30:00Z"):
        with time_machine.travel(moment, tick=False):
            services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))

    page = text_of(client, coordinator, url_of(stored, "state=drafting"))
    told = page[page.index("2 comments") :]

    assert re.findall(r'rows__end muted">([^<]+)<', told)[:2] == ["07:30", "9 February, 07:30"]


def test_long_lists_are_cut_and_lead_on(client: SignedIn) -> None:
    stored = factories.make_list(due_date=date(2023, 2, 1))
    for _n in range(12):
        factories.make_reply(stored)

    page = text_of(client, factories.make_coordinator(stored), url_of(stored))

    assert "and 2 more replies" in page
    assert (
        f'Overdue <span class="muted"><a href="/lists/{stored.pk}/?by=point&amp;deadline=overdue">12</a>'
        in page
    )


def test_filter_that_everything_passes_makes_no_part_of_the_list(client: SignedIn) -> None:
    stored = factories.make_list()
    factories.make_reply_in("drafting", stored=stored)
    coordinator = factories.make_coordinator(stored)

    pages = [text_of(client, coordinator, url_of(stored) + query) for query in ("", "?kind=statistics")]

    assert ["of 10,700" in page for page in pages] == [True, True]
    assert ["share of this part" in page for page in pages] == [False, False]
