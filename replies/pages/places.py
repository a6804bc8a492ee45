"""The answers of a document where it prints them, and what stands there while one is missing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from issues.models import DataPoint, Issue, ListOfIssues, slug_of
from replies.addresses import address_of
from replies.document.build import build, gap_notice
from replies.document.snapshot import replies_of
from replies.document.tree import Document, GapNotice, Heading, Paragraph, Source
from replies.document.wording import Wording, wording_of
from replies.models import Answer, Comment, Reply
from replies.pages.numbering import blocks_of, numbered, paragraphs_in
from replies.pages.threads import Thread
from replies.workflow import Action, discussion_refusal, refusal


@dataclass(frozen=True, slots=True)
class Title:
    """A heading: level 2 is a section, 3 an issue, 4 an item of it.

    `remarked` are replies to the issue with open remarks on them as a whole, and how many each has.
    """

    level: int
    text: str
    issue: Issue | None = None
    remarked: tuple[tuple[Reply, int], ...] = ()

    @property
    def rank(self) -> int:
        """Its level as a heading of the page, where none is left out: an issue can stand in no section."""
        return self.level - (self.issue is not None and self.issue.section_id is None)


@dataclass(frozen=True, slots=True)
class Place:
    """An answer where the document prints it, or the notice that stands there while there is none.

    `text` is HTML, `paragraphs` the number of numbered ones in it. `answer` is None where nobody has written;
    `owed_by` are the replies that owe a missing answer. `refusal` says why this person may not edit it.
    """

    code: str
    slug: str
    text: SafeString
    issue: Issue
    reply: Reply | None
    answer: Answer | None = None
    thread: Thread | None = None
    refusal: str = ""
    paragraphs: int = 0
    owed_by: tuple[Reply, ...] = ()

    @property
    def state(self) -> str:
        """“answered” or “open”."""
        return "answered" if self.answer and self.answer.is_answered else "open"

    @property
    def is_editable(self) -> bool:
        """Whether this person may edit it now; what nobody has written yet is the ministry's to write."""
        return self.answer is not None and not self.refusal

    @property
    def edit_url(self) -> str:
        """Where its editor comes from and its text is sent; empty where nobody has written."""
        return _address("replies:cleanup_answer", self.issue, self.answer)

    @property
    def thread_url(self) -> str:
        """Where what is said about it comes from; empty where nobody has written."""
        return _address("replies:cleanup_thread", self.issue, self.answer)


def _address(name: str, issue: Issue, answer: Answer | None) -> str:
    return address_of(name, issue.list_of_issues_id, answer.pk) if answer else ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A document as headings and places in their order, its issues, the words around its numbers."""

    parts: tuple[Title | Place, ...]
    issues: tuple[Issue, ...]
    wording: Wording


def laid_out(stored: ListOfIssues, user: User) -> Laid:
    """The document of a list as it stands now, for one person.

    The same number of queries whatever the number of answers, if the list comes with its coordinations.
    """
    replies = replies_of(stored)
    for reply in replies:  # one list, with its coordinators, for every question about rights
        reply.assignment.issue.list_of_issues = stored
    issues = stored.issues.select_related("section").prefetch_related("data_points").order_by("number")
    setting = _Setting(user, replies, tuple(issues), build(stored, replies), _remarks(stored))
    return Laid(tuple(setting.parts()), setting.issues, setting.wording)


def _remarks(stored: ListOfIssues) -> dict[int, list[Comment]]:
    """All remarks of a list by their reply, with no more than the titles of threads need."""
    found: dict[int, list[Comment]] = defaultdict(list)
    remarks = Comment.objects.filter(reply__assignment__issue__list_of_issues=stored)
    for remark in remarks.only("reply", "data_point", "resolved_at"):
        found[remark.reply_id].append(remark)
    return found


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer in the order of printing, and the number of its first paragraph."""

    source: Source
    first: int


