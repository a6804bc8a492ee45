"""Text layers of PDFs: hard line breaks, marks as plain figures, notes and page furniture in between."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from issues.intake.marks import token
from issues.intake.notes import place_plain_marks, separate_notes
from issues.intake.parsed import NoteMark, ParsedList, ParsedNote
from issues.intake.parser import parse
from issues.intake.readers import read
from issues.intake.source import Line

REAL = Path(__file__).parents[3] / "issues" / "data" / "CAT_C_KAZ_Q_4" / "list.txt"
FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
FURNITURE = (
    ["GE.22-29030", "1/9", "CAT/C/KAZ/Q/4"],
    ["2", "CAT/C/KAZ/Q/4"],
    ["3 GE.22-29030"],
    ["4"],
    ["*2229030*"],
)
TITLE = "List of issues in relation to the second periodic report of Ruritania\n\n"


def hard_lines(text: str, width: int, every: int, *, numbers_alone: bool) -> str:
    """`text` as a PDF's text layer: wrapped, marks as plain figures, page furniture `every` so many lines."""
    lines: list[str] = []
    since, pages = 0, 0
    for paragraph in re.sub(r"\[([^\]]*)\]\(#\)|<(http[^>]*)>", r"\1\2", text).split("\n\n"):
        note = re.match(r"\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+|\*) ", paragraph)
        plain = re.sub(r"(?<!\w)\*([a-zA-Z. ]+)\*", r"\1", paragraph.strip("\n").translate(FIGURES))
        for line in wrapped(plain, width, numbers_alone=numbers_alone):
            lines.append(line)
            since += 1
            if since > every and len(lines) > 25 and not note:
                lines += FURNITURE[pages % len(FURNITURE)]
                since, pages = 0, pages + 1
    return "\n".join(lines)


def wrapped(paragraph: str, width: int, *, numbers_alone: bool) -> Iterator[str]:
    for line in paragraph.split("\n"):
        number = re.match(r"(\d+\.|\([a-z]\)) ", line) if numbers_alone else None
        if number:
            yield number[1]
        yield from textwrap.wrap(line[number.end() if number else 0 :], width, break_long_words=False)


def without_spaces(found: ParsedList) -> ParsedList:
    """The list with its texts squeezed, for a comparison that leaves line breaks out."""
    return replace(
        found,
        notes=tuple(replace(note, text=squeezed(note.text)) for note in found.notes),
        issues=tuple(
            replace(
                issue,
                passages=tuple(
                    replace(
                        passage,
                        text=squeezed(passage.text),
                        notes=tuple(
                            NoteMark(mark.marker, len(squeezed(passage.text[: mark.offset])))
                            for mark in passage.notes
                        ),
                    )
                    for passage in issue.passages
                ),
            )
            for issue in found.issues
        ),
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def parsed(text: str) -> ParsedList:
    return parse(read(text.encode(), "CAT_C_RUR_Q_2.txt"))


def texts(found: ParsedList) -> list[str]:
    return [passage.text for issue in found.issues for passage in issue.passages]


@pytest.mark.parametrize(
    ("width", "every", "numbers_alone"), [(62, 30, True), (75, 41, False), (88, 47, True), (104, 35, False)]
)
def test_real_list_reads_the_same_from_a_text_layer(width: int, every: int, *, numbers_alone: bool) -> None:
    text = REAL.read_text(encoding="utf-8")
    layer = hard_lines(text, width, every, numbers_alone=numbers_alone)

    found = parse(read(layer.encode(), "CAT_C_KAZ_Q_4.txt"))

    assert without_spaces(found) == without_spaces(parse(read(text.encode(), "CAT_C_KAZ_Q_4.txt")))


def test_title_goes_on_until_it_names_the_state() -> None:
    found = parsed(
        "Перечень вопросов в связи с третьим периодическим докладом\nРуритании*\nСтатья 2\n1. Просьба.\n"
    )

    assert found.title == "Перечень вопросов в связи с третьим периодическим докладом Руритании"
    assert [section.heading for section in found.sections] == ["Статья 2"]


@pytest.mark.parametrize("below", ["\nRuritania\n\n1. x.", "1. x.", "Article 2\n1. x.", "A. General\n1. x."])
def test_title_without_a_state_ends_where_the_list_begins(below: str) -> None:
    assert parsed(f"List of issues\n{below}\n").title == "List of issues"


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("a sign-\nlanguage interpreter", "a sign-language interpreter"),
        ("is it imple-\nmented? It was implemented", "is it implemented? It was implemented"),
        ("sign-\nlanguage, signlanguage or sign-language", "sign-language, signlanguage or sign-language"),
        ("non-\nState actors", "non- State actors"),
        ("from 2017–\n2021 and", "from 2017–2021 and"),
        ("in 2017 –\nand later", "in 2017 – and later"),
        ("legis\u00ad\nlation", "legislation"),
    ],
)
def test_words_broken_at_a_line_end_are_joined(broken: str, joined: str) -> None:
    assert texts(parsed(f"{TITLE}1. Please explain {broken}.\n")) == [f"Please explain {joined}."]


def test_unnumbered_paragraph_stays_apart_in_its_issue() -> None:
    assert texts(parsed(f"{TITLE}1. Please explain.\n\nPlease add.\nMore.\n")) == [
        "Please explain.\nPlease add. More."
    ]


