"""The styles of a Geneva document under the names and with the measures that its word processing uses.

Source: un-form, "Styles and geometry of a Geneva document". Documents at Geneva are processed by these names.
Measures in twips, sizes in half-points.
"""

from dataclasses import dataclass, field

from replies.document.docx_markup import (
    DECLARATION,
    NAMESPACES,
    attributes_of,
    numbered,
    properties,
    quoted,
    tabs,
    type_of,
    value_of,
)
from replies.document.docx_numbering import BULLETS

FONT = "Times New Roman"
BODY = attributes_of(left=1134, right=1134)
HANGING = attributes_of(left=1134, right=1134, hanging=1134)


@dataclass(frozen=True, slots=True)
class Style:
    """One style: its id, its name, and what it sets, as values of `properties`."""

    id: str
    name: str
    kind: str = "paragraph"
    next: str = ""
    paragraph: dict[str, str] = field(default_factory=dict)
    run: dict[str, str] = field(default_factory=dict)
    is_default: bool = False


def _spacing(before: int, after: int, line: int = 240, rule: str = "atLeast") -> str:
    return attributes_of(before=before, after=after, line=line, lineRule=rule)


def _heading(
    style_id: str, name: str, level: int, run: dict[str, str], spacing: tuple[int, int, int]
) -> Style:
    before, after, line = spacing
    return Style(
        style_id,
        name,
        next="SingleTxtG",
        paragraph={
            "keepNext": "",
            "keepLines": "",
            "tabs": tabs(("right", 851)),
            "suppressAutoHyphens": "",
            "spacing": _spacing(before, after, line, "exact" if line > 240 else "atLeast"),
            "ind": HANGING,
            "outlineLvl": value_of(level),
        },
        run=run,
    )


def _bullet(style_id: str, name: str, level: int, left: int) -> Style:
    return Style(
        style_id,
        name,
        paragraph={
            "numPr": numbered(BULLETS, level),
            "tabs": tabs(("num", left)),
            "spacing": _spacing(0, 120),
            "ind": attributes_of(left=left, right=1134, hanging=170),
            "jc": value_of("both"),
        },
    )


# The styles by whose names documents at Geneva are processed: a template must have them.
OFFICIAL_NAMES = (
    "_ Single Txt_G",
    "_ H __M_G",
    "_ H _Ch_G",
    "_ H_1_G",
    "_ H_2/3_G",
    "_ H_4_G",
    "_ H_5/6_G",
    "_Bullet 1_G",
    "_Bullet 2_G",
    "footnote text",
    "footnote reference",
    "header",
    "page number",
    "footer",
)

