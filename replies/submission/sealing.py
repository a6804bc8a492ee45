"""The seal of a submission: each file that was sent, with the hash of what it says."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.storage import default_storage

from replies.models import CompilationFile

Seal = Sequence[dict[str, Any]]


def seal_of(files: Iterable[CompilationFile]) -> list[dict[str, Any]]:
    """Each file with its language, format, name, size in bytes and SHA-256, in their order."""
    return [
        {
            "language": file.language,
            "format": file.format,
            "name": file.name,
            "size": file.size,
            "sha256": file.sha256,
        }
        for file in files
    ]


def hash_of(seal: Seal) -> str:
    """SHA-256 of a seal as canonical JSON: UTF-8, keys in order, no space between."""
    text = json.dumps(seal, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def damaged(files: Iterable[CompilationFile]) -> list[str]:
    """The names of the files that are no longer in the storage as their compilation made them."""
    return [file.name for file in files if _stored_hash(str(file.file.name)) != file.sha256]


def _stored_hash(name: str) -> str:
    """SHA-256 of a file in the storage; empty when it is not there."""
    try:
        with default_storage.open(name) as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
