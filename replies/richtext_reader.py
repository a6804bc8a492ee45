"""Builds the canonical elements of a rich text from well-formed HTML, however deep and odd its nesting."""

import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from lxml import etree

LIST_LEVELS = 2
MAX_COLSPAN, MAX_ROWSPAN, MAX_HREF, MAX_CODE = 30, 200, 2_000, 20

MARKS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "sup": "sup", "sub": "sub"}
LISTS = {"ol", "ul"}
CELLS = {"td", "th"}
SECTIONS = {"thead", "tbody"}
TABLE_PARTS = {"table", "tr", *SECTIONS, *CELLS}
BREAKS_PARAGRAPH = {
    *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dl", "dd", "dt", "figure"),
    *("address", "article", "aside", "section", "header", "footer", "main", "nav", "figcaption", "hr"),
}

# The code of a data point, such as 6(a).2, or the number of an issue.
CODE = re.compile(r"[0-9]+(\([a-z]+\))?(\.[0-9]+)?")
# What XML 1.0 cannot hold, and DEL and C1, which no keyboard types. Tab and line ends stay: they are spaces.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# The white space that HTML collapses. A no-break space is text.
SPACES = re.compile(r"[ \t\r\n]+")
HOST = re.compile(r"[\w.-]*\w[\w.-]*(:\d{1,5})?")
MAILBOX = re.compile(r"[^\s<>\"@]+@[\w.-]+(\?\S*)?")


class Run(NamedTuple):
    """A stretch of a paragraph: text with its link and marks, or an atom.

    An atom is a `br`, or a `span` with one attribute, by its name: its note or the code that it refers to.
    """

    text: str
    atom: str = ""
    href: str = ""
    marks: tuple[str, ...] = ()


def read(html: str) -> etree._Element:
    """Read well-formed HTML (what nh3 returns) into a `div` that holds canonical elements only."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.finished()


class _Reader(HTMLParser):
    """Keeps the path of open canonical elements; any other tag only ends a paragraph or marks text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._body = etree.Element("div")
        self._path = [self._body]
        self._opened: list[tuple[str, etree._Element | None]] = []
        self._bold_italic: Counter[str] = Counter()
        self._raised: list[str] = []
        self._hrefs: list[str] = []
        self._runs: list[Run] = []

    def finished(self) -> etree._Element:
        self._end_paragraph()
        for element in reversed(list(self._body.iter("ol", "ul", "li", "table", "thead", "tbody", "tr"))):
            parent = element.getparent()
            if len(element) == 0 and parent is not None:
                parent.remove(element)
        return self._body

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: _one_line(value or "") for name, value in attrs}
        if tag == "br":
            self._runs.append(Run("", "br"))
        elif tag == "hr":
            self._end_paragraph()
        else:
            self._opened.append((tag, self._begin(tag, values)))

    def _begin(self, tag: str, values: dict[str, str]) -> etree._Element | None:
        """Act on a start tag; return the element that its end tag closes, if it opened one."""
        if tag in {"a", "span", *MARKS}:
            self._begin_inline(tag, values)
            return None
        self._end_paragraph()
        if tag in LISTS:
            return self._begin_list(tag)
        if tag == "li":
            return self._begin_item()
        if tag == "table":
            return self._begin_table(values.get("data-title", ""))
        if tag == "caption" and self._path[-1].tag == "table":
            self._path.append(etree.Element("caption"))
            return self._path[-1]
        return self._begin_table_part(tag, values) if tag in TABLE_PARTS else None

    def _begin_inline(self, tag: str, values: dict[str, str]) -> None:
        if tag == "a":
            self._hrefs.append(_safe_href(values.get("href", "")))
        elif tag in {"sup", "sub"}:
            self._raised.append(tag)
        elif tag in MARKS:
            self._bold_italic[MARKS[tag]] += 1
        elif note := values.get("data-footnote", "").strip():
            self._runs.append(Run(note, "data-footnote"))
        elif is_code(code := values.get("data-see", "")):
            self._runs.append(Run(code, "data-see"))

    def _begin_list(self, tag: str) -> etree._Element | None:
        if self._level() >= LIST_LEVELS:
            return None
        if self._path[-1].tag in LISTS and len(self._path[-1]):
            self._path.append(self._path[-1][-1])
        return self._push(self._flow(), tag)

    def _begin_item(self) -> etree._Element | None:
        if not self._level():
            return None
        while self._path[-1].tag not in LISTS:
            self._path.pop()
        return self._push(self._path[-1], "li")

    def _level(self) -> int:
        """How many lists are open inside the innermost cell."""
        level = 0
        for element in reversed(self._path):
            if element.tag in CELLS:
                break
            level += element.tag in LISTS
        return level

    def _begin_table(self, title: str) -> etree._Element | None:
        if any(element.tag in CELLS for element in self._path):
            return None
        table = self._push(self._flow(), "table")
        if title:
            table.set("data-title", title)
        return table

    def _begin_table_part(self, tag: str, values: dict[str, str]) -> etree._Element | None:
        outer = self._path[-1]
        if tag in SECTIONS and outer.tag == "table":
            return self._begin_section("tbody" if outer.find("tbody") is not None else tag)
        if tag == "tr" and outer.tag in SECTIONS:
            return self._push(outer, "tr")
        if tag == "tr" and outer.tag == "table":
            section = self._begin_section("tbody")
            self._push(section, "tr")
            return section
        if tag in CELLS and outer.tag == "tr":
            cell = self._push(outer, tag)
            for name, most in (("colspan", MAX_COLSPAN), ("rowspan", MAX_ROWSPAN)):
                if (span := _span(values.get(name, ""), most)) > 1:
                    cell.set(name, str(span))
            return cell
        return None

    def _begin_section(self, tag: str) -> etree._Element:
        table = self._path[-1]
        found = table.find(tag)
        self._path.append(etree.SubElement(table, tag) if found is None else found)
        return self._path[-1]

    def _push(self, parent: etree._Element, tag: str) -> etree._Element:
        self._path.append(etree.SubElement(parent, tag))
        return self._path[-1]

    def _flow(self) -> etree._Element:
        """The element that takes the next block."""
        while self._path[-1].tag in TABLE_PARTS - CELLS:
            self._path.pop()
        if self._path[-1].tag in LISTS:
            self._push(self._path[-1], "li")
        return self._path[-1]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the stream is well-formed, the stack knows
        opened, element = self._opened.pop()
        if opened == "a":
            self._hrefs.pop()
        elif opened in {"sup", "sub"}:
            self._raised.pop()
        elif opened in MARKS:
            self._bold_italic[MARKS[opened]] -= 1
        elif opened != "span":
            self._end_paragraph()
            if element in self._path:
                del self._path[self._path.index(element) :]
                if element.tag == "caption":
                    self._title(element)

    def _title(self, caption: etree._Element) -> None:
        table = self._path[-1]
        said = (table.get("data-title"), *("".join(map(str, line.itertext())) for line in caption))
        if title := " ".join(part for part in said if part):
            table.set("data-title", title)

    def handle_data(self, data: str) -> None:
        marks = [mark for mark in ("strong", "em") if self._bold_italic[mark]]
        href = self._hrefs[-1] if self._hrefs else ""
        self._runs.append(Run(UNPRINTABLE.sub("", data), "", href, (*marks, *self._raised[-1:])))

    def _end_paragraph(self) -> None:
        runs = _tidy(self._runs)
        self._runs = []
        if any(run.text.strip() for run in runs):
            _fill(etree.SubElement(self._flow(), "p"), runs)


