"""The register as a page and as files: filters, columns, order, and what makes no sense."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.models import Ministry, User
from issues.models import ListOfIssues
from replies import services
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    with time_machine.travel("2023-02-10T09:00:00Z", tick=False):
        yield


@pytest.fixture
def stored() -> ListOfIssues:
    """Interior owes 1.1 and 1.2, overdue; Health has answered 2.1; nobody is asked 3.1."""
    stored = factories.make_list(due_date=date(2023, 2, 20))
    section = factories.make_section(stored, heading="Article 2")
    first = factories.make_issue(stored, section=section, label="Prisons", due_date=date(2023, 2, 1))
    factories.make_reply(
        issue=first, points=2, ministry=factories.make_ministry(code="mia", name_en="Interior")
    )
    health = factories.make_ministry(code="health", name_en="Health")
    factories.make_reply_in(
        "submitted", issue=factories.make_issue(stored, label="=Hospitals"), ministry=health
    )
    factories.make_point(factories.make_issue(stored, label="Courts"), label="Data on courts")
    return stored


def page_of(client: SignedIn, user: User, stored: ListOfIssues, query: str = "") -> str:
    response = client.of(user).get(f"/lists/{stored.pk}/{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def heads_in(page: str) -> list[str]:
    """The first words of each row: numbers and codes."""
    return re.findall(r'<tr><th scope="row"><a [^>]*><b>([^<]*)</b>', page)


def ministry(code: str) -> Ministry:
    return Ministry.objects.get(code=code)


def coordinator(stored: ListOfIssues) -> User:
    return factories.make_coordinator(stored)


def test_register_shows_issues_under_their_headings_with_where_they_stand(
    client: SignedIn, stored: ListOfIssues
) -> None:
    page = page_of(client, coordinator(stored), stored)

    assert heads_in(page) == ["1", "2", "3"]
    assert "<h1>1 of 4 data points are answered, 2 are overdue.</h1>" in page
    assert "<b>3 of 3 issues</b>" in page
    assert (
        '<td class="num" data-label="Data points">2</td><td class="num" data-label="Answered">0 of 2</td>'
        in page
    )
    assert '1 Feb 2023</span> <span class="pill pill--late">overdue</span>' in page
    assert '<span class="pill pill--in_review">in review</span>' in page
    assert ('scope="rowgroup" lang="en">Article 2</th>' in page, "Open comments" in page) == (True, True)


def test_register_of_data_points_shows_each_with_each_ministry(
    client: SignedIn, stored: ListOfIssues
) -> None:
    page = page_of(client, coordinator(stored), stored, "?by=point")

    assert heads_in(page) == ["1.1", "1.2", "2.1", "3.1"]
    assert "<b>4 of 4 data points</b>" in page
    assert page.count('<td data-label="Ministry"><a href="/replies/') == 3
    assert page.count('<td data-label="Status"><span class="pill pill--not_started">not started</span>') == 2
    assert '<td data-label="Ministry"><span class="pill pill--late">no ministry</span></td>' in page


@pytest.mark.parametrize(
    ("query", "heads"),
    [
        ("?ministry=mia", ["1"]),
        ("?by=point&ministry=mia", ["1.1", "1.2"]),
        ("?by=point&state=answered", ["2.1"]),
        ("?by=point&state=overdue&article=2", ["1.1", "1.2"]),
        ("?state=unassigned", ["3"]),
        ("?by=point&q=courts", ["3.1"]),
        ("?by=point&q=prisons", ["1.1", "1.2"]),
        ("?q=data&ministry=health", ["2"]),
        ("?sort=-issue", ["3", "2", "1"]),
        ("?sort=-words&columns=words,issue", ["2", "1", "3"]),
        ("?by=point&sort=-code&state=unassigned", ["3.1"]),
        ("?page=1", ["1", "2", "3"]),
    ],
)
def test_register_is_narrowed_and_sorted_by_its_address(
    client: SignedIn, stored: ListOfIssues, query: str, heads: list[str]
) -> None:
    assert heads_in(page_of(client, coordinator(stored), stored, query)) == heads


def writer(code: str) -> User:
    return factories.make_user("focal_point", ministry(code))


def test_filter_that_is_on_stands_as_a_chip_that_takes_it_away(
    client: SignedIn, stored: ListOfIssues
) -> None:
    path = f"/lists/{stored.pk}/"

    page = page_of(client, coordinator(stored), stored, "?by=point&ministry=mia&state=overdue&q=prisons")

    assert (
        f'href="{path}?ministry=mia&amp;state=overdue&amp;by=point"><span class="chip__name">Words</span>'
        in page
    )
    assert (
        f'href="{path}?q=prisons&amp;state=overdue&amp;by=point"><span class="chip__name">Ministry</span>'
        in page
    )
    assert f'href="{path}?by=point">Clear all</a>' in page
    assert '<option value="mia" selected>Interior</option>' in page
    assert '<input type="hidden" name="by" value="point">' in page


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?state=unassigned", "In these rows, 0 of 1 data point is answered, none is overdue."),
        ("?by=point&ministry=mia", "In these rows, 0 of 2 data points are answered, 2 are overdue."),
        ("?q=hospitals", "In these rows, 1 of 1 data point is answered, none is overdue."),
        ("?by=point", "1 of 4 data points are answered, 2 are overdue."),
        ("?state=accepted", "No row of this list is like that."),
        ("?q=" + "x" * 3000, "No row of this list is like that."),
        ("?q=empty", "No data point is marked in these issues yet."),
    ],
)
def test_headline_speaks_of_the_rows_that_are_shown(
    client: SignedIn, stored: ListOfIssues, query: str, sentence: str
) -> None:
    factories.make_issue(stored, label="Empty")

    page = page_of(client, coordinator(stored), stored, query)

    assert f"<h1>{sentence}</h1>" in page


@pytest.mark.parametrize("query", ["?columns=deadline", "?by=point&columns=deadline"])
def test_accepted_has_no_deadline_any_more(client: SignedIn, query: str) -> None:
    reply = factories.make_reply_in("accepted")
    stored = reply.assignment.issue.list_of_issues
    user = coordinator(stored)

    page = page_of(client, user, stored, query)
    table = client.get(f"/lists/{stored.pk}/export/csv/{query}").content.decode()

    assert '<td data-label="Deadline"><span class="muted">nothing due</span></td>' in page
    assert table.rstrip().endswith(",nothing due")


def test_issue_without_data_points_is_answered_as_a_whole(client: SignedIn) -> None:
    reply = factories.make_reply(points=0)
    stored = reply.assignment.issue.list_of_issues

    page = page_of(client, coordinator(stored), stored)

    assert '<td class="num" data-label="Data points"><span class="muted">as a whole</span></td>' in page


def test_heads_sort_and_turn_round(client: SignedIn, stored: ListOfIssues) -> None:
    path = f"/lists/{stored.pk}/"

    own = page_of(client, coordinator(stored), stored)
    by_words = page_of(client, coordinator(stored), stored, "?sort=words&state=answered")
    turned = page_of(client, coordinator(stored), stored, "?sort=-words")

    assert f'<th scope="col" aria-sort="ascending"><a href="{path}?sort=-issue">Issue' in own
    assert f'<th scope="col"><a href="{path}?sort=state">State</a></th>' in own
    assert f'class="num" aria-sort="ascending"><a href="{path}?state=answered&amp;sort=-words">W' in by_words
    assert f'<th scope="col"><a href="{path}?state=answered">Issue</a></th>' in by_words
    assert f'aria-sort="descending"><a href="{path}?sort=words">Words' in turned
    assert ("rowgroup" in own, "rowgroup" in by_words) == (True, False)


def test_columns_are_chosen_and_the_first_always_stays(client: SignedIn, stored: ListOfIssues) -> None:
    page = page_of(client, coordinator(stored), stored, "?columns=words&columns=section")

    heads = re.findall(r'<th scope="col"[^>]*><a [^>]*>([^<]*)', page)
    assert [head.strip() for head in heads] == ["Issue", "Section", "Words"]
    assert 'value="section" checked' in page
    assert f'<a href="/lists/{stored.pk}/">The usual ones</a>' in page


def test_share_of_the_words_stands_beside_the_issue(client: SignedIn, stored: ListOfIssues) -> None:
    page = page_of(client, coordinator(stored), stored, "?columns=share")

    assert re.search(r'data-label="Words for it">\d,\d{3}</td>', page)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?ministry=gone", "Ministry “gone” does not exist in this list: that filter is left out."),
        ("?columns=points&columns=evil", "There is no column “evil”: it is left out."),
        ("?columns=evil", "There is no column “evil”: it is left out."),
        ("?sort=evil", "There is no column “evil” to sort by: the own order is kept."),
        ("?sort=%00", "to sort by: the own order is kept."),
        ("?by=evil", "“evil” is no kind of row: the issues are shown."),
        ("?by=%00", "is no kind of row: the issues are shown."),
        ("?page=10000", "There is no page “10000”: all rows stand on one page."),
        ("?article=%00&state=" + "x" * 5000, "that filter is left out."),
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(
    client: SignedIn, stored: ListOfIssues, query: str, sentence: str
) -> None:
    page = page_of(client, coordinator(stored), stored, query)

    assert (heads_in(page), sentence in page) == (["1", "2", "3"], True)


def test_a_thousand_columns_that_do_not_exist_are_told_in_a_few_sentences(
    client: SignedIn, stored: ListOfIssues
) -> None:
    page = page_of(client, coordinator(stored), stored, "?columns=" + ",".join(map(str, range(1000))))

    assert page.count("it is left out.") == 5


def test_result_without_rows_says_what_to_do(client: SignedIn, stored: ListOfIssues) -> None:
    nothing = page_of(client, coordinator(stored), stored, "?state=accepted")
    empty = page_of(client, factories.make_user("administrator"), factories.make_list(status="intake"))

    assert ("Nothing passes these filters." in nothing, "<table" in nothing) == (True, False)
    assert "This list has no issues yet." in empty
    assert "<h1>No data point is marked in this list yet.</h1>" in empty


def test_issue_that_requests_nothing_has_no_answers_to_count(client: SignedIn, stored: ListOfIssues) -> None:
    factories.make_issue(stored)

    page = page_of(client, coordinator(stored), stored)

    assert '<td class="num" data-label="Answered"><span class="muted">–</span></td>' in page


def test_ministry_reads_of_its_own_alone(client: SignedIn, stored: ListOfIssues) -> None:
    page = page_of(client, writer("mia"), stored)
    points = page_of(client, writer("mia"), stored, "?by=point&state=answered")
    stranger = page_of(client, factories.make_user(), stored)

    assert "<h1>0 of your 2 data points are answered, 2 are overdue.</h1>" in page
    assert ("submitted" in re.sub("<form.*?</form>", "", page), "<b>0 of 4 data points</b>" in points) == (
        False,
        True,
    )
    assert "<h1>None of these issues is yours.</h1>" in stranger


def test_observer_sees_where_all_stands_and_opens_nothing_unaccepted(
    client: SignedIn, stored: ListOfIssues
) -> None:
    page = page_of(client, factories.make_user("observer"), stored)

    assert ('<span class="pill pill--submitted">submitted</span>' in page, 'href="/replies/' in page) == (
        True,
        False,
    )
    assert "Open comments" not in page


def test_view_whose_ministry_is_gone_opens_and_says_so(client: SignedIn, stored: ListOfIssues) -> None:
    user = coordinator(stored)
    view = services.save_view(stored, "register", "ministry=gone&state=overdue", name="Theirs", by=user)

    page = page_of(client, user, stored, f"?{view.query}")

    assert (heads_in(page), "Ministry “gone” does not exist in this list" in page) == (["1"], True)


def export(client: SignedIn, user: User, stored: ListOfIssues, file_format: str, query: str = "") -> bytes:
    url = reverse("replies:register_export", args=[stored.pk, file_format])
    response = client.of(user).get(f"{url}{query}")
    assert (response.status_code, response.headers["Content-Disposition"]) == (
        200,
        f'attachment; filename="{stored.symbol.replace("/", "-")} register.{file_format}"',
    )
    return response.content


def test_export_has_the_rows_columns_and_order_of_the_page(client: SignedIn, stored: ListOfIssues) -> None:
    query = "?by=point&ministry=mia&columns=point,deadline,words&sort=-code"

    content = export(client, coordinator(stored), stored, "xlsx", query)

    book = load_workbook(BytesIO(content))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[0] == ["Code", "Data point", "Deadline", "Words"]
    assert [row[0] for row in rows[1:]] == ["1.2", "1.1"]
    assert [row[2].date() for row in rows[1:]] == [date(2023, 2, 1)] * 2
    assert [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()] == [
        ["List of issues", f"{stored.symbol} · {stored.title}"],
        ["Made", "10 February 2023, 15:00"],
        ["Rows", "2 of 4 data points"],
        ["Ministry", "Interior"],
        ["Sorted by", "Code, turned round"],
    ]


def test_export_neutralises_and_names_what_was_left_out(client: SignedIn, stored: ListOfIssues) -> None:
    user = coordinator(stored)

    table = export(client, user, stored, "csv", "?columns=words&sort=words")
    about = load_workbook(BytesIO(export(client, user, stored, "xlsx", "?state=no&sort=state"))).worksheets[1]

    rows = list(csv.reader(StringIO(table.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["Issue", "Short label", "Words"],
        ["1", "Prisons", "0"],
        ["2", "'=Hospitals", "2"],
        ["3", "Courts", ""],
    ]
    told = [(row[0].value, row[1].value) for row in about.iter_rows()]
    assert told[-2:] == [
        ("Sorted by", "State"),
        ("Left out", "State “no” does not exist in this list: that filter is left out."),
    ]


def test_export_tells_nothing_that_the_page_does_not(client: SignedIn, stored: ListOfIssues) -> None:
    table = export(client, writer("mia"), stored, "csv", "?columns=ministries,state,words").decode()

    assert "2,'=Hospitals,Health,,\r\n" in table


def test_export_in_another_format_does_not_exist(client: SignedIn, stored: ListOfIssues) -> None:
    response = client.of(coordinator(stored)).get(reverse("replies:register_export", args=[stored.pk, "ods"]))

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("query", "queries"), [("", 10), ("?by=point&state=answered&sort=words", 9), ("?q=deaths", 12)]
)
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_register_do_not_grow_with_rows(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, rows: int, query: str, queries: int
) -> None:
    stored = factories.make_list()
    user = coordinator(stored)
    for n in range(rows):
        reply = factories.make_reply_in("submitted", stored=stored, points=rows)
        services.comment(reply, text="Which year?", by=factories.focal_point_of(reply))
        services.save_view(stored, "register", "", name=f"View {n}", by=user)
    client.of(user).get(f"/lists/{stored.pk}/{query}")  # the frame of the page is remembered then
    services.comment(reply, text="Which ones?", by=user)

    with django_assert_num_queries(queries):
        client.get(f"/lists/{stored.pk}/{query}")
