"""JSON: what is written is read back the same, and says the numbers that a reader would have to count."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from replies.document.as_json import NotADocument, read, render
from replies.document.tree import (
    Cell,
    Document,
    Footnote,
    Item,
    ListBlock,
    Paragraph,
    Question,
    Source,
    Table,
    Text,
)
from tests.replies.document.trees import FIGURES, RICH, cell, document, documents, paragraph

HEALTH = Source(7, "6(a).2", "Ministry of Health")
WHOLE = replace(
    RICH,
    blocks=(Question("a", "Why?"), *RICH.blocks, replace(paragraph("Because"), source=HEALTH)),
    modified=datetime(2023, 2, 15, 12, 30, tzinfo=UTC),
    extent="Part: Health",
)


def plain(tree: Document) -> Any:
    return json.loads(render(tree, {}))["document"]


@settings(deadline=None)
@given(documents)
def test_what_is_written_is_read_back_the_same(tree: Document) -> None:
    assert read(render(tree, {"compilation": 1})) == tree


@pytest.mark.parametrize("tree", [WHOLE, replace(WHOLE, masthead=None), document(paragraph("half \ud83d"))])
def test_every_kind_of_value_is_read_back_the_same(tree: Document) -> None:
    assert read(render(tree, {})) == tree


def test_file_is_stable_and_says_what_it_is() -> None:
    content = render(document(title="Қазақстан"), {"z": 1, "a": [2]})

    whole = json.loads(content)
    assert content == render(document(title="Қазақстан"), {"a": [2], "z": 1})
    assert (content[:17], content[-4:]) == (b'{"about":{"a":[2]', b":1}\n")
    assert "Қазақстан".encode() in content
    assert (whole["format"], whole["version"], whole["about"]) == (
        "reply-tracker/consolidated-document",
        1,
        {"a": [2], "z": 1},
    )


def test_block_is_an_object_with_its_kind_number_and_source() -> None:
    [found] = plain(document(replace(paragraph("Because"), source=HEALTH)))["blocks"]

    assert found == {
        "kind": "paragraph",
        "anchor": "",
        "inlines": [{"kind": "text", "text": "Because", "bold": False, "italic": False, "raised": ""}],
        "number": 1,
        "numbered": True,
        "source": {"kind": "source", "reply": 7, "code": "6(a).2", "ministry": "Ministry of Health"},
    }


def test_paragraphs_and_tables_bear_their_numbers() -> None:
    listed = ListBlock((Item((paragraph("in a list"),)),))
    within = Table("", ((Cell((Table("Inner", ((cell("x"),),)),)),),))

    found = plain(
        document(
            paragraph("a"), listed, paragraph("b", numbered=False), Table("", ()), within, paragraph("c")
        )
    )["blocks"]

    inner = found[4]["rows"][0][0]["blocks"][0]
    assert [block.get("number") for block in found] == [1, None, None, None, 1, 2]
    assert ["number" in found[1]["items"][0]["blocks"][0], "number" in inner] == [False, False]


def test_notes_bear_numbers_in_the_text_and_letters_in_a_table() -> None:
    note = Paragraph((Text("x"), Footnote("n"), Footnote("o")))

    found = plain(document(note, FIGURES, FIGURES, note))["blocks"]

    marks = [[inline.get("mark") for inline in found[n]["inlines"]] for n in (0, 3)]
    in_tables = [found[n]["rows"][2][0]["blocks"][0]["inlines"][1]["mark"] for n in (1, 2)]
    assert (marks, in_tables) == ([[None, "1", "2"], [None, "3", "4"]], ["a", "a"])


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"{}", b"[" * 100_000, b'{"format": "other", "version": 1, "document": {}}'],
)
def test_what_is_no_file_of_the_format_is_refused(content: bytes) -> None:
    with pytest.raises(NotADocument, match="not of the format"):
        read(content)


@pytest.mark.parametrize(
    ("version", "values", "reason"),
    [
        (2, {}, "version 1"),
        (1, {}, "KeyError"),
        (1, {"document": []}, "no document inside"),
        (1, {"document": {"kind": "line_break"}}, "no document inside"),
        (1, {"document": {"kind": "new"}}, "KeyError"),
        (1, {"document": {"kind": "text"}}, "TypeError"),
        (1, {"document": {"kind": []}}, "TypeError"),
    ],
)
def test_file_with_other_values_is_refused(version: int, values: dict[str, Any], reason: str) -> None:
    content = json.dumps({"format": "reply-tracker/consolidated-document", "version": version} | values)

    with pytest.raises(NotADocument, match=reason):
        read(content.encode())
