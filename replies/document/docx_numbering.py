"""Automatic numbers: one series through the whole document, letters that start afresh in each list, bullets.

Every list takes an own `w:num` that overrides its start: the one way to begin again at (a) that does not hang
on what stands between two lists. Measures in twips.
"""

from replies.document.docx_markup import DECLARATION, NAMESPACES, attributes_of, properties, tabs, value_of

PARAGRAPHS, BULLETS = 1, 2
_FIRST_FREE = 3

# The abstract definitions that a list can be of, by where it stands.
_SERIES, _LETTERS, _BULLETS, _CELL_LETTERS, _CELL_BULLETS = range(5)


class Numbering:
    """Hands out the numbers of lists and writes `word/numbering.xml` from what was handed out."""

    def __init__(self) -> None:
        self._lists: list[tuple[int, int]] = []

    def start_list(self, level: int, *, ordered: bool, in_cell: bool) -> int:
        """A `numId` for a new list at a level (0 or 1)."""
        if not ordered and not in_cell:
            return BULLETS
        kinds = {(True, False): _LETTERS, (True, True): _CELL_LETTERS, (False, True): _CELL_BULLETS}
        self._lists.append((kinds[ordered, in_cell], level))
        return _FIRST_FREE + len(self._lists) - 1

    def part(self) -> str:
        """`word/numbering.xml`."""
        fixed = _num(PARAGRAPHS, _SERIES) + _num(BULLETS, _BULLETS)
        lists = (_num(number, kind, level) for number, (kind, level) in enumerate(self._lists, _FIRST_FREE))
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{_abstract()}{fixed}{''.join(lists)}</w:numbering>"


def _num(number: int, kind: int, level: int | None = None) -> str:
    start = (
        ""
        if level is None
        else f"<w:lvlOverride {attributes_of(ilvl=level)}><w:startOverride {value_of(1)}/></w:lvlOverride>"
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId {value_of(kind)}/>{start}</w:num>'


def _abstract() -> str:
    series = _level(0, "decimal", "%1.", (1134, 0, 1701))
    letters = _level(0, "lowerLetter", "(%1)", (1134, 567, 2268)) + _level(
        1, "lowerRoman", "(%2)", (2835, -567, 2835)
    )
    bullets = _level(0, "bullet", "•", (1701, -170, 1701), "Bullet1G") + _level(
        1, "bullet", "•", (2268, -170, 2268), "Bullet2G"
    )
    cell_letters = _level(0, "lowerLetter", "(%1)", (284, -284, 284)) + _level(
        1, "lowerRoman", "(%2)", (568, -284, 568)
    )
    cell_bullets = _level(0, "bullet", "•", (170, -170, 170)) + _level(1, "bullet", "•", (340, -170, 340))
    kinds = (series, letters, bullets, cell_letters, cell_bullets)
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid {value_of(f"4E43000{number}")}/>'
        f"<w:multiLevelType {value_of('hybridMultilevel')}/>{levels}</w:abstractNum>"
        for number, levels in enumerate(kinds)
    )


def _level(level: int, form: str, text: str, measures: tuple[int, int, int], style: str = "") -> str:
    """One level; `measures` are the left indent, the first line against it, and the tab after the number."""
    left, first, tab = measures
    first_line = {"firstLine": first} if first >= 0 else {"hanging": -first}
    place = properties("pPr", {"tabs": tabs(("num", tab)), "ind": attributes_of(left=left, **first_line)})
    return (
        f"<w:lvl {attributes_of(ilvl=level)}><w:start {value_of(1)}/><w:numFmt {value_of(form)}/>"
        + (f"<w:pStyle {value_of(style)}/>" if style else "")
        + f"<w:lvlText {value_of(text)}/><w:lvlJc {value_of('left')}/>{place}</w:lvl>"
    )
