"""Two compiled documents compared: nothing is lost on either side, and only what changed is shown."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from lxml import html

from replies.document.tree import (
    Annex,
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Source,
    Table,
    Text,
)
from replies.versions import comparing
from replies.versions.compared_lines import lines_of, rich_text
from replies.versions.comparing import Change, Fate, Section, changes
from tests.replies.document.trees import FIGURES, RICH, cell, document, documents, items, masthead, paragraph

HEALTH = Source(7, "6(a).2", "Ministry of Health")
JUSTICE = Source(8, "6(a).3", "Ministry of Justice")
unhurried = settings(deadline=None)  # the machine may be busy with other tests


def bare(*blocks: Block, **values: object) -> Document:
    """A document of blocks under a title."""
    return document(*blocks, masthead=None, first_heading="", title="Replies", **values)


def changed(before: Sequence[Block], after: Sequence[Block]) -> list[Change]:
    """What became of the blocks, the title left out, which was kept."""
    [section] = changes(bare(*before), bare(*after))
    first, *rest = section.changes
    return [replace(first, count=first.count - 1), *rest] if first.count > 1 else rest


def fates(found: Sequence[Section]) -> list[tuple[str, str, list[str]]]:
    return [
        (section.marked or section.heading, section.fate, [change.fate for change in section.changes])
        for section in found
    ]


@unhurried
@given(documents)
def test_document_is_the_same_as_itself(tree: Document) -> None:
    found = changes(tree, tree)

    assert [section for section in found if not section.is_same] == []


@unhurried
@given(documents, documents)
def test_nothing_is_lost_on_either_side(before: Document, after: Document) -> None:
    found = changes(before, after)

    counts = dict.fromkeys(Fate, 0)
    numbers: tuple[list[int], list[int]] = [], []
    for section in found:
        counts[section.fate] += bool(section.level)
        for change in section.changes:
            counts[change.fate] += change.count
            numbers[0].extend(change.before)
            numbers[1].extend(change.after)
    both = counts[Fate.KEPT] + counts[Fate.CHANGED]
    sides = (both + counts[Fate.REMOVED], both + counts[Fate.ADDED])
    paragraphs = [
        sum(isinstance(block, Paragraph) and block.numbered for block in tree.blocks)
        for tree in (before, after)
    ]
    assert sides == (len(lines_of(before)), len(lines_of(after)))
    assert numbers == tuple(list(range(1, last + 1)) for last in paragraphs)


def test_blocks_are_kept_changed_removed_and_added() -> None:
    kept, other = paragraph("The law has not changed."), paragraph("Nothing like it was here before.")
    before = (kept, kept, replace(paragraph("In 2022 two people died."), source=HEALTH), paragraph("Gone."))
    after = (kept, kept, replace(paragraph("In 2023 two people died."), source=HEALTH), other)

    found = changed(before, after)

    assert found == [
        Change(Fate.KEPT, before=(1, 2), after=(1, 2), count=2),
        Change(
            Fate.CHANGED,
            "<p>In <del>2022</del><ins>2023</ins> two people died.</p>",
            *((3,), (3,), 1, "paragraph", HEALTH),
        ),
        Change(Fate.REMOVED, "<p><del>Gone.</del></p>", (4,), (), 1, "paragraph"),
        Change(Fate.ADDED, "<p><ins>Nothing like it was here before.</ins></p>", (), (4,), 1, "paragraph"),
    ]


def test_another_number_alone_is_no_change() -> None:
    answer = Paragraph((Text("Answered in "), Reference("1", "paragraph", 1), Text(".")), anchor="1")
    later = Paragraph((Text("Answered in "), Reference("1", "paragraph", 2), Text(".")), anchor="1")

    found = changed((answer,), (paragraph("First."), later))

    assert found == [
        Change(Fate.ADDED, "<p><ins>First.</ins></p>", (), (1,), 1, "paragraph"),
        Change(Fate.KEPT, before=(1,), after=(2,)),
    ]


def test_reference_in_a_change_reads_as_it_prints() -> None:
    before = Paragraph((Text("See "), Reference("1", "[no answer yet: <1>]")))
    after = Paragraph((Text("See the "), Reference("1", "[no answer yet: <1>]")))

    [found] = changed((before,), (after,))

    assert found.marked == ('<p>See<ins> the</ins> <span data-see="1">[no answer yet: &lt;1&gt;]</span></p>')


def test_block_of_another_kind_is_another_block() -> None:
    found = changed((GapNotice("Two died."),), (paragraph("Two died."),))

    assert [(change.fate, change.kind) for change in found] == [
        (Fate.REMOVED, "gap"),
        (Fate.ADDED, "paragraph"),
    ]


@pytest.mark.parametrize(
    ("source", "found"), [(HEALTH, [Fate.CHANGED]), (JUSTICE, [Fate.REMOVED, Fate.ADDED])]
)
def test_answer_to_the_same_data_point_is_recognised_sooner(source: Source, found: list[Fate]) -> None:
    before = replace(paragraph("a b c d e f g h i two"), source=HEALTH)
    after = replace(paragraph("q r s t u v w x y two"), source=source)

    assert [change.fate for change in changed((before,), (after,))] == found


def test_cell_of_a_table_and_item_of_a_list_are_compared_by_words() -> None:
    rows = (*FIGURES.rows[:3], (cell("Police"), cell("4"), cell("")))

    found = changed(
        (FIGURES, ListBlock(items("one", "two"))), (replace(FIGURES, rows=rows), ListBlock(items("one")))
    )

    assert [(change.fate, change.kind) for change in found] == [
        (Fate.CHANGED, "table"),
        (Fate.CHANGED, "list"),
    ]
    assert "<td><p><del>–</del><ins>4</ins></p></td>" in found[0].marked
    assert found[1].marked == "<ol><li><p>one</p></li><li><p><del>two</del></p></li></ol>"


def test_sections_follow_the_headings_of_both() -> None:
    before = bare(Heading(2, "Article 2", "A."), paragraph("one"), Heading(3, "Gone"), paragraph("two"))
    after = bare(Heading(2, "Article 2", "B."), paragraph("one"), Heading(2, "Article 3"), paragraph("three"))

    found = changes(before, after)

    assert fates(found) == [
        ("", "kept", ["kept"]),
        ("<del>A</del><ins>B</ins>. Article 2", "changed", ["kept"]),
        ("<del>Gone</del>", "removed", ["removed"]),
        ("<ins>Article 3</ins>", "added", ["added"]),
    ]
    assert [(section.level, section.is_same) for section in found] == [
        (0, True),
        (2, False),
        (3, False),
        (2, False),
    ]


def test_reply_to_another_paragraph_is_another_section() -> None:
    title = "Reply to paragraph {} of the list of issues"

    found = changes(bare(Heading(3, title.format(1))), bare(Heading(3, title.format(2))))

    assert [section.fate for section in found] == [Fate.KEPT, Fate.REMOVED, Fate.ADDED]


def test_opening_is_compared_field_by_field() -> None:
    before, after = document(), document(masthead=masthead(symbol="CAT/C/KAZ/RQ/4"), extent="Part: Health")

    [opening, first] = changes(before, after)

    assert first.is_same
    assert [(change.fate, change.marked, change.count) for change in opening.changes] == [
        (Fate.KEPT, "", 1),
        (
            Fate.CHANGED,
            "<p><del>[symbol assigned by the United Nations]</del><ins>CAT/C/KAZ/RQ/4</ins></p>",
            1,
        ),
        (Fate.KEPT, "", 13),
        (Fate.ADDED, "<p><ins>Part: Health</ins></p>", 1),
    ]


def test_annexes_are_compared() -> None:
    before = bare(annexes=(Annex("Annex 1", "Laws"),))
    after = bare(annexes=(Annex("Annex 1", "Laws"), Annex("Annex 2", "Data", "[Original: Russian]")))

    [_, found] = changes(before, after)

    assert (found.heading, found.level) == ("Annexes", 1)
    assert found.changes == (
        Change(Fate.KEPT),
        Change(Fate.ADDED, "<p><ins>Annex 2 – Data [Original: Russian]</ins></p>", (), (), 1, "annex"),
    )


def test_text_is_never_markup() -> None:
    nasty = '<img src="x" onerror="alert(1)">'
    note = Paragraph((Text(nasty), Footnote(nasty), Link("javascript:alert(1)", (Text(nasty),))))

    found = changes(
        bare(), bare(note, Heading(2, nasty), Question("a", nasty), Table(nasty, ((cell(nasty),),)))
    )

    written = "".join(
        section.marked + "".join(change.marked for change in section.changes) for section in found
    )
    tags = {element.tag for element in html.fromstring(f"<div>{written}</div>").iter()}
    assert tags <= {"div", "p", "ins", "span", "a", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert not re.search('href="javascript', written)


def test_what_is_too_much_to_compare_is_aligned_by_its_first_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "STEPS", 10)
    before = [paragraph(f"Case {n} of the court was closed") for n in "abc"]
    after = [paragraph(f"Case {n} of the court is open") for n in "bcd"]

    found = changed(before, after)

    assert [change.fate for change in found] == [Fate.REMOVED, Fate.CHANGED, Fate.CHANGED, Fate.ADDED]


@pytest.mark.parametrize(
    ("block", "written"),
    [
        (
            Paragraph((Text("a", bold=True, italic=True, raised="sup"), LineBreak(), Text("b"))),
            "<p><strong><em><sup>a</sup></em></strong><br>b</p>",
        ),
        (Paragraph((Footnote('"n"'),)), '<p><span data-footnote="&quot;n&quot;"></span></p>'),
        (ListBlock((Item((paragraph("a"),)),), ordered=False), "<ul><li><p>a</p></li></ul>"),
        (Heading(2, "Text"), "<p>Text</p>"),
        (Question("a", "Why?"), "<p>(a) Why?</p>"),
        (Question("", "Why?"), "<p>Why?</p>"),
        (
            Table("", ((cell("h", header=True, colspan=2),), (), (Cell(()), cell("b", rowspan=2)))),
            '<table><thead><tr><th colspan="2"><p>h</p></th></tr></thead>'
            '<tbody><tr><td></td><td rowspan="2"><p>b</p></td></tr></tbody></table>',
        ),
        (
            Table("T", ((cell("x"),),)),
            '<table data-title="T"><thead></thead><tbody><tr><td><p>x</p></td></tr></tbody></table>',
        ),
    ],
)
def test_block_is_written_as_rich_text(block: Block, written: str) -> None:
    assert rich_text(block) == written


def test_rich_document_has_a_line_for_everything() -> None:
    kinds = [line.kind for line in lines_of(RICH)]

    assert kinds == [
        *["opening"] * 17,
        *("heading", "heading", "heading", "paragraph", "list", "list", "table", "paragraph", "gap"),
        *("heading", "annex", "annex"),
    ]
