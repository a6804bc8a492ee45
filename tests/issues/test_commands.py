"""read_list and load_list: what they print, what they refuse."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from issues.models import ListOfIssues
from issues.registers import DATA

ROOT = Path(__file__).parents[2]
SOURCE = DATA / "CAT_C_KAZ_Q_4" / "list.txt"


def run(command: str, path: Path) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command(command, path, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_read_list_prints_the_register_s_points_in_the_schema() -> None:
    printed = json.loads(run("read_list", SOURCE)[0])

    facts = {name: printed[name] for name in ("symbol", "body", "state", "language", "document_date")}
    point = next(p for p in printed["issues"][5]["data_points"] if p["code"] == "6(a).1")
    text = next(p["text"] for p in printed["issues"][5]["passages"] if p["item"] == "a")
    assert facts == {
        "symbol": "CAT/C/KAZ/Q/4",
        "body": "CAT",
        "state": "KAZ",
        "language": "en",
        "document_date": "2022-12-16",
    }
    assert text[point["start"] : point["end"]].startswith(
        "Any steps taken by the State party to ensure in practice"
    )
    assert sorted(point) == ["code", "disaggregation", "end", "item", "kind", "label", "period", "start"]


def test_read_list_needs_no_server_and_no_setting() -> None:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}

    done = subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "read_list", str(SOURCE)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, json.loads(done.stdout)["symbol"]) == (0, "CAT/C/KAZ/Q/4")


@pytest.mark.django_db
def test_load_list_stores_and_says_so(tmp_path: Path) -> None:
    first, _ = run("load_list", SOURCE)
    second, _ = run("load_list", SOURCE)

    assert first == "CAT/C/KAZ/Q/4: 30 issues with 166 data points are loaded.\n"
    assert second == "CAT/C/KAZ/Q/4 is loaded already; nothing was changed.\n"


@pytest.mark.django_db
def test_load_list_says_the_reader_s_doubts(tmp_path: Path) -> None:
    gap = tmp_path / "CAT_C_KAZ_Q_4.txt"
    gap.write_text(
        SOURCE.read_text(encoding="utf-8").replace("\n12. Please indicate", "\nPlease indicate"), "utf-8"
    )

    _, warned = run("load_list", gap)

    assert "12" in warned


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["read_list", "load_list"])
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "missing.txt"),
        ("empty.txt", b"", "empty"),
        (
            "letter.txt",
            b"Dear colleague,\n\nplease find enclosed the minutes of our meeting.\n",
            "not a list of issues",
        ),
    ],
)
def test_bad_files_are_named_and_nothing_is_stored(
    tmp_path: Path, command: str, name: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(CommandError, match=message):
        run(command, path)

    assert ListOfIssues.objects.count() == 0