@dataclass(slots=True)
class _Setting:
    """Sets the blocks of a document as places: whose answer each is, and what this person may do there."""

    user: User
    replies: Sequence[Reply]
    issues: tuple[Issue, ...]
    document: Document
    remarks: Mapping[int, list[Comment]]
    wording: Wording = field(init=False)
    numbers: dict[str, int] = field(default_factory=dict)
    slugs: set[str] = field(default_factory=set)
    answers: dict[tuple[int, str], tuple[Reply, Answer]] = field(default_factory=dict)
    refusals: dict[int, str] = field(default_factory=dict)
    discusses: dict[int, bool] = field(default_factory=dict)
    asked: dict[int, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.wording = wording_of(self.document.language)
        for reply in self.replies:
            self.refusals[reply.pk] = refusal(self.user, reply, Action.EDIT)
            self.discusses[reply.pk] = not discussion_refusal(self.user, reply)
            self.asked[reply.pk] = {point.pk for point in reply.assignment.data_points.all()}
            for answer in reply.answers.all():
                point = answer.data_point
                code = point.code if point else str(reply.assignment.issue.number)
                self.answers[reply.pk, code] = (reply, answer)

    def parts(self) -> Iterator[Title | Place]:
        """Headings and places, in order. Numbers are counted first: a text can refer to what comes later."""
        found, gaps, headed = list(self._blocks()), self._gaps(), iter(self.issues)
        issue = None
        for block in found:
            if isinstance(block, _Given):
                yield self._answered(block)
            elif isinstance(block, GapNotice):
                yield self._missing(block, *gaps[block.text])
            elif block.level == 3:
                issue = next(headed)
                yield Title(3, block.text, issue, tuple(self._remarked(issue)))
            else:
                yield Title(block.level, block.text, issue if block.level > 3 else None)

    def _blocks(self) -> Iterator[Heading | GapNotice | _Given]:
        number = 0
        for source, blocks in groupby(self.document.blocks, key=lambda block: getattr(block, "source", None)):
            if source is None:
                yield from (block for block in blocks if isinstance(block, Heading | GapNotice))
                continue
            yield _Given(source, number + 1)
            for paragraph in (block for block in blocks if isinstance(block, Paragraph)):
                number += 1
                if paragraph.anchor:
                    self.numbers[paragraph.anchor] = number

    def _gaps(self) -> dict[str, tuple[Issue, DataPoint | None]]:
        """What each notice of a missing answer is about, by its words, in which its code stands."""
        language = self.document.language
        found: dict[str, tuple[Issue, DataPoint | None]] = {}
        for issue in self.issues:
            found[gap_notice(str(issue.number), issue.label, language).text] = (issue, None)
            for point in issue.data_points.all():
                found[gap_notice(point.code, point.label, language).text] = (issue, point)
        return found

    def _remarked(self, issue: Issue) -> Iterator[tuple[Reply, int]]:
        """The replies to an issue with open remarks on them as a whole, and how many each has."""
        for reply in self.replies:
            if reply.assignment.issue_id == issue.pk and self.asked[reply.pk]:
                n = len(self._thread(reply, None).unresolved)
                if n:
                    yield reply, n

    def _answered(self, given: _Given) -> Place:
        reply, answer = self.answers[given.source.reply, given.source.code]
        why, issue = self.refusals[reply.pk], reply.assignment.issue
        address = "" if why else _address("replies:cleanup_answer", issue, answer)
        blocks = blocks_of(answer, self.document.language)
        return Place(
            code=given.source.code,
            slug=self._slug(given.source.code, reply),
            text=numbered(blocks, given.first, self.numbers, self.wording, address),
            issue=issue,
            reply=reply,
            answer=answer,
            thread=self._thread(reply, answer.data_point),
            refusal=why,
            paragraphs=paragraphs_in(blocks),
        )

    def _missing(self, notice: GapNotice, issue: Issue, point: DataPoint | None) -> Place:
        """A missing answer: the row of one that was emptied, if there is any, can be written again."""
        code = point.code if point else str(issue.number)
        owed_by = tuple(reply for reply in self.replies if self._owes(reply, issue, point))
        rows = [self.answers[reply.pk, code] for reply in owed_by if (reply.pk, code) in self.answers]
        reply, answer = rows[0] if rows else (owed_by[0] if owed_by else None, None)
        return Place(
            code=code,
            slug=self._slug(code, reply),
            text=_missing_text(notice.text),
            issue=issue,
            reply=reply,
            answer=answer,
            thread=self._thread(reply, point) if reply else None,
            refusal=self.refusals[reply.pk] if reply else "",
            owed_by=owed_by,
        )

    def _slug(self, code: str, reply: Reply | None) -> str:
        """The end of the HTML ids of a place: two ministries can answer the same data point."""
        slug = slug_of(code)
        if slug in self.slugs and reply:
            slug = f"{slug}-{reply.pk}"
        self.slugs.add(slug)
        return slug

    def _thread(self, reply: Reply, point: DataPoint | None) -> Thread:
        """What is said about an answer; about the reply as a whole, also what is about none of its points."""
        own = self.asked[reply.pk]
        key = point.pk if point and point.pk in own else None
        remarks = (
            remark
            for remark in self.remarks.get(reply.pk, ())
            if (remark.data_point_id if remark.data_point_id in own else None) == key
        )
        return Thread(reply, point if key else None, tuple(remarks), self.discusses[reply.pk])

    def _owes(self, reply: Reply, issue: Issue, point: DataPoint | None) -> bool:
        asked = self.asked[reply.pk]
        return reply.assignment.issue_id == issue.pk and (point.pk in asked if point else not asked)


def place_without(answer: Answer, user: User) -> Place:
    """The place of an empty answer that nothing is printed for, since another ministry answers the same."""
    issue, point = answer.reply.assignment.issue, answer.data_point
    code = point.code if point else str(issue.number)
    why = refusal(user, answer.reply, Action.EDIT)
    text = _missing_text(_("No answer yet."))
    return Place(code, slug_of(code), text, issue, answer.reply, answer, refusal=why)


def _missing_text(words: str) -> SafeString:
    return format_html('<p class="cleanup__gap">{}</p>', words)
