"""Which answer it is that a document cannot be written with."""

from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from replies.document.tree import Block, Document, Source


def source_of(block: Block) -> Source | None:
    """Where a block comes from; None for what the document prints by itself."""
    return getattr(block, "source", None)


def culprit(document: Document, render: Callable[[Document], object]) -> Source | None:
    """The answer whose blocks alone make `render` fail; None when no single one does, or nothing prints.

    Halves the answers again and again: 155 of them take at most 18 renderings.
    """
    if _fails(document, [], render):
        return None
    answers = [
        (source, tuple(blocks)) for source, blocks in groupby(document.blocks, key=source_of) if source
    ]
    while len(answers) > 1:
        middle = len(answers) // 2
        halves = answers[:middle], answers[middle:]
        failing = next((half for half in halves if _fails(document, half, render)), None)
        if failing is None:
            return None
        answers = failing
    return answers[0][0] if answers and _fails(document, answers, render) else None


def _fails(
    document: Document,
    answers: list[tuple[Source, tuple[Block, ...]]],
    render: Callable[[Document], object],
) -> bool:
    blocks = tuple(block for _source, of_answer in answers for block in of_answer)
    try:
        render(replace(document, blocks=blocks))
    except Exception:  # noqa: BLE001 - whatever it is, it is this answer's
        return True
    return False
