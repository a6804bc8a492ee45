"""The masthead's fields, headers and footers of each kind of page."""

import pytest

from replies.document.docx import render
from replies.document.tree import Block
from tests.replies.document.packages import W, body, parts, text, values
from tests.replies.document.trees import PAPER, document, masthead, paragraph, wide

V = "{urn:schemas-microsoft-com:vml}"


@pytest.mark.parametrize(("symbol", "runs"), [("CAT/C/KAZ/RQ/4", ["CAT", "/C/KAZ/RQ/4"]), ("CAT", ["CAT"])])
def test_symbol_begins_large_and_stands_in_both_headers(symbol: str, runs: list[str]) -> None:
    package = parts(render(document(masthead=masthead(symbol=symbol))))
    control = next(package["word/document.xml"].iter(f"{W}sdt"))

    assert [text(run) for run in control.iter(f"{W}r")] == runs
    assert values(next(control.iter(f"{W}rPr")), "sz") == {"val": "40"}
    headers = {kind: text(package[f"word/header{kind}.xml"]) for kind in ("first", "even", "default")}
    assert headers == {"first": "", "even": symbol, "default": symbol}


def test_empty_fields_are_controls_that_show_a_placeholder() -> None:
    controls = body(render(document())).iter(f"{W}sdt")

    found = {values(control, "sdtPr/tag")["val"]: text(control) for control in controls}
    assert found == {
        "symbol": "[symbol assigned by the United Nations]",
        "date": "[date of issue set by the United Nations]",
        "session": "[session set by the United Nations]",
        "session dates": "[dates of the session]",
        "agenda item": "[agenda item set by the United Nations]",
        "date received": "date set by the United Nations",
    }


@pytest.mark.parametrize(("date", "is_placeholder"), [(None, True), ("", True), ("23 February 2023", False)])
def test_control_shows_a_placeholder_only_while_it_is_empty(date: str | None, is_placeholder: bool) -> None:
    controls = body(render(document(masthead=masthead(date=date)))).iter(f"{W}sdt")

    control = next(control for control in controls if values(control, "sdtPr/tag")["val"] == "date")
    assert (control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None) == is_placeholder


def test_draft_says_so_on_every_page() -> None:
    package = parts(render(document(draft=True, masthead=masthead(symbol="S"))))

    assert {kind: text(package[f"word/header{kind}.xml"]) for kind in ("first", "even", "default")} == {
        "first": "DRAFT",
        "even": "DRAFT · S",
        "default": "DRAFT · S",
    }


def watermarks(content: bytes) -> dict[str, list[tuple[str, str, str]]]:
    """Id of the shape, its kind, and its text, of each watermark in each header."""
    package = parts(content)
    return {
        kind: [
            (str(shape.get("id")), str(shape.get("type")), str(path.get("string")))
            for shape in package[f"word/header{kind}.xml"].iter(f"{V}shape")
            for path in shape.iter(f"{V}textpath")
        ]
        for kind in ("first", "even", "default")
    }


@pytest.mark.parametrize(("language", "word"), [("en", "DRAFT"), ("ru", "ПРОЕКТ"), ("es", "BORRADOR")])
def test_draft_bears_a_watermark_in_every_header(language: str, word: str) -> None:
    found = watermarks(render(document(draft=True, language=language)))

    assert found == {
        "first": [("PowerPlusWaterMarkObject1", "#_x0000_t136", word)],
        "even": [("PowerPlusWaterMarkObject2", "#_x0000_t136", word)],
        "default": [("PowerPlusWaterMarkObject3", "#_x0000_t136", word)],
    }


def test_final_document_bears_no_watermark() -> None:
    assert watermarks(render(document())) == {"first": [], "even": [], "default": []}


def test_paper_without_a_masthead_opens_with_its_title() -> None:
    content = render(PAPER)
    package = parts(content)

    found = [(values(line, "pPr/pStyle")["val"], text(line)) for line in body(content).findall(f"{W}p")]
    headers = {kind: text(package[f"word/header{kind}.xml"]) for kind in ("first", "even", "default")}
    assert found == [
        ("HMG", "Brief for the delegation"),
        ("SingleTxtG", "[Part: Ministry of Health]"),
        ("Question", "What has been done?"),
        ("SingleTxtG", "Much."),
        ("Question", "(a) How many cases?"),
        ("SingleTxtG", "Nine."),
    ]
    assert headers == {
        "first": "",
        "even": "Brief for the delegation",
        "default": "Brief for the delegation",
    }
    assert list(package["word/document.xml"].iter(f"{W}sdt")) == []


def test_extent_stands_between_title_and_date() -> None:
    found = [text(line) for line in body(render(document(extent="Part: Health"))).iter(f"{W}p")]

    assert found[-4:] == [
        "Replies of Kazakhstan",
        "[Part: Health]",
        "[Date received: date set by the United Nations]",
        "Information in response to the list of issues",
    ]


def sections(content: bytes) -> list[tuple[str, list[str], bool]]:
    """How each section lies, which headers it has, whether its first page differs."""
    return [
        (
            values(found, "pgSz").get("orient", "upright"),
            [str(line.get(f"{W}type")) for line in found.findall(f"{W}headerReference")],
            found.find(f"{W}titlePg") is not None,
        )
        for found in body(content).iter(f"{W}sectPr")
    ]


FIRST, FURTHER = ["first", "even", "default"], ["even", "default"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((), [("upright", FIRST, True)]),
        (
            (paragraph("a"), wide(25), wide(25), paragraph("b")),
            [("upright", FIRST, True), ("landscape", FURTHER, False), ("upright", FURTHER, False)],
        ),
        ((wide(25),), [("upright", FIRST, True), ("landscape", FURTHER, False)]),
    ],
)
def test_page_turns_for_what_is_wide_and_back(
    blocks: tuple[Block, ...], expected: list[tuple[str, list[str], bool]]
) -> None:
    assert sections(render(document(*blocks))) == expected


def test_page_numbers_stand_on_the_side_of_the_header() -> None:
    package = parts(render(document()))

    found = {
        kind: (
            values(package[f"word/footer{kind}.xml"], "p/pPr/jc")["val"],
            text(package[f"word/footer{kind}.xml"]),
        )
        for kind in ("first", "even", "default")
    }
    assert found == {"first": ("left", ""), "even": ("left", "2"), "default": ("right", "2")}


def test_header_stands_over_a_rule_but_not_on_the_first_page() -> None:
    package = parts(render(document()))

    rule = values(package["word/header" + "first.xml"], "p/pPr/pBdr/bottom")
    assert (rule, values(package["word/headereven.xml"], "p/pPr/pBdr/bottom")) == ({"val": "nil"}, {})
