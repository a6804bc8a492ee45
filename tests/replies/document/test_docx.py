"""Everything of the tree is found again in the Word file, and the same tree gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import docx
import mammoth
from hypothesis import given, settings

from replies.document.docx import render
from replies.document.docx_text import letter
from replies.document.docx_wide import cells_of, pieces_of
from replies.document.tree import (
    Block,
    Document,
    Footnote,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Question,
    Reference,
    Table,
    Text,
)
from tests.replies.document.packages import W, body, lines, parts, text, values
from tests.replies.document.trees import (
    RICH,
    document,
    documents,
    masthead,
)

UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(value: str) -> str:
    """A text as XML can hold it, without white space: what a reader must find again."""
    return "".join(UNHOLDABLE.sub("", value).split())


def said(inlines: tuple[Inline, ...]) -> str:
    def piece(inline: Inline) -> str:
        match inline:
            case Link():
                return "".join(part.text for part in inline.texts)
            case Reference():
                return inline.printed
            case Text():
                return inline.text
        return ""

    return "".join(map(piece, inlines))


def expected(block: Block) -> Iterator[str]:
    """The text of each paragraph that a block outside a table must print; tables are left out."""
    if isinstance(block, Paragraph):
        yield said(block.inlines)
    elif isinstance(block, Heading):
        yield block.number + block.text
    elif isinstance(block, ListBlock):
        for item in block.items:
            if not item.blocks or not isinstance(item.blocks[0], Paragraph):
                yield ""
            for inner in item.blocks:
                yield from expected(inner)
    elif isinstance(block, Question):
        yield f"({block.item}){block.text}" if block.item else block.text
    elif not isinstance(block, Table):
        yield block.text


def notes(blocks: tuple[Block, ...], *, in_table: bool) -> Iterator[str]:
    """The texts of all notes that stand in tables, or of all that do not, in order."""
    for block in blocks:
        if isinstance(block, Paragraph) and not in_table:
            yield from (inline.text for inline in block.inlines if isinstance(inline, Footnote))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from notes(item.blocks, in_table=in_table)
        elif isinstance(block, Table) and in_table:
            for piece in pieces_of(block):
                for found in cells_of(piece):
                    yield from notes(found.blocks, in_table=False)


def direct_lines(content: bytes) -> list[str]:
    """The paragraphs of the body that belong to the text: no tables, labels, titles and notes of tables."""
    of_tables = {"TableLabel", "TableTitle", "TableNote"}
    found = [
        line
        for line in body(content).findall(f"{W}p")
        if values(line, "pPr/pStyle").get("val") not in of_tables and line.find(f"{W}pPr/{W}sectPr") is None
    ]
    return [text(line) for line in found]


@settings(deadline=None)
@given(documents)
def test_every_paragraph_is_found_again(tree: Document) -> None:
    opening = direct_lines(render(document()))

    found = direct_lines(render(tree))

    wanted = [written(line) for block in tree.blocks for line in expected(block)]
    rest = [written(line) for line in found[len(opening) :]]
    assert rest in (wanted, [*wanted, ""])


@settings(deadline=None)
@given(documents)
def test_every_footnote_is_found_again(tree: Document) -> None:
    package = parts(render(tree))

    of_body = [written(text(note)) for note in package["word/footnotes.xml"]][2:]
    of_tables = [
        written(text(line))
        for line in package["word/document.xml"].iter(f"{W}p")
        if values(line, "pPr/pStyle").get("val") == "TableNote"
    ]

    assert of_body == [written(note) for note in notes(tree.blocks, in_table=False)]
    assert [line.lstrip("abcdefghijklmnopqrstuvwxyz") for line in of_tables] == [
        written(note).lstrip("abcdefghijklmnopqrstuvwxyz") for note in notes(tree.blocks, in_table=True)
    ]


@settings(deadline=None)
@given(documents)
def test_every_cell_is_found_again(tree: Document) -> None:
    tables = body(render(tree)).findall(f"{W}tbl")[1:]

    found = "".join(written(text(item)) for table in tables for item in table.iter(f"{W}tc"))

    assert sorted(found) == sorted("".join(written(line) for line in cell_texts(tree.blocks)))


def cell_texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts of all cells with the letters of their notes."""
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield from cell_texts(item.blocks)
        elif isinstance(block, Table):
            for piece in pieces_of(block):
                for inner in (inner for found in cells_of(piece) for inner in found.blocks):
                    yield from expected(inner)
            yield from (letter(number) for number, _ in enumerate(notes((block,), in_table=True), 1))


