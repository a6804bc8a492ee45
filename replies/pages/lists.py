"""All lists of issues in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from issues.models import ListOfIssues
from replies.address_forms import LONGEST_SHOWN, shown
from replies.list_forms import ListsForm
from replies.lists import Figures
from replies.templatetags.reply_tags import due_pill

STATUS_LOOKS = {"intake": "idle", "open": "drafting", "submitted": "submitted", "archived": "accepted"}


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list as a line."""

    stored: ListOfIssues
    figures: Figures
    due: SafeString
    look: str


def list_rows(lists: Iterable[ListOfIssues], figures: Mapping[int, Figures]) -> list[ListRow]:
    """The lists of a page with how far each is."""
    return [
        ListRow(
            stored,
            figures[stored.pk],
            due_pill(stored.due_date, stored.today, is_open=stored.status == ListOfIssues.Status.OPEN),
            STATUS_LOOKS[stored.status],
        )
        for stored in lists
    ]


def page_asked(text: str, last: int) -> tuple[int, list[str]]:
    """The number of the page that is shown, and a sentence when it is not the one that was asked for."""
    if not text:
        return 1, []
    # Digits of other scripts and numbers too long for a page are no numbers of pages either.
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_SHOWN else 0
    if number > last:
        values = {"number": text, "last": last}
        return last, [_("There is no page %(number)s: this is the last one, page %(last)d.") % values]
    if number < 1:
        return 1, [_("There is no page “%(page)s”: this is the first one.") % {"page": shown(text)}]
    return number, []


def lists_sentence(count: int, form: ListsForm) -> str:
    """How many lists there are of those that were asked for."""
    if not form.is_narrowed:
        if not count:
            return _("No list of issues is open.")
        return ngettext("%(n)d list of issues is open.", "%(n)d lists of issues are open.", count) % {
            "n": count
        }
    if not count:
        return _("No list of issues is like that.")
    return ngettext("%(n)d list of issues.", "%(n)d lists of issues.", count) % {"n": count}
