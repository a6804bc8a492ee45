"""Elements stand in the order of the schema: Word refuses a file where they do not.

The orders are those of ISO/IEC 29500-4 (transitional), as far as the writer uses them.
"""

import pytest
from hypothesis import given, settings
from lxml import etree

from replies.document.docx import render
from replies.document.tree import Document
from replies.document.word_template import specimen
from tests.replies.document.packages import R, W, parts
from tests.replies.document.trees import FIGURES, PAPER, RICH, document, documents, wide

BORDERS = "top start left bottom end right insideH insideV tl2br tr2bl between bar"
ORDER = {
    name: known.split()
    for name, known in {
        "document": "background body",
        "pPr": (
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
            "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct "
            "autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
            "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl "
            "divId cnfStyle rPr sectPr pPrChange"
        ),
        "rPr": (
            "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
            "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
            "effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
        ),
        "numPr": "ilvl numId",
        "tbl": "tblPr tblGrid tr",
        "tblPr": (
            "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
            "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
            "tblDescription"
        ),
        "tblGrid": "gridCol",
        "tr": "trPr tc",
        "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader jc hidden",
        "tcPr": (
            "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
            "vAlign hideMark"
        ),
        "tcBorders": BORDERS,
        "tblBorders": BORDERS,
        "tblCellMar": "top start left bottom end right",
        "pBdr": "top left bottom right between bar",
        "tabs": "tab",
        "sdt": "sdtPr sdtEndPr sdtContent",
        "sdtPr": (
            "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex "
            "richText text date"
        ),
        "sectPr": (
            "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
            "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter "
            "docGrid"
        ),
        "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
        "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "num": "abstractNumId lvlOverride",
        "lvlOverride": "startOverride lvl",
        "styles": "docDefaults latentStyles style",
        "docDefaults": "rPrDefault pPrDefault",
        "style": (
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
            "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr "
            "tblStylePr"
        ),
        "settings": (
            "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop "
            "autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat "
            "docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator"
        ),
        "compat": "doNotExpandShiftReturn useFELayout compatSetting",
        "footnotePr": "pos numFmt numStart numRestart footnote",
    }.items()
}
# What may stand in any order, and what holds text only.
FREE = {
    "body": {"p", "tbl", "sectPr"},
    "p": {"pPr", "r", "hyperlink", "sdt", "bookmarkStart", "bookmarkEnd"},
    "r": {"rPr", "t", "tab", "br", "footnoteReference", "footnoteRef", "fldChar", "instrText"}
    | {"separator", "continuationSeparator", "pict"},
    "pict": {"shapetype", "shape"},
    "tc": {"tcPr", "p"},
    "hyperlink": {"r"},
    "sdtContent": {"r"},
    "hdr": {"p"},
    "ftr": {"p"},
    "footnotes": {"footnote"},
    "footnote": {"p"},
    "rPrDefault": {"rPr"},
    "pPrDefault": {"pPr"},
}
FIRST = {"pict": "shapetype", "p": "pPr", "r": "rPr", "tc": "tcPr"}


def disorder(root: etree._Element) -> list[str]:
    """Every element with a child that is unknown or stands in the wrong place."""
    found = []
    for element in root.iter(f"{W}*"):
        name = etree.QName(element).localname
        children = [etree.QName(child).localname for child in element]
        if name in ORDER:
            known = ORDER[name]
            in_order = all(child in known for child in children) and children == sorted(
                children, key=known.index
            )
        else:
            in_order = set(children) <= FREE.get(name, set()) and FIRST.get(name) not in children[1:]
        if not in_order:
            found.append(f"{name}: {children}")
    return found


@pytest.mark.parametrize("name", sorted(parts(render(RICH))))
def test_every_part_keeps_the_order_of_the_schema(name: str) -> None:
    assert disorder(parts(render(RICH))[name]) == []


@pytest.mark.parametrize("tree", [PAPER, document(wide(25), FIGURES, wide(60)), document(wide(60))])
def test_paper_and_wide_tables_keep_the_order_of_the_schema(tree: Document) -> None:
    found = [line for part in parts(render(tree)).values() for line in disorder(part)]

    assert found == []


def test_styles_of_a_template_keep_the_order_of_the_schema() -> None:
    assert disorder(parts(render(RICH, specimen()))["word/styles.xml"]) == []


