"""Paragraphs of a Word document with what Word itself would print: automatic numbers and note marks."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from issues.intake.marks import mark_raised_digits, mark_stars, token, without_tokens
from issues.intake.numbering import Numbering
from issues.intake.parsed import NotAListOfIssues, ParsedNote
from issues.intake.source import BOLD, Line, Source
from issues.intake.wordml import Styles, W, is_on, value

MAX_PART_BYTES = 40_000_000
_SKIPPED = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent")}
_SKIPPED |= {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_TEXTS = {W + "tab": "\t", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-", W + "softHyphen": ""}
_CUSTOM_MARK = re.compile(r"[*†‡]+|\w{1,3}")
_REFERENCES = {W + "footnoteReference": "footnotes", W + "endnoteReference": "endnotes"}


def docx_source(content: bytes, name: str) -> Source:
    """The paragraphs and notes of a .docx file.

    Raises NotAListOfIssues where the file is broken or is another kind of Office document.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {part: _part(package, f"word/{part}.xml") for part in _PARTS}
            headers = [_part(package, path) for path in package.namelist() if _HEADER.fullmatch(path)]
        document = parts["document"]
        source = None if document is None else _Document(document, parts, name).source()
    except _DAMAGED as error:
        raise NotAListOfIssues(
            f"{name} is damaged or is not a Word document. "
            "Open it in Word, save it as .docx, and choose that file."
        ) from error
    if source is None:
        raise NotAListOfIssues(f"{name} is not a Word document. Choose the list as .docx, .pdf or .txt.")
    return replace(source, lines=(*_header_lines(headers), *source.lines))


_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    EOFError,
    OSError,
    RecursionError,
    RuntimeError,  # a part with a password
    ValueError,  # a number that is none
)
_HEADER = re.compile(r"word/header\d*\.xml")
_PARTS = ("document", "numbering", "styles", "footnotes", "endnotes")


def _header_lines(headers: Iterable[etree._Element | None]) -> Iterator[Line]:
    """The text of page headers, before all else: some lists state their symbol only there."""
    for header in headers:
        for paragraph in () if header is None else header.iter(W + "p"):
            if text := _plain(paragraph).strip():
                yield Line(text, gap=True)


def _part(package: zipfile.ZipFile, path: str) -> etree._Element | None:
    if path not in package.namelist():
        return None
    if package.getinfo(path).file_size > MAX_PART_BYTES:
        raise OSError(f"{path} is larger than {MAX_PART_BYTES} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(path), parser)


class _Document:
    def __init__(self, document: etree._Element, parts: dict[str, etree._Element | None], name: str) -> None:
        self.document = document
        self.name = name
        self.styles = Styles(parts["styles"])
        self.numbering = Numbering(parts["numbering"])
        self.note_parts = {kind: _notes_by_id(parts[kind]) for kind in ("footnotes", "endnotes")}
        self.counts = {"footnotes": 0, "endnotes": 0}
        self.notes: list[ParsedNote] = []

    def source(self) -> Source:
        lines = [line for paragraph in _paragraphs(self.document) if (line := self._line(paragraph))]
        return Source(lines=tuple(lines), name=self.name, notes=tuple(self.notes))

    def _line(self, paragraph: etree._Element) -> Line | None:
        style = value(paragraph, "pPr/pStyle")
        if self.styles.name(style).lower().startswith("toc"):
            return None
        label = self.numbering.label(paragraph, self.styles.numbering(style))
        text = self._text(paragraph).strip()
        if not text:
            return None
        heading = self.styles.heading_rank(style) or (BOLD if _all_bold(paragraph, self.styles) else 0)
        numbered = f"{label}\t{text}" if label else text
        return Line(mark_stars(mark_raised_digits(numbered)), gap=True, heading=heading)

    def _text(self, paragraph: etree._Element) -> str:
        pieces: list[str] = []
        custom = ""
        for run in _runs(paragraph):
            for node in _content(run):
                if node.tag in _REFERENCES:
                    custom = self._note(node, pieces)
                elif custom and node.tag == W + "t":
                    pieces.append(self._custom_note(custom, node.text or ""))
                    custom = ""
                elif node.tag == W + "t":
                    pieces.append(self._run_text(run, without_tokens(node.text or "")))
                else:
                    pieces.append(_TEXTS.get(str(node.tag), ""))
        return "".join(pieces)

    def _run_text(self, run: etree._Element, text: str) -> str:
        """A typed figure or star that is raised is a mark made by hand."""
        raised = value(run, "rPr/vertAlign") == "superscript" or self.styles.is_raised(
            value(run, "rPr/rStyle")
        )
        marker = text.strip()
        if raised and (marker.isdecimal() or (marker and not marker.strip("*†‡"))):
            return token(marker)
        return text

    def _note(self, reference: etree._Element, pieces: list[str]) -> str:
        """Put the mark of a numbered note; of one with a mark of its own return where its text is."""
        kind = _REFERENCES[str(reference.tag)]
        where = f"{kind}/{reference.get(W + 'id')}"
        if is_on(reference.get(W + "customMarkFollows")):
            return where
        self.counts[kind] += 1
        marker = str(self.counts[kind])
        pieces.append(token(marker))
        self._keep_note(where, marker)
        return ""

    def _custom_note(self, where: str, text: str) -> str:
        """The text after a reference with its own mark: the mark comes first in it."""
        marker = _CUSTOM_MARK.match(text.strip())
        if marker is None:
            return text
        self._keep_note(where, marker[0])
        return token(marker[0]) + text.strip()[marker.end() :]

    def _keep_note(self, where: str, marker: str) -> None:
        kind, _, identifier = where.partition("/")
        note = self.note_parts[kind].get(identifier)
        if note is None:
            return
        text = " ".join(" ".join(_plain(paragraph).split()) for paragraph in note.iter(W + "p"))
        self.notes.append(ParsedNote(marker, text.strip().removeprefix(marker).strip()))


def _notes_by_id(part: etree._Element | None) -> dict[str, etree._Element]:
    if part is None:
        return {}
    notes = (note for note in part if isinstance(note.tag, str) and note.get(W + "type") is None)
    return {str(note.get(W + "id")): note for note in notes}


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs in reading order, those of tables and content controls too, text boxes left out."""
    for child in element:
        if child.tag == W + "p":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _paragraphs(child)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == W + "r":
            if not is_on(value(child, "rPr/vanish", missing="0")):
                yield child
        elif child.tag not in _SKIPPED:
            yield from _runs(child)


def _content(run: etree._Element) -> Iterator[etree._Element]:
    return (node for node in run if node.tag not in _SKIPPED)


def _plain(paragraph: etree._Element) -> str:
    nodes = (node for run in _runs(paragraph) for node in _content(run))
    return "".join(
        node.text or "" if node.tag == W + "t" else _TEXTS.get(str(node.tag), "") for node in nodes
    )


def _all_bold(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether every word is bold by itself or by its style: then the paragraph is set as a heading."""
    runs = [run for run in _runs(paragraph) if any((node.text or "").strip() for node in run.iter(W + "t"))]
    return bool(runs) and all(
        is_on(value(run, "rPr/b", missing="0")) or styles.is_bold(value(run, "rPr/rStyle")) for run in runs
    )
