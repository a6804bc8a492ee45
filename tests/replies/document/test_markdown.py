"""Markdown: every text is found again and is literal; what Markdown cannot say is said plainly."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from replies.document.docx_markup import FORBIDDEN
from replies.document.markdown import render
from replies.document.markdown_blocks import item_label
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Table,
    Text,
)
from tests.replies.document.test_html import texts_of
from tests.replies.document.trees import FIGURES, RICH, cell, document, documents, items, paragraph

OURS = re.compile(r"</?(?:sup|sub|strong|em|br)>|(?<!\\)\*+|\\\n *")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
unhurried = settings(deadline=None)  # the machine may be busy with other tests


def read(markdown: str) -> str:
    """What a reader of Markdown prints of ours, without white space."""
    kept = ESCAPED.sub(lambda found: f"\x00{ord(found[1])};", markdown)
    plain = OURS.sub("", kept.replace("\\\n", "\n"))
    return "".join(re.sub("\x00([0-9]+);", lambda found: chr(int(found[1])), plain).split())


def body_of(*blocks: Block) -> str:
    """What the blocks alone are written as."""
    return render(document(*blocks, masthead=None, title="T", first_heading="")).removeprefix("# T\n\n")


@unhurried
@given(documents)
def test_every_text_is_found_again(tree: Document) -> None:
    found = read(render(tree))

    wanted = ["".join(FORBIDDEN.sub("", text).split()) for text in texts_of(tree.blocks)]
    assert [text for text in wanted if text not in found] == []


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("+ no item", r"\+ no item"),
        ("---", r"\---"),
        ("===", r"\==="),
        (":--", r"\:--"),
        ("-5 °C", "-5 °C"),
        ("1. no item", r"1\. no item"),
        ("7) no item", r"7\) no item"),
        ("12.5 per cent", "12.5 per cent"),
        ("> no quotation", r"\> no quotation"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("a*b_c`d~e|f$g^h\\i", r"a\*b\_c\`d\~e\|f\$g\^h\\i"),
        ("[x](y)", r"\[x\](y)"),
        ("    no code\n\n# one\tline \x00", r"no code \# one line"),
        ("stop!", r"stop\!"),
    ],
)
def test_text_is_literal(text: str, markdown: str) -> None:
    assert body_of(paragraph(text, numbered=False)) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("inlines", "markdown"),
    [
        ((Text("a", bold=True),), "**a**"),
        ((Text(" a ", italic=True), Text("b")), "*a* b"),
        ((Text("a", bold=True, italic=True),), "***a***"),
        ((Text("a.", bold=True, italic=True), Text("b")), "<strong><em>a.</em></strong>b"),
        ((Text("a", bold=True), Text("b", italic=True)), "**a**<em>b</em>"),
        ((Text("a", bold=True), Text(" b", italic=True)), "**a** *b*"),
        ((Text("m"), Text("2", raised="sup"), Text(" ", bold=True)), "m<sup>2</sup>"),
        ((Text("a"), LineBreak(), LineBreak(), Text("- b"), LineBreak()), "a\\\n\\- b"),
        ((Reference("1", "paragraph", 1),), "paragraph 1"),
        (
            (Link("https://un.org/?a&b c|<>", (Text("see!"),)),),
            r"[see\!](<https://un.org/?a\&b%20c%7C%3C%3E>)",
        ),
        ((Link("https://un.org/", ()),), "[https://un.org/](<https://un.org/>)"),
        ((Text("so!"), Link("mailto:a@un.org", (Text("a"),))), r"so\![a](<mailto:a@un.org>)"),
        ((Footnote("n"), Text("(b)")), "[^1]\\(b)\n\n[^1]: n"),
        ((Footnote("- n"), Text(": b")), "[^1]\\: b\n\n[^1]: \\- n"),
    ],
)
def test_inlines_are_written(inlines: tuple[Inline, ...], markdown: str) -> None:
    assert body_of(Paragraph(inlines, numbered=False)) == f"{markdown}\n"


def test_paragraphs_and_tables_are_numbered_as_in_the_word_file() -> None:
    listed = ListBlock((Item((paragraph("in a list"),)),))
    table = Table("", ((cell("x", header=True),),))

    found = body_of(paragraph("one"), listed, table, Table("Nothing", ()), Paragraph(()), paragraph("two"))

    assert found == ("1\\. one\n\n- (a) in a list\n\nTable 1\n\n| x |\n| --- |\n\n2\\.\n\n3\\. two\n")


def test_lists_show_their_letters_at_any_depth() -> None:
    deepest = ListBlock((*items("deep"), Item(())))
    third = ListBlock((Item((paragraph("third"), deepest)),))
    second = ListBlock((Item((Paragraph(()), third)), Item((FIGURES,))))
    bullets = ListBlock((*items("bullet"), Item((ListBlock(items("inner"), ordered=False),))), ordered=False)

    found = body_of(ListBlock((Item((second,)), Item((paragraph("x"), paragraph("y"))))), bullets)

    assert found == (
        "- (a)\n\n"
        "  - (i)\n\n    - a. third\n\n      - i. deep\n      - ii.\n"
        "  - (ii)\n\n"
        "    Table 1 – Deaths in custody\n\n"
        "    | Place | 2023 |  |\n    | --- | --- | --- |\n    |  | Men | Women |\n"
        "    | Prisons<sup>a</sup> | 12 | 3 |\n    | Police | – |  |\n\n"
        "    <sup>a</sup> All of them.\n"
        "- (b) x\n\n  y\n\n"
        "* bullet\n* - inner\n"
    )


@pytest.mark.parametrize(
    ("level", "number", "label"),
    [(0, 27, "(aa)"), (1, 4, "(iv)"), (1, 249, "(ccxlix)"), (2, 1, "a."), (3, 90, "xc."), (4, 2, "b.")],
)
def test_item_is_labelled_by_level(level: int, number: int, label: str) -> None:
    assert item_label(level, number) == label


def test_table_without_heads_gets_a_blank_row_above() -> None:
    block = Cell((paragraph("a|b"), Paragraph((Text("c"), LineBreak(), Text("d")))))
    listed = Cell((ListBlock((Item((paragraph("one"), ListBlock(items("two")))),)),))
    bullets = Cell((ListBlock(items("three"), ordered=False), Table("", ((cell("four"), cell("five")),))))

    found = body_of(Table("", ((block, listed, bullets), (cell("wide", colspan=3),))))

    assert found == (
        "Table 1\n\n|  |  |  |\n| --- | --- | --- |\n"
        "| a\\|b<br>c<br>d | (a) one (i) two | • three<br>four five |\n| wide |  |  |\n"
    )


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (GapNotice("[No answer yet]"), "**\\[No answer yet\\]**\n"),
        (GapNotice(" "), "\n"),
        (Question("a", "Why?"), "> (a) Why?\n"),
        (Question("", "- Why?"), "> \\- Why?\n"),
        (Heading(9, "Last", "I."), "###### I. Last\n"),
        (Heading(0, "First"), "## First\n"),
        (Heading(1, " "), "\n"),
    ],
)
def test_block_is_written(block: Block, markdown: str) -> None:
    found = render(document(block, masthead=None, title="T", first_heading=""))

    assert found == f"# T\n\n{markdown}".replace("\n\n\n", "\n")


def test_whole_document_is_written_in_order() -> None:
    found = render(replace(RICH, blocks=RICH.blocks[:3], extent="Part: Health"))

    assert found == (
        "**DRAFT**\n\n"
        "United Nations\\\nCAT/C/KAZ/RQ/4\\\nConvention against Torture\\\nDistr.: General\\\n"
        "\\[date of issue set by the United Nations\\]\\\nEnglish\\\nOriginal: Russian\\\n"
        "English, French, Russian and Spanish only\n\n"
        "Committee against Torture\\\nSeventy-sixth session\\\n\\[dates of the session\\]\\\n"
        "\\[agenda item set by the United Nations\\]\\\n"
        "Consideration of reports submitted by States parties\n\n"
        "# Replies of Kazakhstan\\*, \\*\\*\n\n"
        "\\[Part: Health\\]\n\n"
        "\\[Date received: date set by the United Nations\\]\n\n"
        "\\* The present document is being issued without formal editing.\n\n"
        "\\*\\* Annexes can be consulted in the files of the secretariat.\n\n"
        "## Information in response to the list of issues\n\n"
        "### A. Articles 1 and 4\n\n"
        "#### Reply to paragraph 1 of the list of issues\n\n"
        "1\\. **Torture is punished**[^1]\\\n10<sup>3</sup>[see *here*](<https://un.org/?a=1\\&b=2>)\n\n"
        "## Annexes\n\n"
        "- Annex 1 – Statistics \\[Original: Russian\\]\n- Annex 2 – Laws\n\n"
        "[^1]: Penal Code, art. 146.\n"
    )
