"""How long the document is against its limit: in all, by section, issue and ministry, longest answers first.

Shares of the limit are those of `replies.budget`, so that every page gives the same ones.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from issues.models import ListOfIssues
from replies.budget import Proportions, proportions_of
from replies.document.checks.given import url_of
from replies.document.counting import words_of
from replies.document.tree import Document
from replies.models import Reply

LONGEST = 12  # answers that a page lists


@dataclass(frozen=True, slots=True)
class Length:
    """Words of one part of the document and about how many there are for it; `over` counts those above."""

    name: str
    words: int
    share: int
    url: str = ""

    @property
    def over(self) -> int:
        return max(self.words - self.share, 0)


@dataclass(frozen=True, slots=True)
class LongAnswer:
    """An answer by its code, whose it is and its number of words."""

    code: str
    label: str
    ministry: str
    words: int
    url: str


@dataclass(frozen=True, slots=True)
class Lengths:
    """All lengths. `frame` are the words that the document prints by itself: masthead, headings, annexes."""

    whole: Length
    frame: int
    sections: tuple[Length, ...]
    issues: tuple[Length, ...]
    ministries: tuple[Length, ...]
    longest: tuple[LongAnswer, ...]


def lengths_of(stored: ListOfIssues, replies: Sequence[Reply], document: Document) -> Lengths:
    """The lengths of the document built from the replies; issues and ministries that have a reply."""
    proportions = proportions_of(stored)
    words = words_of(document)
    answered = sum(_words(reply) for reply in replies)
    issues = tuple(_issues(stored, replies, proportions))
    return Lengths(
        whole=Length(stored.symbol, words, stored.word_limit),
        frame=words - answered,
        sections=_sections(replies, issues),
        issues=issues,
        ministries=_ministries(stored, replies, proportions),
        longest=tuple(_longest(replies)),
    )


def _words(reply: Reply) -> int:
    return sum(answer.words for answer in reply.answers.all())


def _share(stored: ListOfIssues, proportions: Proportions, points: int) -> int:
    """What falls to so many data points of the limit without what the document prints by itself."""
    return round(max(stored.word_limit - proportions.frame, 0) * points / proportions.total)


def _issues(stored: ListOfIssues, replies: Iterable[Reply], proportions: Proportions) -> Iterable[Length]:
    words: Counter[int] = Counter()
    issues = {}
    for reply in replies:
        issue = reply.assignment.issue
        issues[issue.pk] = issue
        words[issue.pk] += _words(reply)
    for pk, issue in issues.items():
        share = _share(stored, proportions, proportions.of_issue.get(pk, 1))
        yield Length(str(issue), words[pk], share, issue.get_absolute_url())


def _sections(replies: Iterable[Reply], issues: Sequence[Length]) -> tuple[Length, ...]:
    """The lengths of the issues added up by section, in the order of the list; issues without one apart."""
    by_url = {length.url: length for length in issues}
    found: dict[str, dict[str, Length]] = defaultdict(dict)
    for reply in replies:
        issue = reply.assignment.issue
        url = issue.get_absolute_url()
        found[issue.section.heading if issue.section else ""][url] = by_url[url]
    return tuple(
        Length(heading, sum(each.words for each in own.values()), sum(each.share for each in own.values()))
        for heading, own in found.items()
    )


def _ministries(
    stored: ListOfIssues, replies: Iterable[Reply], proportions: Proportions
) -> tuple[Length, ...]:
    """By words, the longest first."""
    words: Counter[int] = Counter()
    names = {}
    for reply in replies:
        ministry = reply.assignment.ministry
        names[ministry.pk] = ministry.name
        words[ministry.pk] += _words(reply)
    found = [
        Length(name, words[pk], _share(stored, proportions, proportions.of_ministry.get(pk, 1)))
        for pk, name in names.items()
    ]
    return tuple(sorted(found, key=lambda length: (-length.words, length.name)))


def _longest(replies: Iterable[Reply]) -> list[LongAnswer]:
    found = []
    for reply in replies:
        issue, ministry = reply.assignment.issue, reply.assignment.ministry.name
        for answer in reply.answers.all():
            if answer.words:
                point = answer.data_point
                code, label = (point.code, point.label) if point else (str(issue.number), issue.label)
                found.append(LongAnswer(code, label, ministry, answer.words, url_of(reply, code)))
    return sorted(found, key=lambda answer: (-answer.words, answer.code))[:LONGEST]
