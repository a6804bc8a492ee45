"""`make test`: style, types, migrations and tests, all of them, and at the end what was left out and why."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from config.development import COMPILE_MESSAGES
from config.embedded import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
INSTALL = (
    ("apt-get", "-o", "Acquire::http::Timeout=30", "update"),
    ("apt-get", "install", "-y", "--no-install-recommends", "chromium"),
)
INSTALL_SECONDS = 15 * 60
# The tests of a file share what is slow to make, so they stay on one core.
TESTS = ("-n", "auto", "--dist", "loadfile", "--cov", "--cov-report=term-missing")


@dataclass(frozen=True)
class Check:
    """A command that must end with 0."""

    name: str
    command: tuple[str, ...]


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - what this command is for


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def lint(root: Path) -> list[Check]:
    """Return the checks that run no test."""
    templates = sorted(
        str(path.relative_to(root)) for path in root.glob("**/templates/**/*.html") if _ours(path)
    )
    manage = (sys.executable, "manage.py")
    return [
        Check("ruff check", (tool("ruff"), "check", ".")),
        Check("ruff format", (tool("ruff"), "format", "--check", ".")),
        Check("djade", (tool("djade"), "--check", *templates)),
        Check("mypy", (tool("mypy"), ".")),
        Check("translations", (tool("pybabel"), *COMPILE_MESSAGES)),
        Check("missing migrations", (*manage, "makemigrations", "--check", "--dry-run")),
        Check("django check", (*manage, "check")),
    ]


def _ours(path: Path) -> bool:
    return not {".venv", "node_modules", "var"} & set(path.parts)


def find_chromium() -> str | None:
    """Return the path of a Chromium on PATH."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def install_chromium(uid: int) -> None:
    """Install a Chromium where there is none and `uid` is root on Debian; else its tests are left out."""
    if find_chromium() or uid != 0 or not shutil.which("apt-get"):
        return
    say("Installing Chromium …")
    with contextlib.suppress(subprocess.TimeoutExpired):
        for command in INSTALL:
            subprocess.run(  # noqa: S603 - our own command
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                timeout=INSTALL_SECONDS,
                check=False,
            )
    if not find_chromium():
        say("apt-get could not install Chromium.")


def tests(report: Path) -> Check:
    """Return the run of all tests on every core; its report goes to a JUnit file."""
    return Check("pytest", (sys.executable, "-m", "pytest", *TESTS, f"--junit-xml={report}"))


def run(checks: Sequence[Check], environment: dict[str, str]) -> list[str]:
    """Run all checks, whatever the ones before say; return the names of those that failed."""
    failed = []
    for check in checks:
        say(f"— {check.name}")
        code = subprocess.run(  # noqa: S603 - our own commands
            check.command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        if code:
            failed.append(check.name)
    return failed


def skipped(report: Path) -> Counter[str]:
    """Return how many tests of a JUnit report were skipped, by reason."""
    if not report.exists():
        return Counter()
    marks = ElementTree.parse(report).iter("skipped")  # noqa: S314 - pytest wrote it a moment ago
    return Counter(mark.get("message", "").rstrip(".") for mark in marks if mark.get("type") == "pytest.skip")


def left_out(reasons: Counter[str]) -> list[str]:
    """Return the last lines of the run: what was left out and why, or that nothing was."""
    if not reasons:
        return ["Nothing was left out."]
    return [
        f"Left out: {count} {'test' if count == 1 else 'tests'}: {reason}."
        for reason, count in sorted(reasons.items())
    ]


def main() -> int:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    install_chromium(os.geteuid())
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        failed = run([*lint(ROOT), tests(report)], environment)
        reasons = skipped(report)
    say(f"Failed: {', '.join(failed)}." if failed else "Everything passed.")
    for line in left_out(reasons):
        say(line)
    return bool(failed)


if __name__ == "__main__":  # pragma: no cover - this is what runs the tests
    sys.exit(main())
