"""Reading copies: what they show, to whom, how it is escaped, in how many queries."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import Issue, ListOfIssues
from replies.models import Reply
from tests import factories
from tests.conftest import SignedIn

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*naive datetime")]

TABLE = (
    '<p>As in <span data-see="6(a).2"></span>.</p><table data-title="Deaths"><tbody><tr><td><p>Nine'
    '<span data-footnote="Of &lt;illness&gt;."></span></p></td></tr></tbody></table>'
    '<ul><li><p>Law<span data-footnote="Of 2020."></span>, see <span data-see="1.1"></span></p></li></ul>'
)


@pytest.fixture(autouse=True)
def _on_the_tenth_of_february() -> Iterator[None]:
    with time_machine.travel("2023-02-10T09:00:00Z", tick=False):
        yield


def read(client: SignedIn, user: User, url: str) -> str:
    response = client.of(user).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def list_copy(stored: ListOfIssues) -> str:
    return f"/lists/{stored.pk}/copy/"


def answered(stored: ListOfIssues, text: str, status: str = "drafting", **options: object) -> Reply:
    """A reply of one data point with this text, moved to a status."""
    reply = factories.make_reply_in(status, stored=stored, **options)
    reply.answers.update(text=text)
    return reply


def test_copy_of_an_issue_shows_text_notes_and_answers(client: SignedIn) -> None:
    section = factories.make_section(factories.make_list(document_date=date(2022, 12, 16)))
    stored = section.list_of_issues
    issue = factories.make_issue(stored, section=section)
    passage = issue.passages.get()
    issue.passages.create(position=1, item="a", text="On prisons.")
    factories.make_note(stored, section=section, text="On the heading.")
    factories.make_note(stored, passage=passage, offset=6, text="On the <passage>.")
    reply = answered(stored, "<p>Nine deaths.</p>", issue=issue)
    user = factories.focal_point_of(reply)

    page = read(client, user, f"/issues/{issue.pk}/copy/")

    assert f"{stored.symbol} · Ruritania · 16 December 2022</p> <h1>Issue 1 · Deaths in custody</h1>" in page
    assert "Article 2<sup>1</sup></h2>" in page
    assert '<span class="copy__marker">1</span>On the heading.' in page
    assert "<b>1.</b> Please<sup>2</sup> provide data" in page
    assert '<p class="copy__item">(a) On prisons.</p>' in page
    assert '<span class="copy__marker">2</span>On the &lt;passage&gt;.' in page
    assert '<span class="copy__code">1.1</span> <span>Data on deaths</span></h5> <p>Nine deaths.</p>' in page
    assert "Draft, as it stands on 10 February 2023: 0 of 1 reply is accepted." in page
    assert f"Made for {user.name}, " in page
    assert f'href="/issues/{issue.pk}/">Back to the issue</a>' in page


def test_copy_numbers_notes_and_tables_through_all_answers(client: SignedIn) -> None:
    stored = factories.make_list()
    replies = [answered(stored, TABLE) for _ in range(2)]

    page = read(client, factories.make_user("administrator"), list_copy(stored))

    assert re.findall(r"<caption>(.*?)</caption>", page) == ["Table 1 – Deaths", "Table 2 – Deaths"]
    assert page.count("Of &lt;illness&gt;.") == 2
    assert re.findall(r'id="(doc-note-\d)"', page) == ["doc-note-1", "doc-note-2"]
    assert page.count("<p>As in the answer to 6(a).2.</p>") == 2
    assert "see the answer to 1.1</p>" in page
    assert len(replies) == page.count('<section class="copy__reply">')


@pytest.mark.parametrize(
    ("form", "text", "shown"),
    [
        ("unavailable", "<no register>", "Not available, because &lt;no register&gt;"),
        ("nothing", "", "Nothing to add."),
        ("text", "<script>alert(1)</script><p>a &lt; b</p>", "<p>a &lt; b</p>"),
    ],
)
def test_copy_says_in_words_what_is_no_text(client: SignedIn, form: str, text: str, shown: str) -> None:
    reply = factories.make_reply_in("drafting")
    reply.answers.update(form=form, text=text)

    page = read(client, factories.focal_point_of(reply), f"/replies/{reply.pk}/copy/")

    assert (shown in page, "alert(1)" in page) == (True, False)


def test_copy_says_to_which_answer_one_leads(client: SignedIn) -> None:
    reply = factories.make_reply(points=2)
    author, (first, second) = factories.focal_point_of(reply), reply.assignment.data_points.order_by("code")
    factories.services.save_answer(reply, first, form="see", text="", see=second, by=author)

    page = read(client, author, f"/replies/{reply.pk}/copy/")

    assert "<p>See the answer to 1.2.</p>" in page
    assert "No answer yet: 1.2</p>" in page
    assert "0 of 1 reply is accepted, 1 answer is missing." in page
    assert f'href="/replies/{reply.pk}/">Back to the reply</a>' in page


def test_copy_of_an_answer_to_the_issue_as_a_whole_has_its_number(client: SignedIn) -> None:
    reply = factories.make_reply(points=0)
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author, text=f"<p>{'Much. ' * 200}</p>")

    page = read(client, author, f"/replies/{reply.pk}/copy/")

    assert (
        '<div class="copy__answer"> <h5 class="copy__head"><span class="copy__code">1</span></h5> <p>Much.'
        in page
    )


def joint(status: str) -> tuple[Issue, Reply, Reply]:
    """An issue of two ministries: ours is a draft, theirs stands at the status."""
    issue = factories.make_issue()
    ours = answered(issue.list_of_issues, "<p>Our words.</p>", issue=issue)
    theirs = answered(issue.list_of_issues, "<p>Their words.</p>", status, issue=issue, role="contributor")
    return issue, ours, theirs


@pytest.mark.parametrize(
    ("role", "status", "sees"),
    [
        ("ministry", "drafting", (True, False)),
        ("ministry", "submitted", (True, True)),
        ("ministry", "returned", (True, False)),
        ("observer", "cleared", (False, False)),
        ("observer", "accepted", (False, True)),
        ("coordinator", "drafting", (True, True)),
        ("administrator", "drafting", (True, True)),
        ("ministry elsewhere", "accepted", (False, False)),
    ],
)
def test_copies_show_exactly_what_the_pages_do(
    client: SignedIn, role: str, status: str, sees: tuple[bool, bool]
) -> None:
    issue, ours, theirs = joint(status)
    factories.attach(theirs, title="Their annex") if status in {"drafting", "returned"} else None
    user = {
        "ministry": lambda: factories.focal_point_of(ours),
        "coordinator": lambda: factories.make_coordinator(issue.list_of_issues),
        "ministry elsewhere": factories.make_user,
    }.get(role, lambda: factories.make_user(role))()

    pages = [
        read(client, user, url) for url in (f"/issues/{issue.pk}/copy/", list_copy(issue.list_of_issues))
    ]

    assert [("Our words" in page, "Their words" in page) for page in pages] == [sees, sees]
    assert [str(theirs.assignment.ministry) in page for page in pages] == [sees[1]] * 2
    if not sees[1]:
        assert not any("Their annex" in page for page in pages)


def test_copy_of_a_list_says_where_nothing_can_be_read(client: SignedIn) -> None:
    stored = factories.make_list()
    factories.make_reply(stored)
    observer, elsewhere = factories.make_user("observer"), factories.make_user()
    coordinator = factories.make_coordinator(stored)
    factories.make_point(factories.make_issue(stored))

    pages = [read(client, user, list_copy(stored)) for user in (observer, elsewhere, coordinator)]

    assert "There is no reply to read as of 10 February 2023." in pages[0]
    assert pages[0].count("No reply to this issue is accepted yet.") == 2
    assert pages[1].count("No reply to this issue can be read yet.") == 2
    assert ["No ministry is asked for 2.1." in page for page in pages] == [False, False, True]
    assert ["No answer yet: 1.1" in page for page in pages] == [False, False, True]
    assert ["Accepted text only" in page for page in pages] == [False, True, True]


def test_copy_of_one_reply_counts_what_others_are_asked_as_asked(client: SignedIn) -> None:
    issue, ours, _theirs = joint("drafting")
    factories.make_point(issue)

    page = read(client, factories.make_coordinator(issue.list_of_issues), f"/replies/{ours.pk}/copy/")

    assert re.findall("No ministry is asked for ([^<]*)", page) == ["1.3."]


def test_copy_of_accepted_text_alone(client: SignedIn) -> None:
    stored = factories.make_list()
    answered(stored, "<p>Accepted words.</p>", "accepted")
    answered(stored, "<p>Draft words.</p>")
    user = factories.make_user("administrator")

    page = read(client, user, f"{list_copy(stored)}?only=accepted")

    assert ("Accepted words" in page, "Draft words" in page) == (True, False)
    assert "Accepted text, as of 10 February 2023: 1 reply." in page
    assert "Show drafts too" in page


def test_copy_without_what_is_asked(client: SignedIn) -> None:
    stored = factories.make_list()
    factories.make_note(stored, marker="*", text="Adopted at its session.")
    answered(stored, "<p>Nine.</p>")
    user = factories.make_user("administrator")

    whole, bare = (read(client, user, list_copy(stored) + query) for query in ("", "?without=questions"))

    assert ("Please provide data" in whole, "Adopted at its session." in whole) == (True, True)
    assert ("Please provide data" in bare, "Adopted at its session." in bare) == (False, False)
    assert ("Nine." in bare, "Show what the Committee asks" in bare) == (True, True)


@pytest.mark.parametrize("query", ["only=x&without=%00", "only=" + "x" * 5000])
def test_copy_says_which_part_of_an_address_is_left_out(client: SignedIn, query: str) -> None:
    stored = answered(factories.make_list(), "<p>Nine.</p>").assignment.issue.list_of_issues

    page = read(client, factories.make_user("administrator"), f"{list_copy(stored)}?{query}")

    assert ("This part of the address is left out." in page, "Nine." in page) == (True, True)


def test_copy_of_a_list_without_issues_says_so(client: SignedIn) -> None:
    page = read(client, factories.make_user("administrator"), list_copy(factories.make_list()))

    assert "This list has no issues yet." in page


def test_copy_lists_annexes_but_no_evidence_and_nothing_with_a_virus(client: SignedIn) -> None:
    reply = factories.make_reply()
    law = factories.attach(reply, title="The law")
    type(law).objects.filter(pk=law.pk).update(language="ru")
    factories.attach(reply, title="Our notes", kind="evidence")
    infected = factories.attach(reply, title="The worm")
    type(infected).objects.filter(pk=infected.pk).update(
        scan="infected", virus="Eicar", sha256="0" * 64, examined_at="2023-02-10T09:00Z"
    )

    page = read(client, factories.focal_point_of(reply), list_copy(reply.assignment.issue.list_of_issues))

    assert f'<li><b>1</b> The law <span class="copy__by">{reply.assignment.ministry} · Russian</span>' in page
    assert ("Our notes" in page, "The worm" in page) == (False, False)


@pytest.mark.parametrize(("address", "queries"), [("lists", 10), ("issues", 10), ("replies", 10)])
@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_a_copy_do_not_grow_with_rows(
    client: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int, rows: int
) -> None:
    stored = factories.make_list()
    for _ in range(rows):
        issue = factories.make_issue(stored, section=factories.make_section(stored))
        reply = answered(stored, TABLE, issue=issue)
        answered(stored, TABLE, issue=issue, role="contributor")
        factories.attach(reply)
    key = {"lists": stored.pk, "issues": issue.pk, "replies": reply.pk}[address]
    client.of(factories.make_user("administrator"))

    with django_assert_num_queries(queries):
        client.get(f"/{address}/{key}/copy/")


def test_pages_lead_to_their_reading_copies(client: SignedIn) -> None:
    reply = factories.make_reply()
    issue, user = reply.assignment.issue, factories.focal_point_of(reply)

    for url in (issue.list_of_issues.get_absolute_url(), issue.get_absolute_url(), reply.get_absolute_url()):
        assert f'href="{url}copy/"' in read(client, user, url)