def pieces_said(tree: Document) -> Iterator[str]:
    """The texts that a reader must find whole: between notes, line breaks and bounds of inlines."""
    for block in tree.blocks:
        yield from texts_of(block)


def texts_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            for inline in block.inlines:
                yield inline.text if isinstance(inline, Footnote) else said((inline,))
        case ListBlock():
            for inner in (inner for item in block.items for inner in item.blocks):
                yield from texts_of(inner)
        case Table():
            for inner in (inner for row in block.rows for found in row for inner in found.blocks):
                yield from texts_of(inner)
            yield block.title if any(block.rows) else ""
        case _:
            yield block.text


def letters(value: str) -> str:
    """Letters and digits alone: no reader keeps every sign and space."""
    return "".join(filter(str.isalnum, value))


def test_same_tree_gives_the_same_bytes() -> None:
    assert render(RICH) == render(replace(RICH, title_notes=tuple(RICH.title_notes)))


def test_no_part_carries_the_time_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(render(RICH))) as archive:
        dates = {entry.date_time for entry in archive.infolist()}

    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_the_date_of_change_is_the_given_one() -> None:
    moment = datetime(2023, 2, 15, 9, 30, tzinfo=UTC)

    dated = docx.Document(io.BytesIO(render(replace(RICH, modified=moment)))).core_properties
    undated = docx.Document(io.BytesIO(render(RICH))).core_properties

    assert (dated.modified, undated.modified) == (moment, datetime(2000, 1, 1, tzinfo=UTC))


def test_properties_name_the_document() -> None:
    found = docx.Document(io.BytesIO(render(RICH))).core_properties

    assert (found.title, found.subject, found.author, found.language) == (
        "Replies of Kazakhstan",
        "CAT/C/KAZ/Q/4",
        "Kazakhstan",
        "en-GB",
    )


def test_body_reads_from_masthead_to_annexes() -> None:
    assert [line.strip() for line in lines(body(render(RICH))) if line.strip()] == [
        "United Nations",
        "CAT/C/KAZ/RQ/4",
        "Convention against Torture",
        "Distr.: General",
        "[date of issue set by the United Nations]",
        "English",
        "Original: Russian",
        "English, French, Russian and Spanish only",
        "Committee against Torture",
        "Seventy-sixth session",
        "[dates of the session]",
        "[agenda item set by the United Nations]",
        "Consideration of reports submitted by States parties",
        "Replies of Kazakhstan*, **",
        "[Date received: date set by the United Nations]",
        "Information in response to the list of issues",
        "A. Articles 1 and 4",
        "Reply to paragraph 1 of the list of issues",
        "Torture is punished 103see here",
        "first",
        "inner",
        "second",
        "bullet",
        "Table 1",
        "Deaths in custody",
        *("Place", "2023", "Men", "Women", "Prisonsa", "12", "3", "Police", "–"),
        "a All of them.",
        "After the table, see paragraph 1",
        "[No answer yet: 6(a).2]",
        "Annexes",
        "Annex 1 Statistics [Original: Russian]",
        "Annex 2 Laws",
    ]


def test_masthead_without_optional_lines_leaves_them_out() -> None:
    bare = replace(masthead(), languages_only="", consideration="", original="")

    found = lines(body(render(document(masthead=bare))))

    assert [line for line in found if line in {"", "Original: Russian"} or "only" in line] == ["", ""]


@settings(deadline=None, max_examples=40)
@given(documents)
def test_mammoth_finds_every_paragraph_cell_and_note(tree: Document) -> None:
    read = mammoth.convert_to_html(io.BytesIO(render(tree))).value

    found = letters(unescape(re.sub("<[^>]*>", "", read)))
    assert [said for said in pieces_said(tree) if letters(said) not in found] == []


def test_mammoth_reads_text_table_and_footnotes() -> None:
    html = mammoth.convert_to_html(io.BytesIO(render(RICH))).value

    wanted = (
        "Torture is punished",
        "Penal Code, art. 146.",
        "<sup>3</sup>",
        "Prisons",
        "https://un.org/?a=1",
    )
    assert [found for found in wanted if found not in html] == []
    assert "After the table, see paragraph 1" in re.sub("<[^>]*>", "", html)
