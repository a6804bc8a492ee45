"""What stands around the text: page sizes, headers and footers of odd, even and first pages, settings.

Measures in twips. Source: un-form, "Styles and geometry of a Geneva document".
"""

from replies.document.docx_footnotes import CONTINUATION, SEPARATOR
from replies.document.docx_markup import (
    DECLARATION,
    NAMESPACES,
    attributes_of,
    field,
    paragraph,
    run,
    type_of,
    value_of,
)
from replies.document.docx_package import relationship_id
from replies.document.docx_watermark import VML, watermark

UPRIGHT = attributes_of(w=11907, h=16840)
ACROSS = attributes_of(w=16840, h=11907, orient="landscape")
MARGINS = attributes_of(top=1418, right=1134, bottom=1134, left=1134, header=851, footer=567, gutter=0)
# The kinds of pages in the order of their references, and on which side their header stands.
SIDES = {"first": "left", "even": "left", "default": "right"}
NO_BORDER = {"pBdr": f"<w:bottom {attributes_of(val='nil')}/>"}
# A paragraph that only ends a section must take no room on its page.
TINY = {
    "spacing": attributes_of(before=0, after=0, line=20, lineRule="exact"),
    "rPr": f"<w:sz {value_of(2)}/><w:szCs {value_of(2)}/>",
}


class Sections:
    """Turns the page for what is too wide and back; every section has the same headers and footers."""

    def __init__(self) -> None:
        self.is_across = False
        self._is_first = True

    def turned(self, *, across: bool) -> str:
        """The paragraph that ends the present section; empty while the page already lies that way."""
        if across == self.is_across:
            return ""
        ending = paragraph("", "Normal", {**TINY, "sectPr": self._ended()})
        self.is_across = across
        return ending

    def last(self) -> str:
        """The properties of the last section, the last element of the body."""
        return f"<w:sectPr>{self._ended()}</w:sectPr>"

    def _ended(self) -> str:
        """What a section says. Only the first one has a first page of its own kind."""
        kinds = [kind for kind in SIDES if self._is_first or kind != "first"]
        references = "".join(
            f'<w:{part}Reference w:type="{kind}" r:id="{relationship_id(f"{part}{kind}.xml")}"/>'
            for part in ("header", "footer")
            for kind in kinds
        )
        notes = f"<w:footnotePr><w:numFmt {value_of('decimal')}/></w:footnotePr>"
        size = ACROSS if self.is_across else UPRIGHT
        first_page = "<w:titlePg/>" if self._is_first else ""
        self._is_first = False
        return f"{references}{notes}<w:pgSz {size}/><w:pgMar {MARGINS}/>{first_page}"


def header_part(kind: str, named: str, draft: str) -> str:
    """The header of a kind of page: runs that name the document over a rule, nothing on the first page.

    In a draft the word for it stands before them and, large and pale, behind the text of the page.
    """
    behind = watermark(draft, list(SIDES).index(kind) + 1) if draft else ""
    if kind == "first":
        lines = paragraph(
            behind + (run(draft) if draft else ""), "Header", NO_BORDER | {"jc": value_of("center")}
        )
    else:
        warning = run(f"{draft} · ") if draft else ""
        lines = paragraph(f"{behind}{warning}{named}", "Header", {"jc": value_of(SIDES[kind])})
    return f"{DECLARATION}<w:hdr {NAMESPACES} {VML}>{lines}</w:hdr>"


def footer_part(kind: str) -> str:
    """The footer of a kind of page: its number, on the side of the header."""
    number = "" if kind == "first" else field("PAGE", "2", type_of(style="PageNumber"))
    line = paragraph(number, "Footer", {"jc": value_of(SIDES[kind])})
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{line}</w:ftr>"


def settings_part(language: str) -> str:
    """`word/settings.xml`, its elements in the order of the schema."""
    rules = "".join(f'<w:footnote w:id="{number}"/>' for number in (SEPARATOR, CONTINUATION))
    compatibility = attributes_of(
        name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    elements = (
        f"<w:zoom {attributes_of(percent=100)}/>",
        f"<w:defaultTabStop {value_of(567)}/>",
        "<w:evenAndOddHeaders/>",
        f"<w:characterSpacingControl {value_of('doNotCompress')}/>",
        f"<w:footnotePr>{rules}</w:footnotePr>",
        f"<w:compat><w:doNotExpandShiftReturn/><w:compatSetting {compatibility}/></w:compat>",
        f"<w:themeFontLang {value_of(language)}/>",
        f"<w:decimalSymbol {value_of('.' if language.startswith('en') else ',')}/>",
        f"<w:listSeparator {value_of(',' if language.startswith('en') else ';')}/>",
    )
    return f"{DECLARATION}<w:settings {NAMESPACES}>{''.join(elements)}</w:settings>"
