"""Styles from somebody else's Word file in place of ours, matched by name.

What is taken: `word/styles.xml`, the theme and the table of fonts. The ids of its styles become ours, so that
nothing else of the file has to know them; its numbers are not taken, for numbers are what makes the document.
Pure: what a person is told about a template says `word_template`.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from replies.document.docx_markup import DECLARATION, NAMESPACES, attributes_of, numbered
from replies.document.docx_numbering import BULLET_STYLES, BULLETS
from replies.document.docx_package import OFFICE, Part
from replies.document.docx_styles import OFFICIAL_NAMES, STYLES, style_markup

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_PART = 10 * 1024 * 1024  # bytes of one part, unpacked
STYLES_NAME, THEME_NAME, FONTS_NAME = "word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml"
REFERRING = ("basedOn", "next", "link")
BEFORE_NUMBER = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"}
YES = {"1", "true", "on"}
OURS = {style.id: style for style in STYLES}


# What reading an archive raises that is cut, encrypted, or packed wrongly.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)


class Unusable(Exception):
    """The file is no Word file, or its styles cannot be read."""


def look_of(template: bytes, tag: str) -> tuple[Part, ...]:
    """The parts of a template that give the document its look, for text in a language (a tag such as en-GB).

    Raises `Unusable`.
    """
    with _opened(template) as archive:
        root = _styles_in(archive)
        theme, fonts = _optional(archive, THEME_NAME), _optional(archive, FONTS_NAME)
    _take_our_ids(root)
    _leave_numbers_and_languages(root)
    _set_language(root, tag)
    root.extend(_missing(root))
    parts = [Part("styles.xml", "styles", _written(root))]
    if theme is not None and not _refers(theme):
        parts.append(Part("theme.xml", "theme", _written(theme)))
    if fonts is not None:
        # A font embedded in the template's file is a part of its own, which is not taken.
        _remove(found for found in fonts.iterdescendants() if _has_reference(found))
        parts.append(Part("fontTable.xml", "fontTable", _written(fonts)))
    return tuple(parts)


def missing_styles(template: bytes) -> list[str]:
    """The official styles that a template lacks, by name and in their order; raises `Unusable`."""
    with _opened(template) as archive:
        found = {_key(style) for style in _styles_in(archive).iter(f"{W}style")}
    wanted = ((style.kind, style.name) for style in STYLES)
    lacking = {name for kind, name in wanted if (kind, _folded(name)) not in found}
    return [name for name in OFFICIAL_NAMES if name in lacking]


def _opened(template: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(template))
    except DAMAGED as error:
        raise Unusable from error


def _styles_in(archive: zipfile.ZipFile) -> etree._Element:
    root = _optional(archive, STYLES_NAME)
    if root is None or root.tag != f"{W}styles":
        raise Unusable
    return root


def _optional(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """A part as XML, nothing when there is none. One with a document type may hide a bomb and is refused."""
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > MAX_PART:
        raise Unusable
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, *DAMAGED) as error:
        raise Unusable from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Unusable
    return root


def _folded(name: str) -> str:
    """A name as Word compares it: it writes “header” and shows “Header”."""
    return " ".join(name.casefold().split())


def _key(style: etree._Element) -> tuple[str, str]:
    name = style.find(f"{W}name")
    named = "" if name is None else str(name.get(f"{W}val", ""))
    return str(style.get(f"{W}type", "paragraph")), _folded(named)


def _take_our_ids(root: etree._Element) -> None:
    """Give our id to each style of our name, and another one to a style that happens to have it."""
    wanted = {(style.kind, _folded(style.name)): style.id for style in STYLES}
    new_ids: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        old = str(style.get(f"{W}styleId", ""))
        ours = wanted.pop(_key(style), "")
        new_ids[old] = ours or (f"{old}-of-the-template" if old in OURS else old)
        style.set(f"{W}styleId", new_ids[old])
    for style in root.iter(f"{W}style"):
        for reference in (found for name in REFERRING for found in style.iter(f"{W}{name}")):
            old = str(reference.get(f"{W}val", ""))
            reference.set(f"{W}val", new_ids.get(old, old))


def _leave_numbers_and_languages(root: etree._Element) -> None:
    """Numbers and languages are the document's; the styles of bullets get our bullets."""
    _remove(root.iter(f"{W}numPr", f"{W}lang"))
    for style in root.iter(f"{W}style"):
        if style.get(f"{W}styleId") in BULLET_STYLES:
            _number(style, BULLET_STYLES.index(str(style.get(f"{W}styleId"))))


def _number(style: etree._Element, level: int) -> None:
    kind = style.find(f"{W}pPr")
    if kind is None:
        return
    place = sum(etree.QName(child).localname in BEFORE_NUMBER for child in kind)
    kind.insert(place, _parsed(f"<w:numPr {NAMESPACES}>{numbered(BULLETS, level)}</w:numPr>"))


def _set_language(root: etree._Element, tag: str) -> None:
    """Say the language of the text where no style of its own says another."""
    defaults = _child(root, "docDefaults", 0)
    kind = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    language = attributes_of(val=tag, eastAsia=tag, bidi="ar-SA")
    kind.append(_parsed(f"<w:lang {NAMESPACES} {language}/>"))


def _child(parent: etree._Element, name: str, place: int) -> etree._Element:
    found = parent.find(f"{W}{name}")
    if found is None:
        found = parent.makeelement(f"{W}{name}")
        parent.insert(place, found)
    return found


def _missing(root: etree._Element) -> Iterator[etree._Element]:
    """Our styles that the template lacks."""
    styles = list(root.iter(f"{W}style"))
    known = {style.get(f"{W}styleId") for style in styles}
    has_default = {style.get(f"{W}type") for style in styles if style.get(f"{W}default") in YES}
    for style in (style for style in STYLES if style.id not in known):
        markup = style_markup(style).replace("<w:style ", f"<w:style {NAMESPACES} ", 1)
        element = _parsed(markup)
        if style.kind in has_default:
            element.attrib.pop(f"{W}default", "")
        yield element


def _remove(elements: Iterable[Any]) -> None:
    """Take elements that lie below the root out of the tree."""
    for element in list(elements):
        element.getparent().remove(element)


def _parsed(markup: str) -> etree._Element:
    return etree.fromstring(markup)


def _has_reference(element: etree._Element) -> bool:
    return any(str(name).startswith(f"{{{OFFICE}}}") for name in element.attrib)


def _refers(root: etree._Element) -> bool:
    """Whether a part needs another one, such as a picture, that is not taken."""
    return any(map(_has_reference, root.iter()))


def _written(root: etree._Element) -> str:
    return DECLARATION + etree.tostring(root, encoding="unicode")
