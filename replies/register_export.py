"""The register as a file: what is on the screen, with nothing in it that a spreadsheet would run.

Source of the signs that begin a formula: OWASP, “CSV Injection”. Of what a cell of XLSX can hold: ECMA-376,
part 1, and Microsoft, “Excel specifications and limits”.
"""

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from replies.document.file_names import cleaned, fitted
from replies.register_columns import Column, Value

FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]")
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
A4 = 9  # as the format counts sizes of paper
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
BOM = "\ufeff"  # Excel takes a file without it for one in the old letters of its country


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to write: its columns, its rows as the columns take them, and what it was made of, in pairs."""

    symbol: str
    columns: Sequence[Column]
    rows: Sequence[Any]
    about: Sequence[tuple[str, str]]

    @property
    def heads(self) -> list[str]:
        return [head for column in self.columns for head, _value, _width in column.cells]

    @property
    def widths(self) -> list[int]:
        return [width for column in self.columns for _head, _value, width in column.cells]

    @property
    def lines(self) -> Iterable[list[Value]]:
        cells = [value for column in self.columns for _head, value, _width in column.cells]
        return ([value(row) for value in cells] for row in self.rows)


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a workbook."""

    head: Any
    text: Any
    day: Any


def as_csv(sheet: Sheet) -> bytes:
    """Comma-separated, in UTF-8; dates as 2023-02-15, numbers plain."""
    written = StringIO(BOM, newline="")
    written.seek(len(BOM))
    writer = csv.writer(written)
    writer.writerow([harmless(head) for head in sheet.heads])
    writer.writerows([_plain(value) for value in line] for line in sheet.lines)
    return written.getvalue().encode("utf-8", errors="replace")


def _plain(value: Value) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    return harmless(value or "") if not isinstance(value, int) else value


def harmless(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula; no NUL, which no
    reader takes."""
    told = text.replace("\0", "")
    return f"'{told}" if FORMULA.match(told) else told


def as_xlsx(sheet: Sheet) -> bytes:
    """A workbook of two sheets: the table under a head that stays, and what it was made of."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, OPTIONS)
    book.set_properties({"title": storable(f"{sheet.symbol} · {_('Register')}")})
    looks = Looks(
        head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
        text=book.add_format({"text_wrap": True, "valign": "top"}),
        day=book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
    )
    _write_table(book.add_worksheet(_("Register")[:LONGEST_SHEET_NAME]), sheet, looks)
    about = book.add_worksheet(_("About")[:LONGEST_SHEET_NAME])
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 80)
    for row, (name, said) in enumerate(sheet.about):
        about.write_string(row, 0, storable(name), looks.head)
        about.write_string(row, 1, storable(said), looks.text)
    book.close()
    return written.getvalue()


def _write_table(table: Any, sheet: Sheet, looks: Looks) -> None:
    table.freeze_panes(1, 0)
    table.set_landscape()
    table.set_paper(A4)
    table.fit_to_pages(1, 0)
    table.repeat_rows(0)
    for place, width in enumerate(sheet.widths):
        table.set_column(place, place, width)
    for place, head in enumerate(sheet.heads):
        table.write_string(0, place, storable(head), looks.head)
    for row, line in enumerate(sheet.lines, start=1):
        for place, value in enumerate(line):
            _write(table, row, place, value, looks)
    if sheet.rows:
        table.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)


def _write(table: Any, row: int, place: int, value: Value, looks: Looks) -> None:
    """A number or a date as what it is, everything else as text, whatever it looks like."""
    if isinstance(value, date):
        table.write_datetime(row, place, value, looks.day)
    elif isinstance(value, int):
        table.write_number(row, place, value, looks.text)
    elif value:
        table.write_string(row, place, storable(value), looks.text)


def storable(text: str) -> str:
    """The text as a cell of XLSX can hold it."""
    told = UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return told if len(told) <= LONGEST_CELL else f"{told[: LONGEST_CELL - 1]}…"


def file_name(sheet: Sheet, ending: str) -> str:
    """“CAT-C-KAZ-Q-4 register.xlsx”."""
    return fitted(cleaned(f"{sheet.symbol.replace('/', '-')} {_('register')}"), f".{ending}")


WRITERS: dict[str, tuple[Callable[[Sheet], bytes], str]] = {
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
