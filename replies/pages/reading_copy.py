"""A reply, an issue or a whole list as a clean page to be read and printed, as one person may see it.

The Committee's text with its notes, then what each ministry answers. Answers are set by the renderer of the
consolidated document, so that tables keep their captions and notes stand in print; their paragraphs bear no
number, since only the document gives them one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.marking import Run, cut
from issues.models import DataPoint, Issue, IssueQuerySet, ListOfIssues, SourceNote
from replies.document.blocks import blocks_from_html
from replies.document.html_body import Body
from replies.document.html_words import page_words_of
from replies.document.options import printed_language
from replies.document.references import changed
from replies.document.tree import Block, Inline, Paragraph, Reference, Text
from replies.document.words import words_of
from replies.models import Attachment, Reply, ReplyQuerySet
from replies.pages.cards import Card, cards
from replies.permissions import assigner_refusal
from replies.versions.changes import said_by
from replies.workflow import Status

SHORT = 150  # words: about a third of a page


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A passage of the Committee's text, its notes in their places."""

    item: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class CopiedAnswer:
    """A data point and what is answered to it; `html` is empty while nothing is.

    One that is short is not torn apart between two pages of print.
    """

    code: str
    label: str
    html: SafeString
    is_short: bool = True


@dataclass(frozen=True, slots=True)
class CopiedReply:
    """What one ministry answers; `missing` are the codes that it has not answered yet."""

    reply: Reply
    answers: tuple[CopiedAnswer, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopiedIssue:
    """An issue: its text, and the replies to it that the person may read.

    `given_to_nobody` are the codes that no ministry is asked for, for those who assign.
    """

    issue: Issue
    passages: tuple[CopiedPassage, ...]
    notes: tuple[SourceNote, ...]
    replies: tuple[CopiedReply, ...]
    given_to_nobody: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopiedSection:
    """Issues that follow each other under one heading, which is empty where they stand under none."""

    heading: str
    notes: tuple[SourceNote, ...]
    issues: tuple[CopiedIssue, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """All that a reading copy shows."""

    sections: tuple[CopiedSection, ...]
    annexes: tuple[Attachment, ...]
    title_notes: tuple[SourceNote, ...]

    @property
    def replies(self) -> list[CopiedReply]:
        return [given for section in self.sections for copied in section.issues for given in copied.replies]

    @property
    def is_accepted(self) -> bool:
        """Whether it is nothing but accepted text."""
        replies = self.replies
        return bool(replies) and all(given.reply.status == Status.ACCEPTED for given in replies)

    def sentence(self, today: date) -> str:
        """How far what it shows has come."""
        replies, day = self.replies, date_format(today)
        accepted = sum(given.reply.status == Status.ACCEPTED for given in replies)
        missing = sum(len(given.missing) for given in replies)
        if not replies:
            return _("There is no reply to read as of %(day)s.") % {"day": day}
        if accepted == len(replies):
            return ngettext(
                "Accepted text, as of %(day)s: %(n)d reply.",
                "Accepted text, as of %(day)s: %(n)d replies.",
                accepted,
            ) % {"n": accepted, "day": day}
        standing = ngettext(
            "Draft, as it stands on %(day)s: %(accepted)d of %(n)d reply is accepted",
            "Draft, as it stands on %(day)s: %(accepted)d of %(n)d replies are accepted",
            len(replies),
        ) % {"day": day, "accepted": accepted, "n": len(replies)}
        if not missing:
            return f"{standing}."
        without = ngettext("%(n)d answer is missing", "%(n)d answers are missing", missing) % {"n": missing}
        return f"{standing}, {without}."


def copy_of(stored: ListOfIssues, issues: IssueQuerySet, replies: ReplyQuerySet, user: User) -> Copy:
    """The copy of these issues of a list with these replies, which the person may see, in eight queries."""
    unasked = DataPoint.objects.filter(assigned_data_points__isnull=True)
    prefetched = issues.prefetch_related("passages", Prefetch("data_points", unasked))
    found = list(prefetched.select_related("section").order_by("number"))
    annexes = Prefetch("attachments", Attachment.objects.filter(kind=Attachment.Kind.ANNEX))
    ordered = replies.with_text().prefetch_related(annexes)
    given = list(
        ordered.order_by("assignment__issue__number", "-assignment__role", "assignment__ministry__code")
    )
    notes = list(SourceNote.objects.filter(list_of_issues=stored).order_by("position"))
    setter = _Setter(stored, given, notes, knows_gaps=not assigner_refusal(user))
    sections = tuple(setter.section(list(own)) for _key, own in groupby(found, key=_section_of))
    files = (file for reply in given for file in reply.attachments.all() if file.goes_to_geneva)
    of_title = tuple(note for note in notes if note.passage_id is None and note.section_id is None)
    return Copy(sections, tuple(files), of_title)


class _Setter:
    """Sets issue after issue; notes and tables of the answers are numbered through the whole copy."""

    def __init__(
        self, stored: ListOfIssues, replies: Iterable[Reply], notes: Iterable[SourceNote], *, knows_gaps: bool
    ) -> None:
        language = printed_language(stored.language)
        self._body = Body(words_of(language).table, page_words_of(language), 4, None)
        self._knows_gaps = knows_gaps
        self._replies: Mapping[int, list[Reply]] = defaultdict(list)
        self._of_passage: Mapping[int, list[SourceNote]] = defaultdict(list)
        self._of_section: Mapping[int, list[SourceNote]] = defaultdict(list)
        for reply in replies:
            self._replies[reply.assignment.issue_id].append(reply)
        for note in notes:
            if note.passage_id:
                self._of_passage[note.passage_id].append(note)
            elif note.section_id:
                self._of_section[note.section_id].append(note)

    def section(self, issues: Sequence[Issue]) -> CopiedSection:
        section = issues[0].section
        notes = self._of_section[section.pk] if section else []
        heading = section.heading if section else ""
        return CopiedSection(heading, tuple(notes), tuple(map(self._issue, issues)))

    def _issue(self, issue: Issue) -> CopiedIssue:
        passages = list(issue.passages.all())
        return CopiedIssue(
            issue=issue,
            passages=tuple(
                CopiedPassage(p.item, tuple(_runs(p.text, self._of_passage[p.pk]))) for p in passages
            ),
            notes=tuple(note for passage in passages for note in self._of_passage[passage.pk]),
            replies=tuple(self._reply(reply) for reply in self._replies[issue.pk]),
            given_to_nobody=tuple(p.code for p in issue.data_points.all()) if self._knows_gaps else (),
        )

    def _reply(self, reply: Reply) -> CopiedReply:
        answers = [self._answer(card) for card in cards(reply)]
        return CopiedReply(
            reply,
            tuple(answer for answer in answers if answer.html),
            tuple(answer.code for answer in answers if not answer.html),
        )

    def _answer(self, card: Card) -> CopiedAnswer:
        label = card.point.label if card.point else ""
        if not card.answer or not card.answer.is_answered:
            return CopiedAnswer(card.code, label, SafeString(""))
        blocks = (_readable(block) for block in blocks_from_html(said_by(card.answer).html))
        # Every text in it was escaped by the renderer.
        html = mark_safe(self._body.part(blocks))  # noqa: S308
        return CopiedAnswer(card.code, label, html, card.answer.words <= SHORT)


def _section_of(issue: Issue) -> int | None:
    return issue.section_id


def _runs(text: str, notes: Sequence[SourceNote]) -> Iterator[Run]:
    for stretch in cut(text, (), notes):
        yield from stretch.runs


def _readable(block: Block) -> Block:
    """A block without what only the document can say: the numbers of paragraphs."""
    return changed(block, lambda paragraph: replace(paragraph, inlines=tuple(_named(paragraph))))


def _named(paragraph: Paragraph) -> Iterator[Inline]:
    for inline in paragraph.inlines:
        if isinstance(inline, Reference):
            yield Text(_("the answer to %(code)s") % {"code": inline.code})
        else:
            yield inline