STYLES = (
    Style("Normal", "Normal", paragraph={"spacing": _spacing(0, 0)}, is_default=True),
    Style("DefaultParagraphFont", "Default Paragraph Font", kind="character", is_default=True),
    Style("TableNormal", "Normal Table", kind="table", is_default=True),
    Style(
        "SingleTxtG",
        "_ Single Txt_G",
        paragraph={
            "tabs": tabs(("left", 1701), ("left", 2268), ("left", 2835)),
            "spacing": _spacing(0, 120),
            "ind": BODY,
            "jc": value_of("both"),
        },
    ),
    _heading("HMG", "_ H __M_G", 0, type_of(size=34, bold=True), (240, 240, 360)),
    _heading("HChG", "_ H _Ch_G", 0, type_of(size=28, bold=True), (360, 240, 300)),
    _heading("H1G", "_ H_1_G", 1, type_of(size=24, bold=True), (360, 240, 270)),
    _heading("H23G", "_ H_2/3_G", 2, type_of(size=20, bold=True), (240, 120, 240)),
    _heading("H4G", "_ H_4_G", 3, type_of(size=20, italic=True), (240, 120, 240)),
    _heading("H56G", "_ H_5/6_G", 4, type_of(size=20), (240, 120, 240)),
    _bullet("Bullet1G", "_Bullet 1_G", 0, 1701),
    _bullet("Bullet2G", "_Bullet 2_G", 1, 2268),
    Style(
        "FootnoteText",
        "footnote text",
        paragraph={
            # The second tab lies a hair behind the text's place: only LibreOffice comes to it.
            "tabs": tabs(("right", 1021), ("left", 1140)),
            "spacing": _spacing(0, 0, 220, "exact"),
            "ind": HANGING,
        },
        run=type_of(size=18),
    ),
    Style("FootnoteReference", "footnote reference", kind="character", run=type_of(size=18, raised="sup")),
    Style(
        "Header",
        "header",
        paragraph={"pBdr": f"<w:bottom {attributes_of(val='single', sz=4, space=4, color='auto')}/>"},
        run=type_of(size=18, bold=True),
    ),
    Style("Footer", "footer", run=type_of(size=16)),
    Style("PageNumber", "page number", kind="character", run=type_of(size=18, bold=True)),
    Style("Hyperlink", "Hyperlink", kind="character", run={"color": value_of("0000FF")}),
    Style("PlaceholderText", "Placeholder Text", kind="character", run={"color": value_of("7F7F7F")}),
    Style(
        "TableLabel",
        "Table label",
        next="TableTitle",
        paragraph={"keepNext": "", "keepLines": "", "spacing": _spacing(240, 0), "ind": BODY},
    ),
    Style(
        "TableTitle",
        "Table title",
        paragraph={"keepNext": "", "keepLines": "", "spacing": _spacing(0, 120), "ind": BODY},
        run=type_of(bold=True),
    ),
    Style(
        "TableHead",
        "Table head",
        paragraph={"spacing": _spacing(80, 80, 200)},
        run=type_of(size=16, italic=True),
    ),
    Style("TableText", "Table text", paragraph={"spacing": _spacing(40, 60, 220)}, run=type_of(size=18)),
    Style(
        "TableHeadSmall",
        "Table head small",
        paragraph={"spacing": _spacing(40, 40, 160)},
        run=type_of(size=13, italic=True),
    ),
    Style(
        "TableTextSmall",
        "Table text small",
        paragraph={"spacing": _spacing(20, 30, 170)},
        run=type_of(size=14),
    ),
    Style(
        "TableNote",
        "Table note",
        paragraph={
            "keepLines": "",
            "spacing": _spacing(60, 0, 220),
            "ind": attributes_of(left=1134, right=1134, firstLine=170),
        },
        run=type_of(size=18),
    ),
    Style(
        "Question",
        "Question of the Committee",
        next="SingleTxtG",
        paragraph={
            "keepLines": "",
            "pBdr": f"<w:left {attributes_of(val='single', sz=8, space=6, color='7F7F7F')}/>",
            "tabs": tabs(("left", 2268)),
            "spacing": _spacing(0, 120),
            "ind": attributes_of(left=1701, right=1701),
        },
        run=type_of(italic=True),
    ),
    Style(
        "GapNotice",
        "Gap notice",
        paragraph={
            "keepLines": "",
            "pBdr": f"<w:left {attributes_of(val='single', sz=18, space=6, color='C00000')}/>",
            "spacing": _spacing(0, 120),
            "ind": BODY,
        },
        run={**type_of(bold=True), "color": value_of("C00000")},
    ),
)


def styles_part(language: str) -> str:
    """`word/styles.xml`, for text in a language (a tag such as en-GB)."""
    fonts = {"rFonts": attributes_of(ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)}
    tag = attributes_of(val=language, eastAsia=language, bidi="ar-SA")
    defaults = properties("rPr", {**fonts, **type_of(size=20), "lang": tag})
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>{''.join(map(style_markup, STYLES))}</w:styles>"
    )


def style_markup(style: Style) -> str:
    """One `w:style`."""
    attributes = f'w:type="{style.kind}"' + (' w:default="1"' if style.is_default else "")
    base = "Normal" if style.kind == "paragraph" else "DefaultParagraphFont"
    return (
        f'<w:style {attributes} w:styleId="{style.id}"><w:name {value_of(style.name)}/>'
        + ("" if style.is_default else f"<w:basedOn {value_of(base)}/>")
        + (f"<w:next {value_of(quoted(style.next))}/>" if style.next else "")
        + "<w:qFormat/>"
        + properties("pPr", style.paragraph)
        + properties("rPr", style.run)
        + "</w:style>"
    )
