"""From the database to the tree: the replies in the order of the list, as they are to be printed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from django.db.models import Prefetch

from issues.models import DataPoint, Issue, ListOfIssues
from issues.treaty_bodies import TREATY_BODIES
from replies.document.blocks import blocks_from_html
from replies.document.options import Options, printed_language
from replies.document.references import anchored, references_in, resolved
from replies.document.tree import (
    Annex,
    Block,
    Document,
    GapNotice,
    Heading,
    Masthead,
    Paragraph,
    Question,
    Source,
    Text,
    TitleNote,
)
from replies.document.wording import first_heading_of, sentence_of, title_of, wording_of
from replies.document.words import PrintedWords, words_of
from replies.models import Answer, Attachment, Reply
from replies.workflow import Status

Given = tuple[Reply, Answer]


class Unprintable(Exception):
    """An answer whose stored text cannot be read as a document; `source` says which."""

    def __init__(self, source: Source) -> None:
        super().__init__(f"{source.code}, {source.ministry}")
        self.source = source


@dataclass(frozen=True, slots=True)
class Sources:
    """The replies sorted for printing: answers by data point, general ones by issue, annexes in order."""

    answers: dict[int, list[Given]] = field(default_factory=lambda: defaultdict(list))
    general: dict[int, list[Given]] = field(default_factory=lambda: defaultdict(list))
    annexes: list[Attachment] = field(default_factory=list)


def build(stored: ListOfIssues, replies: Sequence[Reply], options: Options | None = None) -> Document:
    """The document of a list from its replies, which come in the order of the issues, leads first.

    Without options it is the whole one, by issue, in the language of the list, with text not accepted yet.
    Raises Unprintable, which names the answer, when one cannot be read.
    """
    options = options or Options(printed_language(stored.language))
    language = options.language
    words = words_of(language)
    printed = [reply for reply in replies if _is_printed(reply, options)]
    sources = _sources(printed)
    annexes = tuple(
        Annex(words.annex.format(number=n), file.title, _language_note(file, language, words))
        for n, file in enumerate(sources.annexes, 1)
    )
    found = tuple(_blocks(_asked(stored, replies, options), sources, options))
    blocks = resolved(found, wording_of(language))
    is_final = all(reply.status == Status.ACCEPTED for reply in printed)
    return Document(
        masthead=_masthead(stored, language),
        title=title_of(stored, language),
        first_heading=first_heading_of(stored, language),
        blocks=blocks,
        title_notes=_title_notes(words, has_annexes=bool(annexes)),
        annexes=annexes,
        language=language,
        list_symbol=stored.symbol,
        author=stored.state_name,
        draft=not is_final or _has_gaps(blocks),
        extent=_extent(stored, replies, options),
    )


def annexes_of(replies: Sequence[Reply], options: Options) -> list[Attachment]:
    """The annexes of a document, in the order of their numbers."""
    return _sources([reply for reply in replies if _is_printed(reply, options)]).annexes


def _is_printed(reply: Reply, options: Options) -> bool:
    assignment = reply.assignment
    return (
        (options.with_unaccepted or reply.status == Status.ACCEPTED)
        and options.ministry in {None, assignment.ministry_id}
        and options.section in {None, assignment.issue.section_id}
    )


def _asked(stored: ListOfIssues, replies: Sequence[Reply], options: Options) -> list[Issue]:
    """The issues of the part that is printed, in order; `asked_here` holds what is asked in each of them."""
    points = DataPoint.objects.order_by("position").select_related("passage")
    issues = stored.issues.select_related("section").order_by("number")
    asked = Prefetch("data_points", points, to_attr="asked_here")
    issues = issues.prefetch_related(asked)  # type: ignore[no-redef]
    if options.with_questions:
        issues = issues.prefetch_related("passages")
    if options.section is not None:
        issues = issues.filter(section=options.section)
    found = list(issues)
    if options.ministry is None:
        return found
    own = [reply.assignment for reply in replies if reply.assignment.ministry_id == options.ministry]
    theirs = {assignment.issue_id: assignment.data_points.all() for assignment in own}
    for issue in found:
        codes = {point.pk for point in theirs.get(issue.pk, ())}
        issue.asked_here = [point for point in issue.asked_here if point.pk in codes]
    return [issue for issue in found if issue.pk in theirs]


def _extent(stored: ListOfIssues, replies: Sequence[Reply], options: Options) -> str:
    """What part it is, by its ministry and the heading of its section; empty for the whole."""
    if not options.is_part:
        return ""
    named: list[str] = []
    if options.section is not None:
        named.append(stored.sections.get(pk=options.section).heading)
    if options.ministry is not None:
        own = (reply.assignment.ministry for reply in replies)
        named.append(next((m.name_in(options.language) for m in own if m.pk == options.ministry), ""))
    return words_of(options.language).part.format(name=", ".join(filter(None, named)))


def _has_gaps(blocks: Sequence[Block]) -> bool:
    """Whether something says in place what is missing: an answer, or the paragraph that another refers to."""
    return any(isinstance(block, GapNotice) for block in blocks) or any(
        not reference.number for reference in references_in(blocks)
    )


def _sources(replies: Sequence[Reply]) -> Sources:
    found = Sources()
    for reply in replies:
        for answer in reply.answers.all():
            if not answer.is_answered:
                continue
            if answer.data_point_id is None:
                found.general[reply.assignment.issue_id].append((reply, answer))
            else:
                found.answers[answer.data_point_id].append((reply, answer))
        files = (file for file in reply.attachments.all() if file.goes_to_geneva)
        found.annexes.extend(sorted(files, key=lambda file: (file.position, file.pk)))
    return found


def _language_note(file: Attachment, language: str, words: PrintedWords) -> str:
    """“[Original: Russian]” for an annex that is not in the language of the document."""
    if file.language in {"", language}:
        return ""
    return f"[{words.original.format(language=words.languages[file.language])}]"


def _masthead(stored: ListOfIssues, language: str) -> Masthead:
    """The masthead of a document in a language; its original is the language of the list."""
    words, body = words_of(language), TREATY_BODIES[stored.body]
    printed = language if language in body.committee else "en"
    consideration = wording_of(language).consideration
    return Masthead(
        organisation=words.organisation,
        convention=body.convention[printed],
        distribution=words.distribution,
        language=words.language_name,
        original=words.original.format(language=words.languages.get(stored.language, words.language_name)),
        languages_only=words.languages_only,
        committee=body.committee[printed],
        consideration=consideration.format(reporting=body.reporting[printed]),
    )


def _title_notes(words: PrintedWords, *, has_annexes: bool) -> tuple[TitleNote, ...]:
    notes = (TitleNote("*", words.unedited), TitleNote("**", words.annexes_in_files))
    return notes if has_annexes else notes[:1]


def _blocks(issues: Sequence[Issue], sources: Sources, options: Options) -> Iterator[Block]:
    for section, in_section in groupby(issues, key=lambda issue: issue.section):
        if section:
            yield Heading(2, section.heading)
        for issue in in_section:
            yield from _issue(issue, sources, options)


def _issue(issue: Issue, sources: Sources, options: Options) -> Iterator[Block]:
    words, language = words_of(options.language), options.language
    points, general = issue.asked_here, sources.general[issue.pk]
    if options.by_issue:
        yield Heading(3, words.reply_to_paragraph.format(number=issue.number))
    yield from _questions(issue, "", options)
    yield from anchored(str(issue.number), _answers(general, str(issue.number), language))
    if not points and not general:
        yield gap_notice(str(issue.number), issue.label, language)
    for item, of_item in groupby(points, key=lambda point: point.passage.item):
        if item:
            if options.by_issue:
                yield Heading(4, words.reply_to_item.format(number=issue.number, item=item))
            yield from _questions(issue, item, options)
        for point in of_item:
            answers = sources.answers[point.pk]
            if not answers:
                yield gap_notice(point.code, point.label, language)
            yield from anchored(point.code, _answers(answers, point.code, language))


def gap_notice(code: str, label: str, language: str) -> GapNotice:
    """Says that nothing answers a data point, or an issue as a whole, yet."""
    return GapNotice(wording_of(language).gap.format(code=code, label=label))


def _questions(issue: Issue, item: str, options: Options) -> Iterator[Block]:
    """What the Committee asks in the opening of an issue, or in one item of it."""
    if options.with_questions:
        passages = (passage for passage in issue.passages.all() if passage.item == item)
        yield from (Question(item, passage.text) for passage in passages)


def _answers(given: Sequence[Given], code: str, language: str) -> Iterator[Block]:
    for reply, answer in given:
        source = Source(reply.pk, code, reply.assignment.ministry.name_in(language))
        if answer.form != Answer.Form.TEXT:
            yield Paragraph((Text(sentence_of(answer, language)),), source=source)
            continue
        try:
            blocks = blocks_from_html(answer.text)
        except Exception as error:
            raise Unprintable(source) from error
        yield from (replace(block, source=source) for block in blocks)
