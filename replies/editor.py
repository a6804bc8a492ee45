"""The rich-text editor of an answer: what it can write, its buttons, and the field that takes its text."""

import json
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_prose_editor.config import expand_extensions
from django_prose_editor.widgets import importmap
from js_asset import ImportMap, static_lazy

from replies.richtext import TextTooLong, sanitise

IMPORT_MAP = importmap | ImportMap(
    {
        "reply-tracker/dialog": "js/dialog.js",
        "reply-tracker/kept": "js/kept.js",
        "reply-tracker/links": "js/editor/links.js",
        "reply-tracker/saving": "js/saving.js",
        "reply-tracker/session": "js/session.js",
        "reply-tracker/word": "js/editor/word.js",
    }
)

MODULES = [
    static_lazy("js/editor/footnotes.js"),
    static_lazy("js/editor/links.js"),
    static_lazy("js/editor/lists.js"),
    static_lazy("js/editor/paste.js"),
    static_lazy("js/editor/tables.js"),
    static_lazy("js/editor/toolbar.js"),
]

LABELS = {
    "address": _("Address (https://… or a mail address)"),
    "cancel": _("Cancel"),
    "column": _("Column"),
    "columns": _("Columns"),
    "done": _("Done"),
    "footnote": _("Footnote"),
    "footnoteText": _("Text of the footnote"),
    "heading": _("Heading"),
    "headerRow": _("The first row is a heading"),
    "insert": _("Insert"),
    "link": _("Link"),
    "list": _("List"),
    "merge": _("Merge"),
    "row": _("Row"),
    "rows": _("Rows"),
    "split": _("Split"),
    "table": _("Table"),
    "tableTitle": _("Title of the table"),
    "text": _("Text"),
    "title": _("Title"),
}

TITLES = {
    "bold": _("Bold"),
    "italic": _("Italic"),
    "superscript": _("Superscript"),
    "subscript": _("Subscript"),
    "orderedList": _("List with letters"),
    "bulletList": _("List with dots"),
    "indent": _("One level deeper"),
    "outdent": _("One level up"),
    "insertTable": _("Insert a table"),
    "footnote": _("Footnote"),
    "link": _("Link"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "table:title": _("Title of the table"),
    "table:addRow": _("Add a row"),
    "table:deleteRow": _("Remove the row"),
    "table:addColumn": _("Add a column"),
    "table:deleteColumn": _("Remove the column"),
    "table:header": _("Make it a heading cell, or an ordinary one"),
    "table:merge": _("Merge cells"),
    "table:split": _("Split the cell"),
    "table:delete": _("Remove the table"),
    "table:below": _("Write below the table"),
}

# Everything that is written here must pass `richtext.sanitise` unchanged, and nothing else is offered.
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "HardBreak": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Table": {"resizable": False},
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Link": {"defaultProtocol": "https"},
    "Footnote": {"labels": LABELS},
    "OfficePaste": True,
    "NoSpellCheck": False,
    "Toolbar": {"labels": LABELS, "titles": TITLES},
    "Menu": {
        "defaultItems": False,
        "groups": [{"group": name} for name in ("marks", "lists", "insert", "history", "table")],
    },
}


@cache
def configuration(_language: str | None) -> SafeString:
    """The editor's configuration, JSON as the value of an attribute, with its words in the active language.

    Written out once a language: every answer of a page has the same.
    """
    config = {"extensions": expand_extensions(EXTENSIONS), "js_modules": MODULES}
    return conditional_escape(json.dumps(config, separators=(",", ":"), cls=DjangoJSONEncoder))


def cleaned(html: str) -> str:
    """The text with nothing but what an answer may contain; a text over the limit is refused."""
    try:
        return sanitise(html)
    except TextTooLong as error:
        raise ValidationError(str(error)) from error


class AnswerTextField(forms.CharField):
    """Takes the text of an answer and cleans it, whatever way it came in."""

    def clean(self, value: Any) -> str:
        return cleaned(super().clean(value))
