"""The whole application, started as `make run` does, in a folder of its own."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from config.embedded import ROOT
from config.run import Asked
from config.servers import Servers

SECONDS = 300


@pytest.fixture
def signals() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, handler in zip(numbers, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return make_environment(tmp_path)


def make_environment(folder: Path) -> dict[str, str]:
    """Return what a terminal gives to `make run`, with a port that is free and a folder of its own."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    left_out = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE", "HTTPS", "MAKELEVEL")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | {"VAR_DIR": str(folder / "var"), "PORT": str(port)}


class Start:
    """A `python -m config.run`; what it says goes to a file."""

    def __init__(self, environment: dict[str, str], folder: Path, *command: str) -> None:
        self.output = folder / "output"
        self.url = f"http://127.0.0.1:{environment['PORT']}/"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(  # noqa: S603
                command or (sys.executable, "-m", "config.run"),
                cwd=ROOT,
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def lines(self) -> list[str]:
        return self.output.read_text().splitlines()

    def wait_until_ready(self) -> "Start":
        wait_for(lambda: self.is_ready() or self.process.poll() is not None)
        assert self.is_ready(), self.lines
        return self

    def is_ready(self) -> bool:
        return any(line.startswith("Ctrl-C stops everything.") for line in self.lines)

    def health(self) -> str:
        with urllib.request.urlopen(f"{self.url}healthz/", timeout=10) as answer:  # noqa: S310
            return answer.read().decode()


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a `make run` that has migrated and loaded everything, and was stopped."""
    folder = tmp_path_factory.mktemp("run")
    with (tmp_path_factory.getbasetemp().parent / "static.lock").open("w") as lock:
        # Nobody else may build the static files of this checkout at the same time.
        fcntl.flock(lock, fcntl.LOCK_EX)
        start = Start(make_environment(folder), folder).wait_until_ready()
        start.process.terminate()
        assert start.process.wait(SECONDS) == 0
        yield folder / "var"


@pytest.fixture
def again(environment: dict[str, str], var: Path) -> dict[str, str]:
    """The environment of a later start in the folder of the first."""
    return environment | {"VAR_DIR": str(var)}


def freeze_one(var: Path) -> None:
    """Stop one program where it is: the kernel tells it when its start is killed, and it cannot end."""
    programs = json.loads((var / "processes.json").read_text())
    os.killpg(programs[-1]["group"], signal.SIGSTOP)


def test_application_comes_up_again_after_a_kill(again, var, tmp_path):
    first = Start(again, tmp_path).wait_until_ready()
    with psycopg.connect(Servers(var).database_url) as connection:
        connection.execute("CREATE TABLE saved AS SELECT 'kept' AS text")

    freeze_one(var)
    first.process.kill()
    first.process.wait()
    second = Start(again, tmp_path).wait_until_ready()
    health = second.health()
    with psycopg.connect(Servers(var).database_url) as connection:
        kept = connection.execute("SELECT text FROM saved").fetchall()
    second.process.send_signal(signal.SIGINT)

    assert second.process.wait(SECONDS) == 0
    assert (health, kept) == ("ok", [("kept",)])
    sign_ins = [line for line in second.lines if line.startswith("  ")]
    assert any("@" in line for line in sign_ins)
    assert [line for line in second.lines if line not in sign_ins] == [
        "What an earlier start had left running is stopped now.",
        *[line for line in second.lines if line.startswith("postgres stopped")],
        f"Reply Tracker is at {second.url}",
        f"Ctrl-C stops everything. Logs: {var}/log",
        "Stopping …",
        "Everything is stopped.",
    ]
    assert not (var / "processes.json").exists()


def test_application_is_not_started_twice(environment, tmp_path):
    (tmp_path / "var").mkdir()
    with (tmp_path / "var/run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()

        start = Start(environment, tmp_path)
        code = start.process.wait(SECONDS)

    assert (code, start.lines) == (
        1,
        ["It is running already, as process 4711: stop that first, with Ctrl-C there."],
    )


def test_application_whose_web_server_cannot_start(again, var, tmp_path):
    start = Start(again | {"GUNICORN_CMD_ARGS": "--no-such-option"}, tmp_path)
    code = start.process.wait(SECONDS)

    assert code == 1
    assert start.lines[-1].startswith(f"The web server does not answer, see {var}/log/web.log: ")
    assert "--no-such-option" in start.lines[-1]
    assert not (var / "processes.json").exists()


def test_application_ends_with_the_make_that_started_it(again, var, tmp_path):
    script = f"{sys.executable} -m config.run & wait"
    start = Start(again | {"MAKELEVEL": "1"}, tmp_path, "sh", "-c", script)
    wait_for((var / "processes.json").exists)

    start.process.kill()
    start.process.wait()

    wait_for(lambda: start.lines[-2:] == ["Stopping …", "Everything is stopped."])
    assert not (var / "processes.json").exists()


def test_application_on_a_port_in_use(environment, tmp_path):
    with socket.create_server(("127.0.0.1", int(environment["PORT"]))):
        start = Start(environment, tmp_path)
        code = start.process.wait(SECONDS)

    assert code == 1
    assert start.lines[0].startswith(f"Port {environment['PORT']} of 127.0.0.1 cannot be used")
    assert len(start.lines) == 1


def test_application_in_a_folder_that_cannot_be_written(environment, tmp_path):
    start = Start(environment | {"VAR_DIR": "/proc/none"}, tmp_path)
    code = start.process.wait(SECONDS)

    assert code == 1
    assert start.lines == [
        "The folder /proc/none cannot be written (No such file or directory): "
        "make it yours, or move the project."
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_asked_to_stop_by_a_signal(signals, monkeypatch, number):
    monkeypatch.delenv("MAKELEVEL", raising=False)
    asked = Asked()
    before = asked()

    os.kill(os.getpid(), number)

    assert (before, asked()) == (False, True)
