"""The opening of the document: masthead, committee, session, title, all in the places of a Geneva document.

What the United Nations fills in is a content control: typed over in Word, and until then a placeholder that
prints. Measures in twips, sizes in half-points. Source: un-form, "First page".
"""

from collections.abc import Callable

from replies.document.docx_languages import Speech
from replies.document.docx_markup import (
    attributes_of,
    borders,
    paragraph,
    properties,
    run,
    type_of,
    value_of,
)
from replies.document.tree import Document, Masthead, TitleNote
from replies.document.words import PrintedWords, words_of

COLUMNS = (1276, 5430, 2932)
TOP, FIRST_ROW, SECOND_ROW = 283, 851, 2835
HAIRLINE, CLOSING = 4, 12
FIRST_PART = 40  # the size of "CAT" in CAT/C/KAZ/RQ/4

NoteMark = Callable[[str, str], str]


def masthead(head: Masthead, words: PrintedWords) -> str:
    """The table at the top of the first page, placed on the page: it begins above the text's margin."""
    runs = Speech(words.tag).runs
    right = [
        paragraph(runs(head.distribution), "Normal", {"spacing": _before(240)}),
        paragraph(control("date", 2, head.date, words.placeholders.date), "Normal"),
        *(paragraph(runs(line), "Normal") for line in (head.language, head.original) if line),
    ]
    if head.languages_only:
        right.append(paragraph(runs(head.languages_only), "Normal", {"spacing": _before(120)}))
    name = paragraph(
        runs(head.convention, type_of(size=28, bold=True)), "Normal", {"spacing": _before(120, 360)}
    )
    organisation = paragraph(runs(head.organisation, type_of(size=28)), "Normal", {"spacing": _before(0, 80)})
    first = _row(
        FIRST_ROW,
        _cell(COLUMNS[0], paragraph("", "Normal"), HAIRLINE, "bottom"),
        _cell(COLUMNS[1], organisation, HAIRLINE, "bottom"),
        _cell(COLUMNS[2], _symbol(head, words), HAIRLINE, "bottom"),
    )
    second = _row(
        SECOND_ROW,
        _cell(COLUMNS[0], paragraph("", "Normal"), CLOSING),
        _cell(COLUMNS[1], name, CLOSING),
        _cell(COLUMNS[2], "".join(right), CLOSING),
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in COLUMNS)
    return f"<w:tbl>{_place()}<w:tblGrid>{grid}</w:tblGrid>{first}{second}</w:tbl>"


def opening(head: Masthead, words: PrintedWords) -> str:
    """Committee, session, agenda item."""
    runs, empty = Speech(words.tag).runs, words.placeholders
    bold = type_of(bold=True)
    session = control("session", 3, head.session, empty.session, bold)
    lines = [
        paragraph(runs(head.committee, type_of(size=24, bold=True)), "Normal", {"spacing": _before(240)}),
        paragraph(session, "Normal", {"spacing": _before(120)}),
        paragraph(control("session dates", 4, head.session_dates, empty.session_dates), "Normal"),
        paragraph(control("agenda item", 5, head.agenda_item, empty.agenda_item), "Normal"),
    ]
    if head.consideration:
        lines.append(paragraph(runs(head.consideration, bold), "Normal"))
    return "".join(lines)


def title(document: Document, mark_note: NoteMark) -> str:
    """The title with its notes, under it what part of the whole this is and when it was received."""
    words = words_of(document.language)
    runs = Speech(words.tag).runs
    marks = "".join(_title_mark(number, note, mark_note) for number, note in enumerate(document.title_notes))
    place = {"ind": attributes_of(left=1134, right=1134, firstLine=0)}
    lines = [paragraph(runs(document.title) + marks, "HMG", place)]
    if document.extent:
        lines.append(paragraph(runs(f"[{document.extent}]"), "SingleTxtG", {"jc": value_of("left")}))
    if document.masthead:
        lines.append(_date_received(document.masthead, words))
    return "".join(lines)


def _title_mark(number: int, note: TitleNote, mark_note: NoteMark) -> str:
    comma = run(", ", type_of(size=20)) if number else ""
    return comma + mark_note(note.mark, note.text)


def _date_received(head: Masthead, words: PrintedWords) -> str:
    before, _, after = words.date_received.partition("{date}")
    date = control("date received", 6, head.date_received, words.placeholders.date_received)
    return paragraph(f"{run(before)}{date}{run(after)}", "SingleTxtG", {"jc": value_of("right")})


def _symbol(head: Masthead, words: PrintedWords) -> str:
    """The symbol, its first part large."""
    content = control("symbol", 1, head.symbol, words.placeholders.symbol)
    if head.symbol:
        first, slash, rest = head.symbol.partition("/")
        large = run(first, type_of(size=FIRST_PART)) + (run(slash + rest) if slash else "")
        content = content.replace(run(head.symbol), large)
    return paragraph(content, "Normal", {"jc": value_of("right")})


def control(
    tag: str, number: int, value: str | None, placeholder: str, kind: dict[str, str] | None = None
) -> str:
    """A content control; a grey placeholder shows, and prints, while it has no value."""
    values = {"alias": value_of(tag.capitalize()), "tag": value_of(tag), "id": value_of(number)}
    if not value:
        values |= {"showingPlcHdr": ""}
    content = run(value, kind) if value else run(placeholder, type_of(style="PlaceholderText"))
    return f"<w:sdt>{properties('sdtPr', values)}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _before(before: int, line: int = 240) -> str:
    return attributes_of(before=before, after=0, line=line, lineRule="atLeast")


def _row(height: int, *cells: str) -> str:
    kind = properties("trPr", {"cantSplit": "", "trHeight": attributes_of(val=height, hRule="exact")})
    return f"<w:tr>{kind}{''.join(cells)}</w:tr>"


def _cell(width: int, content: str, rule: int, align: str = "top") -> str:
    values = {
        "tcW": attributes_of(w=width, type="dxa"),
        "tcBorders": borders(bottom=rule),
        "vAlign": value_of(align),
    }
    return f"<w:tc>{properties('tcPr', values)}{content}</w:tc>"


def _place() -> str:
    anchor = attributes_of(vertAnchor="page", horzAnchor="page", tblpX=1134, tblpY=TOP)
    margins = "".join(f"<w:{side} {attributes_of(w=0, type='dxa')}/>" for side in ("left", "right"))
    values = {
        "tblpPr": anchor,
        "tblOverlap": value_of("never"),
        "tblW": attributes_of(w=sum(COLUMNS), type="dxa"),
        "tblLayout": attributes_of(type="fixed"),
        "tblCellMar": margins,
    }
    return properties("tblPr", values)
