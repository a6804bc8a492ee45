"""Which answer a document cannot be written with."""

import pytest

from replies.document.culprit import culprit
from replies.document.tree import Block, Document, Heading, Paragraph, Source, Text
from tests.replies.document.trees import document

SOURCES = [Source(1, f"1.{n}", "Health") for n in range(1, 6)]


def paragraph(text: str, source: Source) -> Paragraph:
    return Paragraph((Text(text),), source=source)


def printed(*bad: int) -> Document:
    """Five answers of two paragraphs each; those of `bad` cannot be written."""
    blocks: list[Block] = [Heading(2, "Article 2")]
    for n, source in enumerate(SOURCES):
        blocks += [paragraph("good", source), paragraph("bad" if n in bad else "good", source)]
    return document(*blocks)


def beat() -> None:
    """The search is under way."""


def write(tree: Document) -> None:
    if Text("bad") in [
        inline for block in tree.blocks if isinstance(block, Paragraph) for inline in block.inlines
    ]:
        raise ValueError


@pytest.mark.parametrize("bad", range(5))
def test_culprit_is_the_answer_that_cannot_be_written(bad: int) -> None:
    assert culprit(printed(bad), write, beat) == SOURCES[bad]


def test_culprit_of_several_is_one_of_them() -> None:
    assert culprit(printed(1, 3), write, beat) == SOURCES[1]


def test_culprit_is_none_where_nothing_prints_at_all() -> None:
    def write_nothing(_tree: Document) -> None:
        raise ValueError

    assert culprit(printed(), write_nothing, beat) is None


@pytest.mark.parametrize("blocks", [(), (paragraph("good", SOURCES[0]),)])
def test_culprit_is_none_where_no_answer_fails_alone(blocks: tuple[Block, ...]) -> None:
    assert culprit(document(*blocks), write, beat) is None


def test_culprit_is_none_where_only_all_together_fail() -> None:
    def write_few(tree: Document) -> None:
        if len(tree.blocks) > 6:
            raise ValueError

    assert culprit(printed(), write_few, beat) is None


def test_culprit_is_not_looked_for_when_the_search_is_called_off() -> None:
    def call_off() -> None:
        raise KeyError

    with pytest.raises(KeyError):
        culprit(printed(1), write, call_off)
