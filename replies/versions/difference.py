"""The differences of two rich texts, word by word: what was taken out in `del`, what was put in in `ins`.

Blocks are aligned first (paragraphs, list items, rows, columns), then the words of each pair. The same word
in bold, in italics or with a link is another one. Footnotes and references count as words.
"""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import escape
from itertools import groupby, zip_longest

from django.utils.translation import gettext
from lxml import etree

from replies.richtext import parse
from replies.versions.alignment import MATCHING_ALIKE, Effort, Pairs, gaps, likest, matches
from replies.versions.tokens import Element, merged, tokens, write

Both = tuple[Element | None, Element | None]

STEPS = 1_500_000  # about a second of comparing; what is left over is shown as replaced in one piece
LEAST_ALIKE = {"p": 0.3, "li": 0.3}  # what is less alike is another paragraph
COLUMNS_JUDGED_BY = 50  # rows
TEXT_FORM, UNAVAILABLE, SEE = "text", "unavailable", "see"


@dataclass(frozen=True, slots=True)
class Said:
    """What a version of an answer says: its form, its text or reason, the code of the answer to see."""

    form: str = TEXT_FORM
    text: str = ""
    see: str = ""

    @property
    def html(self) -> str:
        """The rich text, or the sentence that stands for another form."""
        if self.form == TEXT_FORM:
            return self.text
        sentence = gettext("Nothing to add.")
        if self.form == UNAVAILABLE:
            sentence = f"{gettext('Not available, because')} {self.text}"
        elif self.form == SEE:
            sentence = gettext("See the answer to %s.") % self.see
        return f"<p>{escape(sentence, quote=False)}</p>"


def difference_of(before: Said, after: Said) -> str:
    """What changed between two versions, safe HTML."""
    return marked_difference(before.html, after.html)


def sides_of(before: Said, after: Said) -> tuple[str, str]:
    """Both versions, safe HTML: in the first is marked what was taken out, in the second what was put in."""
    old, new = parse(before.html), parse(after.html)
    return _Merging({"del"}).html(old, new), _Merging({"ins"}).html(old, new)


def marked_difference(old: str, new: str) -> str:
    """One text that reads as both: without its `ins` it says what the old one said, without `del` the new."""
    return _Merging({"del", "ins"}).html(parse(old), parse(new))


