"""From the database to the tree."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from replies import services
from replies.document.build import build
from replies.document.checks import replies_of
from replies.document.tree import Annex, Block, Document, GapNotice, Heading, Paragraph, Text
from replies.document.wording import first_heading_of, title_of, wording_of
from replies.models import Reply
from replies.uploads import Inspected
from tests import factories

pytestmark = pytest.mark.django_db


def built(reply: Reply, layout: str = "by-issue") -> Document:
    stored = reply.assignment.issue.list_of_issues
    return build(stored, replies_of(stored), layout=layout)


def sentence(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def test_build_prints_headings_and_answers_in_the_order_of_the_list() -> None:
    section = factories.make_section()
    issue = factories.make_issue(section.list_of_issues, section=section)
    reply = factories.make_reply(issue=issue, points=2)
    item = issue.passages.create(position=1, item="a", text="Any steps taken;")
    factories.make_point(issue, passage=item, code="1(a).1")
    author = factories.focal_point_of(reply)
    factories.answer_all(reply, by=author)

    document = built(reply)

    assert document.blocks == (
        Heading(2, "Article 2"),
        Heading(3, "Reply to paragraph 1 of the list of issues"),
        sentence("Nine deaths."),
        sentence("Nine deaths."),
        Heading(4, "Reply to the issue raised in paragraph 1 (a)"),
        GapNotice("No answer yet: 1(a).1 – Data on deaths"),
    )
    assert document.draft


def test_build_by_article_prints_article_headings_only() -> None:
    reply = factories.make_reply_in("accepted")

    document = built(reply, "by-article")

    assert (document.blocks, document.draft) == ((sentence("Nine deaths."),), False)


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        (
            {"form": "unavailable", "text": "no register is kept"},
            "The information requested is not available, because no register is kept.",
        ),
        (
            {"form": "unavailable", "text": "no register is kept."},
            "The information requested is not available, because no register is kept.",
        ),
        ({"form": "nothing"}, "The State party has nothing to add on this point."),
    ],
)
def test_build_prints_what_is_no_text(values: dict[str, Any], printed: str) -> None:
    reply = factories.make_reply()
    point = reply.assignment.data_points.get()
    services.save_answer(reply, point, by=factories.focal_point_of(reply), **values)

    assert built(reply).blocks[1:] == (sentence(printed),)


def test_build_prints_references_by_paragraph_and_item() -> None:
    reply = factories.make_reply(points=3)
    first, second, third = reply.assignment.data_points.order_by("position")
    issue = reply.assignment.issue
    item = factories.make_point(
        issue, passage=issue.passages.create(position=1, item="a", text="x"), code="1(a).1"
    )
    author = factories.focal_point_of(reply)
    services.save_answer(reply, first, form="see", see=second, by=author)
    services.save_answer(reply, second, form="see", see=item, by=author)
    services.save_answer(reply, third, text="<p></p>", by=author)

    blocks: tuple[Block, ...] = built(reply).blocks

    assert blocks[1:4] == (
        sentence("Please see the reply to paragraph 1 of the list of issues."),
        sentence("Please see the reply to the issue raised in paragraph 1 (a)."),
        GapNotice("No answer yet: 1.3 – Data on deaths"),
    )


def test_build_prints_a_remark_where_nothing_is_asked() -> None:
    reply = factories.make_reply(points=0)
    before = built(reply).blocks
    factories.answer_all(reply, by=factories.focal_point_of(reply), text="<p>Noted.</p>")

    assert (before[1:], built(reply).blocks[1:]) == (
        (GapNotice("No answer yet: 1 – Deaths in custody"),),
        (sentence("Noted."),),
    )


def test_build_lists_annexes_and_leaves_evidence_out() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    for n, kind in enumerate(("annex", "evidence", "annex")):
        found = Inspected(f"{n}.pdf", "application/pdf", 1, str(n) * 64)
        services.attach(reply, ContentFile(b"x"), found, kind=kind, title=f"Law {n}", by=author)

    document = built(reply)

    assert document.annexes == (Annex("Annex 1", "Law 0"), Annex("Annex 2", "Law 2"))
    assert [note.mark for note in document.title_notes] == ["*", "**"]


def test_build_fills_the_masthead_and_leaves_to_the_united_nations_what_is_theirs() -> None:
    masthead = built(factories.make_reply()).masthead

    assert (
        masthead.committee,
        masthead.original,
        masthead.consideration,
        masthead.symbol,
        masthead.date,
    ) == (
        "Committee against Torture",
        "Original: English",
        "Consideration of reports submitted by States parties under article 19 of the Convention",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("fields", "title", "heading"),
    [
        (
            {"title": "List of issues in relation to the fourth periodic report of Kazakhstan"},
            "Replies of Kazakhstan to the list of issues in relation to its fourth periodic report",
            "Information in response to the list of issues (CAT/C/KAZ/Q/4) related to the consideration of"
            " the fourth periodic report",
        ),
        (
            {"title": "Перечень вопросов", "language": "ru"},
            "Ответы государства-участника (Kazakhstan) на перечень вопросов (CAT/C/KAZ/Q/4)",
            "Информация в ответ на перечень вопросов (CAT/C/KAZ/Q/4)",
        ),
    ],
)
def test_title_and_first_heading(fields: dict[str, str], title: str, heading: str) -> None:
    stored = factories.make_list(symbol="CAT/C/KAZ/Q/4", state_name="Kazakhstan", **fields)

    assert (title_of(stored), first_heading_of(stored)) == (title, heading)


def test_wording_of_a_language_that_is_not_set_up_is_english() -> None:
    assert wording_of("ar") is wording_of("en")
