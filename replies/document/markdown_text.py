"""Words and their kinds as Markdown: every text of the tree passes through here and stays literal."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from replies.document.docx_markup import FORBIDDEN
from replies.document.tree import Footnote, Inline, LineBreak, Link, Reference, Text

SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$^]")
# What makes a list, a quotation, a heading, a table or a definition of the line that it begins.
LINE_START = re.compile(r"^(?:([-+=:])(?= |[-=:]* *$)|([0-9]+)([.)])(?= |$))")
BANG_AT_END = re.compile(r"!$")  # before a link it would make a picture
IN_ADDRESS = "!#$%&'()*+,/:;=?@[]~"  # what an address keeps; all else is written as %20 is
HARD_BREAK, BREAK_IN_CELL = "\\\n", "<br>"

NoteMark = Callable[[str], str]


def literal(text: str) -> str:
    """Any text so that Markdown prints it as it is, on one line."""
    one_line = re.sub(r"[ \t\r\n\f\v]+", " ", FORBIDDEN.sub("", text))
    return BANG_AT_END.sub(r"\\!", SPECIAL.sub(r"\\\g<0>", one_line))


def line(text: str) -> str:
    """Any text as a line of its own."""
    return _guarded(literal(text).strip(" "))


def _guarded(markup: str) -> str:
    """A line that begins nothing but itself."""
    return LINE_START.sub(lambda found: f"{found[2] or ''}\\{found[1] or found[3]}", markup)


def inlines_markup(inlines: Iterable[Inline], note_mark: NoteMark, line_break: str = HARD_BREAK) -> str:
    """A paragraph, its empty lines left out; `note_mark` keeps the text of a note and gives its mark."""
    lines = [""]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append("")
            continue
        piece = _inline(inline, note_mark, lines[-1])
        if lines[-1].endswith("]") and piece.startswith(("(", ":")):
            piece = f"\\{piece}"  # after the mark of a note they would make a link or a definition
        lines[-1] += piece
    stripped = (written.strip(" ") for written in lines)
    return line_break.join(_guarded(written) for written in stripped if written)


def _inline(inline: Text | Footnote | Link | Reference, note_mark: NoteMark, before: str) -> str:
    match inline:
        case Text():
            return _styled(inline, before)
        case Footnote():
            return note_mark(inline.text)
        case Link():
            return _link(inline)
    return literal(inline.printed)


def _styled(text: Text, before: str) -> str:
    """A run with its marks; spaces at its ends stand outside them, or they would not be taken for marks."""
    said = literal(text.text)
    words = said.strip(" ")
    if not words:
        return said
    start, end = said[: len(said) - len(said.lstrip(" "))], said[len(said.rstrip(" ")) :]
    if text.raised:
        words = f"<{text.raised}>{words}</{text.raised}>"
    stars = "*" * (2 * text.bold + text.italic)
    if not stars:
        return f"{start}{words}{end}"
    if words[0].isalnum() and words[-1].isalnum() and (start or not before.endswith("*")):
        return f"{start}{stars}{words}{stars}{end}"
    # Stars beside a stop or beside other stars can mean something else: tags cannot.
    tags = ["strong"] * text.bold + ["em"] * text.italic
    opened, closed = "".join(f"<{tag}>" for tag in tags), "".join(f"</{tag}>" for tag in tags[::-1])
    return f"{start}{opened}{words}{closed}{end}"


def _link(link: Link) -> str:
    written = ""
    for text in link.texts:
        written += _styled(text, written)
    address = quote(FORBIDDEN.sub("", link.href), safe=IN_ADDRESS).replace("&", "\\&")
    return f"[{written.strip() or literal(link.href)}](<{address}>)"
