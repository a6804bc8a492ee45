"""Takes a file's text out, in its own process: `python -m replies.files.reading_text TYPE SOURCE TARGET`.

What people upload may be made to crash or to exhaust whatever reads it; then only this process ends. TARGET
has the texts of the pages, parted by NUL, complete or not there. Without Django, so that it starts quickly.
"""

import codecs
import contextlib
import re
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pypdfium2
from lxml import etree

from replies.files.limits import limit_this_process

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
# Of one page: more would not be indexed.
MAX_OF_PAGE = 100_000
WORDS_OF_PAGE = 3_000
PIECE = 256 * 1024
# Of one part of a package: long texts with all that Word writes around them.
MAX_UNPACKED = 64 * 1024**2

# The parts of a package that hold text, in the order of reading; headers and footers say the same everywhere.
WORD_PARTS = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")
EXCEL_PARTS = re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml")

LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# PDFium says 2 or U+FFFE where a word is parted at the end of a line.
PARTED = re.compile(r"(?<=[^\W\d_])(?:[\x02\ufffe]\s*|[-\u2010]\s*?[\r\n]\s*)(?=[^\W\d_])")
NOT_SEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\uf8ff\ufffe\uffff\s]+")


def read(content_type: str, source: Path) -> list[str]:
    """The text by page, "" for a page without any, within the limits; raises what the libraries raise."""
    pages, left = [], MAX_CHARACTERS
    for text in islice(READERS[content_type](source), MAX_PAGES):
        pages.append(text[: min(left, MAX_OF_PAGE)])
        left -= len(pages[-1])
        if not left:
            break
    return pages


def plain(text: str) -> str:
    """The text as words with single spaces: composed, whole again at the ends of lines, nothing unseen."""
    whole = PARTED.sub("", text.translate(LIGATURES))
    return NO_TEXT.sub(" ", unicodedata.normalize("NFC", NOT_SEEN.sub("", whole))).strip()


def pages_of_pdf(source: Path) -> Iterator[str]:
    with contextlib.closing(pypdfium2.PdfDocument(source)) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield plain(text.get_text_range(0, min(text.count_chars(), 2 * MAX_OF_PAGE)))
            text.close()
            page.close()


def pages_of_word(source: Path) -> Iterator[str]:
    return stretches(texts_of(source, WORD_PARTS))


def pages_of_excel(source: Path) -> Iterator[str]:
    """The texts of the cells; their numbers say nothing without the table."""
    return stretches(texts_of(source, EXCEL_PARTS))


def pages_of_csv(source: Path) -> Iterator[str]:
    return stretches(decoded(source))


def stretches(texts: Iterator[str]) -> Iterator[str]:
    """A text without pages in parts of so many words."""
    words: list[str] = []
    for text in texts:
        words += plain(text).split()
        full = len(words) - len(words) % WORDS_OF_PAGE
        for first in range(0, full, WORDS_OF_PAGE):
            yield " ".join(words[first : first + WORDS_OF_PAGE])
        del words[:full]
    if words:
        yield " ".join(words)


def decoded(source: Path) -> Iterator[str]:
    """The lines of a file in UTF-8, or else in the encoding of Cyrillic Windows."""
    with source.open("rb") as file:
        content = file.read(4 * MAX_CHARACTERS)
    try:
        # A character that was cut at the end is left out.
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
    yield from text.splitlines()


def texts_of(source: Path, parts: re.Pattern[str]) -> Iterator[str]:
    """The paragraphs or cells of a package, read piece by piece: it may unpack to far more than its size."""
    with zipfile.ZipFile(source) as package:
        for name in sorted(filter(parts.fullmatch, package.namelist()), key=in_order):
            found = Paragraphs()
            parser = etree.XMLParser(target=found, no_network=True)  # type: ignore[arg-type] # has no comment()
            with package.open(name) as part:
                for piece in islice(iter(partial(part.read, PIECE), b""), MAX_UNPACKED // PIECE):
                    parser.feed(piece)
                    yield from found.take()


def in_order(name: str) -> tuple[bool, int, str]:
    """The notes after the text, the tenth sheet after the ninth."""
    return "notes" in name, len(name), name


# Elements whose text was moved away, is there a second time for older programs, or says how to pronounce it.
PASSED_OVER = frozenset({"moveFrom", "Fallback", "rPh"})
ENDS = frozenset({"p", "si", "is"})
SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


class Declared(Exception):
    """A part of a package has a document type of its own."""


class Paragraphs:
    """Gathers the text of paragraphs or cells from their XML, as a target of lxml's parser."""

    def __init__(self) -> None:
        self.ended: list[str] = []
        self.begun: list[str] = []
        self.depth = 0  # inside elements that are passed over
        self.is_text = False

    def start(self, tag: str, _attributes: object) -> None:
        name = tag.rpartition("}")[2]
        self.depth += name in PASSED_OVER
        self.is_text = name == "t" and not self.depth
        if name in SIGNS:
            self.begun.append(SIGNS[name])

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.depth -= name in PASSED_OVER
        self.is_text = False
        if name in ENDS:
            self.ended.append("".join(self.begun))
            self.begun = []

    def data(self, text: str) -> None:
        if self.is_text:
            self.begun.append(text)

    def doctype(self, *_declared: object) -> None:
        """Refuse entities: they are declared to have other files read, or to grow without end."""
        raise Declared

    def close(self) -> None:
        """What the parser asks for at the end, which it never comes to."""

    def take(self) -> list[str]:
        """The paragraphs since the last time that have a text."""
        taken, self.ended = self.ended, []
        return [text for text in taken if text.strip()]


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "application/pdf": pages_of_pdf,
    WORD: pages_of_word,
    EXCEL: pages_of_excel,
    "text/csv": pages_of_csv,
}


def main(content_type: str, source: str, target: str) -> None:
    """Read within limits of memory and time."""
    limit_this_process()
    pages = read(content_type, Path(source))
    unfinished = Path(f"{target}.part")
    unfinished.write_text("\0".join(pages), encoding="utf-8")
    unfinished.replace(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
