"""What stands inside a paragraph: text, notes, links and references, and all that is gathered from them."""

from string import ascii_lowercase

from replies.document.docx_footnotes import Footnotes
from replies.document.docx_languages import Speech
from replies.document.docx_markup import LINE_BREAK, paragraph, run, type_of
from replies.document.docx_references import References
from replies.document.tree import Footnote, Inline, LineBreak, Link, Paragraph, Reference, Text

_LETTER = type_of(italic=True, raised="sup")


class Inlines:
    """Writes inlines in order; keeps the notes and addresses that other parts of the file hold.

    Between `begin_table` and `end_table` notes take letters and are kept for the lines below the table.
    """

    def __init__(self, speech: Speech, footnotes: Footnotes) -> None:
        self.speech = speech
        self.footnotes = footnotes
        self.addresses: dict[str, str] = {}  # address → id of its relationship
        self._references = References()
        self._table_notes: list[str] | None = None
        self._printed_notes = 0

    @property
    def is_in_table(self) -> bool:
        return self._table_notes is not None

    def begin_table(self) -> None:
        self._table_notes = []
        self._printed_notes = 0

    def end_table(self) -> None:
        self._table_notes = None

    def notes_below(self, place: dict[str, str]) -> str:
        """The lines under a table, or a piece of it, for the notes since the last one."""
        notes = self._table_notes or []
        lines = (
            paragraph(run(letter(number), _LETTER) + self.speech.runs(f" {note}"), "TableNote", place)
            for number, note in enumerate(notes[self._printed_notes :], self._printed_notes + 1)
        )
        written = "".join(lines)
        self._printed_notes = len(notes)
        return written

    def content(self, block: Paragraph) -> str:
        """The runs of a paragraph, between bookmarks where references lead to it."""
        content = "".join(self._inline(inline) for inline in block.inlines)
        return self._references.marked(block.anchor, content) if block.anchor else content

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return self._run(inline)
            case LineBreak():
                return LINE_BREAK
            case Footnote():
                return self._note(inline.text)
            case Reference():
                return self._references.shown(inline)
        return self._link(inline)

    def _run(self, text: Text, style: str = "") -> str:
        kind = type_of(bold=text.bold, italic=text.italic, raised=text.raised, style=style)
        return self.speech.runs(text.text, kind)

    def _link(self, link: Link) -> str:
        known = self.addresses.setdefault(link.href, f"rIdLink{len(self.addresses) + 1}")
        runs = "".join(self._run(text, "Hyperlink") for text in link.texts)
        return f'<w:hyperlink r:id="{known}" w:history="1">{runs}</w:hyperlink>'

    def _note(self, text: str) -> str:
        if self._table_notes is None:
            return self.footnotes.add(text)
        self._table_notes.append(text)
        return run(letter(len(self._table_notes)), _LETTER)


def letter(number: int) -> str:
    """The mark of a table's note: a … z, then aa, bb … as in United Nations tables."""
    rounds, index = divmod(number - 1, len(ascii_lowercase))
    return ascii_lowercase[index] * (rounds + 1)
