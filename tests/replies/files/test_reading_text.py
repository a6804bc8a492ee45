"""The text of files: by page, as words with single spaces, within limits."""

import resource
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from replies.files import reading_text
from replies.files.reading_text import EXCEL, WORD, Declared, main, plain, read
from tests.replies.pictures import pdf
from tests.replies.writings import excel, package, word, written_pdf

PDF = "application/pdf"


def texts(tmp_path: Path, content: bytes, content_type: str) -> list[str]:
    source = tmp_path / "file"
    source.write_bytes(content)
    return read(content_type, source)


def test_read_takes_a_pdf_page_by_page(tmp_path: Path) -> None:
    content = written_pdf("Nine deaths in custody.", "Қамаудағы тоғыз өлім.", "Девять смертей в изоляторах.")

    assert texts(tmp_path, content, PDF) == [
        "Nine deaths in custody.",
        "Қамаудағы тоғыз өлім.",
        "Девять смертей в изоляторах.",
    ]


def test_read_of_a_pdf_makes_parted_words_whole(tmp_path: Path) -> None:
    setup = '#set page(width: 3cm)\n#set text(lang: "en", size: 12pt, hyphenate: true)\n'
    content = written_pdf("internationally notwithstanding efficiently", setup=setup)

    assert texts(tmp_path, content, PDF) == ["internationally notwithstanding efficiently"]


def test_read_of_a_scan_finds_pages_without_text(tmp_path: Path) -> None:
    assert texts(tmp_path, pdf(2), PDF) == ["", ""]


def test_read_of_what_is_no_pdf_raises(tmp_path: Path) -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        texts(tmp_path, b"%PDF-1.7 and nothing", PDF)


def test_read_keeps_to_the_limits_of_pages_and_characters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = written_pdf("abcdef", "abcdef", "abcdef", "abcdef")
    monkeypatch.setattr(reading_text, "MAX_OF_PAGE", 5)
    whole = texts(tmp_path, content, PDF)
    monkeypatch.setattr(reading_text, "MAX_PAGES", 3)
    few = texts(tmp_path, content, PDF)
    monkeypatch.setattr(reading_text, "MAX_CHARACTERS", 7)

    assert (whole, few, texts(tmp_path, content, PDF)) == (["abcde"] * 4, ["abcde"] * 3, ["abcde", "ab"])


def test_read_of_a_thousand_pages(tmp_path: Path) -> None:
    assert texts(tmp_path, pdf(1000), PDF) == [""] * 1000


def test_read_takes_word_in_stretches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_text, "WORDS_OF_PAGE", 4)
    content = word("One two three.", " ", "Four five six seven eight nine.")

    assert texts(tmp_path, content, WORD) == ["One two three. Four", "five six seven eight", "nine."]


BODY = """<w:document {W}><w:body>
  <w:p><w:r><w:t>Line</w:t><w:br/><w:t>break</w:t><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r></w:p>
  <w:sdt><w:sdtContent><w:p><w:r><w:t>In a control &amp; more.</w:t></w:r></w:p></w:sdtContent></w:sdt>
  <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Cell</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>
  <w:p><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>Moved</w:t></w:r></w:moveFrom>
  <w:ins><w:r><w:t>Come</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
</w:body></w:document>"""
NOTE = "<w:footnotes {W}><w:footnote><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:footnote></w:footnotes>"


def test_read_takes_what_word_shows_and_its_notes(tmp_path: Path) -> None:
    content = package(
        {
            "word/footnotes.xml": NOTE % "Below.",
            "word/endnotes.xml": NOTE % "At the end.",
            "word/header1.xml": NOTE % "Confidential",
            "word/document.xml": BODY,
        }
    )

    assert texts(tmp_path, content, WORD) == [
        "Line break a-b In a control & more. Cell Come At the end. Below."
    ]


def test_read_of_an_empty_word_file_finds_no_page(tmp_path: Path) -> None:
    assert texts(tmp_path, word(), WORD) == []


