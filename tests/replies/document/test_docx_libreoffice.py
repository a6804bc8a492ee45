"""LibreOffice opens the Word file and finds everything in it."""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from replies.document.docx import render
from replies.document.tree import Document
from replies.document.word_template import specimen
from tests.replies.document.test_docx import letters, pieces_said
from tests.replies.document.trees import PAPER, RICH, document, documents, paragraph, wide

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NOTE, HEADING, CITATION = f"{TEXT}note", f"{TEXT}h", f"{TEXT}note-citation"


def read(contents: Sequence[bytes]) -> list[etree._Element]:
    """The files as LibreOffice reads them, all in one start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / f"{number}.docx" for number in range(len(contents))]
        for name, content in zip(names, contents, strict=True):
            name.write_bytes(content)
        program = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command = [*program, "--convert-to", "fodt", "--outdir", folder, *map(str, names)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed program, files of ours
        return [etree.parse(name.with_suffix(".fodt")).getroot() for name in names]


def lost(tree: Document, found: etree._Element) -> list[str]:
    """What the tree says and the file as read does not."""
    said = letters("".join(map(str, found.itertext())))
    return [piece for piece in pieces_said(tree) if letters(piece) not in said]


@settings(deadline=None, max_examples=2)
@given(st.lists(documents, min_size=6, max_size=6))
def test_libreoffice_finds_every_paragraph_cell_and_note(trees: list[Document]) -> None:
    found = read([render(tree) for tree in trees])

    assert [lost(tree, one) for tree, one in zip(trees, found, strict=True)] == [[]] * 6


def test_libreoffice_finds_everything_of_rich_papers_and_own_templates() -> None:
    wide_one = document(paragraph("a"), wide(60), paragraph("b"))

    found = read([render(RICH), render(PAPER), render(wide_one), render(RICH, specimen())])

    trees = (RICH, PAPER, wide_one, RICH)
    assert [lost(tree, one) for tree, one in zip(trees, found, strict=True)] == [[]] * 4
    assert [len(list(one.iter(NOTE))) for one in found] == [3, 0, 0, 3]


def test_libreoffice_prints_each_mark_of_the_title_once() -> None:
    (found,) = read([render(RICH)])

    heading = next(line for line in found.iter(HEADING) if "Replies" in "".join(map(str, line.itertext())))
    marks = [str(mark.text) for mark in heading.iter(CITATION)]
    etree.strip_elements(heading, NOTE, with_tail=False)
    assert ("".join(map(str, heading.itertext())), marks) == ("Replies of Kazakhstan, ", ["*", "**"])
