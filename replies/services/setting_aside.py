"""Warnings of the checks that an administrator sets aside, and takes back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import recorded
from accounts.models import User
from issues.models import ListOfIssues
from replies.document.checks import Finding, findings_of
from replies.models import SetAside
from replies.permissions import aside_refusal
from replies.services.refusing import Refused


def set_aside(stored: ListOfIssues, key: str, reason: str, *, by: User) -> SetAside:
    """Set the warning with this key aside, for a reason that everybody reads; recorded.

    It counts again when the text that it was about changes. Refused to who is no administrator, when the list
    is closed, without a reason, for an error, and when the warning is no longer there or set aside already.
    """
    with recorded(by, "warning set aside"):
        current = _locked(stored, by)
        if not reason.strip():
            raise Refused(_("Write why this warning can be set aside."))
        found = _finding(current, key)
        if found.is_error:
            raise Refused(
                _("An error cannot be set aside: it must be mended before the document can go out.")
            )
        if found.aside:
            raise Refused(_("This warning is set aside already."))
        return SetAside.objects.create(
            list_of_issues=current,
            key=key,
            text=found.text,
            reason=reason.strip(),
            by=by,
            at=timezone.now(),
        )


def take_back(stored: ListOfIssues, key: str, *, by: User) -> None:
    """Have a warning that was set aside count again; recorded. Refused as setting aside is."""
    with recorded(by, "warning counts again"):
        current = _locked(stored, by)
        deleted, _rows = SetAside.objects.filter(list_of_issues=current, key=key).delete()
        if not deleted:
            raise Refused(_("This warning is not set aside any more."))


def _locked(stored: ListOfIssues, by: User) -> ListOfIssues:
    """The list as it is now, held until the end of the transaction: two who decide at once wait in turn."""
    current = ListOfIssues.objects.select_for_update().get(pk=stored.pk)
    if why := aside_refusal(current, by):
        raise Refused(why)
    return current


def _finding(stored: ListOfIssues, key: str) -> Finding:
    found = next((item for item in findings_of(stored).items if item.key == key), None)
    if found is None:
        raise Refused(_("This warning is no longer there: the text has changed since."))
    return found
