"""The delegation brief: all that was asked, answered, by whom, what is missing, and on what it rests."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from issues.models import Assignment, ListOfIssues
from replies import services
from replies.document import brief, docx, pdf
from replies.document import build as documents
from replies.document.brief_words import WORDS, brief_words_of
from replies.document.build import Unprintable
from replies.document.options import Options
from replies.document.references import references_in
from replies.document.snapshot import moment_of, replies_as_of, replies_of
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Table,
    Text,
)
from replies.models import Answer, Reply
from tests import factories

pytestmark = pytest.mark.django_db

ENGLISH = Options("en")
CLEARED = datetime(2023, 2, 1, 20, tzinfo=UTC)
ACCEPTED = datetime(2023, 2, 3, 6, tzinfo=UTC)


@pytest.fixture
def stored() -> ListOfIssues:
    return factories.make_list(symbol="CAT/C/KAZ/Q/4", state="KAZ", time_zone="Asia/Almaty")


def save(reply: Reply, n: int, **values: Any) -> None:
    author = factories.focal_point_of(reply)
    points = [*reply.assignment.data_points.order_by("position")]
    services.save_answer(reply, points[n] if points else None, by=author, **values)


def built(stored: ListOfIssues, options: Options = ENGLISH) -> Document:
    return brief.build(stored, replies_as_of(stored, moment_of(stored)), options)


def plain(*texts: str) -> ListBlock:
    """Bullets of plain text."""
    return ListBlock(tuple(Item((line(text),)) for text in texts), ordered=False)


def line(text: str) -> Paragraph:
    return Paragraph((Text(text),), numbered=False)


def of_ministry(name: str) -> Paragraph:
    return Paragraph((Text(name, italic=True),), numbered=False)


def row(*texts: str, header: bool = False) -> tuple[Cell, ...]:
    return tuple(Cell((line(text),), header=header) for text in texts)


HEAD = row("Issue", "Ministries", "Answered", "Not available", "See another answer", "No answer", header=True)


def accepted(stored: ListOfIssues) -> tuple[Reply, User, User]:
    """An accepted reply of the Ministry of Justice to three data points, signed on known days."""
    justice = factories.make_ministry(name_en="Ministry of Justice", name_ru="Министерство юстиции")
    reply = factories.make_reply(
        issue=factories.make_issue(stored, label="Deaths in custody"), ministry=justice, points=3
    )
    text = (
        '<p>Nine deaths (CAT/C/KAZ/3, para. 12).<span data-footnote="CAT/C/KAZ/CO/3, paras. 7 and 9."></span>'
        ' See <a href="https://stat.gov.kz/d">the data</a>.</p>'
    )
    save(reply, 0, text=text)
    save(reply, 1, form=Answer.Form.UNAVAILABLE, text="No register is kept")
    points = [*reply.assignment.data_points.order_by("position")]
    save(reply, 2, form=Answer.Form.SEE, see=points[0])
    factories.make_attachment(reply, title="Penal Code")
    factories.make_attachment(reply, title="Raw data", name="raw.xlsx", kind="evidence")
    factories.make_attachment(reply, title="Bad", kind="evidence", scan="infected", virus="Eicar")
    author, officer = factories.focal_point_of(reply), factories.clearing_officer_of(reply)
    officer.name = "Clara Clear"
    officer.save()
    services.submit(reply, by=author)
    services.clear(reply, seen=reply.text_hash(), by=officer)
    coordinator = factories.make_coordinator(stored)
    coordinator.name = "Carl Coordinates"
    coordinator.save()
    services.accept(reply, seen=reply.text_hash(), by=coordinator)
    Reply.objects.update(cleared_at=CLEARED, accepted_at=ACCEPTED)
    return reply, officer, coordinator


def test_brief_of_an_accepted_reply_says_everything(stored: ListOfIssues) -> None:
    accepted(stored)

    found = built(stored)

    assert found == Document(
        masthead=None,
        title="Delegation brief – CAT/C/KAZ/Q/4",
        first_heading="",
        language="en",
        list_symbol="CAT/C/KAZ/Q/4",
        author="Ruritania",
        draft=False,
        blocks=(
            Table("Overview", (HEAD, row("1. Deaths in custody", "Ministry of Justice", "1", "1", "1", "0"))),
            Heading(2, "Issue 1: Deaths in custody"),
            Heading(3, "What was asked"),
            Question("", "Please provide data on deaths and on their causes."),
            Heading(3, "What was answered"),
            Heading(4, "1.1  Data on deaths"),
            of_ministry("Ministry of Justice"),
            nine_deaths(),
            Heading(4, "1.2  Data on deaths"),
            of_ministry("Ministry of Justice"),
            Paragraph((Text("The information requested is not available, because No register is kept."),)),
            Heading(4, "1.3  Data on deaths"),
            of_ministry("Ministry of Justice"),
            Paragraph((Text("Please see the reply to paragraph 1 of the list of issues."),)),
            Heading(3, "By whom"),
            plain(
                "Ministry of Justice, leads; cleared by Clara Clear on 2 February 2023;"
                " accepted by Carl Coordinates on 3 February 2023"
            ),
            Heading(3, "What was declared unavailable"),
            plain("1.2 Data on deaths: No register is kept (Ministry of Justice)"),
            Heading(3, "Sources"),
            ListBlock(
                (
                    cited("CAT/C/KAZ/3", "https://undocs.org/CAT/C/KAZ/3", "para. 12 (1.1)"),
                    cited("CAT/C/KAZ/CO/3", "https://undocs.org/CAT/C/KAZ/CO/3", "paras. 7, 9 (1.1)"),
                    cited("https://stat.gov.kz/d", "https://stat.gov.kz/d", "(1.1)"),
                    Item((line("Annex 1: Penal Code"),)),
                    Item((line("Internal evidence: Raw data (raw.xlsx)"),)),
                ),
                ordered=False,
            ),
        ),
    )


def cited(name: str, url: str, places: str) -> Item:
    return Item((Paragraph((Link(url, (Text(name),)), Text(f" {places}")), numbered=False),))


def nine_deaths() -> Paragraph:
    return Paragraph(
        (
            Text("Nine deaths (CAT/C/KAZ/3, para. 12)."),
            Footnote("CAT/C/KAZ/CO/3, paras. 7 and 9."),
            Text(" See "),
            Link("https://stat.gov.kz/d", (Text("the data"),)),
            Text("."),
        )
    )


def test_brief_without_replies_says_what_is_missing(stored: ListOfIssues) -> None:
    factories.make_point(factories.make_issue(stored, label="Torture"))
    factories.make_issue(stored, label="Prisons")

    found = built(stored)

    table = found.blocks[0]
    rest = [block for block in found.blocks[1:] if not isinstance(block, Question)]
    assert table == Table(
        "Overview",
        (HEAD, row("1. Torture", "–", "0", "0", "0", "1"), row("2. Prisons", "–", "0", "0", "0", "1")),
    )
    assert rest == [
        *nothing("Issue 1: Torture", "No answer yet: 1.1 – Data on deaths"),
        *nothing("Issue 2: Prisons", "No answer yet: 2 – Prisons"),
    ]
    assert found.draft


def nothing(heading: str, gap: str) -> list[Block]:
    return [
        Heading(2, heading),
        Heading(3, "What was asked"),
        Heading(3, "What was answered"),
        GapNotice(gap),
        Heading(3, "By whom"),
        Heading(3, "What was declared unavailable"),
        line("Nothing."),
        Heading(3, "Sources"),
        line("None named."),
    ]


def test_brief_of_a_joint_issue_names_each_ministry_once_under_its_answer(stored: ListOfIssues) -> None:
    lead = factories.make_reply(stored, ministry=factories.make_ministry(name_en="Justice"))
    issue = lead.assignment.issue
    health = factories.make_ministry(name_en="Health")
    role = Assignment.Role.CONTRIBUTOR
    other = factories.make_reply(issue=issue, ministry=health, points=0, role=role)
    other.assignment.data_points.set(lead.assignment.data_points.all())
    save(lead, 0, text="<p>Nine.</p>")
    save(other, 0, text="<p>Ten.</p><p>In 2022.</p>")

    blocks = built(stored).blocks

    start, end = (
        blocks.index(Heading(3, name)) for name in ("What was answered", "What was declared unavailable")
    )
    assert blocks[start + 1 : end] == (
        Heading(4, "1.1  Data on deaths"),
        of_ministry("Justice"),
        Paragraph((Text("Nine."),)),
        of_ministry("Health"),
        Paragraph((Text("Ten."),)),
        Paragraph((Text("In 2022."),)),
        Heading(3, "By whom"),
        plain("Justice, leads; not cleared", "Health, contributes; not cleared"),
    )


def test_brief_says_cleared_before_accepted(stored: ListOfIssues) -> None:
    reply = factories.make_reply_in("cleared", stored=stored)
    Reply.objects.update(cleared_at=CLEARED)

    found = built(stored)

    ministry, name = reply.assignment.ministry, reply.cleared_by.name
    said = plain(f"{ministry}, leads; cleared by {name} on 2 February 2023")
    assert (said in found.blocks, found.draft) == (True, True)


def test_brief_of_accepted_text_only_leaves_the_rest_out(stored: ListOfIssues) -> None:
    factories.make_reply_in("cleared", stored=stored)

    found = built(stored, Options("en", with_unaccepted=False))

    assert GapNotice("No answer yet: 1.1 – Data on deaths") in found.blocks
    assert found.draft


def test_brief_numbers_its_paragraphs_as_the_document_does(stored: ListOfIssues) -> None:
    first = factories.make_reply(stored, points=2)
    whole = factories.make_reply(stored, points=0)
    last = factories.make_reply(stored, points=1)
    save(first, 0, text="<p>One.</p><ul><li><p>Not one.</p></li></ul><p>Two.</p>")
    save(first, 1, form=Answer.Form.NOTHING)
    save(whole, 0, text="<p>Four.</p>")
    save(last, 0, text='<p>See <span data-see="1.2"></span> and <span data-see="2"></span>.</p>')

    in_brief, in_document = (
        list(references_in(found.blocks))
        for found in (built(stored), documents.build(stored, replies_of(stored)))
    )

    assert in_brief == in_document == [Reference("1.2", "paragraph", 3), Reference("2", "paragraph", 4)]


def test_brief_names_the_answer_that_cannot_be_read(stored: ListOfIssues) -> None:
    reply = factories.make_reply_in("drafting", stored=stored)
    replies = replies_of(stored)
    replies[0].answers.all()[0].text = None  # type: ignore[assignment]

    with pytest.raises(Unprintable) as error:
        brief.build(stored, replies, ENGLISH)

    assert (error.value.source.reply, error.value.source.code) == (reply.pk, "1.1")


@pytest.mark.parametrize(
    ("language", "title", "day"),
    [
        ("ru", "Справка для делегации – CAT/C/KAZ/Q/4", "2 февраля 2023"),
        ("fr", "Dossier de la délégation – CAT/C/KAZ/Q/4", "2 février 2023"),
        ("es", "Expediente de la delegación – CAT/C/KAZ/Q/4", "2 de febrero de 2023"),
    ],
)
def test_brief_speaks_the_language_of_the_document(
    stored: ListOfIssues, language: str, title: str, day: str
) -> None:
    accepted(stored)

    found = built(stored, Options(language))

    assert (found.title, day in str(found.blocks)) == (title, True)


def test_words_of_a_language_that_is_not_set_up_are_english() -> None:
    assert brief_words_of("ar") is WORDS["en"]


def test_link_that_is_no_web_address_is_printed_as_text(stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    save(reply, 0, text='<p>Ask <a href="mailto:mj@example.org">us</a>.</p>')

    sources = built(stored).blocks[-1]

    expected = Paragraph((Text("mailto:mj@example.org"), Text(" (1.1)")), numbered=False)
    assert sources == ListBlock((Item((expected,)),), ordered=False)


def test_reason_that_cites_a_document_is_a_source(stored: ListOfIssues) -> None:
    reply = factories.make_reply(stored)
    save(reply, 0, form=Answer.Form.UNAVAILABLE, text="Secret under CAT/C/KAZ/3, para. 2")

    sources = built(stored).blocks[-1]

    expected = cited("CAT/C/KAZ/3", "https://undocs.org/CAT/C/KAZ/3", "para. 2 (1.1)")
    assert sources == ListBlock((expected,), ordered=False)


@pytest.mark.parametrize("rows", [1, 3])
def test_brief_asks_a_fixed_number_of_queries(
    stored: ListOfIssues, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        factories.make_reply_in("accepted", stored=stored)
    replies = replies_as_of(stored, moment_of(stored))

    with django_assert_num_queries(6):
        brief.build(stored, replies, ENGLISH)


def test_brief_is_written_the_same_twice(stored: ListOfIssues) -> None:
    accepted(stored)
    found = built(stored)

    assert (docx.render(found), pdf.render(found)) == (docx.render(found), pdf.render(found))
