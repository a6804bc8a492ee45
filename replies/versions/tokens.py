"""A paragraph as words, and two paragraphs' words written as one with their differences marked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import NamedTuple, TypeAlias

from lxml import etree

from replies.versions.alignment import Effort, changes_late, gaps, matches, without_crumbs

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no other name for its type
Style = tuple[tuple[str, str], ...]  # the tags around a word, outermost first, with the address of a link

ATOMS = {"br", "span"}
STOPS = ".,;:!?)»”"  # what ends a word stands for itself: “deaths” and “deaths,” are the same word


class Token(NamedTuple):
    """A word, a stop or an atom in its style; `gap` is the style of the space before it, None without one."""

    word: str
    style: Style
    gap: Style | None
    atom: Element | None = None


class Piece(NamedTuple):
    """What is written out: text or an atom, kept (""), taken out ("del") or put in ("ins")."""

    fate: str
    style: Style
    what: str | Element


def tokens(paragraph: Element | None) -> list[Token]:
    """The words, stops and atoms of a canonical paragraph; none where there is no paragraph."""
    found: list[Token] = []
    gap: Style | None = None
    for what, style in () if paragraph is None else _stretches(paragraph, ()):
        if isinstance(what, str):
            for part in re.findall(" |[^ ]+", what):
                word = part.rstrip(STOPS)
                if part == " ":
                    gap = style
                    continue
                for text in filter(None, (word, part[len(word) :])):
                    found.append(Token(text, style, gap))
                    gap = None
        else:
            found.append(Token(etree.tostring(what, encoding="unicode", with_tail=False), style, gap, what))
            gap = None
    return found


def _stretches(element: Element, style: Style) -> Iterator[tuple[str | Element, Style]]:
    yield element.text or "", style
    for child in element:
        if child.tag in ATOMS:
            yield child, style
        else:
            yield from _stretches(child, (*style, (str(child.tag), child.get("href", ""))))
        yield child.tail or "", style


def merged(old: Sequence[Token], new: Sequence[Token], effort: Effort) -> Iterator[Piece]:
    """Both texts in one: what was taken out stands before what was put in for it."""
    keys = [token[:2] for token in old], [token[:2] for token in new]
    kept = changes_late(without_crumbs(matches(*keys, effort), len(old), len(new)), *keys)
    ends = [*kept, None]
    for (gone, come), end in zip(gaps(kept, len(old), len(new)), ends, strict=True):
        yield from _replaced([old[n] for n in gone], [new[n] for n in come])
        if end:
            yield from _kept(old[end[0]], new[end[1]])


def _replaced(gone: Sequence[Token], come: Sequence[Token]) -> Iterator[Piece]:
    if gone and come and gone[0].gap is not None and gone[0].gap == come[0].gap:
        yield Piece("", gone[0].gap, " ")
        gone, come = [gone[0]._replace(gap=None), *gone[1:]], [come[0]._replace(gap=None), *come[1:]]
    for fate, stretch in (("del", gone), ("ins", come)):
        for token in stretch:
            yield from _gap(fate, token)
            yield _body(fate, token)


def _kept(before: Token, after: Token) -> Iterator[Piece]:
    if before.gap == after.gap:
        yield from _gap("", after)
    else:
        yield from _gap("del", before)
        yield from _gap("ins", after)
    yield _body("", after)


def _gap(fate: str, token: Token) -> Iterator[Piece]:
    if token.gap is not None:
        yield Piece(fate, token.gap, " ")


def _body(fate: str, token: Token) -> Piece:
    if token.atom is None:
        return Piece(fate, token.style, token.word)
    atom = deepcopy(token.atom)
    atom.tail = None
    if fate and (note := atom.get("data-footnote")):
        atom.text = note  # a number alone does not tell what changed
    return Piece(fate, token.style, atom)


def write(into: Element, pieces: Iterable[Piece]) -> None:
    """Add the pieces to an element, as few marks around them as possible."""
    for fate, stretch in groupby(pieces, key=lambda piece: piece.fate):
        _nest(etree.SubElement(into, fate) if fate else into, list(stretch), 0)


def _nest(into: Element, pieces: Sequence[Piece], depth: int) -> None:
    for around, stretch in groupby(pieces, key=lambda piece: piece.style[depth : depth + 1]):
        if around:
            [(tag, address)] = around
            outer = etree.SubElement(into, tag, {"href": address} if address else {})
            _nest(outer, list(stretch), depth + 1)
            continue
        for is_text, whats in groupby(
            (piece.what for piece in stretch), key=lambda what: isinstance(what, str)
        ):
            if is_text:
                _append_text(into, "".join(map(str, whats)))
            else:
                into.extend(what for what in whats if not isinstance(what, str))


def _append_text(into: Element, text: str) -> None:
    if len(into):
        into[-1].tail = text
    else:
        into.text = text
