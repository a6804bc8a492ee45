"""The opening of the document as HTML: masthead, committee, session, title with its notes, date."""

from replies.document.html_markup import element, note_item, note_mark, shown
from replies.document.html_words import PageWords
from replies.document.tree import Document, Masthead
from replies.document.words import Placeholders, PrintedWords


def opening(document: Document, words: PrintedWords, page_words: PageWords, top: int) -> str:
    """All that stands above the first heading; `top` is the level of the title's HTML heading."""
    head = document.masthead
    parts = [
        element("p", shown(words.draft), "doc-draft") if document.draft else "",
        _masthead(head, words.placeholders) if head else "",
        _title(document, page_words, top),
        element("p", shown(f"[{document.extent}]"), "doc-extent") if document.extent else "",
        _date_received(head, words) if head else "",
        _title_notes(document, page_words),
    ]
    return element("header", "".join(parts), "doc-opening")


def _masthead(head: Masthead, empty: Placeholders) -> str:
    symbol = element("p", _open(head.symbol, empty.symbol), "doc-mast__symbol")
    first = element("p", shown(head.organisation)) + symbol
    name = element("p", shown(head.convention), "doc-mast__convention")
    lines = (head.language, head.original, head.languages_only)
    right = [shown(head.distribution), _open(head.date, empty.date), *map(shown, lines)]
    facts = "".join(element("p", line) for line in right if line)
    second = name + element("div", facts, "doc-mast__facts")
    session = [
        element("p", shown(head.committee), "doc-mast__committee"),
        element("p", _open(head.session, empty.session), "doc-mast__session"),
        element("p", _open(head.session_dates, empty.session_dates)),
        element("p", _open(head.agenda_item, empty.agenda_item)),
        element("p", shown(head.consideration), "doc-mast__session") if head.consideration else "",
    ]
    return (
        element("div", first, "doc-mast__first")
        + element("div", second, "doc-mast__second")
        + element("div", "".join(session), "doc-mast__body")
    )


def _open(value: str | None, placeholder: str) -> str:
    """A field of the masthead; while it is empty, who fills it in."""
    return shown(value) if value else element("span", shown(placeholder), "doc-open")


def _title(document: Document, words: PageWords, top: int) -> str:
    marks = ", ".join(
        note_mark(note.mark, _ids(number), words.note.format(mark=note.mark))
        for number, note in enumerate(document.title_notes, 1)
    )
    return element(f"h{top}", shown(document.title) + marks, "doc-title", id="doc-title")


def _title_notes(document: Document, words: PageWords) -> str:
    notes = [
        note_item(note.text, note.mark, _ids(number), words.back.format(mark=note.mark))
        for number, note in enumerate(document.title_notes, 1)
    ]
    return element("ol", "".join(notes), "doc-title-notes") if notes else ""


def _ids(number: int) -> tuple[str, str]:
    return f"doc-title-note-{number}", f"doc-title-mark-{number}"


def _date_received(head: Masthead, words: PrintedWords) -> str:
    before, _, after = words.date_received.partition("{date}")
    date = _open(head.date_received, words.placeholders.date_received)
    return element("p", f"{shown(before)}{date}{shown(after)}", "doc-received")
