"""Totals of tables that are not the sum of their parts.

A table can be added up in several ways: the rows above a total, those of its group, the totals before. Only
a figure that fits none is reported, none where parts overlap (“of whom women”) or are rates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from replies.document.checks.finding import Check, Finding
from replies.document.checks.given import Given
from replies.document.checks.grids import Grid, grid_of
from replies.document.checks.numbers import YEAR, Figure, cell_figure
from replies.document.checks.words import BOTH_SEXES, NOT_ADDED, OF_WHICH, ROUNDED_UNITS, TOTAL

SHOWN = 3  # of one table: whoever looks at these sees the others
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total as written, what its parts make, and the labels of its row and column."""

    label: str
    written: Decimal
    summed: Decimal


def wrong_totals(answers: Iterable[Given]) -> Iterator[Finding]:
    """Totals of the answers' tables that no way of adding up gives, a few of each table."""
    for given in answers:
        for table in given.said.tables:
            grid = grid_of(table)
            for found in islice(in_grid(grid), SHOWN):
                values = {
                    "code": given.code,
                    "table": str(Truncator(table.title or _("without a title")).words(8)),
                    "label": found.label,
                    "written": _shown(found.written),
                    "summed": _shown(found.summed),
                }
                text = _(
                    "%(code)s, table “%(table)s”: “%(label)s” says %(written)s, the parts make %(summed)s."
                )
                yield given.finding(Check.TOTAL, text % values, *values.values())


def in_grid(grid: Grid) -> Iterator[WrongTotal]:
    """The wrong totals of rows, then those of columns."""
    if NOT_ADDED.search(grid.title):
        return
    is_rounded = ROUNDED_UNITS.search(" ".join((grid.title, *map(" ".join, grid.rows)))) is not None
    yield from _of_rows(grid, is_rounded=is_rounded)
    yield from _of_columns(grid, is_rounded=is_rounded)


def _of_rows(grid: Grid, *, is_rounded: bool) -> Iterator[WrongTotal]:
    labels = [grid.row_label(row) for row in range(len(grid.body))]
    totals = [row for row, _label in enumerate(labels) if _is_total(grid.body[row][: grid.labels])]
    for total in totals:
        ways = [
            way
            for way in _ways(total, totals, len(labels))
            if not any(OF_WHICH.search(labels[row]) for row in (*way, total))
            and not any(NOT_ADDED.search(labels[row]) for row in (*way, total))
        ]
        for column in grid.columns:
            head = grid.column_label(column)
            if not NOT_ADDED.search(head):
                column_texts = [row[column] for row in grid.body]
                wrong = _wrong(column_texts, total, ways, is_rounded=is_rounded)
                if wrong:
                    yield WrongTotal(", ".join(filter(None, (labels[total], head))), *wrong)


def _is_total(labels: Sequence[str]) -> bool:
    return any(TOTAL.match(label) for label in labels)


def _ways(total: int, totals: Sequence[int], size: int) -> list[tuple[int, ...]]:
    """Which places a total may be the sum of: its group, all parts, the totals before, what follows it."""
    before = [other for other in totals if other < total]
    after = [other for other in totals if other > total]
    parts = [place for place in range(size) if place not in totals]
    group_start = before[-1] + 1 if before else 0
    ways = [
        tuple(place for place in parts if group_start <= place < total),
        tuple(place for place in parts if place < total),
        tuple(before),
        tuple(place for place in parts if total < place < (after[0] if after else size)),
        tuple(place for place in parts if place > total),
        tuple(after),
    ]
    has_parts_before = any(len(way) > 1 for way in ways[:3])
    return [way for way in (ways[:3] if has_parts_before else ways) if len(way) > 1]


def _wrong(
    texts: Sequence[str], total: int, ways: Sequence[Sequence[int]], *, is_rounded: bool
) -> tuple[Decimal, Decimal] | None:
    """The total as written and as the first way sums it; None where one way fits or none can be summed."""
    written = cell_figure(texts[total])
    if written is None or not texts[total].strip() or written.is_percent:
        return None
    sums: list[Decimal] = []
    for way in ways:
        figures = [cell_figure(texts[place]) for place in way]
        parts = [figure for figure in figures if figure is not None and not figure.is_percent]
        if len(parts) < len(figures) or sum(bool(texts[place].strip()) for place in way) < 2:
            continue
        summed = sum((part.value for part in parts), Decimal(0))
        if abs(summed - written.value) <= _tolerance([*parts, written], is_rounded=is_rounded):
            return None
        sums.append(summed)
    return (written.value, sums[0]) if sums else None


def _tolerance(figures: Sequence[Figure], *, is_rounded: bool) -> Decimal:
    """How far rounding can take a sum from its parts: half of the last decimal for each; none for counts."""
    decimals = max(figure.decimals for figure in figures)
    return HALF.scaleb(-decimals) * len(figures) if decimals or is_rounded else Decimal(0)


def _of_columns(grid: Grid, *, is_rounded: bool) -> Iterator[WrongTotal]:
    """Totals beside their parts; only where the parts surely make up a whole, as years or both sexes do."""
    columns = [c for c in grid.columns if not NOT_ADDED.search(grid.column_label(c))]
    heads = [grid.rows[grid.heads - 1][c] if grid.heads else "" for c in columns]
    totals = [place for place, head in enumerate(heads) if TOTAL.match(head)]
    rows = [row for row in range(len(grid.body)) if not NOT_ADDED.search(grid.row_label(row))]
    for total in totals:
        ways = [
            way
            for way in _ways(total, totals, len(columns))
            if not any(OF_WHICH.search(heads[place]) for place in (*way, total))
        ]
        way = max(ways, key=lambda way: _fitting(grid, columns, rows, total, way, is_rounded), default=())
        fitting = _fitting(grid, columns, rows, total, way, is_rounded) if way else 0
        if fitting * 2 <= len(rows) and not is_whole([heads[place] for place in way]):
            continue
        for row in rows:
            texts = [grid.body[row][column] for column in columns]
            if wrong := _wrong(texts, total, [way], is_rounded=is_rounded):
                label = ", ".join(filter(None, (grid.row_label(row), grid.column_label(columns[total]))))
                yield WrongTotal(label, *wrong)


def _fitting(
    grid: Grid, columns: Sequence[int], rows: Sequence[int], total: int, way: Sequence[int], is_rounded: bool
) -> int:
    """In how many rows the columns of a way make the total."""
    texts = [[grid.body[row][column] for column in columns] for row in rows]
    return sum(
        bool(row[total].strip())
        and _wrong(row, total, [way], is_rounded=is_rounded) is None
        and any(row[place].strip() for place in way)
        for row in texts
    )


def is_whole(heads: Sequence[str]) -> bool:
    """Whether columns make up a whole: they are all years, or the two sexes."""
    if len(heads) == 2 and all(any(sex.search(head) for head in heads) for sex in BOTH_SEXES):
        return True
    return len(heads) > 1 and all(YEAR.search(head) for head in heads)


def _shown(value: Decimal) -> str:
    return str(number_format(value, force_grouping=True))
