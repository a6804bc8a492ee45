"""The files of a reply as the page shows them: rows with what can be done to each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings

from accounts.models import User
from replies.models import Attachment, Reply
from replies.permissions import is_internal, opening_refusal
from replies.workflow import Action, refusal


@dataclass(frozen=True, slots=True)
class Row:
    """A file in the list; `twin` is an earlier one with the very same content.

    `typed` is what somebody wrote about it and could not save, with the `problems` that it has.
    """

    file: Attachment
    writes: bool = False
    twin: Attachment | None = None
    has_versions: bool = False
    problems: Sequence[str] = ()
    typed: tuple[str, str, str] | None = None

    @property
    def pages(self) -> range:
        """The numbers of the images of its preview."""
        return range(1, self.file.preview_pages + 1)

    @property
    def name(self) -> str:
        """The file name; only its kind, such as “PDF”, where the title says the rest."""
        path = PurePath(self.file.name)
        return path.suffix.lstrip(".").upper() if path.stem == self.file.title else self.file.name

    @property
    def refusal(self) -> str:
        """Why nobody may open the file."""
        return opening_refusal(self.file)

    @property
    def title(self) -> str:
        return self.typed[0] if self.typed else self.file.title

    @property
    def kind(self) -> str:
        return self.typed[1] if self.typed else self.file.kind

    @property
    def language(self) -> str:
        return self.typed[2] if self.typed else self.file.language


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a reply that a person sees, and what was wrong with those that they sent just now."""

    reply: Reply
    rows: Sequence[Row]
    writes: bool
    problems: Sequence[str] = ()

    @property
    def is_waiting(self) -> bool:
        """Whether any of them is still to be examined."""
        return any(row.file.is_waiting for row in self.rows)

    @property
    def limit(self) -> int:
        """How many bytes one file may have."""
        return int(settings.UPLOAD_MAX_BYTES)

    def of(self, *keys: int) -> list[Row]:
        """The rows of some files, by their keys."""
        return [row for row in self.rows if row.file.pk in keys]

    def like(self, *keys: int) -> list[Row]:
        """The rows of some files, and of those with the same content."""
        hashes = {row.file.sha256 for row in self.of(*keys)} - {""}
        return [row for row in self.rows if row.file.pk in keys or row.file.sha256 in hashes]


def files_of(reply: Reply, user: User) -> Files:
    """The files of a reply that the person sees, in order, with who attached them, in one query."""
    internal = is_internal(user, reply)
    files = reply.attachments.select_related("uploaded_by")
    found = list(files if internal else files.filter(kind=Attachment.Kind.ANNEX))
    writes, first = not refusal(user, reply, Action.SAVE), first_of_each(found)
    return Files(reply, [_row(file, first, writes=writes, internal=internal) for file in found], writes)


def _row(file: Attachment, first: Mapping[str, Attachment], *, writes: bool, internal: bool) -> Row:
    same = first.get(file.sha256, file)
    return Row(
        file, writes=writes, twin=None if same == file else same, has_versions=internal and file.version > 1
    )


def first_of_each(files: Iterable[Attachment]) -> dict[str, Attachment]:
    """By SHA-256, the file that was attached first of those that have the same content."""
    hashed = (file for file in files if file.sha256)
    return {file.sha256: file for file in sorted(hashed, key=lambda file: file.pk, reverse=True)}


def earlier_versions(file: Attachment) -> list[Any]:
    """The versions of a file before the present one, the newest first: rows of its history, in one query."""
    history = Attachment.pgh_event_model.objects  # type: ignore[attr-defined]
    rows_of_file = history.filter(pgh_obj_id=file.pk, version__lt=file.version)
    newest_first = rows_of_file.order_by("-version", "-pgh_id").distinct("version")
    return list(newest_first.select_related("uploaded_by"))


def version_of(file: Attachment, version: int) -> Any | None:
    """One earlier version of a file, None when there was none."""
    return next((row for row in earlier_versions(file) if row.version == version), None)
