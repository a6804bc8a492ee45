import fcntl
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from config import embedded, machine
from config.processes import Program, spawn


@pytest.fixture
def no_servers_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An environment without addresses of servers; their data would go into the folder that it names."""
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    return tmp_path / "var"


def run(*command: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "config.embedded", *command],
        cwd=embedded.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_addresses_lie_in_the_checkout(monkeypatch):
    monkeypatch.delenv("VAR_DIR", raising=False)
    var = embedded.ROOT / "var"

    addresses = embedded.database_url(), embedded.redis_url()

    assert addresses == (
        f"postgresql:///reply_tracker?host={var}/postgres&user=reply_tracker",
        f"redis+socket://{var}/valkey/valkey.sock",
    )


def test_addresses_under_a_long_path_are_short_and_its_own(monkeypatch):
    found = []
    for name in ("a b" * 40, "b" * 120):
        monkeypatch.setenv("VAR_DIR", f"/srv/{name}")
        found += [embedded.database_url(), embedded.redis_url()]

    assert len(set(found)) == 4
    assert all(len(url) < 110 and f"{machine.TEMPORARY}/reply-tracker-" in url for url in found)


def test_addresses_escape_what_a_path_may_hold(monkeypatch):
    monkeypatch.setenv("VAR_DIR", "/srv/a b%c")

    assert embedded.database_url() == (
        "postgresql:///reply_tracker?host=/srv/a%20b%25c/postgres&user=reply_tracker"
    )


def test_command_gets_servers_and_its_exit_code_is_ours(no_servers_named, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
    script = (
        'import psycopg, os; psycopg.connect(os.environ["DATABASE_URL"]); print(os.environ["REDIS_URL"]); '
    )
    script += 'print(os.environ.get("DJANGO_SETTINGS_MODULE")); raise SystemExit(3)'

    child = run("--", sys.executable, "-c", script)
    printed, _ = child.communicate(timeout=60)

    assert child.returncode == 3
    assert printed.startswith("redis+socket:///")
    assert printed.endswith("/valkey.sock\nNone\n")
    assert [path.name for path in (no_servers_named / "test").iterdir()] == ["gate"]


def test_command_with_servers_of_its_own_gets_those(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///mine")
    monkeypatch.setenv("REDIS_URL", "redis://mine")
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings_test")

    child = run("sh", "-c", "echo $DATABASE_URL $REDIS_URL $DJANGO_SETTINGS_MODULE")

    assert child.communicate(timeout=60)[0] == "postgresql:///mine redis://mine config.settings_test\n"


def test_command_is_told_of_a_termination(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    child = run("--", "sh", "-c", "echo up; exec sleep 60")
    assert child.stdout.readline() == "up\n"

    child.send_signal(signal.SIGTERM)

    child.communicate(timeout=60)
    assert child.returncode == 128 + signal.SIGTERM


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ((), "Say which command to run: python -m config.embedded -- COMMAND.\n"),
        (("--", "/no/such"), "/no/such cannot be run: No such file or directory.\n"),
    ],
)
def test_command_that_is_missing(monkeypatch, tmp_path, command, sentence):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    child = run(*command)
    _, error = child.communicate(timeout=60)

    assert (child.returncode, error) == (1, sentence)


def test_left_overs_of_killed_runs_are_removed_and_running_ones_kept(no_servers_named):
    parent = no_servers_named / "test"
    for name in ("killed", "running"):
        (parent / name).mkdir(parents=True)
    orphan = spawn(Program("valkey", ("sleep", "60"), parent / "killed", parent / "log"))
    (parent / "killed/lock").touch()
    (parent / "killed/processes.json").write_text(
        json.dumps([{"group": orphan.pid, "folder": str(parent / "killed"), "signal": 15}])
    )

    with (parent / "running/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with embedded.throw_away(parent, database=False) as addresses:
            kept = sorted(path.name for path in parent.iterdir() if path.is_dir() and path.name.islower())

    assert list(addresses) == ["REDIS_URL"]
    assert orphan.wait() == -signal.SIGTERM
    assert "running" in kept
    assert "killed" not in kept
