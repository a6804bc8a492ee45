"""The Word file as a package: parts, their types and relationships; the same parts give the same zip."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from replies.document.docx_markup import DECLARATION, quoted

# The first moment that a zip can hold: a file's date must not change its bytes.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"


@dataclass(frozen=True, slots=True)
class Part:
    """A part under `word/`: its file name, what it is (a type's last word and a relationship's), its XML."""

    name: str
    kind: str
    content: str

    @property
    def relationship_id(self) -> str:
        return relationship_id(self.name)

    @property
    def content_type(self) -> str:
        return THEME_TYPE if self.kind == "theme" else f"{WORD_TYPE}.{self.kind}+xml"


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says about itself."""

    title: str
    subject: str
    author: str
    language: str
    modified: datetime | None


def relationship_id(name: str) -> str:
    """By what the main part refers to a part of this file name."""
    return f"rId{name.removesuffix('.xml').capitalize()}"


def package(
    document: str, parts: Iterable[Part], addresses: Mapping[str, str], properties: Properties
) -> bytes:
    """Zip the main part, the parts that it refers to, and the addresses (address → relationship id)."""
    parts = tuple(parts)
    files = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relationships(),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _document_relationships(parts, addresses),
        **{f"word/{part.name}": part.content for part in parts},
        "docProps/core.xml": _core(properties),
        "docProps/app.xml": _app(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, content.encode())
    return stream.getvalue()


def _content_types(parts: Iterable[Part]) -> str:
    types = {
        "/word/document.xml": f"{WORD_TYPE}.document.main+xml",
        **{f"/word/{part.name}": part.content_type for part in parts},
        "/docProps/core.xml": CORE_TYPE,
        "/docProps/app.xml": APP_TYPE,
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{relationships}"/><Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}</Types>"
    )


def _package_relationships() -> str:
    return _relationships(
        _relationship("rId1", f"{OFFICE}/officeDocument", "word/document.xml"),
        _relationship("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        _relationship("rId3", f"{OFFICE}/extended-properties", "docProps/app.xml"),
    )


def _document_relationships(parts: Iterable[Part], addresses: Mapping[str, str]) -> str:
    return _relationships(
        *(_relationship(part.relationship_id, f"{OFFICE}/{part.kind}", part.name) for part in parts),
        *(
            _relationship(known, f"{OFFICE}/hyperlink", address, outside=True)
            for address, known in addresses.items()
        ),
    )


def _relationships(*lines: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def _relationship(known: str, kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="{known}" Type="{kind}" Target="{quoted(target)}"{mode}/>'


def _core(properties: Properties) -> str:
    moment = (properties.modified or FIXED_DATE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{quoted(properties.title)}</dc:title><dc:subject>{quoted(properties.subject)}</dc:subject>"
        f"<dc:creator>{quoted(properties.author)}</dc:creator><dc:language>{properties.language}</dc:language>"
        f"{dates}</cp:coreProperties>"
    )


def _app() -> str:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{DECLARATION}<Properties xmlns="{namespace}"><Application>Reply Tracker</Application></Properties>'
    )
