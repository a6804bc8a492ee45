"""Names of delivered files: any file system takes them, no two are the same."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replies.document.file_names import annex_names, cleaned, document_name, ending_of, fitted
from replies.document.tree import Annex

titles = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("symbol", "more", "name"),
    [
        ("CAT/C/KAZ/Q/4", [], "CAT-C-KAZ-Q-4 replies.docx"),
        ("CAT/C/KAZ/Q/4", ["draft", "ru"], "CAT-C-KAZ-Q-4 replies (draft, ru).docx"),
        ("CAT/C/KAZ/Q/4", ["Part: Health/Labour"], "CAT-C-KAZ-Q-4 replies (Part- Health-Labour).docx"),
        ("", [], "replies.docx"),
    ],
)
def test_document_is_named_by_the_symbol_of_the_list(symbol: str, more: list[str], name: str) -> None:
    assert document_name(symbol, ".docx", *more) == name


def test_annexes_are_named_by_number_and_title_with_the_ending_of_their_file() -> None:
    named = (
        (Annex("Annex 1", "Statistics: 2018/2022"), "Tables.PDF"),
        (Annex("Annex 2", "Заңдар?"), "C:\\temp\\law.docx"),
        (Annex("Annex 2", "заңдар "), "law.docx"),
        (Annex("Annex 2", "ЗАҢДАР"), "law.docx"),
        (Annex("Annex 3", ""), "noending"),
    )

    assert annex_names(named) == [
        "Annex 1 – Statistics- 2018-2022.pdf",
        "Annex 2 – Заңдар-.docx",
        "Annex 2 – заңдар.docx",
        "Annex 2 – ЗАҢДАР (2).docx",
        "Annex 3",
    ]


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.b.PDF", ".pdf"), ("a", ""), (".hidden", ""), ("a.p df", ""), ("a.pdf\n", ""), ("a.tar.gz", ".gz")],
)
def test_ending_is_taken_where_it_can_be_trusted(name: str, ending: str) -> None:
    assert ending_of(name) == ending


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (' a  <b>:"c"|?*\\/d. . ', "a -b-c-d"),
        ("cod\u202egpj", "codgpj"),
        ("e\u0301\x00\ud800", "é"),
        ("a\u00a0b\u2028c", "a b c"),
    ],
)
def test_text_is_cleaned(text: str, name: str) -> None:
    assert cleaned(text) == name


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("con", "_con.txt"),
        ("LPT¹", "_LPT¹.txt"),
        ("nul.x", "_nul.x.txt"),
        ("", "_.txt"),
        ("Conduct", "Conduct.txt"),
    ],
)
def test_names_of_devices_are_no_names_of_files(stem: str, name: str) -> None:
    assert fitted(stem, ".txt") == name


def test_long_name_ends_in_an_ellipsis_before_its_ending() -> None:
    name = fitted("x" * 200, ".pdf", " (2)")

    assert name == f"{'x' * 111}… (2).pdf"


def test_name_is_not_cut_between_a_letter_and_its_accent() -> None:
    stem = "y" * 114 + "q\u0301" + "z" * 20

    assert fitted(stem, ".pdf") == f"{'y' * 114}….pdf"


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["Annex 1", "", "CON"]), titles, titles), max_size=3))
def test_any_annexes_get_names_that_every_file_system_takes(
    given_annexes: list[tuple[str, str, str]],
) -> None:
    names = annex_names((Annex(number, title), own) for number, title, own in given_annexes)

    for name in names:
        assert (len(name) <= 120, len(name.encode()) <= 255, Path(name).name) == (True, True, name)
        assert re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]|[ .]$', name) is None
        assert unicodedata.is_normalized("NFC", name)
        assert name.isprintable()
    assert len({name.casefold() for name in names}) == len(given_annexes)
