"""What templates ask about dates and answers; they decide nothing themselves."""

from datetime import date
from functools import lru_cache

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.models import User
from replies.addresses import address_of
from replies.models import Answer, Reply
from replies.richtext import sanitise
from replies.versions.changes import said_by
from replies.workflow import Status

register = template.Library()


@register.simple_tag
def due_pill(due: date | None, today: date, *, is_open: bool = True) -> SafeString:
    """A date with its urgency in words: “due 12 February” or “overdue since 12 February”."""
    if due is None:
        return format_html('<span class="pill pill--idle">{}</span>', _("no date"))
    shown = date_format(due, "MONTH_DAY_FORMAT" if due.year == today.year else "DATE_FORMAT")
    if is_open and due < today:
        return format_html('<span class="pill pill--late">{}</span>', _("overdue since %s") % shown)
    look = "wait" if is_open and (due - today).days <= 7 else "idle"
    return format_html('<span class="pill pill--{}">{}</span>', look, _("due %s") % shown)


@register.simple_tag
def status_pill(reply: Reply) -> SafeString:
    """Where a reply stands, in a word with its colour; the one place where a status is shown."""
    return format_html('<span class="pill pill--{}">{}</span>', reply.status, Status(reply.status).label)


@register.simple_tag
def tally(reply: Reply) -> str:
    """“2 of 3”: the data points that have an answer; a dash where none is asked."""
    return (
        _("%(answered)d of %(asked)d") % {"answered": reply.answered, "asked": reply.asked}
        if reply.asked
        else "–"
    )


@register.simple_tag
def versions_link(answer: Answer) -> SafeString:
    """Leads to the versions of an answer and says how many there are."""
    n = answer.version
    words = ngettext("%(n)s version", "%(n)s versions", n) % {"n": number_format(n, force_grouping=True)}
    address = address_of("replies:versions", answer.pk)
    return format_html('<a class="answer__versions" href="{}">{}</a>', address, words)


@register.simple_tag
def word_count(n: int) -> str:
    """“1,200 words”."""
    return ngettext("%(n)s word", "%(n)s words", n) % {"n": number_format(n, force_grouping=True)}


@register.simple_tag
def saved_at(answer: Answer, today: date, reader: User) -> str:
    """“Saved 14:02”: the hour today, the date before; by whom, when it was somebody else."""
    edited = localtime(answer.edited_at)
    shown = date_format(edited, "TIME_FORMAT" if edited.date() == today else "SHORT_DATE_FORMAT")
    if answer.edited_by_id == reader.pk:
        return _("Saved %s") % shown
    return _("Saved %(when)s by %(who)s") % {"when": shown, "who": answer.edited_by}


@register.simple_tag
def printed(answer: Answer | None) -> SafeString:
    """An answer as it reads; sanitised once more, whatever way it came into the database."""
    if answer is None or not answer.is_answered:
        return format_html('<p class="muted">{}</p>', _("No answer yet."))
    return rich_text(said_by(answer).html)


@register.simple_tag
def rich_text(html: str) -> SafeString:
    """A rich text, through its gate."""
    return mark_safe(sanitise(html))  # noqa: S308 - sanitised in this very line


@register.simple_tag
def rich_difference(html: str) -> SafeString:
    """A difference as `replies.versions.difference` builds it, element by element from sanitised texts."""
    return mark_safe(html)  # noqa: S308 - safe by its construction


@register.simple_tag
def form_options(chosen: str) -> SafeString:
    """The options of “kind of answer”, the chosen one selected."""
    return _form_options(chosen, get_language())


@lru_cache(maxsize=64)
def _form_options(chosen: str, _language: str | None) -> SafeString:
    options = (
        (value, SafeString(" selected" if value == chosen else ""), label)
        for value, label in Answer.Form.choices
    )
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
