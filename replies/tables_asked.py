"""The table that a request for figures asks for: years as columns, what to break them down by as rows. Pure.

A proposal for the person who fills it in: periods that name no year become the last years before the list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from issues.models import DataPoint, Kind, ListOfIssues

MAX_YEARS = 12  # columns of years that a page can carry; of a longer period the last ones
MANY = 7  # things to break down by, from which on each gets one empty row and not three
REPORTING_YEARS = 4  # from one periodic report to the next

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
SINCE = re.compile(r"\b(?:since|from|after|depuis|après|partir|с|со|начиная|после|desde)\b")
OF_YEARS = re.compile(r"\b(?:years?|ans|années|лет|года|años)\b")
REPORTING = re.compile(
    r"period|reporting|report\b|review|période|rapport|examen|период|доклад|período|informe"
)
NUMBERS = {
    **dict.fromkeys(("two", "deux", "два", "двух", "dos"), 2),
    **dict.fromkeys(("three", "trois", "три", "трех", "трёх", "tres"), 3),
    **dict.fromkeys(("four", "quatre", "четыре", "четырех", "четырёх", "cuatro"), 4),
    **dict.fromkeys(("five", "cinq", "пять", "пяти", "cinco"), 5),
    **dict.fromkeys(("six", "шесть", "шести", "seis"), 6),
    **dict.fromkeys(("ten", "dix", "десять", "десяти", "diez"), 10),
    **{str(number): number for number in range(2, 21)},
}
OF_ONE_KIND = {"gender": "sex", "age group": "age", "years": "year"}
NAMES = {
    "age": gettext_lazy("Age"),
    "agency": gettext_lazy("Agency"),
    "cause of death": gettext_lazy("Cause of death"),
    "country of origin": gettext_lazy("Country of origin"),
    "country of return": gettext_lazy("Country of return"),
    "ethnic origin": gettext_lazy("Ethnic origin"),
    "nationality": gettext_lazy("Nationality"),
    "place of detention": gettext_lazy("Place of detention"),
    "reason": gettext_lazy("Reason"),
    "sex": gettext_lazy("Sex"),
    "type of offence": gettext_lazy("Type of offence"),
}
KNOWN: dict[str, tuple[Promise, ...]] = {
    "sex": (gettext_lazy("Women"), gettext_lazy("Men"), gettext_lazy("Total")),
    "age": (
        gettext_lazy("Under 18"),
        gettext_lazy("18–59"),
        gettext_lazy("60 and over"),
        gettext_lazy("Total"),
    ),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table; an empty one waits for a figure or a name."""

    text: str = ""
    is_head: bool = False
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Dimension:
    """Something to break figures down by, and its values: empty where the State's own are to be written."""

    name: str
    values: tuple[str, ...]


def years_asked(period: str, document_date: date | None) -> tuple[int, int] | None:
    """The first and the last year of a period, as far as its words and the date of the list tell.

    Without a year in them, “the past three years” end with the list's own year, and a period between two
    reports is taken for the last four years. None where nothing can be said, as for “the pandemic”.
    """
    words = period.lower()
    named = [int(year) for year in YEAR.findall(words)]
    last = document_date.year if document_date else None
    if len(named) == 1 and last and SINCE.search(words):
        named.append(last)
    if named:
        return min(named), max(named)
    if last is None:
        return None
    if (number := _number_of_years(words)) or REPORTING.search(words):
        return last - (number or REPORTING_YEARS) + 1, last
    return None


def _number_of_years(words: str) -> int | None:
    found = (NUMBERS.get(word) for word in re.findall(r"\w+", words))
    return next(filter(None, found), None) if OF_YEARS.search(words) else None


def layout(disaggregation: Sequence[str], years: tuple[int, int] | None) -> list[list[Cell]]:
    """The rows of the table, some thirty at the most; words in the active language.

    One or two things to break down by are nested, the one with known values inside. Of more than two each
    has its own group of rows: their product would be a table that nobody can fill in.
    """
    asked = dict.fromkeys(OF_ONE_KIND.get(term, term) for term in disaggregation if term)
    by_rows = [term for term in asked if term != "year"]
    by_rows.sort(key=KNOWN.__contains__)
    blank = 3 if len(by_rows) < MANY else 1
    dimensions = [_dimension(term, blank) for term in by_rows]
    figures = _columns(years)
    if len(dimensions) <= 2:
        return _nested(dimensions or [Dimension(_("Indicator"), ("",) * blank)], figures)
    return _grouped(dimensions, figures)


def _dimension(term: str, blank: int) -> Dimension:
    name = str(NAMES.get(term) or term[:1].upper() + term[1:])
    return Dimension(name, tuple(map(str, KNOWN.get(term, ("",) * blank))))


def _columns(years: tuple[int, int] | None) -> list[str]:
    if years is None:
        return [_("Number")]
    first, last = years
    return [str(year) for year in range(max(first, last - MAX_YEARS + 1), last + 1)]


def _nested(dimensions: Sequence[Dimension], figures: Sequence[str]) -> list[list[Cell]]:
    rows = [_heads([dimension.name for dimension in dimensions], figures)]
    *outer, inner = dimensions
    empty = [Cell() for _figure in figures]
    for group in outer[0].values if outer else ("",):
        for number, value in enumerate(inner.values):
            spans = [Cell(group, rowspan=len(inner.values))] if outer and number == 0 else []
            rows.append([*spans, Cell(value), *empty])
    return rows


def _grouped(dimensions: Iterable[Dimension], figures: Sequence[str]) -> list[list[Cell]]:
    rows = [_heads([_("Broken down by"), _("Group")], figures)]
    for dimension in dimensions:
        rows += _nested([Dimension("", (dimension.name,)), dimension], figures)[1:]
    return rows


def _heads(names: Iterable[str], figures: Iterable[str]) -> list[Cell]:
    return [Cell(text, is_head=True) for text in (*names, *figures)]


def asked_table(point: DataPoint, list_of_issues: ListOfIssues) -> str:
    """The table that a data point asks for, as an answer's canonical HTML in the language of the list.

    Empty where no figures are asked: no statistics, nothing to break down by, no period that has years.
    Where years are asked without saying which, or nothing but figures, they are those of a reporting period.
    """
    asked = (point.label, point.kind, tuple(point.disaggregation), point.period)
    return _asked_table(*asked, list_of_issues.document_date, list_of_issues.language)


@lru_cache(maxsize=1024)
def _asked_table(
    label: str, kind: str, disaggregation: tuple[str, ...], period: str, last: date | None, language: str
) -> str:
    years = years_asked(period, last)
    if not (kind == Kind.STATISTICS or disaggregation or years):
        return ""
    if years is None and ("year" in disaggregation or not disaggregation):
        years = years_asked("reporting period", last)
    with override(language):
        rows = layout(disaggregation, years)
    body = "".join(f"<tr>{''.join(map(_markup, row))}</tr>" for row in rows)
    return f'<table data-title="{escape(label)}"><tbody>{body}</tbody></table>'


def _markup(cell: Cell) -> str:
    tag = "th" if cell.is_head else "td"
    span = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    text = f"<p>{escape(cell.text, quote=False)}</p>" if cell.text else ""
    return f"<{tag}{span}>{text}</{tag}>"
