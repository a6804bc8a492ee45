"""References resolved to the numbers of the paragraphs that they point at."""

from replies.document.references import anchored, references_in, resolved
from replies.document.tree import (
    Block,
    Cell,
    GapNotice,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Reference,
    Table,
    Text,
)
from replies.document.wording import wording_of
from tests.replies.document.trees import items, paragraph

ENGLISH = wording_of("en")
MISSING = Reference("9.9", "[no answer yet: 9.9]")


def referring(*codes: str, numbered: bool = True) -> Paragraph:
    return Paragraph(tuple(Reference(code) for code in codes), numbered)


def target(code: str, *, numbered: bool = True) -> Paragraph:
    return Paragraph((Text(code),), numbered, anchor=code)


def numbers(*blocks: Block) -> list[tuple[str, int]]:
    """The code and number of each reference, when resolved."""
    return [(found.code, found.number) for found in references_in(resolved(blocks, ENGLISH))]


def test_anchor_is_the_first_paragraph_with_a_number() -> None:
    blocks = (ListBlock(items("a")), paragraph("b", numbered=False), paragraph("c"), paragraph("d"))

    found = tuple(anchored("1.1", blocks))

    assert found == (*blocks[:2], Paragraph((Text("c"),), anchor="1.1"), blocks[3])


def test_anchor_of_blocks_without_a_number_is_nowhere() -> None:
    blocks = (ListBlock(items("a")), Table("", ()))

    assert tuple(anchored("1.1", blocks)) == blocks


def test_numbers_count_numbered_paragraphs_of_the_document_only() -> None:
    found = numbers(
        Heading(2, "Article 2"),
        referring("2.1", "1.1"),
        target("1.1"),
        ListBlock((Item((paragraph("in an item"),)),)),
        Table("", ((Cell((paragraph("in a cell"),)),),)),
        paragraph("no number", numbered=False),
        GapNotice("nothing"),
        target("2.1"),
    )

    assert found == [("2.1", 3), ("1.1", 2)]


def test_references_resolve_wherever_they_stand() -> None:
    blocks = (
        target("1.1"),
        ListBlock((Item((referring("1.1", numbered=False), ListBlock((Item((referring("9.9"),)),)))),)),
        Table("T", ((Cell((referring("1.1", numbered=False),), header=True, colspan=2),),)),
    )

    known = Reference("1.1", "paragraph", 1)
    assert resolved(blocks, ENGLISH) == (
        target("1.1"),
        ListBlock(
            (Item((Paragraph((known,), numbered=False), ListBlock((Item((Paragraph((MISSING,)),)),)))),)
        ),
        Table("T", ((Cell((Paragraph((known,), numbered=False),), header=True, colspan=2),),)),
    )


def test_reference_of_a_paragraph_to_itself_has_its_number() -> None:
    own = Paragraph((Reference("1.1"),), anchor="1.1")

    assert numbers(paragraph("before"), own) == [("1.1", 2)]


def test_reference_to_nothing_says_so() -> None:
    found = resolved((referring("9.9"), target("9.9", numbered=False)), ENGLISH)

    assert found == (Paragraph((MISSING,)), paragraph("9.9", numbered=False))


def test_anchors_that_nothing_refers_to_are_dropped() -> None:
    assert resolved((target("1.1"), target("2.1")), ENGLISH) == (paragraph("1.1"), paragraph("2.1"))


def test_anchor_that_stands_twice_is_the_first() -> None:
    found = resolved((target("1.1"), target("1.1"), referring("1.1")), ENGLISH)

    assert found == (target("1.1"), paragraph("1.1"), Paragraph((Reference("1.1", "paragraph", 1),)))
