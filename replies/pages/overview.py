"""The administrators' overview in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from replies.addresses import address_of
from replies.models import Attachment, Compilation
from replies.overseeing import Overseen
from replies.pages.fragments import kept
from replies.storage import Disk, Room, Storage, from_json, measured

KINDS: dict[str, Promise] = {
    "attachments": gettext_lazy("Files of replies"),
    "earlier": gettext_lazy("Earlier versions and files taken off"),
    "compilations": gettext_lazy("Compiled documents"),
    "templates": gettext_lazy("Word templates"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that went wrong: what, why, since when, and where to act."""

    what: str
    why: str
    since: datetime
    address: str
    action: str


def overview_sentence(found: Overseen, mails: str) -> str:
    """What matters of everything, in sentences."""
    return " ".join(_sentences(found, mails))


def _sentences(found: Overseen, mails: str) -> Iterator[str]:
    yield _lists_sentence(found)
    failed = found.compilations.total
    if failed:
        text = ngettext("%(n)d compilation failed.", "%(n)d compilations failed.", failed)
        yield text % {"n": failed}
    if found.files.total:
        text = ngettext("%(n)d file needs a look.", "%(n)d files need a look.", found.files.total)
        yield text % {"n": found.files.total}
    if mails:
        yield mails
    if found.unsent:
        yield _("Mail is not going out.")
    if found.never:
        text = ngettext(
            "%(n)d person has never signed in.", "%(n)d people have never signed in.", found.never
        )
        yield text % {"n": found.never}


def _lists_sentence(found: Overseen) -> str:
    n, late = found.lists.total, found.late
    if not n:
        return _("No list of issues is open.")
    if not late:
        return ngettext("%(n)d list is open.", "%(n)d lists are open.", n) % {"n": n}
    lists = ngettext("%(n)d list is open", "%(n)d lists are open", n)
    rest = ngettext("%(late)d of them is past its date.", "%(late)d of them are past their date.", late)
    return f"{lists}, {rest}" % {"n": n, "late": late}


def run_trouble(run: Compilation) -> Trouble:
    """Why a compilation did not come to its end."""
    if run.status == Compilation.Status.FAILED:
        why = run.error.strip().partition("\n")[0] or _("It failed without a word.")
        since = run.finished_at or run.heartbeat_at
    else:
        why, since = _("No worker has said anything since: see that one runs."), run.heartbeat_at
    what = _("Document of %(symbol)s") % {"symbol": run.list_of_issues}
    return Trouble(
        what, why, since, address_of("replies:document", run.list_of_issues_id), _("Compile again")
    )


def file_trouble(file: Attachment) -> Trouble:
    """Why a file cannot be opened."""
    issue = file.reply.assignment.issue
    values = {"title": file.title, "ministry": file.reply.assignment.ministry, "number": issue.number}
    what = _("“%(title)s” of %(ministry)s, issue %(number)s") % values
    if file.scan == Attachment.Scan.INFECTED:
        why = _("It contains the virus “%(virus)s”: have the ministry replace it.") % {"virus": file.virus}
    else:
        why = _("It waits to be checked for viruses: see that a worker and the scanner run.")
    address = f"{file.reply.get_absolute_url()}#attachment-{file.pk}"
    return Trouble(what, why, file.uploaded_at, address, _("See the file"))


def jobs_of(found: Overseen) -> list[Trouble]:
    """Compilations and files in trouble."""
    return [*map(run_trouble, found.compilations.rows), *map(file_trouble, found.files.rows)]


def unsent_since(found: Overseen) -> str:
    """That mail waits for a worker, and since when; empty when it goes out."""
    if found.unsent_since is None:
        return ""
    when = date_format(localtime(found.unsent_since), "SHORT_DATETIME_FORMAT")
    text = ngettext(
        "%(n)d mail should have gone out since %(when)s: see that the scheduler and a worker run.",
        "%(n)d mails should have gone out, the oldest since %(when)s: see that the scheduler and a worker"
        " run.",
        found.unsent,
    )
    return text % {"n": found.unsent, "when": when}


def storage_of() -> Storage:
    """What the files take, measured once an hour."""
    return from_json(kept("overview-storage", lambda: measured().as_json()))


def rooms_of(storage: Storage) -> list[tuple[Promise, Room]]:
    """What each kind of file takes."""
    return [(KINDS[kind], room) for kind, room in storage.kinds.items()]


def disk_sentence(disk: Disk) -> str:
    """How much room is left, and what to do when it is little."""
    values = {"free": filesizeformat(disk.free), "total": filesizeformat(disk.total)}
    if disk.is_scarce:
        return (
            _("Only %(free)s of %(total)s are free: make room, or move the files to a larger disk.") % values
        )
    return _("%(free)s of %(total)s are free.") % values
