"""The masthead's fields, headers and footers of each kind of page."""

import pytest

from replies.document.docx import render
from tests.replies.document.packages import W, body, parts, text, values
from tests.replies.document.trees import (
    document,
    masthead,
)


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
