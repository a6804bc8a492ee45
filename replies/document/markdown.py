"""The consolidated document as plain Markdown: CommonMark with the tables and footnotes of GitHub.

What a person typed is literal: no character of it makes a list, a link or a tag. The same tree gives the same
text.
"""

from collections.abc import Iterator

from replies.document.markdown_blocks import Blocks, heading
from replies.document.markdown_text import HARD_BREAK, line
from replies.document.tree import Annex, Document, Heading, Masthead, TitleNote
from replies.document.words import PrintedWords, words_of


def render(document: Document) -> str:
    """Write the tree; ends with a new line."""
    words = words_of(document.language)
    blocks = Blocks(words.table)
    annexes = [_annex(annex) for annex in document.annexes]
    parts = [
        *_opening(document, words),
        heading(Heading(1, document.first_heading)),
        *blocks.document(document.blocks),
        *([heading(Heading(1, words.annexes)), "\n".join(annexes)] if annexes else []),
        *blocks.notes(),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _opening(document: Document, words: PrintedWords) -> Iterator[str]:
    head = document.masthead
    if document.draft:
        yield f"**{words.draft}**"
    if head:
        yield from _masthead(head, words)
    marks = ", ".join(note.mark for note in document.title_notes)
    yield f"# {line(document.title + marks)}"
    if document.extent:
        yield line(f"[{document.extent}]")
    if head:
        yield line(words.date_received.format(date=head.date_received or words.placeholders.date_received))
    yield from map(_title_note, document.title_notes)


def _masthead(head: Masthead, words: PrintedWords) -> Iterator[str]:
    empty = words.placeholders
    first = (head.organisation, head.symbol or empty.symbol, head.convention, head.distribution)
    facts = (head.date or empty.date, head.language, head.original, head.languages_only)
    session = (head.committee, head.session or empty.session, head.session_dates or empty.session_dates)
    agenda = (head.agenda_item or empty.agenda_item, head.consideration)
    for lines in ((*first, *facts), (*session, *agenda)):
        yield HARD_BREAK.join(filter(None, map(line, lines)))


def _title_note(note: TitleNote) -> str:
    return line(f"{note.mark} {note.text}")


def _annex(annex: Annex) -> str:
    return f"- {line(f'{annex.number} – {annex.title} {annex.language_note}')}"
