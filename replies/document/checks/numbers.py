"""Figures in texts and in cells: which numbers count something, and which are years, dates, articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}’'"
_PLAIN = rf"\d{{1,3}}(?P<sep>[{SPACES},.])\d{{3}}(?:(?P=sep)\d{{3}})*(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
NUMBER = re.compile(rf"(?<![\w/.,:№-])(?:{_PLAIN})(?!\w|[.,:]\d|-[^\W\d])")
CELL = re.compile(rf"[-−]?\s?(?:{_PLAIN})\s?(?P<percent>%)?\s?[*†]*")
NOTHING = re.compile(r"[\s–—−-]*")
YEAR = re.compile(r"(?<![\w/.,№-])(?:19|20)\d\d(?!\w|[.,]\d|-[^\W\d])")
PERCENT = re.compile(r"\s?(?:%|per ?cent|процент|пайыз|pour cent|por ciento)", re.IGNORECASE)

# “2021” is a year unless it stands before a thing that it counts: “2021 officials were trained”.
_BEFORE_A_YEAR = re.compile(
    r"(?:[(«“\"–—/,;:-]|(?<!\w)(?:in|since|from|of|to|until|by|year|and|between|for|during|dated|before"
    r"|after|в|во|с|со|по|за|до|к|и|от|между|после|en|de|du|depuis|à|et|entre|desde|hasta|y|año))\s*$",
    re.IGNORECASE,
)
_AFTER_A_YEAR = re.compile(
    r"\s*(?:$|[)»”\"–—/,.;:-]|(?:and|to|г\.|гг|год|и|по|до|жыл|et|y|al|au|ж\.)(?!\w*[а-я]{4}))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\s(?:janu|febr|march|april|may|june|july|augu|sept|octo|nove|dece|янв|фев|март|апр|ма[йя]|июн|июл|авг"
    r"|сен|окт|ноя|дек|janv|févr|mars|avri|mai|juin|juil|août|oct|déc"
    r"|de (?:ener|febr|marz|abri|mayo|juni|juli|agos|sept|octu|novi|dici)"
    r"|қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)",
    re.IGNORECASE,
)
# What stands before a number that names a thing: article 146, order No. 12.
_NAMED = re.compile(
    r"(?:(?<!\w)(?:articles?|arts?\.|nos?\.|paragraphs?|paras?\.|sections?|chapters?|parts?|rules?|protocol"
    r"|resolutions?|annex|table|goals?|pages?|pp?\.|стр\.|страниц\w+|стать\w+|стат\w+|ст\.|п\.|пп\.|пункт\w*|част\w+|ч\.|глав\w+|таблиц\w*"
    r"|приложени\w+|подпункт\w*|numéro|artículos?|párrafos?|sección|бап\w*|тармақ\w*)|№|#)\s*$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:-?\s*\([a-zа-я]+\))?\s*(?:,|–|—|-|and|or|to|и|или|до|et|ou|y|o|және)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts something: its value, how many decimals it is given with, where it stands."""

    value: Decimal
    decimals: int = 0
    is_percent: bool = False
    start: int = 0
    end: int = 0


def figures_in(text: str) -> list[Figure]:
    """The figures of a text; years, days of the month, numbers of articles and ordinals are none."""
    return list(_figures(text))


def _figures(text: str) -> Iterator[Figure]:
    end_of_named = -1
    for match in NUMBER.finditer(text):
        before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() :][:30]
        is_joined = end_of_named >= 0 and _JOINED.fullmatch(text[end_of_named : match.start()])
        if _NAMED.search(before) or is_joined:
            end_of_named = match.end()
        elif not (_is_year(match[0], before, after) or _MONTH.match(after)):
            value = value_of(match, text)
            if value is not None:
                percent = bool(PERCENT.match(after))
                yield Figure(value, _decimals(value), percent, match.start(), match.end())


def _is_year(number: str, before: str, after: str) -> bool:
    return bool(YEAR.fullmatch(number) and (_BEFORE_A_YEAR.search(before) or _AFTER_A_YEAR.match(after)))


def years_in(text: str) -> list[str]:
    """All that reads as a year between 1900 and 2099."""
    return YEAR.findall(text)


def value_of(match: re.Match[str], around: str = "") -> Decimal | None:
    """The value of a matched number; None where a comma or a point can mean thousands or decimals.

    A comma before three digits parts thousands in a Latin text, and nobody knows what in a Cyrillic one.
    """
    written, sep = match[0].strip("-−*†% " + SPACES), match["sep"]
    if sep and sep in ",.":
        groups = written.split(sep)
        is_decimal = groups[0] == "0"
        if len(groups) == 2 and not is_decimal and (sep == "." or re.search("[а-я]", around.lower())):
            return None
        written = written if is_decimal else written.replace(sep, "")
    elif sep:
        written = written.replace(sep, "")
    return Decimal(written.replace(",", "."))


def cell_figure(text: str) -> Figure | None:
    """The figure that a cell holds and nothing else; a dash or an empty cell is nought, all else None."""
    if NOTHING.fullmatch(text):
        return Figure(Decimal(0))
    match = CELL.fullmatch(text.strip())
    value = value_of(match, text) if match else None
    if match is None or value is None:
        return None
    sign = -1 if match[0].startswith(("-", "−")) else 1
    return Figure(sign * value, _decimals(value), bool(match["percent"]))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
