"""Words over the limit of the list."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from issues.models import ListOfIssues
from replies.document.checks.finding import Check, Finding, key_of
from replies.document.counting import words_of
from replies.document.tree import Document


def over_limit(stored: ListOfIssues, document: Document) -> Iterator[Finding]:
    """The document as a whole, headings and tables included, when it has more words than it may."""
    words, limit = words_of(document), stored.word_limit
    if words > limit:
        shown = {"words": words, "over": words - limit, "limit": limit}
        values = {name: number_format(number, force_grouping=True) for name, number in shown.items()}
        text = _("The document has %(words)s words, %(over)s more than the limit of %(limit)s.") % values
        url = f"{reverse('replies:checks', args=[stored.pk])}#lengths"
        yield Finding(Check.OVER_LIMIT, text, url=url, key=key_of(Check.OVER_LIMIT, "document"))
