"""The delegation brief: an internal paper for those who speak for the State before the Committee.

For each issue what was asked, what was answered, by whom, what was declared unavailable, and the sources. Its
numbered paragraphs are those of the document that was sent, in the same order, so that both have the same
numbers.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format

from issues.models import ListOfIssues
from replies.document.blocks import blocks_from_html
from replies.document.brief_given import Dossier, Given, dossiers_of
from replies.document.brief_sources import sources_of
from replies.document.brief_words import BriefWords, brief_words_of
from replies.document.build import Unprintable, gap_notice
from replies.document.options import Options
from replies.document.references import anchored, resolved
from replies.document.tree import (
    Block,
    Cell,
    Document,
    Heading,
    Item,
    ListBlock,
    Paragraph,
    Question,
    Source,
    Table,
    Text,
)
from replies.document.wording import sentence_of, wording_of
from replies.models import Answer, Reply
from replies.workflow import Status


def build(stored: ListOfIssues, replies: Sequence[Reply], options: Options) -> Document:
    """The brief of a list from its replies as they stood, which come in the order of the issues, leads first.

    Raises Unprintable, which names the answer, when one cannot be read.
    """
    words = brief_words_of(options.language)
    dossiers = dossiers_of(stored, replies, options)
    with translation.override(options.language):  # for dates
        blocks = tuple(_blocks(dossiers, stored, words, options.language))
    is_final = all(reply.status == Status.ACCEPTED for one in dossiers for reply in one.replies)
    return Document(
        masthead=None,
        title=words.title.format(symbol=stored.symbol),
        first_heading="",
        blocks=resolved(blocks, wording_of(options.language)),
        language=options.language,
        list_symbol=stored.symbol,
        author=stored.state_name,
        draft=not is_final or any(one.gaps for one in dossiers),
    )


def _blocks(
    dossiers: Sequence[Dossier], stored: ListOfIssues, words: BriefWords, language: str
) -> Iterator[Block]:
    yield _overview(dossiers, words, language)
    for dossier in dossiers:
        yield Heading(2, words.issue.format(number=dossier.issue.number, label=dossier.issue.label))
        yield Heading(3, words.asked)
        yield from (Question(passage.item, passage.text) for passage in dossier.issue.passages.all())
        yield Heading(3, words.answered)
        yield from _answered(dossier, language)
        yield Heading(3, words.by_whom)
        yield from _listed([_by_whom(reply, stored, words, language) for reply in dossier.replies])
        yield Heading(3, words.unavailable)
        yield from _unavailable(dossier, words, language)
        yield Heading(3, words.sources)
        yield sources_of(dossier, words, language) or _plain(words.no_sources)


def _overview(dossiers: Sequence[Dossier], words: BriefWords, language: str) -> Table:
    """A row for each issue: who answers it, and how many of its answers are of which kind."""
    head = tuple(Cell((_plain(column),), header=True) for column in words.columns)
    return Table(words.overview, (head, *(_row(dossier, language) for dossier in dossiers)))


def _row(dossier: Dossier, language: str) -> tuple[Cell, ...]:
    form = Answer.Form
    ministries = ", ".join(reply.assignment.ministry.name_in(language) for reply in dossier.replies)
    counts = (
        dossier.of_form(form.TEXT, form.NOTHING),
        dossier.of_form(form.UNAVAILABLE),
        dossier.of_form(form.SEE),
        len(dossier.gaps),
    )
    texts = (f"{dossier.issue.number}. {dossier.issue.label}", ministries or "–", *map(str, counts))
    return tuple(Cell((_plain(text),)) for text in texts)


def _answered(dossier: Dossier, language: str) -> Iterator[Block]:
    """The answers under what they answer, each with the ministry that gives it; then what nothing answers."""
    before = ""
    for given in dossier.given:
        if given.code != before:
            yield Heading(4, f"{given.code}  {given.label}")
        yield Paragraph((Text(_ministry(given, language), italic=True),), numbered=False)
        is_first, before = given.code != before, given.code
        blocks = _answer(given, language)
        yield from anchored(given.code, blocks) if is_first else blocks
    yield from (gap_notice(code, label, language) for code, label in dossier.gaps)


def _ministry(given: Given, language: str) -> str:
    return given.reply.assignment.ministry.name_in(language)


def _answer(given: Given, language: str) -> tuple[Block, ...]:
    if given.answer.form != Answer.Form.TEXT:
        return (Paragraph((Text(sentence_of(given.answer, language)),)),)
    try:
        return blocks_from_html(given.answer.text)
    except Exception as error:
        raise Unprintable(Source(given.reply.pk, given.code, _ministry(given, language))) from error


def _by_whom(reply: Reply, stored: ListOfIssues, words: BriefWords, language: str) -> str:
    """The ministry and its part in the issue; who cleared and who accepted its reply, and when."""
    part = words.lead if reply.assignment.is_lead else words.contributor
    said = [part.format(ministry=reply.assignment.ministry.name_in(language))]
    if reply.status in {Status.CLEARED, Status.ACCEPTED} and reply.cleared_by and reply.cleared_at:
        said.append(words.cleared.format(name=reply.cleared_by.name, date=_day(reply.cleared_at, stored)))
    else:
        said.append(words.not_cleared)
    if reply.status == Status.ACCEPTED and reply.accepted_by and reply.accepted_at:
        said.append(words.accepted.format(name=reply.accepted_by.name, date=_day(reply.accepted_at, stored)))
    return "; ".join(said)


def _day(moment: datetime, stored: ListOfIssues) -> str:
    """The day in the State, in words of the language in force."""
    return date_format(moment.astimezone(ZoneInfo(stored.time_zone)), "DATE_FORMAT")


def _unavailable(dossier: Dossier, words: BriefWords, language: str) -> Iterator[Block]:
    """The data points declared not available, with the reason and the ministry that gives it."""
    declared = (given for given in dossier.given if given.answer.form == Answer.Form.UNAVAILABLE)
    lines = [
        f"{given.code} {given.label}: {given.answer.text} ({_ministry(given, language)})"
        for given in declared
    ]
    yield from _listed(lines) if lines else (_plain(words.nothing_unavailable),)


def _listed(lines: Sequence[str]) -> Iterator[Block]:
    if lines:
        yield ListBlock(tuple(Item((_plain(line),)) for line in lines), ordered=False)


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),), numbered=False)
