"""The gate of uploads: what passes, what is refused and in which words."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from pytest_django import Settings

from replies.files.receiving import Unstored
from replies.files.uploads import Inspected, inspect

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000154a24f5d0000000049454e44ae426082"
)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffdb004300") + bytes(64) + b"\xff\xd9"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def ooxml(folder: str, **members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(f"{folder}/main.xml", "<x/>")
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


GENUINE = {
    "law.pdf": (PDF, "application/pdf"),
    "Таблица.XLSX": (ooxml("xl"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "law.docx": (ooxml("word"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "data.csv": ("жыл;саны\n2022;9\n".encode(), "text/csv"),
    "photo.png": (PNG, "image/png"),
    "photo.jpeg": (JPEG, "image/jpeg"),
}


@pytest.mark.parametrize("name", GENUINE)
def test_inspect_lets_a_genuine_file_pass(name: str) -> None:
    content, content_type = GENUINE[name]

    found = inspect(ContentFile(content), name)

    assert found == Inspected(name, content_type, len(content))


HYPERLINK = b'<R><Relationship Type="http://x/relationships/hyperlink" TargetMode="External"/></R>'
TEMPLATE = b"<R><Relationship Type='http://x/relationships/attachedTemplate' TargetMode='External'/></R>"


def test_inspect_lets_hyperlinks_pass() -> None:
    content = ooxml("word", word___rels__document_dot_xml_dot_rels=HYPERLINK)

    assert inspect(ContentFile(content), "law.docx").name == "law.docx"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("run.exe", b"MZ", "“run.exe” cannot be attached: only PDF"),
        ("noextension", b"x", "cannot be attached"),
        ("old.DOC", b"x", "“old.DOC” cannot be attached: save it as .docx and attach that."),
        ("ә" * 300 + ".pdf", PDF, f"The file name “{'ә' * 40}…” is longer than 200 characters. Shorten it"),
        ("empty.pdf", b"", "“empty.pdf” is empty"),
        ("fake.pdf", b"hello", "“fake.pdf” is not a PDF file inside"),
        ("fake.png", PDF, "is not a PNG file inside"),
        ("fake.csv", PDF, "is not a CSV file inside"),
        ("fake.csv", b"a\0b", "is not a CSV file inside"),
        ("fake.docx", b"hello", "is not a DOCX file inside"),
        ("sheet.docx", ooxml("xl"), "is not a DOCX file inside"),
        ("macro.docx", ooxml("word", word__vbaProject_dot_bin=b"x"), "contains macros"),
        ("object.xlsx", ooxml("xl", xl__embeddings__a_dot_bin=b"x"), "contains embedded objects"),
        ("remote.docx", ooxml("word", word___rels__a_dot_RELS=TEMPLATE), "loads a template or picture"),
        ("remote.docx", ooxml("word", word___rels__a_dot_rels=b"<R"), "loads a template or picture"),
        ("cut.docx", ooxml("word")[:-30], "is not a DOCX file inside"),
        (
            "remote.docx",
            ooxml("word", word___rels__a_dot_rels=TEMPLATE),
            "loads a template or picture from elsewhere",
        ),
    ],
)
def test_inspect_refuses_in_words(name: str, content: bytes, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        inspect(ContentFile(content), name)

    assert message in caught.value.messages[0]


def test_inspect_refuses_what_is_over_the_limit(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10

    with pytest.raises(ValidationError, match="more than the 10"):
        inspect(ContentFile(PDF), "law.pdf")


def test_inspect_of_an_upload_that_was_let_go_says_what_was_wrong_with_it(settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 10
    found = []
    for size in (9, 11):
        with pytest.raises(ValidationError) as caught:
            inspect(Unstored(None, "law.pdf", size=size), "law.pdf")
        found.append(caught.value.messages[0].replace("\xa0", " "))

    assert found == [
        "The server has no room for this file. Nothing was stored; tell the administrator.",
        "“law.pdf” has 11 bytes, more than the 10 bytes allowed. Split or compress it.",
    ]


def test_inspect_refuses_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replies.files.uploads.MAX_EXPANDED", 10)

    with pytest.raises(ValidationError, match="unpacks to far more than its size"):
        inspect(ContentFile(ooxml("word")), "law.docx")
