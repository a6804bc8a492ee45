"""Finding issues of a list by their number or code, or by words of what they say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from issues.models import DataPoint, ListOfIssues, Passage, SourceNote
from replies.register import Hit, RegisterRow

AROUND = 60

CODE = re.compile(r"\d{1,3}(?:\(?[^\W\d_]{1,3}\)?)?(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word that is looked for; `code` are its parts where it can be a code: “6(a).2” is 6, a, 2."""

    pattern: re.Pattern[str]
    code: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    def is_code(self, code: str) -> bool:
        """Whether it is the code or the beginning of it: “6a” is that of 6(a).1 too, “2” not that of 20.1."""
        return self.code != () and _parts(code)[: len(self.code)] == self.code


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for, as they wrote it and in words; no words where there were only signs."""

    text: str = ""
    words: tuple[Word, ...] = ()

    def shown_in(self, text: str) -> SafeString:
        """The text, escaped, with the words marked."""
        if not self.words:
            return conditional_escape(text)
        any_word = "|".join(word.pattern.pattern for word in self.words)
        pieces = re.split(f"({any_word})", text, flags=re.IGNORECASE)
        return SafeString(
            "".join(
                format_html('<mark class="found">{}</mark>', piece) if n % 2 else conditional_escape(piece)
                for n, piece in enumerate(pieces)
            )
        )


@dataclass(slots=True)
class Said:
    """All that an issue says, beside its number and its label."""

    passages: list[Passage]
    points: list[DataPoint]
    notes: list[SourceNote]


def search_for(text: str) -> Search:
    """The words of a text; a code written “6 (a)” is one."""
    return Search(text, tuple(_word(word) for word in words_in(text)))


def words_in(text: str) -> list[str]:
    """Its words without the signs around them, each once, in small letters; a code written “6 (a)” is one."""
    joined = re.sub(r"(?<=\d)\s+(?=\([^\W\d_])", "", text)
    words = (raw.strip(".,;:!?…\"'“”„«»‘’") for raw in joined.split())
    return [*dict.fromkeys(word.casefold() for word in words if any(c.isalnum() for c in word))]


def _word(text: str) -> Word:
    literal = re.escape(text)
    is_number = CODE.fullmatch(text) is not None or text.isdecimal()
    pattern = rf"(?<!\w){literal}(?!\w)" if is_number else literal
    return Word(re.compile(pattern, re.IGNORECASE), _parts(text) if CODE.fullmatch(text) else ())


def _parts(code: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+|[^\W\d_]+", code.lower()))


def narrowed(stored: ListOfIssues, rows: Sequence[RegisterRow], search: Search) -> list[RegisterRow]:
    """The rows in which every word occurs, with its places, in three queries; all when nothing is asked."""
    if not search.text:
        return list(rows)
    if not search.words:
        return []
    said = _said(stored, rows)
    return [
        replace(row, hits=_hits(row, said[row.issue.pk], search.words))
        for row in rows
        if _is_found(row, said[row.issue.pk], search.words)
    ]


def _said(stored: ListOfIssues, rows: Iterable[RegisterRow]) -> dict[int, Said]:
    passages: dict[int, list[Passage]] = defaultdict(list)
    for passage in Passage.objects.filter(issue__list_of_issues=stored).order_by("position"):
        passages[passage.issue_id].append(passage)
    points: dict[int, list[DataPoint]] = defaultdict(list)
    for point in DataPoint.objects.filter(issue__list_of_issues=stored).order_by("position"):
        points[point.issue_id].append(point)
    notes = list(SourceNote.objects.filter(list_of_issues=stored).order_by("position"))
    said = {}
    for row in rows:
        own = {passage.pk for passage in passages[row.issue.pk]}
        heading = row.issue.section_id
        borne = [n for n in notes if n.passage_id in own or (heading and n.section_id == heading)]
        said[row.issue.pk] = Said(passages[row.issue.pk], points[row.issue.pk], borne)
    return said


def _is_found(row: RegisterRow, said: Said, words: Iterable[Word]) -> bool:
    codes = _codes(row, said)
    texts = [row.issue.label, row.section.heading if row.section else ""]
    texts += [passage.text for passage in said.passages]
    texts += [note.text for note in said.notes]
    texts += [_of_point(point) for point in said.points]
    everything = "\n".join(texts)
    return all(word.is_in(everything) or any(map(word.is_code, codes)) for word in words)


def _codes(row: RegisterRow, said: Said) -> list[str]:
    items = [_code(row, passage) for passage in said.passages]
    return [str(row.issue.number), *items, *(point.code for point in said.points)]


def _code(row: RegisterRow, passage: Passage) -> str:
    return f"{row.issue.number}({passage.item})" if passage.item else str(row.issue.number)


def _of_point(point: DataPoint) -> str:
    return " · ".join([point.label, *point.disaggregation, point.period])


def _hits(row: RegisterRow, said: Said, words: Sequence[Word]) -> tuple[Hit, ...]:
    """The data points that have all words, else those that have one; then where the other words stand."""
    texts = {passage.pk: passage.text for passage in said.passages}
    asked = {point: texts[point.passage_id][point.start : point.end] for point in said.points}
    had = {
        point: [w for w in words if w.is_code(point.code) or w.is_in(f"{_of_point(point)}\n{text}")]
        for point, text in asked.items()
    }
    best = [point for point in asked if len(had[point]) == len(words)]
    hits = [_hit_of(point, asked[point], had[point]) for point in best or asked if had[point]]
    return (*hits, *_elsewhere(row, said, words, hits))


def _elsewhere(row: RegisterRow, said: Said, words: Iterable[Word], hits: Iterable[Hit]) -> list[Hit]:
    """Passages and notes with the words that neither the label nor a data point shows."""
    codes = _codes(row, said)
    shown = "\n".join([row.issue.label, *(hit.text for hit in hits)])
    rest = [w for w in words if not w.is_in(shown) and not any(map(w.is_code, codes))]
    named = [(_code(row, passage), passage.text) for passage in said.passages]
    named += [(_("Note %s") % note.marker, note.text) for note in said.notes]
    return [Hit(name, excerpt(text, rest)) for name, text in named if any(w.is_in(text) for w in rest)]


def _hit_of(point: DataPoint, asked: str, words: Sequence[Word]) -> Hit:
    text = _of_point(point).strip(" ·")
    unseen = [word for word in words if not word.is_in(text) and word.is_in(asked)]
    return Hit(point.code, f"{text}: “{excerpt(asked, unseen)}”" if unseen else text, f"#mark-{point.code}")


def excerpt(text: str, words: Iterable[Word]) -> str:
    """The surroundings of the first of the words that stands in the text, cut between words."""
    places = [match.start() for word in words if (match := word.pattern.search(text))]
    place = min(places, default=0)
    start, end = max(0, place - AROUND), place + 2 * AROUND
    before = text[start:place] if start == 0 else "…" + text[start:place].partition(" ")[2]
    after = text[place:end] if end >= len(text) else text[place:end].rpartition(" ")[0] + "…"
    return before + after
