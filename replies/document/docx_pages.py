"""What stands around the text: page size, headers and footers of odd, even and first pages, settings.

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
from replies.document.docx_masthead import control

PAGE = attributes_of(w=11907, h=16840)
MARGINS = attributes_of(top=1418, right=1134, bottom=1134, left=1134, header=851, footer=567, gutter=0)
# The kinds of pages in the order of their references, and on which side their header stands.
SIDES = {"first": "left", "even": "left", "default": "right"}
CONTROL_IDS = {"even": 11, "default": 12}
NO_BORDER = {"pBdr": f"<w:bottom {attributes_of(val='nil')}/>"}


def section(header_ids: dict[str, str], footer_ids: dict[str, str]) -> str:
    """The properties of the one section; the ids name the relationships of each kind of page."""
    references = "".join(
        f'<w:{part}Reference w:type="{kind}" r:id="{known}"/>'
        for part, ids in (("header", header_ids), ("footer", footer_ids))
        for kind, known in ids.items()
    )
    notes = f"<w:footnotePr><w:numFmt {value_of('decimal')}/></w:footnotePr>"
    return f"<w:sectPr>{references}{notes}<w:pgSz {PAGE}/><w:pgMar {MARGINS}/><w:titlePg/></w:sectPr>"


def header_part(kind: str, symbol: str | None, placeholder: str, draft: str) -> str:
    """The header of a kind of page: the symbol over a rule, nothing on the first; "DRAFT" in a draft."""
    side = {"jc": value_of(SIDES[kind])}
    if kind == "first":
        lines = paragraph(run(draft) if draft else "", "Header", NO_BORDER | {"jc": value_of("center")})
    else:
        symbol_again = control("symbol", CONTROL_IDS[kind], symbol, placeholder)
        warning = run(f"{draft} · ") if draft else ""
        lines = paragraph(f"{warning}{symbol_again}", "Header", side)
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{lines}</w:hdr>"


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
