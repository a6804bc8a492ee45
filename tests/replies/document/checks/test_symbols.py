"""Symbols of documents, right and wrong."""

import pytest

from replies.document.checks.symbols import symbols
from tests.replies.document.checks.scene import given, table, texts


def alarms(text: str) -> list[str]:
    return texts(symbols([given(f"<p>See {text}.</p>")]))


@pytest.mark.parametrize(
    "symbol",
    [
        "CAT/C/KAZ/CO",
        "CAT/C/KAZ/C0/3",
        "CAT/KAZ/CO/3",
        "CAT/C/KAZ/Q3/x4",
        "CAT / C / KAZ / CO / 3",
        "CRC/C/CHE/5–6",
        "CAT/C/KAZ/",
    ],
)
def test_symbol_is_wrong(symbol: str) -> None:
    found = alarms(symbol)

    what = "no document of the United Nations has such a symbol." if symbol.isascii() else "x"
    assert [text.replace("in which a letter is not a Latin one.", "x") for text in found] in (
        [f"1.1 cites “{symbol}”: {what}"],
        [f"1.1 cites “{symbol}”, {what}"],
    )


def test_symbol_with_cyrillic_letters_says_so() -> None:
    assert alarms("САТ/С/KAZ/СО/3") == ["1.1 cites “САТ/С/KAZ/СО/3”, in which a letter is not a Latin one."]


@pytest.mark.parametrize(
    "text",
    [
        *("CAT/C/KAZ/CO/3", "CAT/C/KAZ/CO/3, para. 5", "CAT/C/KAZ/4 and Corr.1", "CAT/OP/KAZ/1"),
        *("CRC/C/CHE/5-6", "CEDAW/C/KAZ/CO/5/Add.1", "CAT/C/75/D/1016/2020", "CAT/C/SR.1234", "CAT/C/GC/4"),
        *("E/C.12/KAZ/CO/2", "E/CN.4/2006/6", "A/HRC/44/L.5", "A/RES/70/175", "S/RES/1325 (2000)"),
        *("HRI/GEN/2/Rev.6", "https://undocs.org/CAT/C/KAZ/C0/3", "CAT/CEDAW/CRC", "A/b/5", "и/или 5", "A/5"),
        "no symbol at all",
    ],
)
def test_symbol_is_right_or_none(text: str) -> None:
    assert alarms(text) == []


def test_symbol_is_found_in_tables_and_notes_once() -> None:
    note = '<p>As said.<span data-footnote="CAT/C/KAZ/CO"></span></p>'

    found = texts(symbols([given(note + table("CAT/C/KAZ/CO"))]))

    assert found == ["1.1 cites “CAT/C/KAZ/CO”: no document of the United Nations has such a symbol."]
