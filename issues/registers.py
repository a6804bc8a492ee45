"""The registers that ship with the application: the checked data points of lists that it knows."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from issues.intake.parsed import ParsedDataPoint, ParsedIssue, ParsedList
from issues.intake.reading import read_file, with_found_points

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Proposed:
    """That an issue, by its number, be given to a ministry, by its code, with data points by their codes."""

    issue: int
    ministry: str
    role: str
    data_points: tuple[str, ...]


@cache
def proposal_for(symbol: str) -> tuple[Proposed, ...]:
    """Who could answer what of a list that ships with the application; nothing for any other."""
    path = DATA / re.sub(r"\W", "_", symbol) / "assignments.json"
    if symbol not in registers():
        return ()
    entries = json.loads(path.read_text(encoding="utf-8"))["assignments"]
    return tuple(Proposed(**entry | {"data_points": tuple(entry["data_points"])}) for entry in entries)


@cache
def registers() -> dict[str, dict[str, Any]]:
    """Every register by the symbol of its list."""
    read = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*/register.json")))
    return {register["symbol"]: register for register in read}


def read_list(path: Path) -> ParsedList:
    """The list in a file, with checked data points where a register knows it, else with those found in it.

    Raises NotAListOfIssues.
    """
    return read_file(path, with_points)


def with_points(parsed: ParsedList) -> ParsedList:
    """The list with the data points and labels of its register, else with those found in its words."""
    register = registers().get(parsed.symbol)
    if register is None:
        return with_found_points(parsed)
    entries = {entry["number"]: entry for entry in register["issues"]}
    issues = tuple(
        _checked(issue, entries[issue.number]) if issue.number in entries else issue
        for issue in parsed.issues
    )
    return replace(parsed, issues=issues)


def _checked(issue: ParsedIssue, entry: dict[str, Any]) -> ParsedIssue:
    texts = {passage.item: passage.text for passage in issue.passages}
    counts: dict[str, int] = {}
    points = []
    for source in entry["data_points"]:
        item, quote = source["item"], source["quote"]
        counts[item] = counts.get(item, 0) + 1
        start = texts[item].index(quote)
        points.append(
            ParsedDataPoint(
                code=f"{issue.number}({item}).{counts[item]}" if item else f"{issue.number}.{counts[item]}",
                item=item,
                start=start,
                end=start + len(quote),
                label=source["label"],
                kind=source["kind"],
                disaggregation=tuple(source["disaggregation"]),
                period=source["period"],
            )
        )
    return replace(issue, label=entry["label"], data_points=tuple(points))
