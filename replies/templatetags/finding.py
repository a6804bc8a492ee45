"""How what was looked for is marked where it is found."""

from django import template
from django.utils.safestring import SafeString

from replies.finding import Search

register = template.Library()


@register.filter
def found(text: str, search: Search) -> SafeString:
    """The text, escaped, with the words of the search marked."""
    return search.shown_in(text)