@settings(deadline=None, max_examples=60)
@given(documents)
def test_any_document_keeps_the_order_of_the_schema(tree: Document) -> None:
    found = [line for part in parts(render(tree)).values() for line in disorder(part)]

    assert found == []


@settings(deadline=None, max_examples=40)
@given(documents)
def test_any_cell_ends_with_a_paragraph(tree: Document) -> None:
    root = parts(render(tree))["word/document.xml"]

    assert {etree.QName(cell[-1]).localname for cell in root.iter(f"{W}tc")} == {"p"}


def test_every_relationship_that_is_used_exists_once() -> None:
    package = parts(render(RICH))
    relationships = [line.get("Id") for line in package["word/_rels/document.xml.rels"]]
    main = package["word/document.xml"]
    used = {value for node in main.iter() for key, value in node.items() if key == f"{R}id"}

    assert (used - set(relationships), len(relationships)) == (set(), len(set(relationships)))


def test_every_part_has_a_type_and_every_type_a_part() -> None:
    package = parts(render(document()))
    typed = {line.get("PartName", "").lstrip("/") for line in package["[Content_Types].xml"]} - {""}

    assert typed == {name for name in package if not name.endswith(".rels")} - {"[Content_Types].xml"}


def test_every_number_and_note_that_is_used_is_defined() -> None:
    package = parts(render(RICH))
    main = package["word/document.xml"]

    numbers = {node.get(f"{W}numId") for node in package["word/numbering.xml"].iter(f"{W}num")} | {"0"}
    notes = {node.get(f"{W}id") for node in package["word/footnotes.xml"]}
    styles = {node.get(f"{W}styleId") for node in package["word/styles.xml"].iter(f"{W}style")}

    def used(kind: str, name: str) -> set[str | None]:
        return {node.get(f"{W}{name}") for node in main.iter(f"{W}{kind}")}

    assert used("numId", "val") <= numbers
    assert used("footnoteReference", "id") == notes - {"-1", "0"}
    assert used("pStyle", "val") | used("rStyle", "val") <= styles


def fields(paragraph: etree._Element) -> list[tuple[str, str]]:
    """Instruction and shown result of each field; fails where begin, separate and end are not in order."""
    found: list[tuple[str, str]] = []
    state = "end"
    for node in (node for run in paragraph.iter(f"{W}r") for node in run):
        if node.tag == f"{W}fldChar":
            before, state = state, str(node.get(f"{W}fldCharType"))
            assert (before, state) in {("end", "begin"), ("begin", "separate"), ("separate", "end")}
            found += [("", "")] if state == "begin" else []
        elif node.tag == f"{W}instrText" and state == "begin":
            found[-1] = (found[-1][0] + (node.text or ""), "")
        elif node.tag == f"{W}t" and state == "separate":
            found[-1] = (found[-1][0], found[-1][1] + (node.text or ""))
    assert state == "end"
    return found


@settings(deadline=None)
@given(documents)
def test_every_reference_shows_the_number_of_the_paragraph_with_its_bookmark(tree: Document) -> None:
    main = parts(render(tree))["word/document.xml"]
    numbers: dict[str, int] = {}
    ids: list[tuple[str | None, str | None]] = []
    number = 0
    for line in main[0].findall(f"{W}p"):
        number += line.find(f"{W}pPr/{W}numPr/{W}numId[@{W}val='1']") is not None
        for start, end in zip(
            line.findall(f"{W}bookmarkStart"), line.findall(f"{W}bookmarkEnd"), strict=True
        ):
            ids.append((start.get(f"{W}id"), end.get(f"{W}id")))
            numbers[str(start.get(f"{W}name"))] = number
            assert list(line).index(start) == 1
            assert list(line).index(end) == len(line) - 1

    shown = [found for line in main.iter(f"{W}p") for found in fields(line) if found[0].startswith(" REF ")]

    assert len(numbers) == len({start for start, _end in ids}) == len(list(main.iter(f"{W}bookmarkStart")))
    assert all(start == end for start, end in ids)
    assert shown == [(f" REF {name} \\r \\h ", str(numbers[name])) for name in map(name_in, shown)]
    assert set(map(name_in, shown)) == set(numbers)


def name_in(found: tuple[str, str]) -> str:
    """The bookmark that a REF field names."""
    return found[0].split()[1]