def is_code(value: str) -> bool:
    """Whether it reads as the code of a data point or the number of an issue."""
    return len(value) <= MAX_CODE and CODE.fullmatch(value) is not None


def _one_line(value: str) -> str:
    return SPACES.sub(" ", UNPRINTABLE.sub("", value)).strip(" ")


def _span(value: str, most: int) -> int:
    return min(int(value), most) if re.fullmatch("[0-9]{1,4}", value) else 1


def _safe_href(href: str) -> str:
    """The address with what Word cannot hold percent-encoded; empty when it is none to link to."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    rest = quote(href[len(parts.scheme) + 1 :].removeprefix("//" + parts.netloc), safe="/?#:@!$&'()*+,;=%~")
    if parts.scheme == "mailto" and MAILBOX.fullmatch(href.partition(":")[2]):
        safe = f"mailto:{rest}"
    elif parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc):
        safe = f"{parts.scheme}://{parts.netloc}{rest}"
    else:
        safe = ""
    return safe if len(safe) <= MAX_HREF else ""


def _tidy(runs: Iterable[Run]) -> list[Run]:
    """Collapse white space as a browser does, drop breaks at either end, join runs of the same kind."""
    tidy: list[Run] = []
    for run in runs:
        if run.atom == "br":
            _strip_end(tidy)
        if run.atom:
            if tidy or run.atom != "br":
                tidy.append(run)
            continue
        text = SPACES.sub(" ", run.text)
        if not tidy or tidy[-1].atom == "br" or (tidy[-1].text.endswith(" ") and not tidy[-1].atom):
            text = text.lstrip(" ")
        if tidy and not tidy[-1].atom and tidy[-1][2:] == run[2:]:
            text = tidy.pop().text + text
        if text:
            tidy.append(run._replace(text=text))
    _strip_end(tidy)
    while tidy and tidy[-1].atom == "br":
        tidy.pop()
        _strip_end(tidy)
    return tidy


def _strip_end(runs: list[Run]) -> None:
    if runs and not runs[-1].atom:
        last = runs.pop()
        if text := last.text.rstrip(" "):
            runs.append(last._replace(text=text))


def _fill(paragraph: etree._Element, runs: Iterable[Run]) -> None:
    for href, linked in groupby(runs, key=lambda run: run.href):
        outer = etree.SubElement(paragraph, "a", href=href) if href else paragraph
        for run in linked:
            _append(outer, run)


def _append(outer: etree._Element, run: Run) -> None:
    if run.atom == "br":
        etree.SubElement(outer, "br")
        return
    if run.atom:
        etree.SubElement(outer, "span", {run.atom: run.text})
        return
    for mark in run.marks:
        outer = etree.SubElement(outer, mark)
    if len(outer):
        outer[-1].tail = run.text
    else:
        outer.text = run.text
