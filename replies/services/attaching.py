"""Files of a reply: attached, described, put in order, replaced, taken off; examined after the commit."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import PurePath

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from replies.files.receiving import is_out_of_room, no_room
from replies.files.uploads import Inspected
from replies.models import Attachment, Reply
from replies.models.attachments import upload_path
from replies.services.moving import locked, move_by
from replies.services.refusing import Refused
from replies.tasks import examine_attachment
from replies.workflow import Action


def attach(
    reply: Reply, file: File[bytes], inspected: Inspected, *, kind: str, title: str = "", by: User
) -> Attachment:
    """Add a file that has passed the gate after the others; without a title its name becomes that.

    Raises Refused, then nothing is stored; also when the disk is full.
    """
    with _kept(reply, file) as name, recorded(by, "attached"):
        found = locked(reply)
        move_by(found, Action.SAVE, by)
        last = found.attachments.aggregate(last=Max("position"))["last"]
        return _store(
            Attachment(
                reply=found,
                kind=kind,
                title=title or PurePath(inspected.name).stem.strip() or inspected.name,
                position=0 if last is None else last + 1,
                version=0,
            ),
            name,
            inspected,
            by=by,
        )


def replace(attachment: Attachment, file: File[bytes], inspected: Inspected, *, by: User) -> Attachment:
    """Put a newer file in the place of one; the earlier stays in the history. Refused as attaching is."""
    with _kept(attachment.reply, file) as name, recorded(by, "replaced"):
        found = _locked(attachment, by)
        found.pages.all().delete()  # nobody is to find what it no longer says
        return _store(found, name, inspected, by=by)


def describe(attachment: Attachment, *, kind: str, title: str, language: str, by: User) -> Attachment:
    """Say anew what a file is: annex or evidence, its title, its language."""
    with recorded(by, "described"):
        found = _locked(attachment, by)
        found.kind, found.title, found.language = kind, title, language
        found.save(update_fields=["kind", "title", "language"])
        return found


def reorder(attachment: Attachment, *, steps: int, by: User) -> None:
    """Move a file up (-1) or down (+1) in the order; the first and the last stay where they are."""
    with recorded(by, "reordered"):
        found = _locked(attachment, by)
        files = list(found.reply.attachments.all())
        place = files.index(found)
        files.insert(max(place + steps, 0), files.pop(place))
        for position, file in enumerate(files):
            file.position = position
        Attachment.objects.bulk_update(files, ["position"])


def detach(attachment: Attachment, *, by: User) -> None:
    """Take a file off its reply; its history rows and the files themselves stay."""
    with recorded(by, "detached"):
        _locked(attachment, by).delete()


def _locked(attachment: Attachment, by: User) -> Attachment:
    """The file as it stands now, while it and its reply are locked and the reply is taken up for drafting."""
    reply = locked(attachment.reply)
    move_by(reply, Action.SAVE, by)
    # The worker that stores its text locks the file alone.
    found = reply.attachments.select_for_update().filter(pk=attachment.pk).first()
    if found is None:
        raise Refused(_("“%(title)s” was removed meanwhile.") % {"title": attachment.title})
    return found


@contextmanager
def _kept(reply: Reply, file: File[bytes]) -> Iterator[str]:
    """The name under which the storage has the file; it is gone again when the block does not end well."""
    name = upload_path(Attachment(reply=reply), "")
    try:
        yield default_storage.save(name, file)
    except BaseException as error:
        with suppress(OSError):
            default_storage.delete(name)
        if isinstance(error, OSError) and is_out_of_room(error):
            raise Refused(no_room()) from error
        raise


def _store(attachment: Attachment, name: str, inspected: Inspected, *, by: User) -> Attachment:
    """Write the row with its new file, unexamined, and have it examined once that is committed."""
    attachment.file.name = name
    attachment.name, attachment.content_type = inspected.name, inspected.content_type
    attachment.size, attachment.version = inspected.size, attachment.version + 1
    attachment.sha256 = attachment.virus = ""
    attachment.scan, attachment.examined_at = Attachment.Scan.WAITING, None
    attachment.preview_pages = 0
    attachment.uploaded_by, attachment.uploaded_at = by, timezone.now()
    attachment.save()
    # Without the broker the file is there all the same, and is taken up later.
    asked = {"attachment_id": attachment.pk, "version": attachment.version}
    transaction.on_commit(lambda: examine_attachment.delay(**asked), robust=True)
    return attachment
