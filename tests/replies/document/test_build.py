"""From the database to the tree."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from replies import services
from replies.document.build import annexes_of, build
from replies.document.options import Options, printed_language
from replies.document.snapshot import replies_of
from replies.document.tree import (
    Annex,
    Block,
    Document,
    GapNotice,
    Heading,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Source,
    Table,
    Text,
)
from replies.document.wording import first_heading_of, title_of, wording_of
from replies.files.uploads import Inspected
from replies.models import Reply
from tests import factories
from tests.replies.document.trees import items

pytestmark = pytest.mark.django_db


def built(reply: Reply, **options: Any) -> Document:
    """The document of the reply's list, its blocks without where they come from."""
    stored = reply.assignment.issue.list_of_issues
    document = build(stored, replies_of(stored), Options(printed_language(stored.language), **options))
    return replace(document, blocks=tuple(map(without_source, document.blocks)))


def without_source(block: Block) -> Block:
    return replace(block, source=None) if isinstance(block, Paragraph | ListBlock | Table) else block


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

    document = built(reply, layout="by-article")

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


def test_build_resolves_references_to_the_first_paragraph_of_an_answer() -> None:
    stored = factories.make_list(language="ru")
    contributor = factories.make_reply(issue=factories.make_issue(stored), role="contributor")
    issue, point = contributor.assignment.issue, contributor.assignment.data_points.get()
    lead = services.assign(issue, factories.make_ministry(), role="lead", data_points=[point], by=None)
    later = factories.make_reply(issue=factories.make_issue(stored), points=2)
    answers = (
        (contributor, '<p>Contributed, as <span data-see="2.1"></span>.</p><p>More.</p>'),
        (lead, '<ul><li>Listed, see <span data-see="1.1"></span>.</li></ul><p>Led.</p><p>Further.</p>'),
        (later, '<p>Later, see <span data-see="1.1"></span>.</p>'),
    )
    for reply, text in answers:
        factories.answer_all(reply, by=factories.focal_point_of(reply), text=text)

    blocks = built(lead).blocks

    to_lead, to_later = Reference("1.1", "пункт", 1), Reference("2.1", "пункт", 5)
    listed = Paragraph((Text("Listed, see "), to_lead, Text(".")), numbered=False)
    said = (Text("Later, see "), to_lead, Text("."))
    assert blocks == (
        Heading(3, "Ответ на пункт 1 перечня вопросов"),
        ListBlock((replace(items("")[0], blocks=(listed,)),), ordered=False),
        Paragraph((Text("Led."),), anchor="1.1"),
        sentence("Further."),
        Paragraph((Text("Contributed, as "), to_later, Text("."))),
        sentence("More."),
        Heading(3, "Ответ на пункт 2 перечня вопросов"),
        Paragraph(said, anchor="2.1"),
        Paragraph(said),
    )


def test_build_refers_to_sentences_and_remarks() -> None:
    stored = factories.make_list()
    remark = factories.make_reply(stored, points=0)
    factories.answer_all(remark, by=factories.focal_point_of(remark), text="<p>Noted.</p>")
    reply = factories.make_reply(stored, points=2)
    first, second = reply.assignment.data_points.order_by("position")
    author = factories.focal_point_of(reply)
    services.save_answer(reply, first, form="nothing", by=author)
    text = '<p><span data-see="2.1"></span>, <span data-see="1"></span></p>'
    services.save_answer(reply, second, text=text, by=author)

    blocks = built(reply).blocks

    assert [block for block in blocks if isinstance(block, Paragraph)] == [
        Paragraph((Text("Noted."),), anchor="1"),
        Paragraph((Text("The State party has nothing to add on this point."),), anchor="2.1"),
        Paragraph((Reference("2.1", "paragraph", 2), Text(", "), Reference("1", "paragraph", 1))),
    ]


