"""Documents of the measurements: the same tree at every run, and its content as HTML for another writer."""

import random
import re
from collections.abc import Iterable, Iterator
from html import escape

from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    Heading,
    Item,
    ListBlock,
    Masthead,
    Paragraph,
    Table,
    Text,
    TitleNote,
)

ISSUES, ANSWERS, WORDS, TABLES, NOTES = 30, 155, 10_700, 30, 60
OPENING_AND_HEADINGS = 450  # words beside the answers
SEED = 4
VOCABULARY = re.findall(
    r"\w+",
    "the of and to in for on with by under law article State party authorities measures torture detention "
    "investigation complaint court decision health care training officers persons women children national "
    "mechanism prevention penitentiary institutions ministry data statistics adopted amended provided during",
)
HEADS = ("Year", "Complaints", "Cases", "Convictions")


def document(times: int) -> Document:
    """So many times 30 issues with 155 answers, 10,700 words, 30 tables and 60 footnotes."""
    draw = random.Random(SEED)  # noqa: S311 - the same words at every run
    return Document(
        masthead=Masthead(
            organisation="United Nations",
            convention="Convention against Torture",
            distribution="Distr.: General",
            language="English",
            original="Original: English",
            languages_only="English, French, Russian and Spanish only",
            committee="Committee against Torture",
            consideration="Consideration of reports submitted by States parties",
        ),
        title="Replies of Kazakhstan to the list of issues",
        first_heading="Information in response to the list of issues",
        blocks=tuple(_blocks(draw, times)),
        title_notes=(TitleNote("*", "The present document is being issued without formal editing."),),
        author="Kazakhstan",
    )


def _blocks(draw: random.Random, times: int) -> Iterator[Block]:
    answers = ANSWERS * times
    for number in range(answers):
        issue = number * ISSUES // ANSWERS
        if number == 0 or issue != (number - 1) * ISSUES // ANSWERS:
            yield Heading(3, f"Reply to paragraph {issue + 1} of the list of issues")
        yield from _answer(draw, number)


def _answer(draw: random.Random, number: int) -> Iterator[Block]:
    """One answer: two paragraphs or one with a list, now and then a note and a table."""
    has_note = number % ANSWERS < NOTES
    has_table = number % ANSWERS < TABLES
    words = (WORDS - OPENING_AND_HEADINGS) // ANSWERS - (12 if has_table else 0) - (4 if has_note else 0)
    half = words // 2
    notes = (Footnote("Penal Code, article 146."),) if has_note else ()
    yield Paragraph((_text(draw, half), *notes))
    if number % 3:
        yield Paragraph((_text(draw, 4, bold=True), Text(" "), _text(draw, words - half - 4)))
    else:
        items = (Item((Paragraph((_text(draw, (words - half) // 3),), numbered=False),)) for _ in range(3))
        yield ListBlock(tuple(items))
    if has_table:
        yield _table(draw)


def _text(draw: random.Random, words: int, *, bold: bool = False) -> Text:
    return Text(" ".join(draw.choices(VOCABULARY, k=words)), bold=bold)


def _table(draw: random.Random) -> Table:
    years = (
        (_cell(str(year)), *(_cell(str(draw.randrange(1000))) for _ in HEADS[1:])) for year in (2021, 2022)
    )
    return Table("Complaints of torture", (tuple(_cell(head, header=True) for head in HEADS), *years))


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell((Paragraph((Text(text),), numbered=False),), header)


def as_html(tree: Document) -> str:
    """The content of a tree as HTML, its notes in the form that pandoc reads as footnotes."""
    notes: list[str] = []
    body = "".join(_html(block, notes) for block in tree.blocks)
    end = "".join(
        f'<li id="fn{number}" role="doc-endnote"><p>{escape(note)}'
        f'<a href="#fnref{number}" role="doc-backlink">↩</a></p></li>'
        for number, note in enumerate(notes, 1)
    )
    return (
        f'<html lang="en"><head><title>{escape(tree.title)}</title></head><body>'
        f"<h1>{escape(tree.first_heading)}</h1>{body}"
        f'<section class="footnotes" role="doc-endnotes"><hr/><ol>{end}</ol></section></body></html>'
    )


def _html(block: object, notes: list[str]) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
        case Paragraph():
            return f"<p>{''.join(_inline(inline, notes) for inline in block.inlines)}</p>"
        case ListBlock():
            items = (f"<li>{_all(item.blocks, notes)}</li>" for item in block.items)
            return f'<ol type="a">{"".join(items)}</ol>'
        case Table():
            rows = ("".join(_html_cell(cell, notes) for cell in row) for row in block.rows)
            lines = "".join(f"<tr>{row}</tr>" for row in rows)
            return f"<table><caption>{escape(block.title)}</caption>{lines}</table>"
    raise TypeError(block)


def _all(blocks: Iterable[Block], notes: list[str]) -> str:
    return "".join(_html(block, notes) for block in blocks)


def _html_cell(cell: Cell, notes: list[str]) -> str:
    name = "th" if cell.header else "td"
    return f"<{name}>{_all(cell.blocks, notes)}</{name}>"


def _inline(inline: object, notes: list[str]) -> str:
    match inline:
        case Footnote():
            notes.append(inline.text)
            number = len(notes)
            return f'<a href="#fn{number}" id="fnref{number}" role="doc-noteref"><sup>{number}</sup></a>'
        case Text():
            text = escape(inline.text)
            return f"<strong>{text}</strong>" if inline.bold else text
    raise TypeError(inline)
