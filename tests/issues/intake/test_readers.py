"""Plain text in; and every file that is refused, with what its reader says."""

import io
import zipfile

import pytest

from issues.intake.marks import token
from issues.intake.parsed import NotAListOfIssues
from issues.intake.readers import MAX_LINES, read
from issues.intake.source import BOLD, Line


def zipped(**parts: str) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return package.getvalue()


def texts(content: str) -> list[str]:
    return [line.text for line in read(content.encode(), "list.txt").lines]


def test_text_has_a_gap_after_a_blank_line_or_a_form_feed() -> None:
    source = read(b"one\ntwo\r\n\r\nthree\r\x0cfour\x0cfive\n", "list.txt")

    assert source.lines == (
        Line("one", gap=True),
        Line("two"),
        Line("three", gap=True),
        Line("four", gap=True),
        Line("five", gap=True),
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("See [CAT/C/KAZ/4](#) and [Corr.1](https://un.org/a_(b)).", "See CAT/C/KAZ/4 and Corr.1."),
        ("at <https://spcommreports.ohchr.org/x>.", "at https://spcommreports.ohchr.org/x."),
        (
            "to prosecute (*aut dedere aut judicare*) and **all**",
            "to prosecute (aut dedere aut judicare) and all",
        ),
        (r"5 \* 3 \[sic\]", "5 * 3 [sic]"),
        ("a\u00a0b\u200b c\u00add", "a b cd"),
        ("of 10 m² and 3 km²", "of 10 m² and 3 km²"),
        ("e\u0301tat", "état"),
        ("private \ue0001\ue001 use", "private 1 use"),
    ],
)
def test_text_is_cleaned_of_markup(raw: str, text: str) -> None:
    assert texts(raw) == [text]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("observations,¹ the", f"observations,{token('1')} the"),
        ("law,¹²,¹³ the", f"law,{token('12')}{token('13')} the"),
        ("the law[3] and the code [^4].", f"the law{token('3')} and the code{token('4')}."),
        ("in force [2016] since", "in force [2016] since"),
        ("report of Kazakhstan*", f"report of Kazakhstan{token('*')}"),
        (r"report of Kazakhstan\*, **", f"report of Kazakhstan{token('*')}{token('**')}"),
        ("⁷ The issues", f"{token('7')} The issues"),
    ],
)
def test_text_marks_become_tokens(raw: str, text: str) -> None:
    assert texts(raw) == [text]


def test_text_headings_keep_their_rank() -> None:
    source = read(b"## Article 2 ##\n**Other issues**\n__Bold__*\n", "list.txt")

    assert [(line.text, line.heading) for line in source.lines] == [
        ("Article 2", 2),
        ("Other issues", BOLD),
        ("__Bold__*".replace("*", token("*")), BOLD),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_each_unicode_encoding(encoding: str) -> None:
    source = read("Перечень вопросов".encode(encoding), "list.TXT")

    assert source.lines == (Line("Перечень вопросов", gap=True),)


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b" \n", "a.txt", "The file a.txt is empty. Choose the file that holds the list of issues."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...",
            "a.doc",
            "a.doc is an old Word file (.doc). Open it in Word, save it as .docx, and choose that file.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "a.docx is protected by a password. Remove the password in Word, and choose the file again.",
        ),
        (
            b"text",
            "a.odt",
            "a.odt is of a kind that cannot be read. Save the list as .docx, .pdf "
            "or .txt, and choose that file.",
        ),
        (
            "Перечень".encode("cp1251"),
            "a.txt",
            "The letters of a.txt are in an unknown encoding. Save the text as UTF-8, and choose that file.",
        ),
        (
            b"\x00\xff\xfe\x80",
            "a.txt",
            "a.txt is not a text: it holds binary data. Choose the list as .docx, .pdf or .txt.",
        ),
        (
            b"List\x01of issues",
            "a.txt",
            "a.txt is not a text: it holds binary data. Choose the list as .docx, .pdf or .txt.",
        ),
        (
            b"not a zip",
            "a.docx",
            "a.docx is damaged or is not a Word document. "
            "Open it in Word, save it as .docx, and choose that file.",
        ),
        (
            zipped(**{"word/document.xml": "<w:document"}),
            "a.docx",
            "a.docx is damaged or is not a Word document. "
            "Open it in Word, save it as .docx, and choose that file.",
        ),
        (
            zipped(**{"xl/workbook.xml": "<x/>"}),
            "a.txt",
            "a.txt is not a Word document. Choose the list as .docx, .pdf or .txt.",
        ),
        (
            b"%PDF-1.4 nothing else",
            "a.txt",
            "a.txt is damaged or is not a PDF. Download it again, or choose the Word file.",
        ),
    ],
)
def test_unreadable_file_is_refused(content: bytes, name: str, message: str) -> None:
    with pytest.raises(NotAListOfIssues) as refused:
        read(content, name)

    assert str(refused.value) == message


def test_text_of_too_many_lines_is_refused() -> None:
    with pytest.raises(
        NotAListOfIssues, match="more than 20000 lines: it is too long to be a list of issues"
    ):
        read(b"a\n" * (MAX_LINES + 1), "a.txt")
