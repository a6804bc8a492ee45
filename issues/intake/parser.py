"""Lines of a document in, a list of issues out: cover, sections, issues, passages, notes, warnings."""

import re
from collections.abc import Sequence
from dataclasses import replace

from issues.intake import cover
from issues.intake.articles import articles
from issues.intake.blocks import Block, blocks
from issues.intake.doubts import doubts
from issues.intake.furniture import page_headers, without_furniture
from issues.intake.languages import LANGUAGES
from issues.intake.marks import plain, split_marks
from issues.intake.notes import place_plain_marks, separate_notes
from issues.intake.parsed import (
    NotAListOfIssues,
    ParsedIssue,
    ParsedList,
    ParsedNote,
    ParsedPassage,
    ParsedSection,
)
from issues.intake.source import Line, Source
from issues.intake.structure import Outline

_ROMAN = re.compile(r"[IVX]{1,5}\.\s")
_CAPITAL = re.compile(r"[A-ZА-Я]\.\s")


def parse(source: Source) -> ParsedList:
    """The list that `source` holds, its data points left empty.

    Raises NotAListOfIssues where no title of a list, or no numbered issue, is found.
    """
    lines = without_furniture(source.lines)
    begin = cover.find_title(lines, source.name).start
    separated = separate_notes(lines[begin:])
    notes = (*source.notes, *separated.notes)
    marked = place_plain_marks(separated.lines, notes)
    title = cover.find_title(marked, source.name)
    found = blocks(Outline(marked[title.end :], LANGUAGES[title.language]))
    front = [*lines[:begin], *page_headers(source.lines)]
    read = _with_cover(front, source.name, title, found, notes)
    if not read.issues:
        raise NotAListOfIssues(
            f"{source.name} has the title of a list of issues, but no numbered issue was found under it. "
            "Check that the file holds the whole document."
        )
    first = next(i for i, block in enumerate(found) if block.kind == "issue")
    unnumbered = [block.text for block in found[first:] if block.kind == "other"]
    return replace(read, warnings=(*read.warnings, *doubts(read, unnumbered)))


def _with_cover(
    front: Sequence[Line],
    name: str,
    title: cover.Title,
    found: Sequence[Block],
    notes: Sequence[ParsedNote],
) -> ParsedList:
    """Everything put together; the only warning yet is that of a symbol which nothing confirms."""
    text, title_notes = split_marks(title.text)
    stated = cover.stated_symbol(front, name)
    cited = [plain(block.text) for block in found] + [note.text for note in notes]
    symbol = stated or cover.deduced_symbol(cited, text)
    deduced = symbol and not stated
    return ParsedList(
        symbol=symbol,
        body=cover.body_code(symbol, front),
        state=cover.state_code(symbol),
        state_name=cover.state_name(text, title.language),
        language=title.language,
        document_date=cover.cover_date(front),
        session=cover.session(notes, title.language),
        title=text,
        title_notes=title_notes,
        sections=_sections([block for block in found if block.kind == "heading"], title.language),
        issues=_issues(found),
        notes=tuple(notes),
        warnings=(_deduced_warning(symbol),) if deduced else (),
    )


def _deduced_warning(symbol: str) -> str:
    return (
        f"The document does not state its symbol: {symbol} was worked out from the report that it cites. "
        "Check it before you go on."
    )


def _sections(headings: Sequence[Block], language: str) -> tuple[ParsedSection, ...]:
    levels = _levels(headings)
    return tuple(
        ParsedSection(text, articles(text, language), level, marks)
        for (text, marks), level in zip(
            (split_marks(heading.text) for heading in headings), levels, strict=True
        )
    )


def _levels(headings: Sequence[Block]) -> list[int]:
    """1 for the highest headings: told by "I." over "A." over none, else by the ranks of the format."""
    if not any(_ROMAN.match(heading.text) or _CAPITAL.match(heading.text) for heading in headings):
        ranks = sorted({heading.rank for heading in headings} - {0})
        return [ranks.index(heading.rank) + 1 if heading.rank else 1 for heading in headings]
    has_roman = any(_ROMAN.match(heading.text) for heading in headings)
    levels: list[int] = []
    above = 0
    for heading in headings:
        if _ROMAN.match(heading.text):
            above = 1
        elif _CAPITAL.match(heading.text):
            above = 1 + has_roman
        else:
            levels.append(above + 1)
            continue
        levels.append(above)
    return levels


def _issues(found: Sequence[Block]) -> tuple[ParsedIssue, ...]:
    issues: list[ParsedIssue] = []
    section = -1
    for block in found:
        if block.kind == "heading":
            section += 1
        elif block.kind == "issue":
            passage = ParsedPassage(block.item, *split_marks(block.text))
            if block.first:
                issues.append(ParsedIssue(block.number, section, (passage,)))
            else:
                issues[-1] = replace(issues[-1], passages=(*issues[-1].passages, passage))
    return tuple(issues)
