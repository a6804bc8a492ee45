"""The register as a file: exactly its cells, and nothing that a spreadsheet would run."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from replies.register_columns import Column, Value
from replies.register_export import LONGEST_CELL, Sheet, as_csv, as_xlsx, file_name, harmless, storable

ABOUT = [("List of issues", "CAT/C/RUR/Q/1"), ("State", "=overdue")]


def sheet_of(rows: list[list[Value]], heads: tuple[str, ...] = ("Text", "Number", "Day")) -> Sheet:
    columns = [
        Column(head, head, lambda row, place=place: row[place], 10)  # type: ignore[misc]
        for place, head in enumerate(heads)
    ]
    return Sheet("CAT/C/RUR/Q/1", columns, rows, ABOUT)


def from_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def from_xlsx(content: bytes) -> list[list[object]]:
    book = load_workbook(BytesIO(content))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_csv_is_for_excel_with_plain_numbers_and_dates() -> None:
    content = as_csv(sheet_of([["a, “b”", 1200, date(2023, 2, 15)], [None, None, None], ["=1+1", 0, None]]))

    assert content.startswith("\ufeffText,Number,Day\r\n".encode())
    assert from_csv(content)[1:] == [["a, “b”", "1200", "2023-02-15"], ["", "", ""], ["'=1+1", "0", ""]]


def test_workbook_has_numbers_dates_and_text_as_what_they_are() -> None:
    content = as_xlsx(sheet_of([["=SUM(A1)", 1200, date(2023, 2, 15)], ["http://example.org", 0, None]]))

    book = load_workbook(BytesIO(content))
    table, about = book.worksheets
    rows = list(table.iter_rows(min_row=2))
    assert [[cell.value for cell in row[:2]] for row in rows] == [
        ["=SUM(A1)", 1200],
        ["http://example.org", 0],
    ]
    assert [cell.data_type for cell in rows[0]] == ["s", "n", "d"]
    assert (rows[0][2].value.date(), rows[0][2].number_format) == (date(2023, 2, 15), "d mmm yyyy")
    assert (rows[1][0].hyperlink, rows[1][2].value) == (None, None)
    assert (table.freeze_panes, table["A1"].font.b, table.auto_filter.ref) == ("A2", True, "A1:C3")
    assert [[cell.value for cell in row] for row in about.iter_rows()] == [list(pair) for pair in ABOUT]
    assert book.properties.title == "CAT/C/RUR/Q/1 · Register"


def test_workbook_without_rows_has_its_heads() -> None:
    assert from_xlsx(as_xlsx(sheet_of([]))) == [["Text", "Number", "Day"]]


def test_column_of_two_things_is_two_in_a_file() -> None:
    column = Column("x", "Answered", lambda _row: 1, 8, also=("Asked", lambda _row: 3, 9))
    sheet = Sheet("S", [column], [None], [])

    assert (from_csv(as_csv(sheet)), sheet.widths) == ([["Answered", "Asked"], ["1", "3"]], [8, 9])


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A1", "\tx", "\rx", " =1", "\n=1", "＝1"])
def test_formula_is_neutralised(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "’=", "(-1)"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.text())
def test_no_cell_of_a_csv_begins_as_a_formula(text: str) -> None:
    (_head, (told,)) = from_csv(as_csv(sheet_of([[text]], heads=("Text",)))) if text else ([], ("",))

    assert told.lstrip()[:1] not in {*"=+-@"}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_text_of_a_workbook_comes_back_as_it_was(texts: list[str]) -> None:
    content = as_xlsx(sheet_of([[text] for text in texts], heads=("Text",)))

    cells = [
        cell for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(min_row=2) for cell in row
    ]
    told = [storable(text) or None for text in texts]
    while told and told[-1] is None:
        told.pop()
    assert [cell.value or None for cell in cells][: len(told)] == told
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s"}


def test_what_a_cell_cannot_hold_is_taken_out_or_cut() -> None:
    assert storable("a\x00\x1f\ufffeb\r\nc\rd") == "ab\nc\nd"
    assert storable("x" * 40_000) == "x" * (LONGEST_CELL - 1) + "…"


def test_file_is_named_by_the_list() -> None:
    with override("ru"):
        russian = file_name(sheet_of([]), "csv")

    assert (file_name(sheet_of([]), "xlsx"), russian.endswith(".csv")) == (
        "CAT-C-RUR-Q-1 register.xlsx",
        True,
    )
