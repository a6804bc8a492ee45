"""The part that holds the real footnotes, and their marks in the text."""

from replies.document.docx_languages import Speech
from replies.document.docx_markup import (
    DECLARATION,
    NAMESPACES,
    TAB,
    attributes_of,
    paragraph,
    properties,
    quoted,
    run,
    type_of,
)

# Ids that Word keeps for the rule above the notes; settings.xml names them too.
SEPARATOR, CONTINUATION = -1, 0

_MARK = type_of(style="FootnoteReference")
# The tab before the mark bears the mark's style: LibreOffice then takes both away for its own mark.
_TAB_BEFORE = f"<w:r>{properties('rPr', _MARK)}<w:tab/></w:r>"
# An asterisk is raised by its own shape: the style's raising would lift it twice.
_ASTERISK = {"rStyle": _MARK["rStyle"], "b": 'w:val="0"', **type_of(size=20), "vertAlign": 'w:val="baseline"'}
_TEXT_AT, _MARK_ENDS_AT = 1134, 1021
_DIGIT, _ASTERISK_WIDTH = 58, 100  # twips that a raised digit and an asterisk are wide


class Footnotes:
    """Collects the notes in the order of their marks and writes `word/footnotes.xml`.

    With `is_geneva` a note begins just before its mark instead of at the margin. Word shows no difference,
    for the mark ends at the tab in either case; LibreOffice knows no tab there and sets it in this place.
    """

    def __init__(self, speech: Speech, *, is_geneva: bool) -> None:
        self._notes: list[str] = []
        self._automatic = 0
        self._speech = speech
        self._is_geneva = is_geneva

    def add(self, text: str) -> str:
        """Keep a note; returns the run with its automatic number."""
        self._automatic += 1
        mark = f"<w:r>{properties('rPr', _MARK)}<w:footnoteRef/></w:r>"
        self._keep(mark, text, _DIGIT * len(str(self._automatic)))
        return f'<w:r>{properties("rPr", _MARK)}<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'

    def add_marked(self, mark: str, text: str) -> str:
        """Keep a note under a mark of its own, which takes no number; returns the run with the mark.

        Each character of the mark is an element of its own: LibreOffice prints a longer one twice.
        """
        self._keep(run(mark, _ASTERISK), text, _ASTERISK_WIDTH * len(mark))
        reference = f'<w:footnoteReference w:customMarkFollows="1" w:id="{len(self._notes)}"/>'
        characters = "".join(f"<w:t>{quoted(character)}</w:t>" for character in mark)
        return f"<w:r>{properties('rPr', _ASTERISK)}{reference}{characters}</w:r>"

    def _keep(self, mark: str, text: str, width: int) -> None:
        hanging = min(_TEXT_AT, _TEXT_AT - _MARK_ENDS_AT + width)
        place = {"ind": attributes_of(left=_TEXT_AT, right=_TEXT_AT, hanging=hanging)}
        content = paragraph(
            f"{_TAB_BEFORE}{mark}{TAB}{self._speech.runs(text)}",
            "FootnoteText",
            place if self._is_geneva else None,
        )
        self._notes.append(f'<w:footnote w:id="{len(self._notes) + 1}">{content}</w:footnote>')

    def part(self) -> str:
        """`word/footnotes.xml`."""
        rules = _rule(SEPARATOR, "separator") + _rule(CONTINUATION, "continuationSeparator")
        return f"{DECLARATION}<w:footnotes {NAMESPACES}>{rules}{''.join(self._notes)}</w:footnotes>"


def _rule(number: int, kind: str) -> str:
    content = paragraph(f"<w:r><w:{kind}/></w:r>", "Normal")
    return f'<w:footnote w:type="{kind}" w:id="{number}">{content}</w:footnote>'
