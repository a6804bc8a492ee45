"""The words of a list against its limit, by section."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from issues.models import Issue, ListOfIssues
from replies.budget import proportions_of
from replies.requested import Requested


@dataclass(frozen=True, slots=True)
class SectionWords:
    """Words written under a heading, and how many of the limit its data points have, as far as shown."""

    name: str
    position: str
    words: int
    share: int

    @property
    def is_over(self) -> bool:
        return self.words > self.share

    @property
    def bar(self) -> str:
        """How far the words go, 100 being the share; half as far again at most."""
        return f"{min(self.words * 100 / max(self.share, 1), 150):.1f}"


@dataclass(frozen=True, slots=True)
class Lengths:
    """Words of the answers, of what the document prints by itself, and of all once everything is answered.

    `forecast` is None before anything is answered. `share` is what the rows have of the limit.
    """

    sections: tuple[SectionWords, ...]
    words: int
    frame: int
    share: int
    limit: int
    forecast: int | None

    @property
    def total(self) -> int:
        return self.words + self.frame

    @property
    def allowed(self) -> int:
        """How many words all of them may have."""
        return self.share + self.frame

    @property
    def is_over(self) -> bool:
        """Whether the text will be too long, as far as that can be told."""
        return max(self.total, self.forecast or 0) > self.allowed


def lengths_of(stored: ListOfIssues, rows: Iterable[Requested], *, is_part: bool) -> Lengths:
    """The words of the rows: of all together with what the document prints by itself, of a part without."""
    proportions = proportions_of(stored)
    left = max(stored.word_limit - proportions.frame, 0)
    words: defaultdict[int | None, int] = defaultdict(int)
    points: defaultdict[int | None, set[tuple[int, int | None]]] = defaultdict(set)
    heads: dict[int | None, Issue] = {}
    asked = answered = 0
    for row in rows:
        key = row.issue.section_id
        heads.setdefault(key, row.issue)
        words[key] += row.written.words
        points[key].add((row.issue.pk, row.point.pk if row.point else None))
        asked += 1
        answered += row.is_answered
    share = {key: round(left * len(own) / proportions.total) for key, own in points.items()}
    sections = tuple(_named(heads[key], words[key], share[key]) for key in heads)
    written, frame = sum(words.values()), 0 if is_part else proportions.frame
    forecast = round(written / answered * asked) + frame if answered else None
    limit = round(sum(left * len(own) / proportions.total for own in points.values())) if is_part else left
    return Lengths(sections, written, frame, limit, stored.word_limit, forecast)


def _named(issue: Issue, words: int, share: int) -> SectionWords:
    section = issue.section
    if section is None:
        return SectionWords(_("Without a section"), "", words, share)
    return SectionWords(section.heading, str(section.position), words, share)
