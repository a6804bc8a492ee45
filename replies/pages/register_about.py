"""What a file of the register says about itself: of which list, when, and what of it."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from replies.pages.filtering import chosen_words
from replies.pages.register import Shown


def about_of(shown: Shown, now: datetime) -> list[tuple[str, str]]:
    """The list, the moment, the filters in words, the order, and what was left out; in pairs."""
    filters = shown.filters
    on = [(str(filters.fields[name].label), chosen_words(filters, name)) for name in filters.fields]
    labels = shown.table.labels
    sort = shown.table.sort
    turned = _("%(column)s, turned round") if sort.startswith("-") else "%(column)s"
    pairs = [
        (_("List of issues"), f"{shown.stored.symbol} · {shown.stored.title}"),
        (_("Made"), date_format(localtime(now), "DATETIME_FORMAT")),
        (_("Rows"), shown.counted),
        (_("Words"), shown.search.text),
        *on,
        (_("Sorted by"), turned % {"column": labels[sort.removeprefix("-")]} if sort else ""),
        *((_("Left out"), sentence) for sentence in (*filters.left_out, *shown.left_out)),
    ]
    return [(name, said) for name, said in pairs if said]
