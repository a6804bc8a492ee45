"""What a page with the editor needs: the addresses of its modules, and its text areas."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from js_asset import Media

from issues.models import DataPoint, ListOfIssues
from replies.editor import IMPORT_MAP, configuration
from replies.richtext import MAX_LENGTH
from replies.tables_asked import asked_table

register = template.Library()


@register.simple_tag(takes_context=True)
def import_map(context: Context) -> SafeString:
    """The import map with the nonce of the request; the only inline script of a page."""
    return SafeString(Media(importmap=IMPORT_MAP, nonce=context["request"].csp_nonce))


@register.simple_tag
def answer_area(element_id: str, label: str, text: str | None) -> SafeString:
    """The text area of an answer, which the scripts turn into the editor; without them it stays one."""
    return format_html(
        '<textarea name="text" id="{}" rows="6" cols="40" maxlength="{}" aria-label="{}"'
        ' data-django-prose-editor-configurable="{}">\n{}</textarea>',
        element_id,
        MAX_LENGTH,
        label,
        configuration(get_language()),
        text or "",
    )


@register.simple_tag
def table_asked(point: DataPoint | None, list_of_issues: ListOfIssues) -> SafeString:
    """The table that a data point asks for, which a button of the editor inserts; nothing where none is."""
    table = asked_table(point, list_of_issues) if point else ""
    return SafeString(f"<template data-asked-table>{table}</template>" if table else "")
