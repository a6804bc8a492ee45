"""The choices about a file, written out once: a page has them for each of its files."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from replies.models import Attachment

register = template.Library()


@register.simple_tag
def kind_options(chosen: str) -> SafeString:
    """The options of “goes to Geneva?”, the chosen one selected."""
    return _kinds(chosen, get_language())


@register.simple_tag
def language_options(chosen: str) -> SafeString:
    """The options of “language”, the chosen one selected."""
    return _languages(chosen, get_language())


@lru_cache(maxsize=64)
def _kinds(chosen: str, _language: str | None) -> SafeString:
    return _options(Attachment.Kind.choices, chosen)


@lru_cache(maxsize=64)
def _languages(chosen: str, _language: str | None) -> SafeString:
    return _options([("", _("not said")), *Attachment.Language.choices], chosen)


def _options(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    options = ((value, SafeString(" selected" if value == chosen else ""), label) for value, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', options)
