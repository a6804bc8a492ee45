"""From the database to the tree: the replies in the order of the list, as they are to be printed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from issues.models import DataPoint, Issue, ListOfIssues
from issues.treaty_bodies import TREATY_BODIES
from replies.document.blocks import blocks_from_html
from replies.document.references import anchored, references_in, resolved
from replies.document.tree import (
    Annex,
    Block,
    Document,
    GapNotice,
    Heading,
    Masthead,
    Paragraph,
    Text,
    TitleNote,
)
from replies.document.wording import first_heading_of, sentence_of, title_of, wording_of
from replies.document.words import PrintedWords, words_of
from replies.models import Answer, Attachment, Compilation, Reply
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Sources:
    """The replies sorted for printing: answers by data point, general ones by issue, annexes in order."""

    answers: dict[int, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    general: dict[int, list[Answer]] = field(default_factory=lambda: defaultdict(list))
    annexes: list[Attachment] = field(default_factory=list)


def build(stored: ListOfIssues, replies: Sequence[Reply], *, layout: str) -> Document:
    """The document of a list from its replies, which come in the order of the issues, leads first."""
    words = words_of(stored.language)
    sources = _sources(replies)
    annexes = tuple(
        Annex(words.annex.format(number=n), file.title, _language_note(file, stored, words))
        for n, file in enumerate(sources.annexes, 1)
    )
    found = tuple(_blocks(stored, sources, by_issue=layout == Compilation.Layout.BY_ISSUE))
    blocks = resolved(found, wording_of(stored.language))
    is_final = all(reply.status == Status.ACCEPTED for reply in replies)
    return Document(
        masthead=_masthead(stored, words),
        title=title_of(stored),
        first_heading=first_heading_of(stored),
        blocks=blocks,
        title_notes=_title_notes(words, has_annexes=bool(annexes)),
        annexes=annexes,
        language=stored.language,
        list_symbol=stored.symbol,
        author=stored.state_name,
        draft=not is_final or _has_gaps(blocks),
    )


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
                found.general[reply.assignment.issue_id].append(answer)
            else:
                found.answers[answer.data_point_id].append(answer)
        files = (file for file in reply.attachments.all() if file.goes_to_geneva)
        found.annexes.extend(sorted(files, key=lambda file: (file.position, file.pk)))
    return found


def _language_note(file: Attachment, stored: ListOfIssues, words: PrintedWords) -> str:
    """“[Original: Russian]” for an annex that is not in the language of the document."""
    if file.language in {"", stored.language}:
        return ""
    return f"[{words.original.format(language=words.languages[file.language])}]"


def _masthead(stored: ListOfIssues, words: PrintedWords) -> Masthead:
    body = TREATY_BODIES[stored.body]
    printed = stored.language if stored.language in body.committee else "en"
    consideration = wording_of(stored.language).consideration
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


def _blocks(stored: ListOfIssues, sources: Sources, *, by_issue: bool) -> Iterator[Block]:
    points = DataPoint.objects.order_by("position").select_related("passage")
    by_issue_id: dict[int, list[DataPoint]] = defaultdict(list)
    for point in points.filter(issue__list_of_issues=stored):
        by_issue_id[point.issue_id].append(point)
    issues = stored.issues.select_related("section").order_by("number")
    for section, in_section in groupby(issues, key=lambda issue: issue.section):
        if section:
            yield Heading(2, section.heading)
        for issue in in_section:
            yield from _issue(issue, by_issue_id[issue.pk], sources, stored.language, by_issue=by_issue)


def _issue(
    issue: Issue, points: Sequence[DataPoint], sources: Sources, language: str, *, by_issue: bool
) -> Iterator[Block]:
    words, wording = words_of(language), wording_of(language)
    if by_issue:
        yield Heading(3, words.reply_to_paragraph.format(number=issue.number))
    yield from anchored(str(issue.number), _answers(sources.general[issue.pk], language))
    if not points and not sources.general[issue.pk]:
        yield GapNotice(wording.gap.format(code=issue.number, label=issue.label))
    for item, of_item in groupby(points, key=lambda point: point.passage.item):
        if by_issue and item:
            yield Heading(4, words.reply_to_item.format(number=issue.number, item=item))
        for point in of_item:
            answers = sources.answers[point.pk]
            if not answers:
                yield GapNotice(wording.gap.format(code=point.code, label=point.label))
            yield from anchored(point.code, _answers(answers, language))


def _answers(answers: Sequence[Answer], language: str) -> Iterator[Block]:
    for answer in answers:
        if answer.form == Answer.Form.TEXT:
            yield from blocks_from_html(answer.text)
        else:
            yield Paragraph((Text(sentence_of(answer, language)),))