@pytest.mark.parametrize("entity", ['"lol"', 'SYSTEM "%s"'])
def test_read_refuses_entities(tmp_path: Path, entity: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("Secret")
    declared = f"<!DOCTYPE w [<!ENTITY a {entity.replace('%s', secret.as_uri())}>]>"
    xml = declared + "<w:p {W}><w:t>One &a; two</w:t></w:p>"

    with pytest.raises(Declared):
        texts(tmp_path, package({"word/document.xml": xml}), WORD)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"PK and nothing", zipfile.BadZipFile),
        (package({"word/document.xml": "<w:p {W}><w:t></w:p>"}), etree.XMLSyntaxError),
    ],
)
def test_read_of_a_broken_word_file_raises(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        texts(tmp_path, content, WORD)


def test_read_stops_unpacking_when_it_has_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "<w:document {W}>" + "<w:p><w:t>word</w:t></w:p>" * 50_000 + "</broken>"
    monkeypatch.setattr(reading_text, "MAX_CHARACTERS", 20_000)

    pages = texts(tmp_path, package({"word/document.xml": endless}), WORD)

    assert [len(page) for page in pages] == [14_999, 5_001]


def test_read_unpacks_only_so_much_of_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_text, "PIECE", 100)
    monkeypatch.setattr(reading_text, "MAX_UNPACKED", 200)
    long = "<w:document {W}>" + "<w:p><w:t>word</w:t></w:p>" * 50 + "</broken>"

    assert texts(tmp_path, package({"word/document.xml": long}), WORD) == ["word word word word"]


def test_read_takes_the_texts_of_a_table(tmp_path: Path) -> None:
    sheets: list[list[list[object]]] = [
        [["Region", "Deaths"], ["Almaty", 9], ["Astana", None]],
        [["Источник", "МВД"]],
    ]
    inline = '<worksheet><c t="inlineStr"><is><t>Inline</t></is></c></worksheet>'
    phonetic = "<sst><si><t>Tokyo</t><rPh><t>toukyou</t></rPh></si></sst>"
    packed = package({"xl/worksheets/sheet1.xml": inline, "xl/sharedStrings.xml": phonetic})

    found = [texts(tmp_path, content, EXCEL) for content in (excel(*sheets), packed)]

    assert found == [["Region Deaths Almaty Astana Источник МВД"], ["Tokyo Inline"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_read_takes_csv_in_the_usual_encodings(tmp_path: Path, encoding: str) -> None:
    assert texts(tmp_path, "Регион;Случаи\r\nАстана;9\r\n".encode(encoding), "text/csv") == [
        "Регион;Случаи Астана;9"
    ]


def test_read_of_csv_leaves_out_half_a_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_text, "MAX_CHARACTERS", 2)  # eight bytes

    assert texts(tmp_path, "a;Астана".encode(), "text/csv") == ["a;"]
    assert texts(tmp_path, "aЖАЖА".encode(), "text/csv") == ["aЖ"]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("ﬁnal eﬀort", "final effort"),
        ("и\u0306 \u0438\u0306", "й й"),
        ("de\u00adtention\u200b \ufeffcentre", "detention centre"),
        ("deten-\r\ntion inter\ufffenational пре\x02\r\nступление", "detention international преступление"),
        ("2015-\n2016 and - \nso; non-refoulement", "2015- 2016 and - so; non-refoulement"),
        ("a\0b\x07c\td\u00a0e \n\n f\ud800g\uf0b7h", "a b c d e f g h"),
        (" \n\x0c ", ""),
    ],
)
def test_plain_leaves_words_with_single_spaces(text: str, cleaned: str) -> None:
    assert plain(text) == cleaned


def test_main_reads_within_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target, limits = tmp_path / "file", tmp_path / "text", []

    def limit(kind: int, values: tuple[int, int]) -> None:
        limits.append((kind, values))
        raise ValueError("not on this machine")

    monkeypatch.setattr(resource, "setrlimit", limit)
    monkeypatch.setattr("os.umask", limits.append)
    source.write_bytes(written_pdf("One", "Два"))
    main(PDF, str(source), str(target))

    assert (limits, target.read_text(encoding="utf-8"), sorted(tmp_path.iterdir())) == (
        [0o027, (resource.RLIMIT_DATA, (1024**3,) * 2), (resource.RLIMIT_CPU, (60, 60))],
        "One\0Два",
        [source, target],
    )
