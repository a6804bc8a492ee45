"""The tree as JSON for the PDF's template (`typst/document.typ`): text as it is, never markup."""

import json

from replies.document.pdf_blocks import Blocks
from replies.document.pdf_text import Value, joined, shown
from replies.document.tree import Document, Heading, Masthead
from replies.document.unprintable import printed
from replies.document.words import words_of

NAMELESS = "–"  # a PDF/UA file must have a title


def data_of(document: Document) -> str:
    """The whole document as JSON; the same tree gives the same text."""
    words = words_of(document.language)
    language, _, region = words.tag.partition("-")
    body = Blocks(words.table, document.blocks)
    blocks = [*body.heading(Heading(1, document.first_heading)), *body.of(document.blocks)]
    annexes = [
        [printed(annex.number), shown(joined((annex.title, annex.language_note)))]
        for annex in document.annexes
    ]
    if annexes:
        blocks += body.heading(Heading(1, words.annexes))
    values = {
        "title": shown(document.title).strip() or NAMELESS,
        "subject": printed(document.list_symbol),
        "author": [printed(document.author)] if document.author else [],
        "language": language,
        "region": region,
        "draft": words.draft if document.draft else "",
        "named": _named(document),
        "extent": f"[{shown(document.extent)}]" if document.extent else "",
        "masthead": _masthead(document, document.masthead) if document.masthead else None,
        "notes": [[printed(note.mark), shown(note.text)] for note in document.title_notes],
        "blocks": blocks,
        "annexes": annexes,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _named(document: Document) -> Value:
    """What stands over every page after the first: the symbol, or the title where there can be none."""
    if document.masthead is None:
        return shown(document.title)
    return _field(document.masthead.symbol, words_of(document.language).placeholders.symbol)


def _field(value: str | None, placeholder: str) -> Value:
    return shown(value) if value else [["empty", placeholder]]


def _masthead(document: Document, head: Masthead) -> dict[str, Value]:
    words = words_of(document.language)
    empty = words.placeholders
    before, _, after = words.date_received.partition("{date}")
    date = head.date_received
    received: Value = [before, ["empty", empty.date_received], after]
    if date:
        received = before + shown(date) + after
    issued = [line for line in (head.language, head.original) if line]
    return {
        "organisation": shown(head.organisation),
        "convention": shown(head.convention, 24),
        "symbol": _field(head.symbol, empty.symbol),
        "issued": [shown(head.distribution), _field(head.date, empty.date), *map(shown, issued)],
        "only": shown(head.languages_only),
        "committee": shown(head.committee),
        "session": _field(head.session, empty.session),
        "dates": _field(head.session_dates, empty.session_dates),
        "agenda": _field(head.agenda_item, empty.agenda_item),
        "consideration": shown(head.consideration),
        "received": received,
    }
