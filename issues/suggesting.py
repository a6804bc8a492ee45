"""Who could answer what of a list of issues: from the words of its issues, and from who had the like before.

Pure: texts in, suggestions out. Nothing of it is stored before a coordinator accepts it.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from django.utils.translation import gettext as _

from issues.likeness import Likeness
from issues.registers import DATA, Proposed

# A contributor answers a data point rather than the lead where its words speak so much more for it.
FOR_ANOTHER = 1.25
CONTRIBUTORS = 3
WORDS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """An issue: its number, its label, its whole text, its data points as pairs of code and text."""

    number: int
    label: str
    text: str
    points: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A ministry: its code and its names."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An issue of an earlier list and who had it, as pairs of a ministry's code and its role."""

    symbol: str
    number: int
    text: str
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Suggested(Proposed):
    """A proposal with its reason: words of the text, an issue of an earlier list, else the list's own."""

    words: tuple[str, ...] = ()
    before: tuple[str, int] | None = None

    @property
    def reason(self) -> str:
        """Why, in words."""
        if self.before is not None:
            symbol, number = self.before
            return _("issue %(number)d of %(symbol)s was theirs") % {"number": number, "symbol": symbol}
        if self.words:
            return _("words: %s") % ", ".join(self.words)
        return _("the proposal that ships with this list")


@dataclass(frozen=True, slots=True)
class Topic:
    """Stems of words in texts, and the bodies competent for them: the first group that the State has."""

    bodies: tuple[tuple[str, ...], ...]
    words: Mapping[str, tuple[str, ...]]

    def competent(self, bodies: Iterable[Body]) -> str:
        """The code of the body that answers for the topic; empty where the State has none."""
        named = [(body.code, [_plain(name) for name in body.names]) for body in bodies]
        for stems in self.bodies:
            wanted = _pattern(stems)
            for code, names in named:
                if any(wanted.search(name) for name in names):
                    return code
        return ""


@cache
def topics() -> tuple[Topic, ...]:
    """The topics that ship with the application."""
    read = json.loads((DATA / "topics.json").read_text(encoding="utf-8"))["topics"]
    return tuple(
        Topic(
            tuple(tuple(stems) for stems in entry["bodies"]),
            {language: tuple(stems) for language, stems in entry["words"].items()},
        )
        for entry in read
    )


@lru_cache(maxsize=8)
def suggest(
    asked: tuple[Asked, ...],
    bodies: tuple[Body, ...],
    *,
    language: str,
    earlier: tuple[Earlier, ...] = (),
    shipped: tuple[Proposed, ...] = (),
) -> tuple[Suggested, ...]:
    """A lead and contributors for each issue where there is a reason for one, in the order of the issues.

    The list's own proposal comes first, then who had a like issue before, then the words of the text.
    """
    codes = {body.code for body in bodies}
    own = _own(shipped, codes)
    likeness = Likeness([issue.text for issue in earlier])
    words = _Words(asked, bodies, language)
    found: list[Suggested] = []
    for issue in asked:
        before = () if issue.number in own else _as_before(issue, earlier, likeness, words)
        found += own.get(issue.number) or before or words.suggest(issue)
    return tuple(found)


def _own(shipped: Iterable[Proposed], codes: set[str]) -> dict[int, list[Suggested]]:
    """The list's own proposal by issue, of the ministries that there are."""
    found: dict[int, list[Suggested]] = defaultdict(list)
    for entry in shipped:
        if entry.ministry in codes:
            found[entry.issue].append(Suggested(entry.issue, entry.ministry, entry.role, entry.data_points))
    return found