def test_build_says_in_place_where_a_reference_leads_nowhere() -> None:
    reply = factories.make_reply_in("drafting")
    coordinator = factories.make_coordinator(reply.assignment.issue.list_of_issues)
    answer, author = reply.answers.get(), factories.focal_point_of(reply)
    text = '<p>See <span data-see="6(a).2"></span>.</p>'
    services.save_answer(reply, answer.data_point, text=text, base_version=1, by=author)
    services.submit(reply, by=author)
    services.clear(reply, seen=reply.text_hash(), by=factories.clearing_officer_of(reply))
    services.accept(reply, seen=reply.text_hash(), by=coordinator)

    document = built(reply)

    missing = Reference("6(a).2", "[no answer yet: 6(a).2]")
    assert (document.blocks[1:], document.draft) == ((Paragraph((Text("See "), missing, Text("."))),), True)


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", ("paragraph 12", "[no answer yet: 6(a).2]")),
        ("fr", ("paragraphe 12", "[pas encore de réponse : 6(a).2]")),
        ("ru", ("пункт 12", "[ответа пока нет: 6(a).2]")),
        ("es", ("párrafo 12", "[aún sin respuesta: 6(a).2]")),
        ("ar", ("paragraph 12", "[no answer yet: 6(a).2]")),
    ],
)
def test_wording_of_a_reference(language: str, printed: tuple[str, str]) -> None:
    wording = wording_of(language)

    found = Reference("6(a).2", wording.paragraph, 12).printed, wording.no_answer.format(code="6(a).2")

    assert found == printed


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
        found = Inspected(f"{n}.pdf", "application/pdf", 1)
        file = services.attach(reply, ContentFile(b"x"), found, kind=kind, title=f"Law {n}", by=author)
    services.describe(file, kind="annex", title="Law 2", language="ru", by=author)

    document = built(reply)

    assert document.annexes == (Annex("Annex 1", "Law 0"), Annex("Annex 2", "Law 2", "[Original: Russian]"))
    assert [note.mark for note in document.title_notes] == ["*", "**"]


def test_build_prints_annexes_in_their_order_with_a_language_of_their_own() -> None:
    reply = factories.make_reply()
    author = factories.focal_point_of(reply)
    languages = ("ru", "en", "", "kk")
    for n, language in enumerate(languages):
        file = factories.attach(reply, title=f"Law {n}", by=author)
        services.describe(file, kind="annex", title=file.title, language=language, by=author)
    services.reorder(reply.attachments.get(title="Law 0"), steps=1, by=author)

    assert built(reply).annexes == (
        Annex("Annex 1", "Law 1"),
        Annex("Annex 2", "Law 0", "[Original: Russian]"),
        Annex("Annex 3", "Law 2"),
        Annex("Annex 4", "Law 3", "[Original: Kazakh]"),
    )


def test_build_leaves_a_file_with_a_virus_out() -> None:
    reply = factories.make_reply()
    for title in ("Clean", "Infected"):
        factories.attach(reply, title=title)
    infected = {"scan": "infected", "virus": "Eicar", "sha256": "0" * 64, "examined_at": timezone.now()}
    reply.attachments.filter(title="Infected").update(**infected)

    assert built(reply).annexes == (Annex("Annex 1", "Clean"),)


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

    assert (title_of(stored, stored.language), first_heading_of(stored, stored.language)) == (title, heading)


def test_wording_of_a_language_that_is_not_set_up_is_english() -> None:
    assert wording_of("ar") is wording_of("en")


def test_build_says_of_each_block_where_it_comes_from() -> None:
    reply = factories.make_reply(ministry=factories.make_ministry(name_en="Health", name_ru="Минздрав"))
    text = "<p>One.</p><ul><li><p>Two.</p></li></ul><table data-title='T'><tr><td><p>3</p></td></tr></table>"
    factories.answer_all(reply, by=factories.focal_point_of(reply), text=text)
    stored = reply.assignment.issue.list_of_issues

    found = {
        language: {
            getattr(block, "source", None) for block in build(stored, replies_of(stored), options).blocks
        }
        for language, options in (("en", Options("en")), ("ru", Options("ru")))
    }

    assert found == {
        "en": {None, Source(reply.pk, "1.1", "Health")},
        "ru": {None, Source(reply.pk, "1.1", "Минздрав")},
    }


