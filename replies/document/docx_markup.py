"""WordprocessingML as text: runs and paragraphs, their properties always in the order of the schema.

Word refuses a file whose properties stand in another order (ECMA-376 part 1, 17.3, 17.4; ISO 29500
transitional), so that nothing here writes a property except through `properties`. Measures are twips (a
twentieth of a point), sizes of type half-points.
"""

import re
from collections.abc import Mapping
from html import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

ORDER: dict[str, tuple[str, ...]] = {
    "pPr": (
        *(
            "pStyle",
            "keepNext",
            "keepLines",
            "pageBreakBefore",
            "widowControl",
            "numPr",
            "pBdr",
            "shd",
            "tabs",
        ),
        *("suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr", "sectPr"),
    ),
    "rPr": (
        *(
            "rStyle",
            "rFonts",
            "b",
            "bCs",
            "i",
            "iCs",
            "noProof",
            "color",
            "sz",
            "szCs",
            "highlight",
            "u",
            "shd",
        ),
        *("vertAlign", "rtl", "lang"),
    ),
    "tblPr": (
        *(
            "tblStyle",
            "tblpPr",
            "tblOverlap",
            "tblW",
            "jc",
            "tblInd",
            "tblBorders",
            "tblLayout",
            "tblCellMar",
        ),
        *("tblLook", "tblCaption"),
    ),
    "trPr": ("cantSplit", "trHeight", "tblHeader"),
    "tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "tcMar", "vAlign"),
    "sdtPr": ("rPr", "alias", "tag", "id", "placeholder", "showingPlcHdr", "text"),
}

# Neither XML 1.0 nor UTF-8 holds these; the tree may come from anywhere.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPACES = re.compile(r"[\t\r\n]+")

TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"


def quoted(value: str) -> str:
    """Any text as XML text or attribute."""
    return escape(SPACES.sub(" ", FORBIDDEN.sub("", value)))


def value_of(value: str | int) -> str:
    """The attribute that most properties carry."""
    return f'w:val="{quoted(str(value))}"'


def attributes_of(**values: str | int) -> str:
    """Several attributes in the order given: `left=1134, hanging=567`."""
    return " ".join(f'w:{name}="{value}"' for name, value in values.items())


def properties(kind: str, values: Mapping[str, str]) -> str:
    """A properties element such as `pPr`; a value is a child's attributes, or markup inside it."""
    if not values:
        return ""
    known = ORDER[kind]
    children = "".join(_child(name, values[name]) for name in sorted(values, key=known.index))
    return f"<w:{kind}>{children}</w:{kind}>"


def _child(name: str, value: str) -> str:
    if value.startswith("<"):
        return f"<w:{name}>{value}</w:{name}>"
    return f"<w:{name} {value}/>" if value else f"<w:{name}/>"


def type_of(
    *, size: int = 0, bold: bool = False, italic: bool = False, raised: str = "", style: str = ""
) -> dict[str, str]:
    """Run properties by what they mean. `size` in half-points, `raised` "sup" or "sub"."""
    values: dict[str, str] = {}
    if style:
        values["rStyle"] = value_of(style)
    if bold:
        values |= {"b": "", "bCs": ""}
    if italic:
        values |= {"i": "", "iCs": ""}
    if size:
        values |= {"sz": value_of(size), "szCs": value_of(size)}
    if raised:
        values["vertAlign"] = value_of({"sup": "superscript", "sub": "subscript"}[raised])
    return values


def run(text: str, values: Mapping[str, str] | None = None) -> str:
    """One run of text."""
    return f'<w:r>{properties("rPr", values or {})}<w:t xml:space="preserve">{quoted(text)}</w:t></w:r>'


def field(instruction: str, result: str, values: Mapping[str, str] | None = None) -> str:
    """A field that Word computes again, with the result that it shows until then."""
    kind = properties("rPr", values or {})
    marks = {
        name: f'<w:r>{kind}<w:fldChar w:fldCharType="{name}"/></w:r>' for name in ("begin", "separate", "end")
    }
    code = f'<w:r>{kind}<w:instrText xml:space="preserve"> {quoted(instruction)} </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{run(result, values)}{marks['end']}"


def paragraph(content: str, style: str, values: Mapping[str, str] | None = None) -> str:
    """A paragraph of a style (by its id), with what differs from the style."""
    kind = properties("pPr", {"pStyle": value_of(style), **(values or {})})
    return f"<w:p>{kind}{content}</w:p>"


def numbered(num_id: int, level: int = 0) -> str:
    """The value of `numPr`."""
    return f"<w:ilvl {value_of(level)}/><w:numId {value_of(num_id)}/>"


def tabs(*stops: tuple[str, int]) -> str:
    """The value of `tabs`: kind and position of each."""
    return "".join(f"<w:tab {attributes_of(val=kind, pos=position)}/>" for kind, position in stops)


def borders(**sizes: int) -> str:
    """The value of any element of borders: side = eighths of a point, 0 for none, in the schema's order."""
    return "".join(
        f"<w:{side} "
        + (attributes_of(val="single", sz=size, space=0, color="auto") if size else attributes_of(val="nil"))
        + "/>"
        for side, size in sizes.items()
    )
