"""The Word file whose styles the document takes: brought by an administrator, and taken back."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from replies.document.keeping import thrown_away
from replies.document.word_template import problems_of
from replies.files.receiving import is_out_of_room, no_room
from replies.models import WordTemplate
from replies.permissions import template_refusal
from replies.services.refusing import Refused


def replace_template(content: bytes, name: str, *, by: User) -> WordTemplate:
    """Have the next compilations take their styles from this file. Refused when it lacks any of them."""
    _check(by)
    if problems := problems_of(content, name):
        raise Refused(" ".join(problems))
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        place = default_storage.save(f"templates/{sha256[:32]}.docx", ContentFile(content))
    except OSError as error:
        if is_out_of_room(error):
            raise Refused(no_room()) from error
        raise
    try:
        with recorded(by, "Word template replaced"):
            _withdraw(by)
            return WordTemplate.objects.create(
                name=name[:200],
                file=place,
                size=len(content),
                sha256=sha256,
                uploaded_by=by,
                uploaded_at=timezone.now(),
            )
    except BaseException as error:
        thrown_away(place)
        if isinstance(error, IntegrityError):
            raise Refused(_("Somebody else has just replaced it: look at that one first.")) from error
        raise


def withdraw_template(*, by: User) -> None:
    """Go back to the styles that come with the application. Refused when nothing else is in use."""
    _check(by)
    with recorded(by, "Word template withdrawn"):
        if not _withdraw(by):
            raise Refused(_("The styles that come with the application are in use already."))


def _check(by: User) -> None:
    if why := template_refusal(by):
        raise Refused(why)


def _withdraw(by: User) -> int:
    current = WordTemplate.objects.filter(withdrawn_at__isnull=True)
    return current.update(withdrawn_by=by, withdrawn_at=timezone.now())
