"""The consolidated document as HTML: a part of our own page, or one file that stands alone.

No script and no style on an element: the strict content security policy allows neither. All ids begin with
`doc-`. The same tree gives the same text.
"""

from collections.abc import Callable, Iterable

from replies.document.html_body import Body, Entry, Outline
from replies.document.html_markup import element, shown
from replies.document.html_masthead import opening
from replies.document.html_words import page_words_of
from replies.document.tree import Annex, Document, Heading, Source
from replies.document.words import words_of

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render(document: Document, source_url: Callable[[Source], str] | None = None) -> str:
    """The document as an `article` whose title is an `h2`, for a page of ours.

    `source_url` says where a block comes from, empty for a reader who may not see it.
    """
    return _article(document, 2, source_url)


def page(document: Document, stylesheet: str) -> str:
    """The document as one complete file, with its contents in front and nothing to load from elsewhere.

    `stylesheet` is our own CSS; the file says nothing about the replies that it was made of.
    """
    tag, words = words_of(document.language).tag, page_words_of(document.language)
    links = "".join(_outlined(entry) for entry in outline(document))
    contents = element("p", shown(words.contents), "doc-contents__title", id="doc-contents")
    nav = element("nav", contents + element("ol", links), "doc-contents", aria_labelledby="doc-contents")
    style = stylesheet.replace("</", "<\\/")  # nothing in it may end the element
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{shown(document.title)}</title>"
        f"<style>{style}</style>"
    )
    body = element("main", (nav if links else "") + _article(document, 1, None))
    whole = element("head", head) + element("body", body, "doc-page")
    return f"<!DOCTYPE html>\n{element('html', whole, lang=tag)}\n"


def outline(document: Document) -> list[Entry]:
    """The headings (level, text, id) in their order, those of the document itself included."""
    found = Outline()
    headings = (block for block in document.blocks if isinstance(block, Heading))
    for heading in (Heading(1, document.first_heading), *headings, *_annex_heading(document)):
        found.add(heading)
    return found.entries


def _article(document: Document, top: int, source_url: Callable[[Source], str] | None) -> str:
    words, page_words = words_of(document.language), page_words_of(document.language)
    body = Body(words.table, page_words, top, source_url)
    parts = [
        opening(document, words, page_words, top),
        body.heading(Heading(1, document.first_heading)),
        body.document(document),
        *map(body.heading, _annex_heading(document)),
        _annexes(document.annexes),
        body.notes(),
    ]
    return element("article", "".join(parts), "doc", lang=words.tag, aria_labelledby="doc-title")


def _annex_heading(document: Document) -> Iterable[Heading]:
    return (Heading(1, words_of(document.language).annexes),) if document.annexes else ()


def _annexes(annexes: tuple[Annex, ...]) -> str:
    lines = (
        element("span", shown(annex.number), "doc-annexes__number")
        + shown(f" {annex.title} {annex.language_note}".rstrip())
        for annex in annexes
    )
    return element("ul", "".join(element("li", line) for line in lines), "doc-annexes") if annexes else ""


def _outlined(entry: Entry) -> str:
    link = element("a", shown(entry.text), href=f"#{entry.id}")
    return element("li", link, f"doc-contents__{min(entry.level, 4)}")
