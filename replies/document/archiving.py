"""The ZIP of a compilation: its documents, its annexes under the numbers that the document gives them."""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import BinaryIO

from django.core.files.storage import default_storage

from replies.document.archive import Member, Vanished, write
from replies.document.docx_package import FIXED_DATE
from replies.document.file_names import annex_names
from replies.document.tree import Document
from replies.models import Attachment, CompilationFile


def archived(
    stream: BinaryIO, files: Sequence[CompilationFile], annexes: Sequence[Attachment], tree: Document
) -> None:
    """Write the ZIP; `annexes` in the order of `tree.annexes`. Raises archive.Vanished or archive.Changed."""
    names = annex_names(zip(tree.annexes, (annex.name for annex in annexes), strict=True))
    members = [
        *(Member(file.name, partial(file.file.open, "rb"), file.sha256) for file in files),
        *(_member(name, annex) for name, annex in zip(names, annexes, strict=True)),
    ]
    write(stream, members, FIXED_DATE, annexes=_list_of(tree, names))


def _member(name: str, annex: Attachment) -> Member:
    place = str(annex.file.name)
    return Member(name, partial(default_storage.open, place), annex.sha256 or _hash_of(annex, place))


def _hash_of(annex: Attachment, place: str) -> str:
    """The hash of a file that nobody has examined yet."""
    try:
        with default_storage.open(place) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise Vanished(annex.title) from error


def _list_of(tree: Document, names: Sequence[str]) -> str:
    """Each annex with its title, its language where that is another, and the name of its file."""
    lines = (
        f"{annex.number} – {annex.title} {annex.language_note}".rstrip() + f"\n    {name}\n"
        for annex, name in zip(tree.annexes, names, strict=True)
    )
    return "".join(lines)
