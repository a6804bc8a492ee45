"""Characters that no font of the PDF has: found, and as typst itself says."""

import pytest

from bench.fonts import refused
from replies.document.unprintable import COVERAGE, printed, unprintable_in


def test_coverage_is_what_typst_shows() -> None:
    spans = [
        (int(first, 16), int(last or first, 16))
        for first, _dash, last in (part.partition("-") for part in COVERAGE.read_text().split())
    ]
    edges = {chr(code) for span in spans for code in span if chr(code).isalnum()}
    outside = {
        chr(code) for first, last in spans for code in (first - 1, last + 1) if chr(code).isalnum()
    } - {chr(code) for first, last in spans for code in range(first, last + 1)}

    assert (refused(sorted(edges)) & edges, outside - refused(sorted(outside))) == (set(), set())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Қазақстан әңөұүһі – №1 «…»", "Қазақстан әңөұүһі – №1 «…»"),
        ("中a\U0001f600", "\ufffda\ufffd"),
        ("a\tb\nc\x00\ufeffd", "a b cd"),
        ("plain", "plain"),
        ("\ue000", "\ufffd"),
    ],
)
def test_printed_text_has_a_sign_for_what_no_font_has(text: str, shown: str) -> None:
    assert printed(text) == shown


def test_unprintable_names_each_character_once() -> None:
    assert (unprintable_in("二a二 Қ\u0001三"), unprintable_in("plain")) == (["二", "三"], [])