def _as_before(
    issue: Asked, earlier: Sequence[Earlier], likeness: Likeness, words: "_Words"
) -> list[Suggested]:
    """Who had the most alike issues: each votes with its likeness, for its lead with all of it."""
    votes: defaultdict[str, float] = defaultdict(float)
    nearest: dict[str, Earlier] = {}
    for place, alike in likeness.to(issue.text):
        for code, role in earlier[place].given:
            if code in words.codes:
                votes[code] += alike if role == "lead" else alike / 2
                nearest.setdefault(code, earlier[place])  # the most alike comes first
    if not votes:
        return []
    lead, *others = sorted(votes, key=lambda code: -votes[code])[: CONTRIBUTORS + 1]
    others = [code for code in others if votes[code] >= votes[lead] / 4]
    points = words.split(issue, lead, others)
    found = []
    for code in (lead, *others):
        source = nearest[code]
        role = "lead" if code == lead else "contributor"
        before = (source.symbol, source.number)
        found.append(Suggested(issue.number, code, role, points[code], before=before))
    return found


class _Words:
    """What the words of the issues of one list say for each ministry; a word of all of them says little."""

    def __init__(self, asked: Sequence[Asked], bodies: Sequence[Body], language: str) -> None:
        self.codes = {body.code for body in bodies}
        self.stems: dict[str, list[str]] = defaultdict(list)
        for topic in topics():
            if code := topic.competent(bodies):
                self.stems[code] += topic.words.get(language, ())
        texts = [_plain(f"{issue.label} {issue.text}") for issue in asked]
        everything = sorted({stem for stems in self.stems.values() for stem in stems})
        self.weights = {
            stem: log((len(texts) + 1) / (sum(bool(_pattern((stem,)).search(t)) for t in texts) + 0.5))
            for stem in everything
        }

    def scores(self, text: str, label: str = "") -> dict[str, tuple[float, list[str]]]:
        """For each ministry that a text has words of: how much they say, and the words, the best first."""
        plain, short = _plain(text), _plain(label)
        found = {}
        for code, stems in self.stems.items():
            worth: defaultdict[str, float] = defaultdict(float)
            for stem in stems:
                n = len(_pattern((stem,)).findall(plain)) + 3 * len(_pattern((stem,)).findall(short))
                if n:
                    worth[_word(stem, f"{short} {plain}")] += self.weights[stem] * (1 + log(n))
            if worth:
                found[code] = (
                    sum(worth.values()),
                    sorted(worth, key=lambda word: -worth[word])[:WORDS_SHOWN],
                )
        return found

    def suggest(self, issue: Asked) -> list[Suggested]:
        """The ministry that most words speak for as lead, with those that data points speak for."""
        scores = self.scores(issue.text, issue.label)
        if not scores:
            return []
        order = sorted(scores, key=lambda code: (-scores[code][0], code))
        lead, others = order[0], order[1 : CONTRIBUTORS + 1]
        points = self.split(issue, lead, others)
        if issue.points:
            others = [code for code in others if points[code]]
        else:
            others = [code for code in others if scores[code][0] * FOR_ANOTHER >= scores[lead][0]]
        return [
            Suggested(
                issue.number,
                code,
                "lead" if code == lead else "contributor",
                points[code],
                words=tuple(scores[code][1]),
            )
            for code in (lead, *others)
        ]

    def split(self, issue: Asked, lead: str, others: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The codes of the data points by ministry: the lead's, but where the words speak for another."""
        found: dict[str, list[str]] = {lead: [], **{code: [] for code in others}}
        for code, text in issue.points:
            said = {body: worth for body, (worth, _words) in self.scores(text).items() if body in found}
            best = max(said, key=lambda body: (said[body], body), default=lead)
            is_another = best != lead and said[best] >= FOR_ANOTHER * said.get(lead, 0.0)
            found[best if is_another else lead].append(code)
        return {body: tuple(codes) for body, codes in found.items()}


def _plain(text: str) -> str:
    return text.casefold().replace("ё", "е").replace("’", "'")


@cache
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    """Words that begin with one of the stems; of a stem of several words each may go on."""
    each = (r"\w*\W+".join(map(re.escape, _plain(stem).split())) for stem in stems)
    return re.compile(rf"\b(?:{'|'.join(each)})")


def _word(stem: str, text: str) -> str:
    """The word of the text that a stem stands for."""
    start = _pattern((stem,)).search(text)
    whole = re.compile(r"\w*").match(text, start.end()) if start else None
    return text[start.start() : whole.end()] if start and whole else stem
