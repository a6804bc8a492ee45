"""A file in, a list of issues with its data points out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from issues.intake.parsed import NotAListOfIssues, ParsedList
from issues.intake.parser import parse
from issues.intake.readers import read
from issues.intake.requests import find_data_points


def with_found_points(parsed: ParsedList) -> ParsedList:
    """The list with the data points that its own words show."""
    issues = (
        replace(issue, data_points=find_data_points(issue.number, issue.passages, parsed.language))
        for issue in parsed.issues
    )
    return replace(parsed, issues=tuple(issues))


PointsOf = Callable[[ParsedList], ParsedList]


def read_file(path: Path, points_of: PointsOf = with_found_points) -> ParsedList:
    """The list in the file at `path`; `points_of` adds the data points of its issues.

    Raises NotAListOfIssues, whose message says what is wrong and what to do.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotAListOfIssues(f"The file {path} cannot be read: {error.strerror}.") from error
    return read_bytes(content, f"{path.parent.name}/{path.name}", points_of)


def read_bytes(content: bytes, name: str, points_of: PointsOf = with_found_points) -> ParsedList:
    """The list in `content`, the bytes of a file called `name`; raises as read_file does."""
    return points_of(parse(read(content, name)))
