"""The versions of an answer: every text that was saved, with who and when; any two of them compared."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from replies.models import Answer, AnswerQuerySet, Reply
from replies.models.attachments import internal_to
from replies.versions.difference import Said, difference_of

SITTING = timedelta(minutes=30)  # a pause as long as this ends one
REFUSED = "refused"
RESTORED = re.compile("restored (version|refused text) ([0-9]+)")


@dataclass(frozen=True, slots=True)
class Version:
    """A row of the history: a text that was saved, or one that was refused because another had come first.

    `number` is that of the version it made; of a refused one, of the version that stood against it.
    """

    pk: int
    number: int
    label: str
    author_id: int
    author: str
    at: datetime
    words: int
    form: str
    reason: str | None

    @property
    def is_refused(self) -> bool:
        return self.label == REFUSED

    @property
    def name(self) -> str:
        """“Version 3”, or what stands for it."""
        text = _("Text refused beside version %s") if self.is_refused else _("Version %s")
        return text % self.number

    @property
    def origin(self) -> str:
        """Where the text came from when it was not written in this place; empty when it was."""
        if self.reason == "taken over":
            return _("taken over from another ministry")
        found = RESTORED.fullmatch(self.reason or "")
        if found is None:
            return ""
        is_version = found[1] == "version"
        text = _("version %s restored") if is_version else _("text refused beside version %s restored")
        return text % found[2]

    @property
    def kind(self) -> str:
        """What it is when it is no text: “nothing to add”."""
        return "" if self.form == Answer.Form.TEXT else str(Answer.Form(self.form).label)


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one person saved without a longer pause, the newest first; open where one inside is compared."""

    versions: Sequence[Version]
    words_before: int
    is_open: bool = False

    @property
    def last(self) -> Version:
        """How the sitting left the answer; a refused text where it left nothing else."""
        return next((version for version in self.versions if not version.is_refused), self.versions[0])

    @property
    def others(self) -> list[Version]:
        return [version for version in self.versions if version != self.last]

    @property
    def began(self) -> datetime:
        return self.versions[-1].at

    @property
    def lasted(self) -> bool:
        """Whether it began and ended at different minutes."""
        return self.ended - self.began >= timedelta(minutes=1)

    @property
    def ended(self) -> datetime:
        return self.versions[0].at


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions and what changed from one to the other; empty `marked`: they say nothing, or the same."""

    before: Version
    after: Version
    marked: str
    is_same: bool

    @property
    def keys(self) -> set[int]:
        return {self.before.pk, self.after.pk}


@dataclass(frozen=True, slots=True)
class History:
    """All versions of an answer by sitting, and two of them compared; `is_missing`: not those asked for."""

    sittings: Sequence[Sitting]
    compared: Comparison
    is_missing: bool

    @property
    def current(self) -> Version:
        """The one that the answer says now."""
        return next(sitting.last for sitting in self.sittings if not sitting.last.is_refused)

    @property
    def refused(self) -> int:
        """How many texts were refused and kept."""
        return sum(version.is_refused for sitting in self.sittings for version in sitting.versions)


def answers_inside(user: User) -> AnswerQuerySet:
    """The answers whose versions the person may see: inner matters of replies that they may see."""
    visible = Reply.objects.visible_to(user)
    found: AnswerQuerySet = Answer.objects.filter(internal_to(user), reply__in=visible)
    return found


def history_of(answer: Answer, before: int | None, after: int | None) -> History:
    """The versions, with two of them compared by their keys; where one is not there, the newest change."""
    versions = versions_of(answer)
    sittings = sittings_of(versions)
    usual = newest_change(sittings)
    by_key = {version.pk: version for version in versions}
    asked = [key for key in (before, after) if key is not None]
    is_missing = not by_key.keys() >= set(asked)
    if not is_missing:
        usual = by_key[before] if before else usual[0], by_key[after] if after else usual[1]
    compared = compare(answer, *usual)
    opened = [
        replace(sitting, is_open=any(version.pk in compared.keys for version in sitting.others))
        for sitting in sittings
    ]
    return History(opened, compared, is_missing)


def versions_of(answer: Answer) -> list[Version]:
    """All versions of an answer, the newest first, in one query without their texts."""
    rows = _rows(answer).order_by("-pgh_id")
    fields = ("pgh_id", "version", "pgh_label", "edited_by_id", "edited_by__name", "edited_at")
    return [Version(*row) for row in rows.values_list(*fields, "words", "form", "pgh_context__reason")]


def _rows(answer: Answer) -> QuerySet[Any]:
    history = Answer.pgh_event_model.objects  # type: ignore[attr-defined]
    rows: QuerySet[Any] = history.filter(pgh_obj=answer, pgh_label__in=["insert", "update", REFUSED])
    return rows


def sittings_of(versions: Sequence[Version]) -> list[Sitting]:
    """Versions, the newest first, by sitting: one person after the other, with no pause of half an hour."""
    found: list[Sitting] = []
    words = 0
    for stretch in reversed(list(_stretches(versions))):
        found.append(Sitting(stretch, words))
        words = words if found[-1].last.is_refused else found[-1].last.words
    return found[::-1]


def _stretches(versions: Sequence[Version]) -> Iterator[list[Version]]:
    ends = [n for n, (newer, older) in enumerate(pairwise(versions), 1) if not _goes_on(older, newer)]
    for start, end in pairwise([0, *ends, len(versions)]):
        yield list(versions[start:end])


def _goes_on(older: Version, newer: Version) -> bool:
    return older.author_id == newer.author_id and newer.at - older.at < SITTING


def newest_change(sittings: Sequence[Sitting]) -> tuple[Version, Version]:
    """What is compared where nobody chose: the newest sitting with the one before, or with its own start."""
    older = sittings[1].last if len(sittings) > 1 else sittings[0].versions[-1]
    return older, sittings[0].last


def compare(answer: Answer, before: Version, after: Version) -> Comparison:
    """Load the texts of two versions, and those only, and mark their difference."""
    rows = _rows(answer).filter(pk__in=[before.pk, after.pk])
    texts = {
        pk: Said(form, text, see or "")
        for pk, form, text, see in rows.values_list("pgh_id", "form", "text", "see__code")
    }
    old, new = texts[before.pk], texts[after.pk]
    return Comparison(before, after, difference_of(old, new), old == new)
