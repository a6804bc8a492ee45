"""The consolidated document as the bytes of a Word file; the same tree gives the same bytes."""

from replies.document.docx_body import Body
from replies.document.docx_markup import (
    DECLARATION,
    NAMESPACES,
    TAB,
    attributes_of,
    paragraph,
    tabs,
    value_of,
)
from replies.document.docx_masthead import control, masthead, opening, title
from replies.document.docx_package import Part, Properties, package
from replies.document.docx_pages import SIDES, footer_part, header_part, settings_part
from replies.document.docx_styles import styles_part
from replies.document.docx_template import look_of
from replies.document.tree import Annex, Document, Heading
from replies.document.words import words_of

ANNEX_PLACE = {
    "tabs": tabs(("clear", 1701), ("clear", 2268), ("left", 2835)),
    "ind": attributes_of(left=2835, right=1134, hanging=1701),
    "jc": value_of("left"),
}
CONTROL_IDS = {"even": 11, "default": 12}


def render(document: Document, template: bytes | None = None) -> bytes:
    """Write the tree as a .docx in the form of a Geneva document.

    A template is a .docx whose styles are taken in place of ours of the same names; raises
    `docx_template.Unusable` when it cannot be read (`word_template.problems_of` says beforehand).
    """
    words = words_of(document.language)
    look = look_of(template, words.tag) if template else (_styles(words.tag),)
    body = Body(words, is_geneva=template is None)
    head = document.masthead
    content = "".join(
        [
            masthead(head, words) + opening(head, words) if head else "",
            title(document, body.footnotes.add_marked),
            body.heading(Heading(1, document.first_heading)) if document.first_heading else "",
            body.blocks(document.blocks),
            _annexes(body, document.annexes, words.annexes),
        ]
    )
    ending = body.sections.last()
    return package(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{_closed(content)}{ending}</w:body></w:document>",
        [*look, *_parts(document, body)],
        body.inlines.addresses,
        Properties(document.title, document.list_symbol, document.author, words.tag, document.modified),
    )


def _styles(tag: str) -> Part:
    return Part("styles.xml", "styles", styles_part(tag))


def _parts(document: Document, body: Body) -> list[Part]:
    """What stands beside the main part; written after the body, which fills notes and numbers."""
    words = words_of(document.language)
    draft = words.draft if document.draft else ""
    return [
        Part("numbering.xml", "numbering", body.numbering.part()),
        Part("settings.xml", "settings", settings_part(words.tag)),
        Part("footnotes.xml", "footnotes", body.footnotes.part()),
        *(Part(f"header{k}.xml", "header", header_part(k, _named(document, body, k), draft)) for k in SIDES),
        *(Part(f"footer{kind}.xml", "footer", footer_part(kind)) for kind in SIDES),
    ]


def _named(document: Document, body: Body, kind: str) -> str:
    """What names the document in a header: its symbol, or the title of a paper that will never have one."""
    if document.masthead is None:
        return body.speech.runs(document.title)
    empty, number = words_of(document.language).placeholders.symbol, CONTROL_IDS.get(kind)
    return control("symbol", number, document.masthead.symbol, empty) if number else ""


def _annexes(body: Body, annexes: tuple[Annex, ...], title: str) -> str:
    if not annexes:
        return ""
    lines = (
        paragraph(
            body.speech.runs(annex.number)
            + TAB
            + body.speech.runs(f"{annex.title} {annex.language_note}".strip()),
            "SingleTxtG",
            ANNEX_PLACE,
        )
        for annex in annexes
    )
    return body.heading(Heading(1, title)) + "".join(lines)


def _closed(content: str) -> str:
    """Word wants a paragraph after the last table."""
    return content + paragraph("", "Normal") if content.endswith("</w:tbl>") else content