class _Merging:
    """Writes two texts as one, with what was taken out, what was put in, or both."""

    def __init__(self, shown: set[str]) -> None:
        self._shown = shown
        self._effort = Effort(STEPS)

    def html(self, old: Element, new: Element) -> str:
        root = etree.Element("div")
        self._blocks(root, old, new)
        return "".join(etree.tostring(block, encoding="unicode", method="html") for block in root)

    def _blocks(self, into: Element, old: Element | None, new: Element | None) -> None:
        """Write what two elements hold; None is an element that is not there."""
        for pair in self._paired(_children(old), _children(new)):
            self._block(into, pair)

    def _block(self, into: Element, pair: Both) -> None:
        front = self._front(pair)
        if front is None:
            return
        if _is_same(*pair):
            into.append(deepcopy(front))
        elif front.tag == "p":
            self._words(etree.SubElement(into, "p"), *pair)
        elif front.tag == "table":
            self._table(etree.SubElement(into, "table"), *pair)
        else:
            self._blocks(_shell(into, front), *pair)

    def _front(self, pair: Both) -> Element | None:
        """Whose frame is shown: the newer one's where there is a choice; None where nothing is to be seen."""
        old = pair[0] if "del" in self._shown else None
        new = pair[1] if "ins" in self._shown else None
        return old if new is None else new

    def _paired(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Both]:
        return _interleaved(self._pairs(old, new), old, new)

    def _pairs(self, old: Sequence[Element], new: Sequence[Element]) -> Pairs:
        """Equal blocks belong together; between them those that are most alike."""
        same = matches([_key(block) for block in old], [_key(block) for block in new], self._effort)
        alike: Pairs = []
        for gone, come in gaps(same, len(old), len(new)):
            found = self._alike([old[n] for n in gone], [new[n] for n in come])
            alike += [(gone[i], come[j]) for i, j in found]
        return sorted(same + alike)

    def _alike(self, old: Sequence[Element], new: Sequence[Element]) -> Pairs:
        if len(old) == len(new) == 1:
            return [(0, 0)] if old[0].tag == new[0].tag else []
        if not self._effort.allows(MATCHING_ALIKE * len(old) * len(new)):
            return matches(list(map(_opening, old)), list(map(_opening, new)), self._effort)
        words = [_vocabulary(block) for block in old], [_vocabulary(block) for block in new]
        return likest(
            len(old),
            len(new),
            lambda i, j: _likeness(words[0][i], words[1][j], old[i].tag) if old[i].tag == new[j].tag else 0,
        )

    def _words(self, into: Element, old: Element | None, new: Element | None) -> None:
        pieces = merged(tokens(old), tokens(new), self._effort)
        write(into, (piece for piece in pieces if not piece.fate or piece.fate in self._shown))

    def _table(self, into: Element, old: Element | None, new: Element | None) -> None:
        self._title(into, old, new)
        before, after = _rows(old), _rows(new)
        pairs = self._pairs(before, after)
        columns = self._columns([(before[i], after[j]) for i, j in pairs])
        rows = [
            (front, pair)
            for pair in _interleaved(pairs, before, after)
            if (front := self._front(pair)) is not None
        ]
        parts = [_part(front) for front, _pair in rows]
        if parts != sorted(parts, reverse=True):
            parts = ["tbody"] * len(parts)  # a browser would put the rows of a later head first
        for part, stretch in groupby(zip(parts, rows, strict=True), key=lambda row: row[0]):
            body = etree.SubElement(into, part)
            for _, (_front, pair) in stretch:
                self._row(etree.SubElement(body, "tr"), pair, columns)

    def _title(self, into: Element, old: Element | None, new: Element | None) -> None:
        """A title that stays is an attribute, as in every table; one that changed is written in words."""
        before, after = (None if table is None else table.get("data-title") for table in (old, new))
        if before and before == after:
            into.set("data-title", before)
        elif before or after:
            self._words(etree.SubElement(into, "caption"), _line(before), _line(after))

    def _row(self, into: Element, pair: Both, columns: Pairs | None) -> None:
        old, new = (_children(row) for row in pair)
        if len(old) == len(new):
            cells: Iterator[Both] = zip(old, new, strict=True)
        elif None in pair:
            cells = zip_longest(old, new)
        elif columns is not None and _is_plain(old) and _is_plain(new):
            cells = _interleaved([(i, j) for i, j in columns if i < len(old) and j < len(new)], old, new)
        else:
            cells = self._paired(old, new)
        for cell in cells:
            self._cell(into, cell)

    def _cell(self, into: Element, pair: Both) -> None:
        front = self._front(pair)
        if front is not None:
            cell = _shell(into, front)
            if None in pair:
                cell.set("class", "cell-gone" if pair[1] is None else "cell-new")
            self._blocks(cell, *pair)

    def _columns(self, pairs: Sequence[tuple[Element, Element]]) -> Pairs | None:
        """Which columns belong together, judged by the rows that do; None where all have merged cells."""
        plain = [pair for pair in pairs if all(_is_plain(row) for row in pair)][:COLUMNS_JUDGED_BY]
        if not plain:
            return None
        keys = [([_key(cell) for cell in old], [_key(cell) for cell in new]) for old, new in plain]
        width_old, width_new = (max(len(row[side]) for row in keys) for side in (0, 1))

        def likeness(i: int, j: int) -> float:
            both = [(old[i], new[j]) for old, new in keys if i < len(old) and j < len(new)]
            return 0.01 + sum(a == b for a, b in both) / len(keys)

        return likest(width_old, width_new, likeness)


def _children(element: Element | None) -> list[Element]:
    return [] if element is None else list(element)


def _rows(table: Element | None) -> list[Element]:
    return [] if table is None else list(table.iter("tr"))


def _is_same(old: Element | None, new: Element | None) -> bool:
    return old is not None and new is not None and _key(old) == _key(new)


def _key(element: Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _shell(into: Element, like: Element) -> Element:
    return etree.SubElement(into, like.tag, {str(name): str(value) for name, value in like.attrib.items()})


def _line(text: str | None) -> Element | None:
    if text is None:
        return None
    line = etree.Element("p")
    line.text = text
    return line


def _part(row: Element) -> str:
    return next(str(part.tag) for part in row.iterancestors())


def _is_plain(row: Iterable[Element]) -> bool:
    """Whether no cell of the row is merged with another."""
    return not any(cell.attrib for cell in row)


def _vocabulary(element: Element) -> frozenset[str]:
    return frozenset(word for text in element.itertext() for word in str(text).split())


def _opening(element: Element) -> tuple[str, ...]:
    """The words by which a block is known where there are many: the first ones, of a row the first cell's."""
    first = element[0] if element.tag == "tr" and len(element) else element
    return (str(element.tag), *" ".join(map(str, first.itertext())).split()[:4])


def _likeness(old: frozenset[str], new: frozenset[str], tag: object) -> float:
    share = 2 * len(old & new) / max(1, len(old) + len(new))
    return share + 0.01 if share >= LEAST_ALIKE.get(str(tag), 0) else 0


def _interleaved(pairs: Pairs, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Both]:
    """All elements in order: the pairs, and between them first those that are gone, then those that came."""
    ends = [*pairs, None]
    for (gone, come), end in zip(gaps(pairs, len(old), len(new)), ends, strict=True):
        yield from ((old[n], None) for n in gone)
        yield from ((None, new[n]) for n in come)
        if end:
            yield old[end[0]], new[end[1]]
