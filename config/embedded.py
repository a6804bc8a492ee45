"""PostgreSQL and Valkey (which speaks Redis) from their wheels, for a machine that has neither.

`python -m config.embedded -- COMMAND` runs a command with throw-away servers of its own.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from config.machine import Owner, Unusable, make_folder
from config.processes import TICK, Supervisor, end_orphans
from config.servers import Servers, start_postgres, start_valkey

ROOT = Path(__file__).resolve().parent.parent
RECORD = "processes.json"


def var_folder() -> Path:
    """Return the folder of everything that `make run` keeps: VAR_DIR, else var/ in the checkout."""
    return Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


def database_url() -> str:
    """Return the address of this checkout's database; pure, nothing is started."""
    return Servers(var_folder()).database_url


def redis_url() -> str:
    """Return the address of this checkout's Valkey; pure, nothing is started."""
    return Servers(var_folder()).redis_url


@contextlib.contextmanager
def throw_away(parent: Path, *, database: bool = True, redis: bool = True) -> Iterator[dict[str, str]]:
    """Yield the addresses of fresh servers under `parent` as DATABASE_URL and REDIS_URL."""
    folder, lock = _fresh_folder(parent)
    servers = Servers(folder, durable=False)
    supervisor = Supervisor(folder / RECORD, say=lambda text: print(text, file=sys.stderr))  # noqa: T201
    addresses = {}
    with lock:
        try:
            if database:
                start_postgres(servers, supervisor, folder)
                addresses["DATABASE_URL"] = servers.database_url
            if redis:
                start_valkey(servers, supervisor, folder)
                addresses["REDIS_URL"] = servers.redis_url
            yield addresses
        finally:
            supervisor.stop()
            servers.remove()


def _fresh_folder(parent: Path) -> tuple[Path, TextIO]:
    """Make a folder for one run and lock it; remove those of killed runs, whose lock nobody holds."""
    make_folder(parent, Owner(os.geteuid(), os.getegid())).chmod(0o755)
    with (parent / "gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        for path in parent.glob("*/lock"):
            with path.open("w") as lock, contextlib.suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                end_orphans(path.parent / RECORD)
                Servers(path.parent).remove()
        folder = Path(tempfile.mkdtemp(dir=parent))
        folder.chmod(0o755)
        held = (folder / "lock").open("w")
        fcntl.flock(held, fcntl.LOCK_EX)
    return folder, held


def run_with_servers(command: Sequence[str]) -> int:
    """Run a command with the servers that the environment does not name; return its exit code."""
    wanted = {
        "database": not os.environ.get("DATABASE_URL"),
        "redis": not os.environ.get("REDIS_URL"),
    }
    with throw_away(var_folder() / "test", **wanted) as addresses:
        environment = {**os.environ, **addresses}
        # Importing config.celery has set the default of every entry point; pytest would take it for a choice.
        if environment.get("DJANGO_SETTINGS_MODULE") == "config.settings":
            del environment["DJANGO_SETTINGS_MODULE"]
        return _run(command, environment)


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run a command to its end and return its exit code, 128 and the number after a signal."""
    asked: list[int] = []
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda number, _frame: asked.append(number))
    # A terminal sends Ctrl-C to the command too: it ends first, then its servers.
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        child = subprocess.Popen(command, env=environment)  # noqa: S603 - the caller's own command
    except OSError as error:
        raise Unusable(f"{command[0]} cannot be run: {error.strerror}.") from error
    while (code := child.poll()) is None:
        while asked:
            child.send_signal(asked.pop())
        time.sleep(TICK)
    return code if code >= 0 else 128 - code


def main(arguments: Sequence[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        raise Unusable("Say which command to run: python -m config.embedded -- COMMAND.")
    return run_with_servers(command)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Unusable as reason:
        sys.exit(str(reason))
