"""What stands inside a paragraph, as the PDF's template takes it: strings, arrays that begin with a kind."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from replies.document.docx_text import letter
from replies.document.tree import Footnote, Inline, LineBreak, Link, Reference, Text
from replies.document.unprintable import printed

# JSON values; a recursive type would only make every reader of them cast.
Value = object

LINE = 66  # letters in a line of the body
CAPITAL, WIDEST = 1.45, 1.9  # widths in letters
LONGEST_ADDRESS = 4000
_RAISED = {"sup": "^", "sub": "_"}
_BREAK = "\u200b"
_WORD = re.compile(r"\S+")
_WIDE_LETTERS = frozenset("@%mwMWжмфшщыюЖМФШЩЫЮ")
_SIGNS = "\u2000"  # from here on: dashes, arrows, other scripts
_SOFT_HYPHEN = "\u00ad"
_JOINED = re.compile(r"[\u0300-\u036f\u200b-\u200d\ufe00-\ufe0f]")


def shown(text: str, limit: int = LINE) -> str:
    """The text as it prints; a word of more than `limit` letters may be broken where a line is full."""
    plain = printed(text)
    if len(plain) * WIDEST <= limit:
        return plain
    return _WORD.sub(lambda word: _broken(word[0], limit), plain)


def _broken(word: str, limit: int) -> str:
    """The word with a place to break it after each so many letters, never before a mark over a letter."""
    widths = [_width(sign) for sign in word]
    if sum(widths) <= limit:
        return word
    found, taken = "", 0.0
    for sign, width in zip(word, widths, strict=True):
        if taken + width > limit and found and not _JOINED.match(sign):
            found, taken = found + _BREAK, 0.0
        found, taken = found + sign, taken + width
    return found


def _width(letter: str) -> float:
    if letter in _WIDE_LETTERS or letter >= _SIGNS:
        return WIDEST
    return CAPITAL if letter.isupper() else 1.0


class Inlines:
    """Turns inlines into data; `targets` are the codes whose paragraphs the document prints."""

    def __init__(self, targets: Collection[str]) -> None:
        self._targets = targets

    def of(self, inlines: Sequence[Inline], *, notes: list[str] | None = None, limit: int = LINE) -> Value:
        """One string when all is plain, or an array. With `notes`, a table's, footnotes are kept there."""
        found: list[Value] = []
        for inline in inlines:
            value = self._inline(inline, notes, limit)
            if isinstance(value, str) and found and isinstance(found[-1], str):
                found[-1] += value
            elif value != "":
                found.append(value)
        if not found:
            return ""
        return found[0] if len(found) == 1 and isinstance(found[0], str) else found

    def _inline(self, inline: Inline, notes: list[str] | None, limit: int) -> Value:
        match inline:
            case Text():
                return _text(inline, limit)
            case LineBreak():
                return ["newline"]
            case Footnote():
                return _note(inline, notes)
            case Link():
                return _link(inline, limit)
        return self._reference(inline)

    def _reference(self, reference: Reference) -> Value:
        words = printed(reference.printed)
        if not words:
            return ""
        if not reference.number:
            return ["missing", words]
        return ["reference", reference.code, words] if reference.code in self._targets else words


def _text(text: Text, limit: int) -> Value:
    words = shown(text.text, limit)
    how = "b" * text.bold + "i" * text.italic + _RAISED.get(text.raised, "")
    return ["text", words, how] if words and how else words


def _note(note: Footnote, notes: list[str] | None) -> Value:
    if notes is None:
        return ["note", shown(note.text)]
    notes.append(shown(note.text))
    return ["letter", letter(len(notes))]


def _link(link: Link, limit: int) -> Value:
    # typst 0.15.2 breaks off at a link that ends with a soft hyphen.
    texts = [replace(text, text=text.text.replace(_SOFT_HYPHEN, "")) for text in link.texts]
    content = [value for value in (_text(text, limit) for text in texts) if value != ""]
    if not content:
        return ""
    # typst refuses an empty address and one of more than 8,000 bytes; the words print all the same.
    if not 0 < len(link.href) <= LONGEST_ADDRESS:
        return ["text", "".join(shown(text.text, limit) for text in texts), ""]
    return ["link", printed(link.href), content]


def joined(texts: Iterable[str]) -> str:
    """The texts that print, with a space between them."""
    return " ".join(text for text in texts if text)
