"""How the text of a comment is shown."""

from collections.abc import Iterable

from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from replies.mentions import in_bold

register = template.Library()


@register.simple_tag
def said(text: str, called: Iterable[str]) -> SafeString:
    """A comment in paragraphs, those whom it calls by name in bold."""
    return mark_safe(linebreaks(in_bold(text, called)))  # noqa: S308 - what is put into paragraphs is escaped
