"""An answer as it will be printed: each paragraph with its number, each reference with that of its target.

Numbers are attributes that the style sheet shows, not text: words that somebody selects and quotes are then
those of the answer alone, as they are on every other page.
"""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from lxml import etree

from replies.document.wording import Wording, sentence_of
from replies.models import Answer
from replies.richtext import parse


def blocks_of(answer: Answer, language: str) -> list[etree._Element]:
    """The blocks of an answer in canonical form (see `richtext`); a sentence for one that is no text."""
    if answer.form == Answer.Form.TEXT:
        return list(parse(answer.text))
    paragraph = etree.Element("p")
    paragraph.text = sentence_of(answer, language)
    return [paragraph]


def paragraphs_in(blocks: Sequence[etree._Element]) -> int:
    """How many of the blocks print with a number."""
    return sum(block.tag == "p" for block in blocks)


def numbered(
    blocks: Sequence[etree._Element],
    first: int,
    numbers: Mapping[str, int],
    wording: Wording,
    address: str = "",
) -> SafeString:
    """The blocks as HTML, their paragraphs numbered from `first`.

    `numbers` are the paragraphs that references lead to, by code. `address` is where the answer is edited, to
    which each number is then a link; empty for those who only read. The blocks are changed.
    """
    number = first
    for place, block in enumerate(blocks):
        for reference in block.iter("span"):
            if code := reference.get("data-see"):
                reference.set("data-printed", _reference(code, numbers, wording))
        block.set("data-block", str(place))
        if block.tag == "p":
            block.insert(0, _mark(block, number, f"{address}?block={place}" if address else ""))
            number += 1
    html = (etree.tostring(block, encoding="unicode", method="html", with_tail=False) for block in blocks)
    return SafeString("".join(html))


def _reference(code: str, numbers: Mapping[str, int], wording: Wording) -> str:
    if code in numbers:
        return f"{wording.paragraph} {numbers[code]}"
    return wording.no_answer.format(code=code)


def _mark(paragraph: etree._Element, number: int, address: str) -> etree._Element:
    """The number of a paragraph, to stand before its words."""
    mark = etree.Element("a" if address else "span")
    mark.set("class", "cleanup__number")
    mark.set("data-number", str(number))
    if address:
        mark.set("href", address)
        mark.set("title", _("Edit this paragraph"))
    mark.tail, paragraph.text = paragraph.text, None
    return mark
