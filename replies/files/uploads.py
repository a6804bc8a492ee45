"""The gate that every upload passes: its size, its kind, and that its content is what its name says."""

import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from lxml import etree

from replies.files.receiving import Unstored, no_room

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
# What people also have on their disks, and what their program saves it as for us.
SAVE_AS = {
    ".doc": ".docx",
    ".docm": ".docx",
    ".rtf": ".docx",
    ".odt": ".docx",
    ".xls": ".xlsx",
    ".xlsm": ".xlsx",
    ".ods": ".xlsx",
}
OOXML_FOLDERS = {".docx": "word/", ".xlsx": "xl/"}
MAX_NAME = 200
MAX_EXPANDED = 500 * 1024 * 1024
HEAD_BYTES = 8192
# What zipfile raises on an archive that is cut, encrypted, or packed wrongly.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the gate found: the person's file name, the media type, the size in bytes."""

    name: str
    content_type: str
    size: int


def inspect(file: File[bytes], name: str) -> Inspected:
    """Let a file pass or raise ValidationError with what is wrong and what to do; leaves it at its start."""
    extension = PurePath(name).suffix.lower()
    _check_name(name, extension)
    _check_size(file, name)
    _check_content(file, name, extension)
    file.seek(0)
    return Inspected(name, CONTENT_TYPES[extension], file.size)


def _check_name(name: str, extension: str) -> None:
    if extension in SAVE_AS:
        raise ValidationError(
            _("“%(name)s” cannot be attached: save it as %(extension)s and attach that.")
            % {"name": name, "extension": SAVE_AS[extension]}
        )
    if extension not in CONTENT_TYPES:
        raise ValidationError(
            _("“%(name)s” cannot be attached: only PDF, Word (.docx), Excel (.xlsx), CSV, PNG and JPEG can.")
            % {"name": name}
        )
    if len(name) > MAX_NAME:
        # How long it really was is not known: Django cuts it at 255.
        values = {"start": name[:40], "limit": MAX_NAME}
        raise ValidationError(
            _(
                "The file name “%(start)s…” is longer than %(limit)d characters. "
                "Shorten it and attach the file again."
            )
            % values
        )


def _check_size(file: File[bytes], name: str) -> None:
    if file.size == 0:
        raise ValidationError(_("“%(name)s” is empty. Check the file and attach it again.") % {"name": name})
    if file.size > settings.UPLOAD_MAX_BYTES:
        sizes = {
            "name": name,
            "size": filesizeformat(file.size),
            "limit": filesizeformat(settings.UPLOAD_MAX_BYTES),
        }
        raise ValidationError(
            _("“%(name)s” has %(size)s, more than the %(limit)s allowed. Split or compress it.") % sizes
        )
    if isinstance(file, Unstored):
        raise ValidationError(no_room())


def _check_content(file: File[bytes], name: str, extension: str) -> None:
    if extension in OOXML_FOLDERS:
        _check_ooxml(file, name, extension)
        return
    file.seek(0)
    head = file.read(HEAD_BYTES)
    genuine = _is_text(head) if extension == ".csv" else _is_of_type(head, extension)
    if not genuine:
        raise _not_what_it_says(name, extension)


def _is_text(head: bytes) -> bool:
    return b"\0" not in head and not head.startswith((b"%PDF", b"MZ", b"PK\x03\x04"))


def _is_of_type(head: bytes, extension: str) -> bool:
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return False
    return any(match.mime_type == CONTENT_TYPES[extension] for match in matches)


def _check_ooxml(file: File[bytes], name: str, extension: str) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            names = [member.filename for member in members]
            if "[Content_Types].xml" not in names or not any(
                n.startswith(OOXML_FOLDERS[extension]) for n in names
            ):
                raise _not_what_it_says(name, extension)
            if sum(member.file_size for member in members) > MAX_EXPANDED:
                raise ValidationError(
                    _("“%(name)s” unpacks to far more than its size. Save it anew and attach it again.")
                    % {"name": name}
                )
            _check_active_content(package, names, name)
    except DAMAGED as error:
        raise _not_what_it_says(name, extension) from error


def _check_active_content(package: zipfile.ZipFile, names: list[str], name: str) -> None:
    lowered = [member.lower() for member in names]
    if any("vbaproject" in member or "/activex/" in member for member in lowered):
        raise ValidationError(
            _("“%(name)s” contains macros. Save it without them and attach it again.") % {"name": name}
        )
    if any("/embeddings/" in member for member in lowered):
        raise ValidationError(
            _("“%(name)s” contains embedded objects. Replace them by tables or pictures and attach it again.")
            % {"name": name}
        )
    relations = (member for member in names if member.lower().endswith(".rels"))
    if any(_is_remote(package.read(member)) for member in relations):
        raise ValidationError(
            _("“%(name)s” loads a template or picture from elsewhere. Break the link and attach it again.")
            % {"name": name}
        )


def _is_remote(relations: bytes) -> bool:
    """Whether an external relationship other than a hyperlink is declared, or none can be read."""
    try:
        root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return True
    external = (found for found in root.iter("{*}Relationship") if found.get("TargetMode") == "External")
    return any(not found.get("Type", "").endswith("/relationships/hyperlink") for found in external)


def _not_what_it_says(name: str, extension: str) -> ValidationError:
    return ValidationError(
        _("“%(name)s” is not a %(kind)s file inside, or it is damaged. Save it anew and attach it again.")
        % {"name": name, "kind": extension.lstrip(".").upper()}
    )
