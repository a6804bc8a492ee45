"""The rich text of an answer as blocks of the document."""

from collections.abc import Iterator

from lxml import etree

from replies.document.tree import (
    Cell,
    Footnote,
    Inline,
    Item,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    Text,
)
from replies.richtext import parse

Written = Paragraph | ListBlock | Table


def blocks_from_html(html: str) -> tuple[Written, ...]:
    """Read an answer, whatever way it was stored, into blocks; its paragraphs are to be numbered.

    Paragraphs of list items and cells bear no number. References know their code only.
    """
    return tuple(_block(element, numbered=True) for element in parse(html))


def _block(element: etree._Element, *, numbered: bool = False) -> Written:
    if element.tag == "table":
        rows = tuple(tuple(_cell(cell) for cell in row) for row in element.iter("tr"))
        return Table(element.get("data-title", ""), rows)
    if element.tag == "p":
        return Paragraph(tuple(_inlines(element)), numbered=numbered)
    items = tuple(Item(tuple(_block(block) for block in item)) for item in element)
    return ListBlock(items, ordered=element.tag == "ol")


def _cell(element: etree._Element) -> Cell:
    parent = element.getparent()
    section = None if parent is None else parent.getparent()
    return Cell(
        blocks=tuple(_block(block) for block in element),
        header=element.tag == "th" or (section is not None and section.tag == "thead"),
        colspan=int(element.get("colspan", "1")),
        rowspan=int(element.get("rowspan", "1")),
    )


def _inlines(element: etree._Element) -> Iterator[Inline]:
    if element.text:
        yield Text(element.text)
    for child in element:
        if child.tag == "br":
            yield LineBreak()
        elif child.tag == "span" and (code := child.get("data-see")):
            yield Reference(code)
        elif child.tag == "span":
            yield Footnote(child.get("data-footnote", ""))
        elif child.tag == "a":
            yield Link(child.get("href", ""), tuple(_texts(child)))
        else:
            yield _text(child)
        if child.tail:
            yield Text(child.tail)


def _texts(link: etree._Element) -> Iterator[Text]:
    if link.text:
        yield Text(link.text)
    for child in link:
        yield _text(child)
        if child.tail:
            yield Text(child.tail)


def _text(element: etree._Element) -> Text:
    """A run and its marks, nested one in the other (`strong`, `em`, `sup` or `sub`)."""
    chain = list(element.iter())
    marks = {mark.tag for mark in chain}
    raised = next((mark for mark in ("sup", "sub") if mark in marks), "")
    return Text(chain[-1].text or "", bold="strong" in marks, italic="em" in marks, raised=raised)
