"""The styles, pages and numbers, read back and held against the measures of a Geneva document."""

import io

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from replies.document.docx import render
from tests.replies.document.packages import W, body, parts, values
from tests.replies.document.trees import RICH, document

# Source: un-form, "Styles and geometry of a Geneva document". Points of type, bold, italic; then twips:
# left, right, hanging, before, after, line.
MEASURES = {
    "_ Single Txt_G": (10.0, False, False, 1134, 1134, 0, 0, 120, 240),
    "_ H __M_G": (17.0, True, False, 1134, 1134, 1134, 240, 240, 360),
    "_ H _Ch_G": (14.0, True, False, 1134, 1134, 1134, 360, 240, 300),
    "_ H_1_G": (12.0, True, False, 1134, 1134, 1134, 360, 240, 270),
    "_ H_2/3_G": (10.0, True, False, 1134, 1134, 1134, 240, 120, 240),
    "_ H_4_G": (10.0, False, True, 1134, 1134, 1134, 240, 120, 240),
    "_ H_5/6_G": (10.0, False, False, 1134, 1134, 1134, 240, 120, 240),
    "footnote text": (9.0, False, False, 1134, 1134, 1134, 0, 0, 220),
}
OPENED = docx.Document(io.BytesIO(render(RICH)))


@pytest.mark.parametrize("name", MEASURES)
def test_style_has_the_measures_of_geneva(name: str) -> None:
    style = next(style for style in OPENED.styles if style.element.name_val == name)
    size = (style.font.size or OPENED.styles.element.xpath("//w:docDefaults//w:sz")[0].val).pt
    indent, spacing = values(style.element, "pPr/ind"), values(style.element, "pPr/spacing")

    assert (
        size,
        bool(style.font.bold),
        bool(style.font.italic),
        *(int(indent.get(side, 0)) for side in ("left", "right", "hanging")),
        *(int(spacing[name]) for name in ("before", "after", "line")),
    ) == MEASURES[name]


@pytest.mark.parametrize("name", [name for name in MEASURES if name.startswith("_ H")])
def test_heading_keeps_with_the_next_and_hangs_its_number(name: str) -> None:
    style = next(style for style in OPENED.styles if style.element.name_val == name)

    assert (style.paragraph_format.keep_with_next, values(style.element, "pPr/tabs/tab")) == (
        True,
        {"val": "right", "pos": "851"},
    )


@pytest.mark.parametrize(
    ("name", "size", "bold", "raised"),
    [
        ("footnote reference", 9, None, True),
        ("header", 9, True, None),
        ("page number", 9, True, None),
        ("footer", 8, None, None),
    ],
)
def test_small_style_has_its_size(name: str, size: int, bold: bool | None, raised: bool | None) -> None:
    style = next(style for style in OPENED.styles if style.element.name_val == name)

    assert (style.font.size.pt, style.font.bold, style.font.superscript) == (size, bold, raised)


def test_outline_levels_follow_the_headings() -> None:
    found = {
        style.element.name_val: values(style.element, "pPr/outlineLvl").get("val")
        for style in OPENED.styles
        if style.type == WD_STYLE_TYPE.PARAGRAPH and values(style.element, "pPr/outlineLvl")
    }

    assert found == {
        "_ H __M_G": "0",
        "_ H _Ch_G": "0",
        "_ H_1_G": "1",
        "_ H_2/3_G": "2",
        "_ H_4_G": "3",
        "_ H_5/6_G": "4",
    }


def test_page_is_a4_with_margins_of_1134() -> None:
    ending = body(render(document()))[-1]

    size, margins = values(ending, "pgSz"), values(ending, "pgMar")
    assert (size, margins["left"], margins["right"]) == ({"w": "11907", "h": "16840"}, "1134", "1134")


def test_first_odd_and_even_pages_differ() -> None:
    section = OPENED.sections[0]

    differ = (
        section.different_first_page_header_footer,
        OPENED.settings.odd_and_even_pages_header_footer,
    )
    assert differ == (True, True)


@pytest.mark.parametrize(
    ("language", "tag", "decimal"),
    [("en", "en-GB", "."), ("fr", "fr-FR", ","), ("ru", "ru-RU", ","), ("es", "es-ES", ",")],
)
def test_text_carries_its_language(language: str, tag: str, decimal: str) -> None:
    package = parts(render(document(language=language)))

    defaults = values(package["word/styles.xml"], "docDefaults/rPrDefault/rPr/lang")
    assert (defaults["val"], values(package["word/settings.xml"], "decimalSymbol")["val"]) == (tag, decimal)


def test_font_is_times_new_roman() -> None:
    fonts = values(parts(render(document()))["word/styles.xml"], "docDefaults/rPrDefault/rPr/rFonts")

    assert set(fonts.values()) == {"Times New Roman"}


# Source: un-form, "Rules of form": (a), then (i), then a.; it says nothing of deeper levels.
LETTERS = [
    ("lowerLetter", "(%1)"),
    ("lowerRoman", "(%2)"),
    ("lowerLetter", "%3."),
    ("lowerRoman", "%4."),
    ("lowerLetter", "(%5)"),
    ("lowerRoman", "(%6)"),
    ("lowerLetter", "%7."),
    ("lowerRoman", "%8."),
    ("lowerLetter", "(%9)"),
]


def test_levels_count_in_numbers_letters_and_roman() -> None:
    numbering = parts(render(document()))["word/numbering.xml"]

    assert [
        (values(level, "numFmt")["val"], values(level, "lvlText")["val"])
        for level in numbering.iter(f"{W}lvl")
    ] == [
        ("decimal", "%1."),
        *LETTERS,
        *[("bullet", "•")] * 9,
        *LETTERS,
        *[("bullet", "•")] * 9,
    ]