def test_number_in_mid_sentence_is_no_issue() -> None:
    found = parsed(
        f"{TITLE}1. Please explain why the years 2013 to\n2016. were left out, and paragraph\n"
        "2. of the report\nas well.\nFair trial\n2. Please answer.\n0. none.\n3. Please go on with the\n"
        "4. and with\na\nb\nc\nd\ne\nf\ng\nh\n4. lines that never end.\n4. Please end.\n"
    )

    assert texts(found) == [
        "Please explain why the years 2013 to 2016. were left out, and paragraph 2. of the report as well.",
        "Please answer. 0. none.",
        "Please go on with the 4. and with a b c d e f g h 4. lines that never end.",
        "Please end.",
    ]
    assert [issue.section for issue in found.issues] == [-1, 0, 0, 0]


def test_issue_of_items_alone_has_no_opening() -> None:
    found = parsed(f"{TITLE}1.\n(a) The law;\n(b) The fees.\n")

    assert [(passage.item, passage.text) for passage in found.issues[0].passages] == [
        ("a", "The law;"),
        ("b", "The fees."),
    ]


def test_headings_that_say_so_themselves_are_parted_and_bold_lines_joined() -> None:
    found = parsed(
        f"{TITLE}Part I\nArticle 2\n1. Please explain.\n**Death penalty and**\n**Use of force**\n2. More.\n"
    )

    assert [section.heading for section in found.sections] == [
        "Part I",
        "Article 2",
        "Death penalty and Use of force",
    ]


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ("Explain:\n(a) the law;\n(b) the fees; and\n(c) the rest.", ["", "a", "b", "c"]),
        ("(a) The law;\n(b) The fees.", ["a", "b"]),
        ("Explain the powers,\n(a) the money,\n(b) the manner.", [""]),
        ("Explain:\n(a) the law; (b) the fees.", [""]),
        ("Explain:\n\n(a) The law.", ["", "a"]),
        ("Explain:\n(a)\nthe law;\n(b)\nthe fees;\n(i) some;\n(ii) all.", ["", "a", "b"]),
        ("Укажите:\nа) один;\nb) два;\nв) три;\nг) четыре.", ["", "а", "b", "в", "г"]),
        ("Укажите:\nа) один;\nб) два;\nс) три.", ["", "а", "б", "с"]),
        ("Explain:\n(ж) what.", [""]),
    ],
)
def test_items_are_those_of_a_series(lines: str, items: list[str]) -> None:
    found = parsed(f"{TITLE}1. {lines}\n")

    assert [passage.item for passage in found.issues[0].passages] == items


def test_headings_in_a_row_are_parted_where_a_line_was_not_full() -> None:
    found = parsed(
        f"{TITLE}Part I\nConstitutional framework within which\nthe Covenant applies (arts. 1\nand 2)\n"
        "1. Please explain.\nIssues identified for follow-up in the previous concluding\n"
        "Observations of the body\n2. Please answer.\nA heading of some words that is certainly long\n"
        "Another heading that is even longer than the one above it\n3. Please add\nArticle 3\n4. Go on.\n"
    )

    assert [section.heading for section in found.sections] == [
        "Part I",
        "Constitutional framework within which the Covenant applies (arts. 1 and 2)",
        "Issues identified for follow-up in the previous concluding Observations of the body",
        "A heading of some words that is certainly long",
        "Another heading that is even longer than the one above it",
    ]


def separated(*lines: str | Line) -> tuple[list[str], list[ParsedNote]]:
    found = separate_notes([line if isinstance(line, Line) else Line(line) for line in lines])
    return [line.text for line in found.lines], found.notes


WIDE = "the words of a line that is as wide as the page allows it to be,"


@pytest.mark.parametrize(
    ("block", "notes"),
    [
        (["1 A.", "2 B."], ["A.", "B."]),
        (["1", "A.", "2", "B."], ["A.", "B."]),
        (["1", "2", WIDE, "and more.", "B."], [f"{WIDE} and more.", "B."]),
        (["1", "2", "A", "B"], ["A", "B"]),
        ([f"1 {WIDE}", "and more.", "2 B."], [f"{WIDE} and more.", "B."]),
        ([f"1 {WIDE[:-1]}.", "See more.", "2 B."], [f"{WIDE[:-1]}. See more.", "B."]),
    ],
)
def test_notes_are_taken_out_of_the_sentence_they_cut(block: Sequence[str], notes: Sequence[str]) -> None:
    text, found = separated("The law,1 the code,2 and", *block, "the rest.", WIDE, WIDE)

    assert text == ["The law,1 the code,2 and", "the rest.", WIDE, WIDE]
    assert [note.text for note in found] == notes


def test_notes_end_where_the_size_of_letters_does() -> None:
    text, found = separated(
        Line(f"law{token('1')} in", small=False),
        Line(f"{token('1')} A.", small=True),
        Line("See B.", small=True, gap=True),
        Line("Force.", small=False),
    )

    assert text == [f"law{token('1')} in", "Force."]
    assert found == [ParsedNote("1", "A. See B.")]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("(para. 16).1 No", f"(para. 16).{token('1')} No"),
        ("in 20191 and", f"in 2019{token('1')} and"),
        ("Article 21", f"Article 2{token('1')}"),
        ("in 2016.1 And", f"in 2016.{token('1')} And"),
        ("article 1 and COVID-1 on 1 May", "article 1 and COVID-1 on 1 May"),
    ],
)
def test_plain_figure_becomes_the_mark_of_its_note(text: str, marked: str) -> None:
    assert place_plain_marks([Line(text)], [ParsedNote("1", "x")]) == [Line(marked)]


def test_mark_surest_by_its_place_wins() -> None:
    found = place_plain_marks(
        [Line("form A1 is void.1"), Line("so2")], [ParsedNote("1", "x"), ParsedNote("2", "y")]
    )

    assert found == [Line(f"form A1 is void.{token('1')}"), Line(f"so{token('2')}")]
