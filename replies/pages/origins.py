"""Where a block of the document was written."""

from issues.models import slug_of
from replies.addresses import address_of
from replies.document.tree import Source


def address_of_source(source: Source) -> str:
    """The address of the answer, on the page of its reply."""
    return f"{address_of('replies:detail', source.reply)}#answer-{slug_of(source.code)}"
