"""The documents of compilations that are done, read back from their files."""

import hashlib

from django.utils.translation import gettext as _

from replies.document import as_json
from replies.document.tree import Document
from replies.models import Compilation, CompilationFile


class NotStored(Exception):
    """A compilation has no document that could be read; the message says why, for a person."""


def tree_of(run: Compilation, language: str = "") -> Document:
    """The document of a compilation in one of its languages, the first where none is named.

    The files of the compilation are at hand. Raises NotStored.
    """
    wanted = language or next(iter(run.languages))
    files = (file for file in run.files.all() if file.format == CompilationFile.Format.JSON)
    found = next((file for file in files if file.language == wanted), None)
    if found is None:
        raise NotStored(_("This compilation has no document to read; compile it again."))
    text = _("“%s” is not in the storage as it was made.") % found.name
    try:
        with found.file.open("rb") as file:
            content = file.read()
    except OSError as error:
        raise NotStored(text) from error
    if hashlib.sha256(content).hexdigest() != found.sha256:
        raise NotStored(text)
    return as_json.read(content)
