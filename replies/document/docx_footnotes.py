"""The part that holds the real footnotes, and their marks in the text."""

from replies.document.docx_markup import DECLARATION, NAMESPACES, TAB, paragraph, properties, run, type_of

# Ids that Word keeps for the rule above the notes; settings.xml names them too.
SEPARATOR, CONTINUATION = -1, 0

_MARK = type_of(style="FootnoteReference")
# The tab before the mark bears the mark's style: LibreOffice then takes both away for its own mark.
_TAB_BEFORE = f"<w:r>{properties('rPr', _MARK)}<w:tab/></w:r>"
# An asterisk is raised by its own shape: the style's raising would lift it twice.
_ASTERISK = {"rStyle": _MARK["rStyle"], "b": 'w:val="0"', **type_of(size=20), "vertAlign": 'w:val="baseline"'}


class Footnotes:
    """Collects the notes in the order of their marks and writes `word/footnotes.xml`."""

    def __init__(self) -> None:
        self._notes: list[str] = []

    def add(self, text: str) -> str:
        """Keep a note; returns the run with its automatic number."""
        mark = f"<w:r>{properties('rPr', _MARK)}<w:footnoteRef/></w:r>"
        self._keep(mark, text)
        return f'<w:r>{properties("rPr", _MARK)}<w:footnoteReference w:id="{len(self._notes)}"/></w:r>'

    def add_marked(self, mark: str, text: str) -> str:
        """Keep a note under a mark of its own, which takes no number; returns the run with the mark."""
        self._keep(run(mark, _ASTERISK), text)
        reference = f'<w:footnoteReference w:customMarkFollows="1" w:id="{len(self._notes)}"/>'
        return run(mark, _ASTERISK).replace("<w:t ", f"{reference}<w:t ", 1)

    def _keep(self, mark: str, text: str) -> None:
        content = paragraph(f"{_TAB_BEFORE}{mark}{TAB}{run(text)}", "FootnoteText")
        self._notes.append(f'<w:footnote w:id="{len(self._notes) + 1}">{content}</w:footnote>')

    def part(self) -> str:
        """`word/footnotes.xml`."""
        rules = _rule(SEPARATOR, "separator") + _rule(CONTINUATION, "continuationSeparator")
        return f"{DECLARATION}<w:footnotes {NAMESPACES}>{rules}{''.join(self._notes)}</w:footnotes>"


def _rule(number: int, kind: str) -> str:
    content = paragraph(f"<w:r><w:{kind}/></w:r>", "Normal")
    return f'<w:footnote w:type="{kind}" w:id="{number}">{content}</w:footnote>'
