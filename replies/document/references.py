"""References from one answer to another: each resolved to the number of a paragraph of the document."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from replies.document.tree import Block, Item, ListBlock, Paragraph, Reference, Table
from replies.document.wording import Wording


def anchored(code: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks of the answers to a data point, its code the anchor of the first that has a number."""
    is_found = False
    for block in blocks:
        if not is_found and isinstance(block, Paragraph) and block.numbered:
            is_found = True
            yield replace(block, anchor=code)
        else:
            yield block


def resolved(blocks: tuple[Block, ...], wording: Wording) -> tuple[Block, ...]:
    """All blocks of a document with the number of every reference, and no anchor that none refers to."""
    wanted = {reference.code for reference in references_in(blocks)}
    numbers: dict[str, int] = {}
    found: list[Block] = []
    number = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            number += block.numbered
            if block.numbered and block.anchor in wanted and block.anchor not in numbers:
                numbers[block.anchor] = number
            elif block.anchor:
                block = replace(block, anchor="")  # noqa: PLW2901 - the block as it goes on
        found.append(block)

    def place(paragraph: Paragraph) -> Paragraph:
        inlines = (
            _resolved(inline, numbers, wording) if isinstance(inline, Reference) else inline
            for inline in paragraph.inlines
        )
        return replace(paragraph, inlines=tuple(inlines))

    return tuple(changed(block, place) for block in found) if wanted else tuple(found)


def _resolved(reference: Reference, numbers: dict[str, int], wording: Wording) -> Reference:
    number = numbers.get(reference.code, 0)
    words = wording.paragraph if number else wording.no_answer.format(code=reference.code)
    return Reference(reference.code, words, number)


def references_in(blocks: Iterable[Block]) -> Iterator[Reference]:
    """Every reference, also those in lists and cells, in order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (inline for inline in block.inlines if isinstance(inline, Reference))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from references_in(item.blocks)
        elif isinstance(block, Table):
            for cell in (cell for row in block.rows for cell in row):
                yield from references_in(cell.blocks)


def changed(block: Block, change: Callable[[Paragraph], Paragraph]) -> Block:
    """The block with every paragraph in it changed, also those in lists and cells."""
    if isinstance(block, Paragraph):
        return change(block)
    if isinstance(block, ListBlock):
        items = (Item(tuple(changed(inner, change) for inner in item.blocks)) for item in block.items)
        return replace(block, items=tuple(items))
    if isinstance(block, Table):
        rows = (
            tuple(
                replace(cell, blocks=tuple(changed(inner, change) for inner in cell.blocks)) for cell in row
            )
            for row in block.rows
        )
        return replace(block, rows=tuple(rows))
    return block
