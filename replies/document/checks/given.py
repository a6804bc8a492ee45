"""The answers of a document as the checks read them: whose, where, and what they say in plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from issues.models import DataPoint, slug_of
from replies.document.checks.finding import Check, Finding, key_of
from replies.document.tree import (
    Block,
    Document,
    Footnote,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Reference,
    Table,
)
from replies.models import Answer, Reply


@dataclass(frozen=True, slots=True)
class Said:
    """What blocks say: running text, notes, and the parts that the checks of form look at.

    References stand in `codes` only: the numbers that they print are no figures of the answer.
    """

    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    hrefs: list[str] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    lists: list[ListBlock] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that says something, with what it prints; `point` is None for an issue as a whole.

    `running` is its text without tables and notes, `everything` all of it.
    """

    reply: Reply
    answer: Answer
    point: DataPoint | None
    code: str
    said: Said
    running: str
    everything: str

    @property
    def is_text(self) -> bool:
        return self.answer.form == Answer.Form.TEXT

    @property
    def ministry(self) -> str:
        return str(self.reply.assignment.ministry.name)

    @property
    def place(self) -> tuple[int, int]:
        return place_of(self.reply, self.point)

    @property
    def url(self) -> str:
        return url_of(self.reply, self.code)

    def finding(self, check: Check, text: str, *found: object) -> Finding:
        """A finding in this answer; `found` are the words that it is about."""
        key = key_of(check, f"{self.code}-{self.reply.pk}", found)
        return Finding(check, text, self.ministry, self.url, key, self.place)


def place_of(reply: Reply, point: DataPoint | None) -> tuple[int, int]:
    """Where a document prints the answer to a data point."""
    return reply.assignment.issue.number, point.position + 1 if point else 0


def url_of(reply: Reply, code: str) -> str:
    """The card of an answer on the page of its reply."""
    return f"{reply.get_absolute_url()}#answer-{slug_of(code)}"


def given_in(replies: Iterable[Reply], document: Document) -> list[Given]:
    """All answers of the replies that say something, in the order of the document."""
    blocks = _blocks_by_source(document.blocks)
    found: list[Given] = []
    for reply in replies:
        for answer in reply.answers.all():
            if answer.is_answered:
                printed = blocks.get((reply.pk, code_of(reply, answer)), ())
                found.append(given_of(reply, answer, printed))
    return sorted(found, key=lambda given: given.place)


def _blocks_by_source(blocks: Iterable[Block]) -> dict[tuple[int, str], list[Block]]:
    found: dict[tuple[int, str], list[Block]] = {}
    for block in blocks:
        if isinstance(block, Paragraph | ListBlock | Table) and block.source:
            found.setdefault((block.source.reply, block.source.code), []).append(block)
    return found


def code_of(reply: Reply, answer: Answer) -> str:
    """The code that an answer answers: of its data point, else the number of the issue."""
    return answer.data_point.code if answer.data_point else str(reply.assignment.issue.number)


def given_of(reply: Reply, answer: Answer, blocks: Iterable[Block]) -> Given:
    """One answer with the blocks that it prints."""
    said = Said()
    _read(blocks, said)
    running = "\n".join(said.lines)
    in_tables = (line for table in said.tables for line in lines_of(table))
    everything = "\n".join((running, *in_tables, *said.notes))
    return Given(reply, answer, answer.data_point, code_of(reply, answer), said, running, everything)


def _read(blocks: Iterable[Block], said: Said) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            said.paragraphs.append(block)
            said.lines.append(text_of(block))
            _aside(block, said)
        elif isinstance(block, ListBlock):
            said.lists.append(block)
            for item in block.items:
                _read(item.blocks, said)
        elif isinstance(block, Table):
            said.tables.append(block)
            for paragraph in _paragraphs_of(block):
                _aside(paragraph, said)


def _aside(paragraph: Paragraph, said: Said) -> None:
    """The notes of a paragraph, the answers that it refers to, the addresses that it links to."""
    for inline in paragraph.inlines:
        if isinstance(inline, Footnote):
            said.notes.append(inline.text)
        elif isinstance(inline, Reference):
            said.codes.append(inline.code)
        elif isinstance(inline, Link):
            said.hrefs.append(inline.href)


def text_of(paragraph: Paragraph) -> str:
    """The text of a paragraph on one line, without notes and references."""
    parts = []
    for inline in paragraph.inlines:
        match inline:
            case LineBreak():
                parts.append(" ")
            case Link():
                parts.extend(text.text for text in inline.texts)
            case Footnote() | Reference():
                pass
            case _:
                parts.append(inline.text)
    return "".join(parts)


def cell_text(blocks: Iterable[Block]) -> str:
    """The text of a cell on one line."""
    return " ".join(text_of(paragraph) for paragraph in _paragraphs_in(blocks)).strip()


def lines_of(table: Table) -> Iterator[str]:
    """The title of a table and the text of each of its cells."""
    yield table.title
    for row in table.rows:
        for cell in row:
            yield cell_text(cell.blocks)


def _paragraphs_of(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        for cell in row:
            yield from _paragraphs_in(cell.blocks)


def _paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _paragraphs_in(item.blocks)
        elif isinstance(block, Table):
            yield from _paragraphs_of(block)
