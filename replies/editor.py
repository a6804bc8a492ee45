"""The rich-text editor of an answer: what it can write, its buttons, and the field that takes its text."""

import json
import re
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_prose_editor.config import expand_extensions
from django_prose_editor.widgets import importmap
from js_asset import ImportMap, static_lazy

from replies.richtext import MAX_LENGTH, MAX_ROWS, TextTooLong, sanitise
from replies.richtext_reader import UNPRINTABLE

IMPORT_MAP = importmap | ImportMap(
    {
        "reply-tracker/atoms": "js/editor/atoms.js",
        "reply-tracker/conflict": "js/conflict.js",
        "reply-tracker/dialog": "js/dialog.js",
        "reply-tracker/kept": "js/kept.js",
        "reply-tracker/keys": "js/keys.js",
        "reply-tracker/links": "js/editor/links.js",
        "reply-tracker/mentions": "js/mentions.js",
        "reply-tracker/phrases": "js/phrases.js",
        "reply-tracker/points": "js/points.js",
        "reply-tracker/quotes": "js/quotes.js",
        "reply-tracker/saving": "js/saving.js",
        "reply-tracker/session": "js/session.js",
        "reply-tracker/sheet": "js/editor/sheet.js",
        "reply-tracker/word": "js/editor/word.js",
        "reply-tracker/words": "js/words.js",
    }
)

MODULES = [
    static_lazy("js/editor/footnotes.js"),
    static_lazy("js/editor/links.js"),
    static_lazy("js/editor/lists.js"),
    static_lazy("js/editor/paste.js"),
    static_lazy("js/editor/references.js"),
    static_lazy("js/editor/tables.js"),
    static_lazy("js/editor/toolbar.js"),
]

LABELS = {
    "address": _("Address (https://… or a mail address)"),
    "askedTable": _("Table as asked"),
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
    "list": pgettext_lazy("of a text", "List"),
    "merge": _("Merge"),
    "ownCode": _("An answer cannot point at itself; write the code of another one."),
    "reference": _("Reference"),
    "referenceCode": _("Code of the answer to refer to"),
    "row": _("Row"),
    "rows": _("Rows"),
    "see": _("paragraph of %(code)s"),
    "split": _("Split"),
    "table": _("Table"),
    "tableTitle": _("Title of the table"),
    "text": _("Text"),
    "title": _("Title"),
    "unknownCode": _("This list has no data point “%(code)s”."),
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
    "askedTable": _("Insert a table with the years and groups that are asked for"),
    "footnote": _("Footnote"),
    "reference": _("Refer to another answer"),
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
    "Reference": {"labels": LABELS},
    "OfficePaste": {"longest": MAX_LENGTH, "mostRows": MAX_ROWS},
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


TAG = re.compile(r"<[a-zA-Z/!]")
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def from_plain(text: str) -> str:
    """HTML of what was typed into a bare text area: blank lines part paragraphs, other line ends stay."""
    paragraphs = BLANK_LINES.split("\n".join(text.splitlines()).strip())
    return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


class AnswerTextField(forms.CharField):
    """Takes the text of an answer and cleans it, whatever way it came in: from the editor, or without it."""

    def to_python(self, value: Any) -> str:
        """The text as HTML, without the characters that no file can hold; Django refuses some of them."""
        text = UNPRINTABLE.sub("", super().to_python(value) or "")
        return text if not text or TAG.search(text) else from_plain(text)

    def clean(self, value: Any) -> str:
        return cleaned(super().clean(value))
