"""How many words the document prints, as Word counts its file: whatever stands between white space.

Word counts footnotes, tables, placeholders and what a field shows; it counts neither automatic numbers and
letters nor headers and footers. A table that is too wide for a page prints its first column in every piece,
and so it is counted. A notice of what is missing is no part of the document that goes out.
"""

from collections.abc import Iterable, Iterator
from itertools import chain

from replies.document.docx_markup import FORBIDDEN
from replies.document.docx_wide import cells_of, is_surely_whole, pieces_of
from replies.document.tree import (
    Block,
    Document,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Masthead,
    Paragraph,
    Question,
    Reference,
    Table,
)
from replies.document.wording import sentence_of
from replies.document.words import PrintedWords
from replies.document.words import words_of as printed_words_of
from replies.models import Answer
from replies.richtext import count_words


def words_of_answer(answer: Answer, language: str) -> int:
    """How many words an answer prints in a document of this language."""
    if not answer.is_answered:
        return 0
    if answer.form == Answer.Form.TEXT:
        return count_words(answer.text)
    return len(sentence_of(answer, language).split())


def words_of(document: Document) -> int:
    """How many words the whole document prints, from the masthead to the list of annexes."""
    words = printed_words_of(document.language)
    lines = chain(_opening(document, words), _blocks(document.blocks, words), _annexes(document, words))
    return sum(len(FORBIDDEN.sub("", line).split()) for line in lines)


def _opening(document: Document, words: PrintedWords) -> Iterator[str]:
    head = document.masthead
    if head:
        yield from _masthead(head, words)
        yield words.date_received.format(date=head.date_received or words.placeholders.date_received)
    yield document.title + ", ".join(note.mark for note in document.title_notes)
    yield from (f"{note.mark} {note.text}" for note in document.title_notes)
    yield document.first_heading
    if document.extent:
        yield f"[{document.extent}]"


def _masthead(head: Masthead, words: PrintedWords) -> Iterator[str]:
    empty = words.placeholders
    yield from (head.organisation, head.symbol or empty.symbol, head.convention, head.distribution)
    yield from (head.date or empty.date, head.language, head.original, head.languages_only)
    yield from (head.committee, head.session or empty.session, head.session_dates or empty.session_dates)
    yield from (head.agenda_item or empty.agenda_item, head.consideration)


def _annexes(document: Document, words: PrintedWords) -> Iterator[str]:
    if document.annexes:
        yield words.annexes
    for annex in document.annexes:
        yield f"{annex.number} {annex.title} {annex.language_note}"


def _blocks(blocks: Iterable[Block], words: PrintedWords, *, in_table: bool = False) -> Iterator[str]:
    """The lines of blocks, and their notes."""
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{block.number} {block.text}"
        elif isinstance(block, Paragraph):
            yield from _paragraph(block, in_table=in_table)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _blocks(item.blocks, words, in_table=in_table)
        elif isinstance(block, Table):
            yield from _table(block, words, in_table=in_table)
        elif isinstance(block, Question):
            yield f"({block.item}) {block.text}" if block.item else block.text


def _table(table: Table, words: PrintedWords, *, in_table: bool) -> Iterator[str]:
    """The lines of a table's label, title and cells; a table in a cell prints as paragraphs."""
    if in_table or is_surely_whole(table):
        cells, labels = chain.from_iterable(table.rows), int(any(table.rows))
    else:
        pieces = pieces_of(table)
        cells, labels = chain.from_iterable(map(cells_of, pieces)), len(pieces)
    if labels and not in_table:
        yield from [words.table.format(number=1)] * labels
        yield table.title
    for cell in cells:
        yield from _blocks(cell.blocks, words, in_table=True)


def _paragraph(paragraph: Paragraph, *, in_table: bool) -> Iterator[str]:
    """A line, then its notes. In a table their marks are letters of the text, elsewhere numbers of Word."""
    mark = "a" if in_table else ""
    notes = [inline.text for inline in paragraph.inlines if isinstance(inline, Footnote)]
    yield "".join(_inline(inline, mark) for inline in paragraph.inlines)
    yield from (f"{mark} {note}" for note in notes)


def _inline(inline: Inline, mark: str) -> str:
    match inline:
        case LineBreak():
            return " "
        case Footnote():
            return mark
        case Link():
            return "".join(text.text for text in inline.texts)
        case Reference():
            return inline.printed
    return inline.text
