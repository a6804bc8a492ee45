"""The whole document as one text for the person who mends it, with the words of it and of each issue."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from issues.models import Issue, ListOfIssues
from replies.budget import Proportions, Written, proportions_of, written_of
from replies.document.wording import Wording
from replies.models import Answer
from replies.pages.places import Place, Title, laid_out
from replies.workflow import Status


@dataclass(frozen=True, slots=True)
class Counted:
    """An issue in the outline: the words of its answers, and about how many of the limit are there for it."""

    issue: Issue
    words: int
    share: int


@dataclass(frozen=True, slots=True)
class CleanUp:
    """The document to read and mend, and its issues by the heading of their section, empty without one.

    `words` are those of the whole document as it is printed.
    """

    parts: tuple[Title | Place, ...]
    outline: tuple[tuple[str, tuple[Counted, ...]], ...]
    words: int
    limit: int
    wording: Wording

    @property
    def places(self) -> list[Place]:
        """The answers and the notices of missing ones."""
        return [part for part in self.parts if isinstance(part, Place)]

    @property
    def over(self) -> int:
        """By how many words the document is longer than it may be."""
        return max(self.words - self.limit, 0)

    @property
    def sentence(self) -> str:
        """How far the text is from what can be sent."""
        missing = sum(place.state == "open" for place in self.places)
        given = [place.reply for place in self.places if place.reply and place.state == "answered"]
        waiting = sum(reply.status != Status.ACCEPTED for reply in given)
        said = []
        if missing:
            said.append(ngettext("%d answer is missing.", "%d answers are missing.", missing) % missing)
        if waiting:
            said.append(ngettext("%d is not accepted yet.", "%d are not accepted yet.", waiting) % waiting)
        return " ".join(said) or _("Every answer is there and accepted.")

    def counted(self, issue: Issue) -> Counted:
        """The issue's entry in the outline."""
        return next(entry for _heading, entries in self.outline for entry in entries if entry.issue == issue)

    def place_of(self, answer: Answer) -> Place | None:
        """Where an answer stands; None for an empty one beside another ministry's to the same data point."""
        return next((place for place in self.places if place.answer == answer), None)


def clean_up_of(stored: ListOfIssues, user: User) -> CleanUp:
    """The document of a list as it stands now.

    The same number of queries whatever the number of answers.
    """
    prefetch_related_objects([stored], "coordinations")
    laid = laid_out(stored, user)
    proportions, written = proportions_of(stored), written_of(stored)
    counted = (_counted(issue, stored.word_limit, proportions, written) for issue in laid.issues)
    sections = groupby(counted, key=lambda entry: entry.issue.section)
    return CleanUp(
        parts=laid.parts,
        outline=tuple((section.heading if section else "", tuple(entries)) for section, entries in sections),
        words=written.total + proportions.frame,
        limit=stored.word_limit,
        wording=laid.wording,
    )


def _counted(issue: Issue, limit: int, proportions: Proportions, written: Written) -> Counted:
    left = max(limit - proportions.frame, 0)
    share = left * proportions.of_issue.get(issue.pk, 1) / proportions.total
    return Counted(issue, written.of_issue.get(issue.pk, 0), round(share))
