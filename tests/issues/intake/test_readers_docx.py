"""Word files made part by part: numbers, notes and headings as Word would show them."""

import io
import zipfile
from typing import Any

import pytest

from issues.intake import readers_docx
from issues.intake.marks import token
from issues.intake.parsed import NotAListOfIssues, ParsedNote
from issues.intake.readers import read
from issues.intake.source import BOLD, Line, Source

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
LETTERS = {"decimal": "%1.", "lowerLetter": "(%2)"}


def document(body: str, **parts: str) -> Source:
    """The reader's answer to a file of this body; a part is given by its name and inner XML."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in parts.items():
            archive.writestr(
                f"word/{name}.xml", f"<w:{name.rstrip('1')} {NAMESPACES}>{xml}</w:{name.rstrip('1')}>"
            )
    return read(package.getvalue(), "list.docx")


def paragraph(*runs: str, **properties: Any) -> str:
    number = properties.get("number")
    style = f'<w:pStyle w:val="{properties["style"]}"/>' if "style" in properties else ""
    numbered = (
        f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    )
    return f"<w:p><w:pPr>{style}{numbered}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(at: int, form: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str, overrides: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
    )


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def test_numbers_are_counted_as_word_does() -> None:
    parts = numbering(
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "%1.%3)"),
        overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
        '<w:lvlOverride w:ilvl="1"/>',
    )
    levels = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (2, 0), (1, 0), (3, 0), (4, 0), (1, 8)]

    source = document("".join(paragraph(run("x"), number=number) for number in levels), numbering=parts)

    assert [text.removesuffix("x").strip() for text in texts(source)] == [
        "1.",
        "(a)",
        "(b)",
        "1.i)",
        "2.",
        "(a)",
        "7.",
        "8.",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("upperLetter", 3, "C"),
        ("lowerLetter", 27, "aa"),
        ("russianLower", 2, "б"),
        ("russianUpper", 2, "Б"),
        ("lowerRoman", 49, "xlix"),
        ("upperRoman", 14, "XIV"),
        ("bullet", 1, ""),
        ("none", 1, "1"),
    ],
)
def test_number_is_shown_in_its_form(form: str, start: int, shown: str) -> None:
    source = document(paragraph(run("x"), number=(1, 0)), numbering=numbering(level(0, form, "%1", start)))

    assert texts(source) == [f"{shown}\tx" if shown else "x"]


def test_number_comes_from_the_style_or_the_one_it_is_based_on() -> None:
    styles = (
        '<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Issue"><w:basedOn w:val="Base"/></w:style>'
    )
    body = paragraph(run("x"), style="Issue") + paragraph(run("y"), style="Issue") + paragraph(run("z"))

    source = document(body, styles=styles, numbering=numbering(level(0, "decimal", "%1.")))

    assert texts(source) == ["1.\tx", "2.\ty", "z"]


def test_notes_are_numbered_and_custom_marks_kept() -> None:
    footnotes = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><!-- -->'
        f'<w:footnote w:id="1">{paragraph(run("*"), "<w:r><w:tab/></w:r>", run("Adopted."))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("First,"))}{paragraph(run("in two paragraphs."))}</w:footnote>'
    )
    endnotes = f'<w:endnote w:id="2">{paragraph(run("At the end."))}</w:endnote>'
    body = (
        paragraph(
            run("Title"), '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>* of</w:t></w:r>'
        )
        + paragraph(run("Text,"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(" more."))
        + paragraph(run("Lost."), '<w:r><w:footnoteReference w:id="9"/></w:r>')
        + paragraph(run("End."), '<w:r><w:endnoteReference w:id="2"/></w:r>')
        + paragraph('<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/></w:r>', run("…"))
    )

    source = document(body, footnotes=footnotes, endnotes=endnotes)

    assert texts(source) == [
        f"Title{token('*')} of",
        f"Text,{token('1')} more.",
        f"Lost.{token('2')}",
        f"End.{token('1')}",
        "…",
    ]
    assert source.notes == (
        ParsedNote("*", "Adopted."),
        ParsedNote("1", "First, in two paragraphs."),
        ParsedNote("1", "At the end."),
    )


def test_raised_figures_typed_by_hand_are_marks() -> None:
    styles = '<w:style w:styleId="Ref"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    raised = '<w:vertAlign w:val="superscript"/>'
    body = paragraph(run("the law"), run("12", raised), run(" the 2"), run("nd", raised), run("*", raised))

    source = document(body + paragraph(run("so,"), run("3", '<w:rStyle w:val="Ref"/>')), styles=styles)

    assert texts(source) == [f"the law{token('12')} the 2nd{token('*')}", f"so,{token('3')}"]


def test_text_is_whole_in_tables_controls_links_and_tracked_changes() -> None:
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph(run('CAT/C/RUR/Q/2'))}</w:tc></w:tr></w:tbl>"
        f"<w:sdt><w:sdtContent>{paragraph(run('in a control'))}</w:sdtContent></w:sdt>"
        + paragraph(
            run("a "),
            f"<w:hyperlink>{run('link')}</w:hyperlink>",
            f"<w:ins>{run(' kept')}</w:ins><w:del>{run(' gone')}</w:del>",
            f"<w:r><mc:AlternateContent><mc:Fallback>{run('twice')}</mc:Fallback></mc:AlternateContent></w:r>",
            run(" hidden", "<w:vanish/>"),
            run(" seen", '<w:vanish w:val="0"/>'),
            "<w:r><w:noBreakHyphen/><w:br/><w:softHyphen/><w:t>end</w:t></w:r>",
        )
        + f"<w:p/><w:moveFrom>{paragraph(run('moved away'))}</w:moveFrom>"
    )

    assert texts(document(body)) == ["CAT/C/RUR/Q/2", "in a control", "a link kept seen- end"]


def test_headings_have_the_rank_of_their_style_or_are_bold() -> None:
    names = {"A": "_ H __M_G", "B": "_ H _Ch_G", "C": "_ H_1_G", "D": "heading 2", "E": "Title", "F": "toc 1"}
    styles = "".join(
        f'<w:style w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
        for identifier, name in names.items()
    )
    styles += '<w:style w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
    body = "".join(paragraph(run(name), style=identifier) for identifier, name in names.items())
    body += paragraph(run("bold", "<w:b/>"), run(" too", '<w:rStyle w:val="Strong"/>'), run(" ", ""))
    body += paragraph(run("half", "<w:b/>"), run(" bold"))

    source = document(body, styles=styles)

    assert [(line.text, line.heading) for line in source.lines] == [
        ("_ H __M_G", 1),
        ("_ H _Ch_G", 2),
        ("_ H_1_G", 3),
        ("heading 2", 3),
        ("Title", 1),
        ("bold too", BOLD),
        ("half bold", 0),
    ]


def test_page_header_comes_first() -> None:
    source = document(paragraph(run("Text.")), hdr="", header1=paragraph(run("CAT/C/RUR/Q/2")) + "<w:p/>")

    assert source.lines == (Line("CAT/C/RUR/Q/2", gap=True), Line("Text.", gap=True))


def test_number_that_is_none_makes_the_file_damaged() -> None:
    with pytest.raises(NotAListOfIssues, match="is damaged or is not a Word document"):
        document(paragraph(run("x"), number=("1", "first")), numbering=numbering(level(0, "decimal", "%1.")))


def test_part_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers_docx, "MAX_PART_BYTES", 100)

    with pytest.raises(NotAListOfIssues, match="is damaged or is not a Word document"):
        document(paragraph(run("x" * 100)))
