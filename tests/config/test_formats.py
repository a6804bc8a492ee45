"""Dates and numbers as each language writes them."""

from datetime import date

import pytest
from django.utils import translation
from django.utils.formats import date_format, number_format


@pytest.mark.parametrize(
    ("language", "day", "number"),
    [
        ("en", "15 February 2023", "10,700"),
        ("ru", "15 февраля 2023 г.", "10\xa0700"),
        ("kk", "2023 ж. 15 ақпан", "10\xa0700"),
    ],
)
def test_formats_of_each_language(language: str, day: str, number: str) -> None:
    with translation.override(language):
        written = (date_format(date(2023, 2, 15)), number_format(10_700, force_grouping=True))

    assert written == (day, number)
