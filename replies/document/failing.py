"""Why a document could not be written, in words for the person who asked for it."""

from django.utils.translation import gettext as _

from replies.document.archive import Changed
from replies.document.archive import Vanished as VanishedFile
from replies.document.build import Unprintable
from replies.document.snapshot import Vanished
from replies.document.tree import Source
from replies.files.receiving import is_out_of_room


class Unwritable(Exception):
    """A form of the document that cannot be written; the message is a sentence for a person."""

    @classmethod
    def by(cls, name: str, source: Source | None, error: Exception) -> "Unwritable":
        """For a form of the document, and the answer to blame where there is a single one."""
        values = {"name": name, "why": _clause(error)}
        if source is None:
            return cls(_("%(name)s could not be written: %(why)s.") % values)
        values |= {"code": source.code, "ministry": source.ministry}
        return cls(
            _(
                "%(name)s could not be written because of the answer to %(code)s (%(ministry)s): %(why)s. "
                "Open that answer, simplify it, and compile again."
            )
            % values
        )


def reason_of(error: Exception) -> str:
    """What went wrong and what to do next, in a sentence or two."""
    if isinstance(error, Unwritable):
        return str(error)
    if isinstance(error, Unprintable):
        values = {
            "code": error.source.code,
            "ministry": error.source.ministry,
            "why": _clause(error.__cause__),
        }
        return (
            _("The answer to %(code)s (%(ministry)s) cannot be read: %(why)s. Save it again, then compile.")
            % values
        )
    if isinstance(error, VanishedFile):
        values = {"name": str(error)}
        return _("“%(name)s” is no longer in the storage: attach it again, or remove it.") % values
    if isinstance(error, Changed):
        values = {"name": str(error)}
        return _("“%(name)s” is not the file that was attached: attach it again.") % values
    if isinstance(error, Vanished):
        return _("A text is no longer in the history (%s).") % error
    if isinstance(error, OSError) and is_out_of_room(error):
        return _("The server has no room for the files; tell the administrator.")
    return _("The document could not be written: %s.") % _clause(error)


def _clause(error: BaseException | None) -> str:
    """What an error says, as the end of a sentence; its kind where it says nothing."""
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__).rstrip(".")[:300]