def test_build_without_text_that_is_not_accepted_names_the_gaps() -> None:
    reply = factories.make_reply_in("accepted")
    other = factories.make_reply(reply.assignment.issue.list_of_issues)
    factories.answer_all(other, by=factories.focal_point_of(other))
    factories.make_attachment(other)

    document = built(reply, with_unaccepted=False)

    assert (document.blocks[1:], document.annexes, document.draft) == (
        (
            sentence("Nine deaths."),
            Heading(3, "Reply to paragraph 2 of the list of issues"),
            GapNotice("No answer yet: 2.1 – Data on deaths"),
        ),
        (),
        True,
    )


def test_build_with_questions_prints_them_before_the_replies() -> None:
    reply = factories.make_reply_in("accepted")
    issue = reply.assignment.issue
    item = issue.passages.create(position=1, item="a", text="Any steps taken;")
    factories.make_point(issue, passage=item, code="1(a).1")

    document = built(reply, with_questions=True)

    assert [block for block in document.blocks if isinstance(block, Question)] == [
        Question("", "Please provide data on deaths and on their causes."),
        Question("a", "Any steps taken;"),
    ]


def test_build_by_article_with_questions_prints_no_heading_of_an_item() -> None:
    reply = factories.make_reply_in("accepted")
    issue = reply.assignment.issue
    item = issue.passages.create(position=1, item="a", text="Any steps taken;")
    factories.make_point(issue, passage=item, code="1(a).1")

    document = built(reply, layout="by-article", with_questions=True)

    assert document.blocks == (
        Question("", "Please provide data on deaths and on their causes."),
        sentence("Nine deaths."),
        Question("a", "Any steps taken;"),
        GapNotice("No answer yet: 1(a).1 – Data on deaths"),
    )


def test_build_of_a_ministry_prints_its_issues_and_points_only() -> None:
    reply = factories.make_reply_in("accepted")
    stored, issue = reply.assignment.issue.list_of_issues, reply.assignment.issue
    other = factories.make_reply(
        issue=issue, role="contributor", ministry=factories.make_ministry(name_en="Health")
    )
    factories.make_reply(stored)

    document = built(reply, ministry=other.assignment.ministry_id)

    assert (document.extent, document.blocks, document.draft) == (
        "Part: Health",
        (
            Heading(3, "Reply to paragraph 1 of the list of issues"),
            GapNotice("No answer yet: 1.2 – Data on deaths"),
        ),
        True,
    )


def test_build_of_a_section_prints_its_issues_only() -> None:
    stored = factories.make_list()
    first, second = (
        factories.make_section(stored, heading=heading) for heading in ("Article 2", "Article 3")
    )
    factories.make_reply(issue=factories.make_issue(stored, section=first))
    reply = factories.make_reply(issue=factories.make_issue(stored, section=second))
    ministry = reply.assignment.ministry

    document = built(reply, section=second.pk, ministry=ministry.pk)

    assert (document.extent, document.blocks) == (
        f"Part: Article 3, {ministry.name_en}",
        (
            Heading(2, "Article 3"),
            Heading(3, "Reply to paragraph 2 of the list of issues"),
            GapNotice("No answer yet: 2.1 – Data on deaths"),
        ),
    )


def test_build_of_a_ministry_that_has_nothing_is_empty() -> None:
    reply = factories.make_reply()

    document = built(reply, ministry=factories.make_ministry().pk)

    assert (document.extent, document.blocks) == ("Part: ", ())


def test_annexes_are_those_of_the_part_in_their_order() -> None:
    reply = factories.make_reply_in("accepted")
    other = factories.make_reply(reply.assignment.issue.list_of_issues)
    second, first = (factories.make_attachment(reply, position=position) for position in (2, 1))
    factories.make_attachment(other)
    stored = reply.assignment.issue.list_of_issues

    found = annexes_of(replies_of(stored), Options("en", ministry=reply.assignment.ministry_id))

    assert found == [first, second]
