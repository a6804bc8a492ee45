"""Which answer it is that a document cannot be written with."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from replies.document.tree import Block, Document, Source


def source_of(block: Block) -> Source | None:
    """Where a block comes from; None for what the document prints by itself."""
    return getattr(block, "source", None)


def culprit(
    document: Document, render: Callable[[Document], object], beat: Callable[[], None]
) -> Source | None:
    """The answer whose blocks alone make `render` fail; None when no single one does, or nothing prints.

    Halves the answers again and again: 155 of them take at most 18 renderings. `beat` is called before each,
    and may raise to end the search.
    """
    if _fails(document, [], render, beat):
        return None
    answers = [
        (source, tuple(blocks)) for source, blocks in groupby(document.blocks, key=source_of) if source
    ]
    while len(answers) > 1:
        middle = len(answers) // 2
        halves = answers[:middle], answers[middle:]
        failing = next((half for half in halves if _fails(document, half, render, beat)), None)
        if failing is None:
            return None
        answers = failing
    return answers[0][0] if answers and _fails(document, answers, render, beat) else None


def _fails(
    document: Document,
    answers: list[tuple[Source, tuple[Block, ...]]],
    render: Callable[[Document], object],
    beat: Callable[[], None],
) -> bool:
    beat()
    blocks = tuple(block for _source, of_answer in answers for block in of_answer)
    try:
        render(replace(document, blocks=blocks))
    except Exception:  # noqa: BLE001 - whatever it is, it is this answer's
        return True
    return False
