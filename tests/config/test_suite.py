import os
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from config import suite
from config.embedded import ROOT
from config.suite import Check


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH; it is empty but for a shell."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "sh").symlink_to(shutil.which("sh") or "")
    (folder / "sleep").symlink_to(shutil.which("sleep") or "")
    monkeypatch.setenv("PATH", str(folder))
    return folder


def write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_lint_covers_every_template_of_ours(tmp_path):
    for name in (
        "templates/a.html",
        "accounts/templates/x/b.html",
        "var/templates/c.html",
        "templates/d.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    checks = {check.name: check.command for check in suite.lint(tmp_path)}

    assert list(checks) == [
        "ruff check",
        "ruff format",
        "djade",
        "mypy",
        "translations",
        "missing migrations",
        "django check",
    ]
    assert checks["djade"][1:] == ("--check", "accounts/templates/x/b.html", "templates/a.html")


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_chromium_that_is_there_is_not_installed(programs, capsys, name):
    write_program(programs / "apt-get", "exit 1")
    write_program(programs / name, "")

    suite.install_chromium(uid=0)

    assert suite.find_chromium() == str(programs / name)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("uid", "apt_get"), [(0, False), (1000, False), (1000, True)])
def test_chromium_is_installed_by_root_on_debian_only(programs, capsys, uid, apt_get):
    if apt_get:
        write_program(programs / "apt-get", "exit 1")

    suite.install_chromium(uid)

    assert capsys.readouterr().out == ""


def test_chromium_is_installed(programs, capsys):
    (programs / "cp").symlink_to(shutil.which("cp", path="/bin:/usr/bin") or "")
    write_program(programs / "apt-get", f'case "$*" in *install*) cp "$0" {programs}/chromium; esac')

    suite.install_chromium(uid=0)

    assert suite.find_chromium() == str(programs / "chromium")
    assert capsys.readouterr().out == "Installing Chromium …\n"


@pytest.mark.parametrize("script", ["exit 100", "exec sleep 60"])
def test_chromium_that_cannot_be_installed(programs, capsys, monkeypatch, script):
    monkeypatch.setattr(suite, "INSTALL_SECONDS", 0.5)
    write_program(programs / "apt-get", script)

    suite.install_chromium(uid=0)

    assert capsys.readouterr().out == "Installing Chromium …\napt-get could not install Chromium.\n"


def test_run_goes_on_after_a_failure(capfd):
    checks = [
        Check("bad", ("sh", "-c", "echo $A; exit 2")),
        Check("good", ("pwd",)),
        Check("worse", ("false",)),
    ]

    failed = suite.run(checks, {"PATH": os.environ["PATH"], "A": "said"})

    assert failed == ["bad", "worse"]
    assert capfd.readouterr().out == f"— bad\nsaid\n— good\n{ROOT}\n— worse\n"


def test_skipped_tests_are_counted_by_reason(tmp_path):
    marks = [("skip", "no disk"), ("skip", "no disk."), ("skip", "no net"), ("xfail", "known")]
    cases = "".join(
        f'<testcase><skipped type="pytest.{kind}" message="{reason}"/></testcase>' for kind, reason in marks
    )
    (tmp_path / "report.xml").write_text(
        f"<testsuites><testsuite><testcase/>{cases}</testsuite></testsuites>"
    )

    assert suite.skipped(tmp_path / "report.xml") == Counter({"no disk": 2, "no net": 1})
    assert suite.skipped(tmp_path / "none.xml") == Counter()


def test_left_out_names_what_and_why():
    lines = suite.left_out(Counter({"no disk": 2, "a reason": 1}))

    assert lines == ["Left out: 1 test: a reason.", "Left out: 2 tests: no disk."]
    assert suite.left_out(Counter()) == ["Nothing was left out."]


@pytest.fixture
def small_suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one template, one test, and a virtual environment whose tools are all content."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("ruff", "djade", "mypy", "pybabel"):
        write_program(tools / name, "exit 0")
    write_program(tools / "python", f'case "$*" in *pytest*) exec {sys.executable} "$@"; esac')
    (tmp_path / "test_one.py").write_text("def test_a():\n    pass\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = -p no:django\n")
    monkeypatch.setattr(suite, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "executable", str(tools / "python"))
    monkeypatch.setattr(suite, "TESTS", ("-q",))
    monkeypatch.setattr(suite, "BROWSERS", ("sh",))
    return tmp_path


def test_suite_that_passes_leaves_nothing_out(small_suite, capfd):
    code = suite.main()

    assert code == 0
    assert capfd.readouterr().out.splitlines()[-2:] == ["Everything passed.", "Nothing was left out."]


def test_suite_runs_to_the_end_and_names_what_failed_and_what_was_left_out(small_suite, capfd):
    write_program(small_suite / "tools/ruff", "exit 1")
    (small_suite / "test_two.py").write_text(
        "import pytest\n\n\ndef test_b():\n    pytest.skip('no Chromium')\n"
    )

    code = suite.main()

    assert code == 1
    assert capfd.readouterr().out.splitlines()[-2:] == [
        "Failed: ruff check, ruff format.",
        "Left out: 1 test: no Chromium.",
    ]
