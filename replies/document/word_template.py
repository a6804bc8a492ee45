"""The Word template that an administrator puts in place of our styles: what is wrong with one; a specimen."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from replies.document.docx import render
from replies.document.docx_template import Unusable, look_of, missing_styles
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Footnote,
    GapNotice,
    Heading,
    Item,
    ListBlock,
    Masthead,
    Paragraph,
    Question,
    Table,
    Text,
    TitleNote,
)
from replies.document.words import ENGLISH
from replies.files.uploads import inspect


def problems_of(content: bytes, name: str) -> list[str]:
    """Why a file cannot serve as the template, in sentences that say what to do; empty when it can.

    `name` is the person's own for it.
    """
    try:
        inspect(ContentFile(content), name)
    except ValidationError as refusal:
        return list(refusal.messages)
    try:
        missing = missing_styles(content)
        look_of(content, ENGLISH.tag)  # what a compilation will take from it
    except Unusable:
        return [
            _(
                "The styles, theme or fonts in this file cannot be read. Open it in Word, save it as "
                "“Word Document (.docx)” and upload it again."
            )
        ]
    return [
        _(
            "The style “%(name)s” is missing. Take it over from the specimen, or create it in Word under "
            "exactly this name, then save and upload the file again."
        )
        % {"name": name}
        for name in missing
    ]


def specimen() -> bytes:
    """A .docx of ours in which every style occurs: what an administrator changes into a template."""
    return render(
        Document(
            masthead=Masthead(
                organisation=ENGLISH.organisation,
                convention=_("Name of the convention"),
                distribution=ENGLISH.distribution,
                language=ENGLISH.language_name,
                original=ENGLISH.original.format(language=ENGLISH.language_name),
                languages_only=ENGLISH.languages_only,
                committee=_("Name of the committee"),
                consideration="",
            ),
            title=_("Title of the document"),
            first_heading=_("Chapter"),
            blocks=_blocks(),
            title_notes=(TitleNote("*", ENGLISH.unedited),),
        )
    )


def _blocks() -> tuple[Block, ...]:
    """A sample of each kind of block under headings of each level."""
    headings = (Heading(level, _("Heading of level %(level)d") % {"level": level}) for level in range(2, 6))
    note = Footnote(_("The text of a footnote."))
    numbered = Paragraph((Text(_("A numbered paragraph with a footnote.")), note))
    head = (_cell(_("Head of a column"), header=True), _cell(_("Another"), header=True))
    row = (_cell(_("Text in a table")), _cell("12"))
    return (
        *headings,
        numbered,
        _list(ordered=True),
        _list(ordered=False),
        Table(_("Title of a table"), (head, row)),
        Paragraph((Text(_("A paragraph without a number.")),), numbered=False),
        Question("a", _("What the Committee asks, in papers for internal reading.")),
        GapNotice(_("What is still missing, in a draft.")),
    )


def _list(*, ordered: bool) -> ListBlock:
    """A list with another one in its first item."""
    inner = ListBlock((Item((_plain(_("An item of the second level.")),)),), ordered)
    return ListBlock((Item((_plain(_("An item of a list.")), inner)),), ordered)


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),), numbered=False)


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell((_plain(text),), header)
