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
        "missing migrations",
        "django check",
    ]
    assert checks["djade"][1:] == ("--check", "accounts/templates/x/b.html", "templates/a.html")


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_chromium_that_is_there_is_used(programs, name):
    write_program(programs / name, "")

    assert suite.get_chromium(uid=1000) == (str(programs / name), "")


@pytest.mark.parametrize("uid", [0, 1000])
def test_chromium_that_cannot_be_installed(programs, uid):
    assert suite.get_chromium(uid) == (None, "no Chromium here, and only root on Debian can install it")


def test_chromium_is_not_installed_by_an_ordinary_user(programs, tmp_path):
    write_program(programs / "apt-get", f"echo called > {tmp_path}/called")

    found, _ = suite.get_chromium(uid=1000)

    assert found is None
    assert not (tmp_path / "called").exists()


def test_chromium_is_installed_by_root(programs, capsys):
    write_program(
        programs / "apt-get", f'case "$*" in *install*) cp {programs}/apt-get {programs}/chromium; esac'
    )
    (programs / "cp").symlink_to("/bin/cp")

    found, _ = suite.get_chromium(uid=0)

    assert found == str(programs / "chromium")
    assert capsys.readouterr().out == "Installing Chromium …\n"


def test_chromium_whose_installation_fails(programs):
    write_program(programs / "apt-get", "exit 100")

    assert suite.get_chromium(uid=0) == (None, "no Chromium here, and apt-get could not install it")


def test_chromium_whose_installation_takes_too_long(programs, monkeypatch):
    monkeypatch.setattr(suite, "INSTALL_SECONDS", 0.2)
    write_program(programs / "apt-get", "exec sleep 60")

    assert suite.get_chromium(uid=0) == (None, "no Chromium here, and apt-get could not install it")


def test_tests_leave_out_the_browser_where_there_is_none():
    report = Path("/report.xml")

    with_browser, without = suite.tests(report, browser=True), suite.tests(report, browser=False)

    assert without.command == (*with_browser.command, "-m", "not browser")


def test_run_goes_on_after_a_failure(capfd):
    checks = [
        Check("bad", ("sh", "-c", "echo $A; exit 2")),
        Check("good", ("pwd",)),
        Check("worse", ("false",)),
    ]

    failed = suite.run(checks, {"PATH": os.environ["PATH"], "A": "said"})

    assert failed == ["bad", "worse"]
    assert capfd.readouterr().out == f"— bad\nsaid\n— good\n{ROOT}\n— worse\n"


def test_count_of_tests_is_that_of_the_selection():
    counted = suite.count_tests(dict(os.environ), "tests/config/test_suite.py", "-k", "test_count_of_tests")

    assert counted == 1


def test_skipped_tests_are_counted_by_reason(tmp_path):
    (tmp_path / "report.xml").write_text(
        '<testsuites><testsuite><testcase><skipped message="no disk"/></testcase><testcase/>'
        '<testcase><skipped message="no disk"/></testcase><testcase><skipped/></testcase>'
        "</testsuite></testsuites>"
    )

    assert suite.skipped(tmp_path / "report.xml") == Counter({"no disk": 2, "": 1})
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
    for name in ("ruff", "djade", "mypy"):
        write_program(tools / name, "exit 0")
    write_program(tools / "python", f'case "$*" in *pytest*) exec {sys.executable} "$@"; esac')
    (tmp_path / "test_one.py").write_text(
        "import pytest\n\n\ndef test_a():\n    pass\n\n\n@pytest.mark.browser\ndef test_b():\n    pass\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser\naddopts = -p no:django\n")
    monkeypatch.setattr(suite, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "executable", str(tools / "python"))
    monkeypatch.setattr(suite, "TESTS", ("-q",))
    return tmp_path


def test_suite_that_passes_leaves_nothing_out(small_suite, capfd, monkeypatch):
    write_program(small_suite / "tools/chromium", "")
    monkeypatch.setenv("PATH", f"{small_suite}/tools:{os.environ['PATH']}")

    code = suite.main()

    assert code == 0
    assert capfd.readouterr().out.splitlines()[-2:] == ["Everything passed.", "Nothing was left out."]


def test_suite_without_a_browser_says_so_and_which_check_failed(small_suite, capfd, programs):
    write_program(small_suite / "tools/mypy", "exit 1")

    code = suite.main()

    assert code == 1
    assert capfd.readouterr().out.splitlines()[-2:] == [
        "Failed: mypy.",
        "Left out: 1 test: they need a browser: no Chromium here, and only root on Debian can install it.",
    ]
