"""Automatic numbers: one series through the whole document, letters that start afresh in each list, bullets.

Every list takes an own `w:num` that overrides its start: the one way to begin again at (a) that does not hang
on what stands between two lists. Measures in twips. Source: un-form, "Rules of form": (a), then (i), then a.;
deeper levels, for which it has no rule, go on with i. and begin again at (a).
"""

from replies.document.docx_markup import DECLARATION, NAMESPACES, attributes_of, properties, tabs, value_of

PARAGRAPHS, BULLETS = 1, 2
_FIRST_FREE = 3
LEVELS = 9  # Word knows no deeper one
DEEPEST = LEVELS - 1

# The abstract definitions that a list can be of, by where it stands.
_SERIES, _LETTERS, _BULLETS, _CELL_LETTERS, _CELL_BULLETS = range(5)
_FORMS = (("lowerLetter", "({})"), ("lowerRoman", "({})"), ("lowerLetter", "{}."), ("lowerRoman", "{}."))
BULLET_STYLES = ("Bullet1G", "Bullet2G")

Place = tuple[int, int, int]  # left indent, first line against it, tab after the number


def _letters_at(level: int) -> Place:
    """The first level stands in the paragraph, as in a Geneva document; deeper ones hang before it."""
    if level == 0:
        return 1134, 567, 2268
    left = 2268 + 567 * min(level, 2) + 425 * max(level - 2, 0)
    return left, -567 if level <= 2 else -425, left


def _bullets_at(level: int) -> Place:
    left = 1701 + 567 * min(level, 1) + 425 * max(level - 1, 0)
    return left, -170, left


def _cell_letters_at(level: int) -> Place:
    left = 284 * min(level + 1, 3) + 142 * max(level - 2, 0)
    return left, -284, left


def _cell_bullets_at(level: int) -> Place:
    left = 170 * min(level + 1, 3) + 113 * max(level - 2, 0)
    return left, -170, left


_PLACES = {
    _LETTERS: tuple(map(_letters_at, range(LEVELS))),
    _BULLETS: tuple(map(_bullets_at, range(LEVELS))),
    _CELL_LETTERS: tuple(map(_cell_letters_at, range(LEVELS))),
    _CELL_BULLETS: tuple(map(_cell_bullets_at, range(LEVELS))),
}
_KINDS = {
    (True, False): _LETTERS,
    (False, False): _BULLETS,
    (True, True): _CELL_LETTERS,
    (False, True): _CELL_BULLETS,
}


class Numbering:
    """Hands out the numbers of lists and writes `word/numbering.xml` from what was handed out."""

    def __init__(self) -> None:
        self._lists: list[tuple[int, int]] = []

    def start_list(self, level: int, *, ordered: bool, in_cell: bool) -> int:
        """A `numId` for a new list at a level (0 to 8)."""
        if not ordered and not in_cell:
            return BULLETS
        self._lists.append((_KINDS[ordered, in_cell], level))
        return _FIRST_FREE + len(self._lists) - 1

    def part(self) -> str:
        """`word/numbering.xml`."""
        fixed = _num(PARAGRAPHS, _SERIES) + _num(BULLETS, _BULLETS)
        lists = (_num(number, kind, level) for number, (kind, level) in enumerate(self._lists, _FIRST_FREE))
        return f"{DECLARATION}<w:numbering {NAMESPACES}>{_ABSTRACT}{fixed}{''.join(lists)}</w:numbering>"


def continued_at(level: int, *, ordered: bool, in_cell: bool) -> str:
    """The indent (value of `ind`) of an item's further paragraphs, under the text of its first one."""
    left, first, tab = _PLACES[_KINDS[ordered, in_cell]][level]
    values = {"left": left, **({} if in_cell else {"right": 1134})}
    return attributes_of(**values, **({"firstLine": tab - left} if first > 0 else {}))


def _num(number: int, kind: int, level: int | None = None) -> str:
    start = (
        ""
        if level is None
        else f"<w:lvlOverride {attributes_of(ilvl=level)}><w:startOverride {value_of(1)}/></w:lvlOverride>"
    )
    return f'<w:num w:numId="{number}"><w:abstractNumId {value_of(kind)}/>{start}</w:num>'


def _abstract() -> str:
    kinds = (
        _level(0, "decimal", "%1.", (1134, 0, 1701)),
        *(_levels(kind) for kind in (_LETTERS, _BULLETS, _CELL_LETTERS, _CELL_BULLETS)),
    )
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid {value_of(f"4E43000{number}")}/>'
        f"<w:multiLevelType {value_of('hybridMultilevel')}/>{levels}</w:abstractNum>"
        for number, levels in enumerate(kinds)
    )


def _levels(kind: int) -> str:
    """All levels of a kind of list; the two styles of bullets belong to the first levels of theirs."""
    lines = []
    for level, place in enumerate(_PLACES[kind]):
        form, text = _FORMS[level % len(_FORMS)] if kind in {_LETTERS, _CELL_LETTERS} else ("bullet", "•")
        style = BULLET_STYLES[level] if kind == _BULLETS and level < len(BULLET_STYLES) else ""
        lines.append(_level(level, form, text.format(f"%{level + 1}"), place, style))
    return "".join(lines)


def _level(level: int, form: str, text: str, place: Place, style: str = "") -> str:
    left, first, tab = place
    first_line = {"firstLine": first} if first >= 0 else {"hanging": -first}
    kind = properties("pPr", {"tabs": tabs(("num", tab)), "ind": attributes_of(left=left, **first_line)})
    return (
        f"<w:lvl {attributes_of(ilvl=level)}><w:start {value_of(1)}/><w:numFmt {value_of(form)}/>"
        + (f"<w:pStyle {value_of(style)}/>" if style else "")
        + f"<w:lvlText {value_of(text)}/><w:lvlJc {value_of('left')}/>{kind}</w:lvl>"
    )


_ABSTRACT = _abstract()
