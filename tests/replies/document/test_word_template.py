"""The administrator's template: what is refused and why, and whose styles the document then has."""

import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from replies.document import docx_template
from replies.document.docx import render
from replies.document.docx_styles import OFFICIAL_NAMES, STYLES
from replies.document.docx_template import Unusable
from replies.document.word_template import problems_of, specimen
from tests.replies.document.packages import W, parts, values
from tests.replies.document.trees import RICH

SPECIMEN = specimen()
STYLES_NAME, THEME_NAME, FONTS_NAME = "word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = W.strip("{}")


def changed(name: str, change: Callable[[str], str]) -> bytes:
    """The specimen with one part, which may be new, written anew."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SPECIMEN)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in {*old.namelist(), name}:
            content = old.read(entry).decode() if entry in old.namelist() else ""
            new.writestr(entry, change(content) if entry == name else content)
    return stream.getvalue()


def with_styles(*replaced: tuple[str, str]) -> bytes:
    def change(content: str) -> str:
        for old, new in replaced:
            assert old in content
            content = content.replace(old, new)
        return content

    return changed(STYLES_NAME, change)


def without(name: str) -> bytes:
    """The specimen without the style of a name."""
    style = rf'<w:style (?:(?!</w:style>).)*<w:name w:val="{re.escape(name)}"/>.*?</w:style>'
    return changed(STYLES_NAME, lambda content: re.sub(style, "", content, count=1))


def style_of(content: bytes, style_id: str) -> etree._Element:
    styles = parts(content)[STYLES_NAME].iter(f"{W}style")
    (found,) = (style for style in styles if style.get(f"{W}styleId") == style_id)
    return found


UNREADABLE = (
    "The styles, theme or fonts in this file cannot be read. Open it in Word, save it as "
    "“Word Document (.docx)” and upload it again."
)


def missing(name: str) -> str:
    return (
        f"The style “{name}” is missing. Take it over from the specimen, or create it in Word under "
        "exactly this name, then save and upload the file again."
    )


def bomb(_content: str) -> str:
    entity = "<!DOCTYPE w:styles [<!ENTITY a 'aaaa'>]>"
    return f'{entity}<w:styles xmlns:w="{WORD}">&a;</w:styles>'


OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/attachedTemplate" Target="http://x/" TargetMode="External"/>'
    "</Relationships>"
)


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (SPECIMEN, []),
        (b"", ["“template.docx” is empty. Check the file and attach it again."]),
        (
            b"%PDF-1.7",
            [
                "“template.docx” is not a DOCX file inside, or it is damaged. "
                "Save it anew and attach it again."
            ],
        ),
        (
            changed("word/vbaProject.bin", lambda _content: "x"),
            ["“template.docx” contains macros. Save it without them and attach it again."],
        ),
        (
            changed("word/_rels/settings.xml.rels", lambda _content: OUTSIDE),
            [
                "“template.docx” loads a template or picture from elsewhere. "
                "Break the link and attach it again."
            ],
        ),
        (changed(STYLES_NAME, lambda _content: "<w:styles"), [UNREADABLE]),
        (changed(STYLES_NAME, lambda _content: "<styles/>"), [UNREADABLE]),
        (changed(STYLES_NAME, bomb), [UNREADABLE]),
        (without("_ H_1_G"), [missing("_ H_1_G")]),
        (
            with_styles(('<w:name w:val="footer"/>', ""), ('w:val="header"', 'w:val="Headline"')),
            [missing("header"), missing("footer")],
        ),
        (
            with_styles(('w:type="character" w:styleId="PageNumber"', 'w:type="paragraph" w:styleId="P"')),
            [missing("page number")],
        ),
        (with_styles(('w:val="header"', 'w:val="Header"')), []),
    ],
)
def test_template_has_problems(content: bytes, problems: list[str]) -> None:
    assert problems_of(content, "template.docx") == problems


def test_template_with_a_part_beyond_all_measure_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_template, "MAX_PART", 100)

    assert problems_of(SPECIMEN, "template.docx") == [UNREADABLE]


def test_template_with_an_unreadable_theme_is_refused() -> None:
    stream = io.BytesIO(specimen())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/theme/theme1.xml", "<broken")

    assert problems_of(stream.getvalue(), "template.docx") == [UNREADABLE]


def test_file_without_styles_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")

    assert problems_of(stream.getvalue(), "template.docx") == [UNREADABLE]


@pytest.mark.parametrize("content", [b"no archive", SPECIMEN[:2000]])
def test_unreadable_template_is_not_rendered(content: bytes) -> None:
    with pytest.raises(Unusable):
        render(RICH, content)


def test_official_names_are_all_ours() -> None:
    assert [name for name in OFFICIAL_NAMES if name not in {style.name for style in STYLES}] == []


def test_styles_of_the_template_replace_ours_whatever_their_ids() -> None:
    content = with_styles(
        ('"HChG"', '"Chapter1"'),
        ('"SingleTxtG"', '"a7"'),
        ('"H1G"', '"HChG"'),
        ('<w:sz w:val="28"/>', '<w:sz w:val="30"/>'),
    )

    chapter, section = (style_of(render(RICH, content), name) for name in ("HChG", "H1G"))

    assert (values(chapter, "name"), values(chapter, "rPr/sz"), values(chapter, "next")) == (
        {"val": "_ H _Ch_G"},
        {"val": "30"},
        {"val": "SingleTxtG"},
    )
    assert values(section, "name") == {"val": "_ H_1_G"}


def test_style_that_has_one_of_our_ids_by_chance_keeps_its_name_under_another() -> None:
    own = '<w:style w:type="paragraph" w:styleId="Question"><w:name w:val="Mine"/></w:style>'
    based = '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="Question"/></w:style>'
    question = '<w:style w:type="paragraph" w:styleId="Question">'
    content = with_styles((question, f'{own}{based}<w:style w:type="paragraph" w:styleId="Q">'))

    found = render(RICH, content)

    names = [values(style_of(found, name), "name") for name in ("Question", "Question-of-the-template")]
    assert names == [{"val": "Question of the Committee"}, {"val": "Mine"}]
    assert values(style_of(found, "B"), "basedOn") == {"val": "Question-of-the-template"}


def test_style_that_the_template_lacks_is_ours_and_no_second_default() -> None:
    content = with_styles(
        ('<w:name w:val="Normal"/>', '<w:name w:val="Standard"/>'),
        ('<w:name w:val="Gap notice"/>', '<w:name w:val="Another"/>'),
        ('w:type="character" w:default="1"', 'w:type="character"'),
        ('<w:name w:val="Default Paragraph Font"/>', '<w:name w:val="Letters"/>'),
    )

    found = render(RICH, content)

    assert values(style_of(found, "GapNotice"), "name") == {"val": "Gap notice"}
    defaults = [style_of(found, name).get(f"{W}default") for name in ("Normal", "DefaultParagraphFont")]
    assert defaults == [None, "1"]


def test_numbers_and_languages_of_the_template_are_not_taken() -> None:
    number, lang = '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="99"/></w:numPr>', '<w:lang w:val="de-DE"/>'
    content = with_styles(
        ("<w:keepNext/>", f"<w:keepNext/>{number}"),
        ("<w:rPr><w:i/><w:iCs/></w:rPr>", f"<w:rPr><w:i/><w:iCs/>{lang}</w:rPr>"),
    )

    styles = parts(render(RICH, content))[STYLES_NAME]

    assert [
        (style.get(f"{W}styleId"), values(style, "pPr/numPr/numId"), values(style, "pPr/numPr/ilvl"))
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}pPr/{W}numPr") is not None
    ] == [("Bullet1G", {"val": "2"}, {"val": "0"}), ("Bullet2G", {"val": "2"}, {"val": "1"})]
    assert [found.get(f"{W}val") for found in styles.iter(f"{W}lang")] == ["en-GB"]


def test_bullet_style_that_sets_nothing_is_left_so() -> None:
    bare = re.compile(r'(w:styleId="Bullet1G">.*?)<w:pPr>.*?</w:pPr>')
    content = changed(STYLES_NAME, lambda styles: bare.sub(r"\1", styles, count=1))

    assert style_of(render(RICH, content), "Bullet1G").find(f"{W}pPr") is None


def test_template_without_defaults_gets_the_language() -> None:
    defaults = re.compile("<w:docDefaults>.*</w:docDefaults>")
    content = changed(STYLES_NAME, lambda styles: defaults.sub("", styles))

    styles = parts(render(RICH, content))[STYLES_NAME]

    assert styles[0].tag == f"{W}docDefaults"
    assert values(styles, "docDefaults/rPrDefault/rPr/lang")["val"] == "en-GB"


def test_theme_and_fonts_of_the_template_are_taken() -> None:
    theme = f'<a:theme xmlns:a="{A}" name="Ours"/>'
    with_theme = changed(THEME_NAME, lambda _content: theme)

    package = parts(render(RICH, with_theme))
    types = {line.get("PartName"): line.get("ContentType") for line in package["[Content_Types].xml"]}
    targets = [line.get("Target") for line in package["word/_rels/document.xml.rels"]]

    assert (package["word/theme.xml"].get("name"), targets.count("theme.xml")) == ("Ours", 1)
    assert types["/word/theme.xml"] == "application/vnd.openxmlformats-officedocument.theme+xml"


def test_theme_with_a_picture_is_left() -> None:
    theme = f'<a:theme xmlns:a="{A}" xmlns:r="{R}"><a:blip r:embed="rId1"/></a:theme>'

    assert "word/theme.xml" not in parts(render(RICH, changed(THEME_NAME, lambda _content: theme)))


def test_font_embedded_in_the_template_is_left() -> None:
    fonts = (
        f'<w:fonts xmlns:w="{WORD}" xmlns:r="{R}"><w:font w:name="Own">'
        '<w:embedRegular r:id="rId1"/></w:font></w:fonts>'
    )

    table = parts(render(RICH, changed(FONTS_NAME, lambda _content: fonts)))[FONTS_NAME]

    assert [(etree.QName(found).localname, len(found)) for found in table] == [("font", 0)]


def test_any_word_file_gives_a_document_that_opens() -> None:
    stream = io.BytesIO()
    docx.Document().save(stream)

    opened = docx.Document(io.BytesIO(render(RICH, stream.getvalue())))

    names = [style.element.name_val for style in opened.styles]
    assert ([name for name in OFFICIAL_NAMES if name not in names], names.count("header")) == ([], 1)


def test_same_tree_in_the_same_template_gives_the_same_bytes() -> None:
    assert render(RICH, SPECIMEN) == render(RICH, SPECIMEN)


def test_note_stands_where_the_template_says() -> None:
    notes = [parts(render(RICH, template))["word/footnotes.xml"][-1] for template in (None, SPECIMEN)]

    assert [values(note, "p/pPr/ind").get("hanging") for note in notes] == ["171", None]
