"""The form that Geneva asks for: titles over tables, no lone item, no footnote in a heading, no pages.

Source: the United Nations Editorial Manual on tables, lists and notes.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from replies.document.checks.finding import Check, Finding
from replies.document.checks.given import Given, cell_text, lines_of, text_of
from replies.document.tree import Footnote, ListBlock, Paragraph, Text
from replies.document.unprintable import unprintable_in

WORDS_OF_A_HEADING = 12
WORDS_SHOWN = 8
# “п.” is a paragraph in Russian, “p.” a page in Latin script only.
PAGE = re.compile(
    r"(?<!\w)(?:(?:on |see )?pages? (?:nos?\. )?\d+(?: ?[–-] ?\d+)?|pp?\. ?\d+(?: ?[–-] ?\d+)?"
    r"|(?:на )?страниц(?:е|ах|ы|а|у) (?:№ ?)?\d+|стр\. ?\d+(?: ?[–-] ?\d+)?|на с\. ?\d+"
    r"|págs?\. ?\d+|páginas? \d+|\d+-бет(?:те|тегі|і)?)(?!\w)",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
PAGE_OF_A_FILE = re.compile(r"#page=\d+")
# A page of a published work is no page of this document.
PUBLISHED = re.compile(
    r"(?<!\w)(?:gazette|bulletin|journal|yearbook|vol\.|isbn|ведомост|бюллетен|журнал|вестник|сборник|собрани"
    r"|том\b|газет|boletín|revista|recueil)",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZА-ЯЁÀ-Þ])|\n")


def untitled_tables(answers: Iterable[Given]) -> Iterator[Finding]:
    """Tables under which no title would print."""
    for given in answers:
        for table in given.said.tables:
            if not table.title.strip() and any(table.rows):
                heads = ", ".join(filter(None, (cell_text(cell.blocks) for cell in table.rows[0])))
                values = {"code": given.code, "heads": _shown(heads)}
                text = _("%(code)s has a table without a title: %(heads)s") % values
                yield given.finding(Check.UNTITLED, text, *lines_of(table))


def lone_items(answers: Iterable[Given]) -> Iterator[Finding]:
    """Lists of one item: where there is (a), there must be (b)."""
    for given in answers:
        for block in given.said.lists:
            if len(block.items) == 1:
                said = _first_text(block)
                values = {"code": given.code, "item": _shown(said)}
                yield given.finding(
                    Check.LONE_ITEM, _("%(code)s has a list with a single item: %(item)s") % values, said
                )


def _first_text(block: ListBlock) -> str:
    found = (text_of(inner) for inner in block.items[0].blocks if isinstance(inner, Paragraph))
    return next(found, "")


def heading_notes(answers: Iterable[Given]) -> Iterator[Finding]:
    """Footnotes in what a reader takes for a heading: a short paragraph that is bold throughout."""
    for given in answers:
        for paragraph in given.said.paragraphs:
            if _is_heading(paragraph) and any(isinstance(i, Footnote) for i in paragraph.inlines):
                said = text_of(paragraph)
                values = {"code": given.code, "heading": _shown(said)}
                text = _("%(code)s has a footnote in a heading: %(heading)s") % values
                yield given.finding(Check.HEADING_NOTE, text, said)


def _is_heading(paragraph: Paragraph) -> bool:
    texts = [inline for inline in paragraph.inlines if isinstance(inline, Text) and inline.text.strip()]
    words = sum(len(text.text.split()) for text in texts)
    return 0 < words <= WORDS_OF_A_HEADING and all(text.bold for text in texts)


def pages(answers: Iterable[Given]) -> Iterator[Finding]:
    """References to pages, which differ in each language version; notes may name pages of books."""
    for given in answers:
        if given.is_text:
            for page, around in _pages_of(given):
                values = {"code": given.code, "page": page}
                text = _("%(code)s refers to “%(page)s”: pages differ in each language, cite a paragraph.")
                yield given.finding(Check.PAGE, text % values, page, around)


def _pages_of(given: Given) -> Iterator[tuple[str, str]]:
    """Each page that is referred to, and the sentence or the address in which it is."""
    for sentence in SENTENCE_END.split(given.running):
        if DIGIT.search(sentence) and not PUBLISHED.search(sentence):
            yield from ((match[0], sentence) for match in PAGE.finditer(sentence))
    for href in given.said.hrefs:
        if match := PAGE_OF_A_FILE.search(href):
            yield match[0], href


def unprintable_signs(answers: Iterable[Given]) -> Iterator[Finding]:
    """Signs that no font of the PDF has: a square takes their place there."""
    for given in answers:
        if signs := unprintable_in(given.everything):
            values = {"code": given.code, "signs": " ".join(signs)}
            text = _("%(code)s has signs that the PDF cannot show: %(signs)s") % values
            yield given.finding(Check.SIGN, text, *signs)


def _shown(text: str) -> str:
    return str(Truncator(text).words(WORDS_SHOWN))
