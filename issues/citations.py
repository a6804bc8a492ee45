"""What the notes of a list cite: each document once, with its paragraphs, “Ibid.” resolved."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

DOCUMENTS = "https://undocs.org/"

# The list's language → one paragraph, several, and the word before the last of a row.
LABELS = {
    "en": ("para.", "paras.", "and"),
    "fr": ("par.", "par.", "et"),
    "es": ("párr.", "párrs.", "y"),
    "ru": ("п.", "пп.", "и"),
}

# Spaces are written “\ ”, as they stand in a pattern that is laid out in lines.
_AND = r"(?:and|et|y|и)"
_LETTER = r"(?:\([a-zа-я]{1,4}\)|[a-zа-я]\))"
_PART = rf"{_LETTER}(?:\ ?\([ivx]+\))*(?:[–-]{_LETTER})?"
_PARTS = rf"(?:\ ?{_PART}(?:(?:,\ |\ {_AND}\ ){_PART})*)?"
_NUMBER = r"\d+(?:\.\d+)*"
_PLACE = rf"{_NUMBER}{_PARTS}(?:\ ?[–-]\ ?{_NUMBER})?"
_PLACES = rf"{_PLACE}(?:(?:,\ (?:{_AND}\ )?|\ {_AND}\ ){_PLACE})*"
_CASE = r"(?:No\.\ ?\d+/\d{4}|[A-Z]{3}\ \d+/\d{4})"
_TOKEN = re.compile(
    rf"""
    (?P<url>(?:https?://|www\.)[^\s<>“”«»]+)
  | (?P<symbol>\b[A-Z]{{1,8}}(?:/[A-Z0-9][A-Za-z0-9.\-]*)+)
    (?P<more>(?:\ {_AND}\ (?:Corr|Add)\.\d+)*)
  | (?P<ibid>\b(?:Ibid|Там\ же)\b)
  | (?P<series>\b(?:Working\ Group\ on\ Arbitrary\ Detention\ opinion|communication)s?\b)
    \ (?P<cases>{_CASE}(?:(?:[,;]\ (?:and\ )?|\ and\ ){_CASE})*)
    (?!\ \([A-Z]+/)
  | (?:\bparagraphs?\ (?P<before>{_PLACES})\ of\ (?:the\ Committee['’]s\ )?)?
    (?P<general>\b[Gg]eneral\ (?:comment|recommendation)\ No\.\ ?\d+(?:\ \(\d{{4}}\))?)
  | (?<!\w)(?:paras?|párrs?|pars?|пп?)\.\ ?(?P<places>{_PLACES})
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Paragraphs `first` to `last` of a document; of a single one perhaps only some subparagraphs.

    A number such as 139.62 is (139, 62).
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What one note says of one document; `key` is the same for the same document."""

    key: str
    name: str
    url: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One document: its name as the list writes it, its address if it has one, and where it is cited.

    `markers` are those of the notes that cite it, `paragraphs` such as “paras. 12 (a) and (c), 16”.
    """

    name: str
    url: str
    paragraphs: str
    markers: tuple[str, ...]


def references(notes: Iterable[str]) -> list[tuple[Reference, ...]]:
    """What each note cites. All notes of a list in order: “Ibid.” is the last document of the note before."""
    found: list[tuple[Reference, ...]] = []
    before: Reference | None = None
    for text in notes:
        cited = _cited(text, before)
        before = cited[-1] if cited else None
        found.append(tuple(cited))
    return found


def citations(notes: Iterable[tuple[str, Sequence[Reference]]], language: str) -> tuple[Citation, ...]:
    """Each document once, in the order of first mention; `notes` are markers with what they cite."""
    cited: dict[str, list[tuple[str, Reference]]] = {}
    for marker, found in notes:
        for reference in found:
            cited.setdefault(reference.key, []).append((marker, reference))
    return tuple(_citation(uses, language) for uses in cited.values())


def _citation(uses: Sequence[tuple[str, Reference]], language: str) -> Citation:
    places = merged(place for _marker, reference in uses for place in reference.places)
    return Citation(
        name=max((reference.name for _marker, reference in uses), key=len),
        url=uses[0][1].url,
        paragraphs=written(places, language),
        markers=tuple(dict.fromkeys(marker for marker, _reference in uses)),
    )


def _cited(text: str, before: Reference | None) -> list[Reference]:
    found: list[Reference] = []
    for match in _TOKEN.finditer(text.replace("\N{NO-BREAK SPACE}", " ")):
        if places := match["places"]:
            if found:
                last = found.pop()
                found.append(Reference(last.key, last.name, last.url, (*last.places, *_places(places))))
        elif match["ibid"]:
            last_cited = found[-1] if found else before
            found += [Reference(last_cited.key, last_cited.name, last_cited.url)] if last_cited else []
        elif series := match["series"]:
            names = (f"{series.removesuffix('s')} {case}" for case in re.findall(_CASE, match["cases"]))
            found += [Reference(name, name) for name in names]
        elif general := match["general"]:
            found.append(Reference(general.lower(), general, places=_places(match["before"] or "")))
        else:
            found += _addressed(match)
    return found


def _addressed(match: re.Match[str]) -> list[Reference]:
    if url := match["url"]:
        shown = url.rstrip(".,;:)")
        return [Reference(shown, shown, shown if shown.startswith("http") else f"https://{shown}")]
    symbol = match["symbol"].rstrip(".-")
    if not any(character.isdigit() for character in symbol):
        return []
    return [Reference(symbol, symbol + match["more"], DOCUMENTS + quote(symbol))]


def _places(text: str) -> tuple[Place, ...]:
    found = []
    for match in re.finditer(rf"({_NUMBER})({_PARTS})(?:\ ?[–-]\ ?({_NUMBER}))?", text):
        first, last = _number(match[1]), _number(match[3] or match[1])
        found.append(Place(first, max(first, last), tuple(re.findall(_PART, match[2]))))
    return tuple(found)


def _number(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def merged(places: Iterable[Place]) -> tuple[Place, ...]:
    """The places in order, each once: those that overlap have become one."""
    found: list[Place] = []
    for place in sorted(places, key=lambda place: (place.first, bool(place.parts), place.last)):
        last = found[-1] if found else None
        if last and last.parts and place.first == last.first == place.last:
            parts = sorted({*last.parts, *place.parts})
            found[-1] = Place(last.first, last.last, tuple(parts))
        elif last and place.first <= last.last:
            found[-1] = Place(last.first, max(last.last, place.last), last.parts)
        else:
            found.append(place)
    return tuple(found)


def written(places: Sequence[Place], language: str) -> str:
    """The places as a list in that language writes them; empty for none."""
    if not places:
        return ""
    one, several, also = LABELS.get(language, LABELS["en"])
    is_single = len(places) == 1 and places[0].first == places[0].last
    return f"{one if is_single else several} {', '.join(_written(place, also) for place in places)}"


def _written(place: Place, also: str) -> str:
    first, last = (".".join(map(str, number)) for number in (place.first, place.last))
    if place.first != place.last:
        return f"{first}–{last}"
    if not place.parts:
        return first
    *before, end = place.parts
    return " ".join([first, ", ".join(before), also, end] if before else [first, end])
