"""What a page needs before its scripts: the addresses that the modules' names stand for."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString
from js_asset import Media

from replies.editor import IMPORT_MAP

register = template.Library()


@register.simple_tag(takes_context=True)
def import_map(context: Context) -> SafeString:
    """The import map with the nonce of the request; the only inline script of a page."""
    return SafeString(Media(importmap=IMPORT_MAP, nonce=context["request"].csp_nonce))
