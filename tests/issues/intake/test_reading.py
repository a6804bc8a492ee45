"""From a file to a list with its data points."""

from pathlib import Path

import pytest

from issues.intake.parsed import NotAListOfIssues
from issues.intake.reading import read_bytes, read_file
from issues.intake.requests import find_data_points

REAL = Path(__file__).parents[3] / "issues" / "data" / "CAT_C_KAZ_Q_4" / "list.txt"


def test_read_file_knows_the_symbol_by_the_folder_and_finds_data_points() -> None:
    found = read_file(REAL)

    assert (found.symbol, found.warnings) == ("CAT/C/KAZ/Q/4", ())
    assert [issue.data_points for issue in found.issues] == [
        find_data_points(issue.number, issue.passages, "en") for issue in found.issues
    ]
    assert sum(len(issue.data_points) for issue in found.issues) > 30


def test_read_bytes_reads_an_upload() -> None:
    found = read_bytes(b"List of issues\n\n1. Please explain.\n", "CAT_C_RUR_Q_2.txt")

    assert [issue.number for issue in found.issues] == [1]
    assert found.symbol == "CAT/C/RUR/Q/2"


def test_read_file_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAListOfIssues) as refused:
        read_file(tmp_path / "missing.txt")

    assert (
        str(refused.value)
        == f"The file {tmp_path / 'missing.txt'} cannot be read: No such file or directory."
    )
