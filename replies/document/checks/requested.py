"""What a data point asks for in particular, and whether its answer has it: breakdown, figure, years, case.

An answer that says there is nothing to count, or that sends the reader elsewhere, is left alone.
"""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from issues.models import DataPoint, Kind, ListOfIssues
from replies.document.checks.finding import Check, Finding
from replies.document.checks.given import Given
from replies.document.checks.grids import Grid, grid_of
from replies.document.checks.numbers import figures_in, years_in
from replies.document.checks.words import (
    A_CASE,
    A_NUMBER_IN_WORDS,
    BROKEN_DOWN_BY,
    IN_AN_ANNEX,
    INITIALS,
    NOTHING_TO_COUNT,
    RECENT_YEARS,
    SAME_AS,
    SEEN_ELSEWHERE,
    TOTAL,
)
from replies.tables_asked import NAMES, OF_ONE_KIND, YEAR, years_asked

# “2018–2022”, “from 2018 to 2022”, “2018/19”: all the years between; “2021 and 2022” only after “between”.
SPAN = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)(?:[–—/-](?P<short>\d\d)"
    r"|(?: ?[–—/-] ?| (?:года? |жыл\w* )?(?:to|until|through|(?P<pair>and|et|y|и)|по|до|à|au|a|hasta) )"
    r"(?P<last>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"(?<!\w)(?:between|from|с|со|между|depuis|de|entre|desde)\s+$", re.IGNORECASE)
SINCE = re.compile(
    r"(?<!\w)(?:since|from|с|со|начиная с|depuis|à partir de|desde|a partir de) (?:\w+ ){0,2}?"
    r"(?P<year>(?:19|20)\d\d)"
    r"|(?P<kazakh>(?:19|20)\d\d) жылдан",
    re.IGNORECASE,
)
# A table that names as many places, agencies or offences has broken its figures down by them.
ROWS_OF_A_BREAKDOWN = 2


def requested(answers: Iterable[Given], stored: ListOfIssues) -> Iterator[Finding]:
    """All that the texts of answers lack of what was asked of them."""
    for given in answers:
        point = given.point
        if point is None or not given.is_text or _is_elsewhere(given):
            continue
        if point.kind == Kind.STATISTICS:
            yield from _statistics(given, point, stored)
        elif point.kind == Kind.EXAMPLES:
            yield from _example(given)
        elif point.period:
            yield from _any_year(given, point, stored)


def _is_elsewhere(given: Given) -> bool:
    if given.said.codes or IN_AN_ANNEX.search(given.everything):
        return True
    return not given.said.tables and SEEN_ELSEWHERE.search(given.running) is not None


def _statistics(given: Given, point: DataPoint, stored: ListOfIssues) -> Iterator[Finding]:
    has_figure = bool(figures_in(given.everything))
    if not has_figure:
        if not (NOTHING_TO_COUNT.search(given.everything) or A_NUMBER_IN_WORDS.search(given.everything)):
            text = _("%(code)s asks for a number, and the answer gives no figure.")
            yield given.finding(Check.FIGURE, text % {"code": given.code}, given.answer.text)
        return
    grids = [grid_of(table) for table in given.said.tables]
    missing = [term for term in point.disaggregation if not _is_broken_down(term, given, grids)]
    if missing:
        names = dict.fromkeys(str(NAMES.get(OF_ONE_KIND.get(term, term), term)).lower() for term in missing)
        text = _("%(code)s asks for figures by %(terms)s, and no column, row or sentence gives them so.")
        values = {"code": given.code, "terms": ", ".join(names)}
        yield given.finding(Check.BREAKDOWN, text % values, given.answer.text, *missing)
    yield from _missing_years(given, point, stored)


def _is_broken_down(term: str, given: Given, grids: list[Grid]) -> bool:
    if term == "year":
        return len(_years_one_by_one(given.everything)) > 1
    wanted = SAME_AS.get(term, term)
    form = BROKEN_DOWN_BY.get(wanted)
    if form is None or form.search(given.everything):
        return True
    return wanted not in {"sex", "age"} and any(map(_has_rows, grids))


def _has_rows(grid: Grid) -> bool:
    labels = {grid.row_label(row) for row in range(len(grid.body))}
    return sum(not (TOTAL.match(text) or years_in(text)) for text in labels) >= ROWS_OF_A_BREAKDOWN


def _missing_years(given: Given, point: DataPoint, stored: ListOfIssues) -> Iterator[Finding]:
    """Years that the period names, or that lie in it, and the answer does not cover."""
    wanted = _years_wanted(point, stored)
    if not wanted or RECENT_YEARS.search(given.everything):
        return
    missing = sorted(wanted - years_covered(given.everything, max(wanted)))
    if missing:
        text = _("%(code)s asks for figures (%(period)s), and the answer says nothing of %(years)s.")
        values = {"code": given.code, "period": point.period, "years": _as_text(missing)}
        yield given.finding(Check.PERIOD, text % values, given.answer.text, *missing)


def _any_year(given: Given, point: DataPoint, stored: ListOfIssues) -> Iterator[Finding]:
    """Where no figures are asked, one year of the period is enough."""
    wanted = _years_wanted(point, stored)
    if not wanted or RECENT_YEARS.search(given.everything):
        return
    if not wanted & years_covered(given.everything, max(wanted)):
        text = _("%(code)s names a period (%(period)s), and the answer names none of its years.")
        values = {"code": given.code, "period": point.period}
        yield given.finding(Check.PERIOD, text % values, given.answer.text)


def _years_wanted(point: DataPoint, stored: ListOfIssues) -> set[int]:
    """The years that a period names; of “since 2018” not the list's own year, which is not over yet."""
    named = sorted(int(year) for year in YEAR.findall(point.period))
    asked = years_asked(point.period, stored.document_date) if named else None
    if asked is None:
        return set()
    first, last = asked
    if last > named[-1]:
        last = max(first, last - 1)
    return set(range(first, last + 1))


def years_covered(text: str, last: int) -> set[int]:
    """The years that a text names or spans; “since 2018” reaches to `last`."""
    found = {int(year) for year in years_in(text)}
    for span in _spans(text):
        first = int(span["first"])
        end = int(span["last"] or f"{first // 100}{span['short']}")
        found.update(range(first, end + 1))
    for match in SINCE.finditer(text):
        found.update(range(int(match["year"] or match["kazakh"]), last + 1))
    return found


def _years_one_by_one(text: str) -> set[str]:
    """The years that a text names, without those that only begin or end a span."""
    for span in reversed(list(_spans(text))):
        text = text[: span.start()] + text[span.end() :]
    return set(years_in(text))


def _spans(text: str) -> Iterator[re.Match[str]]:
    for match in SPAN.finditer(text):
        if not match["pair"] or BETWEEN.search(text[max(0, match.start() - 10) : match.start()]):
            yield match


def _as_text(years: list[int]) -> str:
    is_run = len(years) > 2 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}–{years[-1]}" if is_run else ", ".join(map(str, years))


def _example(given: Given) -> Iterator[Finding]:
    """A case has a date, a person or at least its name; laws have years too, so an article is none."""
    text = given.everything
    has_case = A_CASE.search(text) or INITIALS.search(text) or years_in(text) or figures_in(text)
    if not (has_case or NOTHING_TO_COUNT.search(text)):
        said = _("%(code)s asks for examples, and the answer tells no case.")
        yield given.finding(Check.EXAMPLE, said % {"code": given.code}, given.answer.text)
