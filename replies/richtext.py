"""What an answer may contain: one allow-list, one canonical form, plain text, the count of words.

Canonical form: blocks are `p`, `ol`, `ul` and `table[data-title]`. A `p` holds text wrapped in `a[href]`,
`strong`, `em`, `sup` or `sub`, always in this order, and the atoms `br`, `span[data-footnote]` and
`span[data-see]`, which refers to another answer by its code. A `li` holds blocks; lists go two levels deep.
A `td` or `th` holds paragraphs and lists. One text has one form.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import accumulate

import nh3
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from lxml import etree

from replies.richtext_reader import BREAKS_PARAGRAPH, LISTS, MARKS, TABLE_PARTS, UNPRINTABLE, read

MAX_LENGTH = 200_000  # characters of HTML: some 60 pages, far more than the limit of a whole document
MAX_ROWS = 500  # of one table

# What is read; `richtext_reader` then turns headings and divisions into paragraphs.
TAGS = {*MARKS, *LISTS, *TABLE_PARTS, *BREAKS_PARAGRAPH, "li", "a", "br", "span", "caption"}
ATTRIBUTES = {
    "a": {"href"},
    "span": {"data-footnote", "data-see"},
    "table": {"data-title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto"}
# `xml` and `title` carry the settings that Word puts on the clipboard.
DROPPED_WITH_CONTENT = {"script", "style", "title", "template", "iframe", "object", "noscript", "xml"}

MAX_DEPTH = 300
TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# Elements that have no end tag, or whose end tag is mostly left out.
NEVER_DEEP = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"),
    *("p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "dd", "dt", "option"),
}
HREF = re.compile(' href="([^"]*)"')
REFERENCE = re.compile(r'<span data-see="([^"]+)">')
FLATTENED = re.compile(rf"<(?!/?(?:{'|'.join(sorted(DROPPED_WITH_CONTENT))})\b)[^>]*>", re.IGNORECASE)


class TextTooLong(ValueError):
    """A text over MAX_LENGTH characters or a table over MAX_ROWS; the message says what to do."""


def sanitise(html: str) -> str:
    """Return the canonical form of any HTML; empty when there is nothing to read in it.

    Idempotent. Raises TextTooLong, and nothing else whatever comes in.
    """
    _check_length(html)
    body = parse(html)
    _check_rows(body)
    clean = "".join(_markup(body)) if any(_words(body)) else ""
    _check_length(clean)
    return clean


def _check_length(html: str) -> None:
    if len(html) > MAX_LENGTH:
        text = _(
            "This text has %(length)s characters with its formatting; at most %(most)s can be kept. "
            "Split it over several answers, or attach the longer part as an annex."
        )
        raise TextTooLong(text % {"length": _shown(len(html)), "most": _shown(MAX_LENGTH)})


def _check_rows(body: etree._Element) -> None:
    rows = max((sum(1 for _row in table.iter("tr")) for table in body.iter("table")), default=0)
    if rows > MAX_ROWS:
        text = _(
            "This table has %(rows)s rows; the document carries at most %(most)s. Attach it as an annex."
        )
        raise TextTooLong(text % {"rows": _shown(rows), "most": _shown(MAX_ROWS)})


def _shown(number: int) -> str:
    return number_format(number, force_grouping=True)


def codes_referred_to(clean: str) -> list[str]:
    """The codes of the answers that a text in canonical form refers to, in its order."""
    return REFERENCE.findall(clean)


def plain_text(html: str) -> str:
    """The text without formatting: a line for each paragraph, cell, break and title; notes in brackets.

    A reference reads “paragraph [6(a).2]”: its number is known when the document is compiled.
    """
    lines = (" ".join(line.split()) for line in _text(parse(html), " [{}]").split("\n"))
    return "\n".join(line for line in lines if line)


def signed_words(html: str) -> list[str]:
    """What a reader is told: the words with notes and references, and where links lead; no formatting."""
    return [*plain_text(html).split(), *HREF.findall(html)]


def count_words(html: str) -> int:
    """How many words Word counts, titles, tables and footnotes included: what stands between white space.

    A reference counts as what it prints: “paragraph 12”.
    """
    return sum(1 for _word in _words(parse(html)))


def parse(html: str) -> etree._Element:
    """Read any HTML into a `div` that holds the canonical elements."""
    return read(
        nh3.clean(
            _shallow(UNPRINTABLE.sub("", html)),
            tags=TAGS,
            clean_content_tags=DROPPED_WITH_CONTENT,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            link_rel=None,
        )
    )


def _shallow(html: str) -> str:
    """Nesting that no editor makes loses its tags: parsing it takes time by the square of its depth."""
    opened = (-1 if closes else 1 for closes, tag in TAG.findall(html) if tag.lower() not in NEVER_DEEP)
    return FLATTENED.sub("<p>", html) if max(accumulate(opened), default=0) > MAX_DEPTH else html


def _words(body: etree._Element) -> Iterator[str]:
    yield from _text(body, "").split()
    for note in body.iter("span"):
        yield from note.get("data-footnote", "").split()


def _text(body: etree._Element, note: str) -> str:
    parts: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "end":
            parts.append(element.tail or "")
        elif element.tag in {"p", "br"}:
            parts.extend(("\n", element.text or ""))
        elif element.tag == "table":
            parts.extend(("\n", element.get("data-title", "")))
        elif element.tag == "span" and "data-see" in element.attrib:
            parts.append(f"paragraph [{element.get('data-see')}]")
        elif element.tag == "span":
            parts.append(note.format(element.get("data-footnote")))
        else:
            parts.append(element.text or "")
    return "".join(parts)


def _markup(body: etree._Element) -> Iterator[str]:
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element is body:
            continue
        if event == "start":
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attrib.items())
            yield f"<{element.tag}{attributes}>{escape(element.text or '', quote=False)}"
        else:
            yield "" if element.tag == "br" else f"</{element.tag}>"
            yield escape(element.tail or "", quote=False)
