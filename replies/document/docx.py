"""The consolidated document as the bytes of a Word file; the same tree gives the same bytes."""

from replies.document.docx_body import Body
from replies.document.docx_markup import (
    DECLARATION,
    NAMESPACES,
    TAB,
    attributes_of,
    paragraph,
    run,
    tabs,
    value_of,
)
from replies.document.docx_masthead import masthead, opening
from replies.document.docx_package import Part, Properties, package
from replies.document.docx_pages import SIDES, footer_part, header_part, section, settings_part
from replies.document.docx_styles import styles_part
from replies.document.tree import Annex, Document, Heading
from replies.document.words import words_of

ANNEX_PLACE = {
    "tabs": tabs(("clear", 1701), ("clear", 2268), ("left", 2835)),
    "ind": attributes_of(left=2835, right=1134, hanging=1701),
    "jc": value_of("left"),
}


def render(document: Document) -> bytes:
    """Write the tree as a .docx in the form of a Geneva document."""
    words = words_of(document.language)
    body = Body(words.table)
    content = "".join(
        [
            masthead(document),
            opening(document, body.footnotes.add_marked),
            body.heading(Heading(1, document.first_heading)),
            body.blocks(document.blocks),
            _annexes(body, document.annexes, words.annexes),
        ]
    )
    parts = _parts(document, body)
    ids = {part.name: part.relationship_id for part in parts}
    ending = section(
        {kind: ids[f"header{kind}.xml"] for kind in SIDES}, {kind: ids[f"footer{kind}.xml"] for kind in SIDES}
    )
    return package(
        f"{DECLARATION}<w:document {NAMESPACES}><w:body>{_closed(content)}{ending}</w:body></w:document>",
        parts,
        body.addresses,
        Properties(document.title, document.list_symbol, document.author, words.tag, document.modified),
    )


def _parts(document: Document, body: Body) -> list[Part]:
    """Everything beside the main part; written after the body, which fills notes and numbers."""
    words = words_of(document.language)
    symbol, empty = document.masthead.symbol, words.placeholders.symbol
    draft = words.draft if document.draft else ""
    return [
        Part("styles.xml", "styles", styles_part(words.tag)),
        Part("numbering.xml", "numbering", body.numbering.part()),
        Part("settings.xml", "settings", settings_part(words.tag)),
        Part("footnotes.xml", "footnotes", body.footnotes.part()),
        *(Part(f"header{kind}.xml", "header", header_part(kind, symbol, empty, draft)) for kind in SIDES),
        *(Part(f"footer{kind}.xml", "footer", footer_part(kind)) for kind in SIDES),
    ]


def _annexes(body: Body, annexes: tuple[Annex, ...], title: str) -> str:
    if not annexes:
        return ""
    lines = (
        paragraph(
            run(annex.number) + TAB + run(f"{annex.title} {annex.language_note}".strip()),
            "SingleTxtG",
            ANNEX_PLACE,
        )
        for annex in annexes
    )
    return body.heading(Heading(1, title)) + "".join(lines)


def _closed(content: str) -> str:
    """Word wants a paragraph after the last table."""
    return content + paragraph("", "Normal") if content.endswith("</w:tbl>") else content
