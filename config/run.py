"""`make run`: the whole application on this machine, started, watched and stopped by one command.

The servers of DATABASE_URL and REDIS_URL, or embedded ones; then the web server, the worker and the
scheduler. What it keeps lies in var/, or in the folder VAR_DIR.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TextIO

from config import embedded
from config.address import Address
from config.development import ROOT, do_step, environment_of, programs, start_servers, steps
from config.machine import Owner, Unusable, make_folder
from config.processes import Stopped, Supervisor, end_orphans
from config.servers import last_line

STOP_ORDER = ("web", "beat", "worker", "valkey", "postgres")
TRIES = 4


class Asked:
    """Whether somebody asked for the end: a signal, or the `make` that started us is gone."""

    def __init__(self) -> None:
        self.signalled = False
        self.make = os.getppid() if "MAKELEVEL" in os.environ else None
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, *_signal: object) -> None:
        self.signalled = True

    def __call__(self) -> bool:
        return self.signalled or self.make not in {None, os.getppid()}


def say(text: str) -> None:
    # A terminal that was closed must not keep the rest from being stopped in order.
    with contextlib.suppress(OSError):
        print(text, flush=True)  # noqa: T201 - what this command is for


def prepare(var: Path) -> TextIO:
    """Make the folders and return the lock that keeps a second start out; it ends with the process."""
    me = Owner(os.geteuid(), os.getegid())
    make_folder(var, me).chmod(0o711)
    lock = (var / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise Unusable(
            f"It is running already, as process {lock.read()}: stop that first, with Ctrl-C there."
        ) from error
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    for old in make_folder(var / "log", me).glob("*.log"):
        old.rename(old.with_suffix(".log.1"))
    return lock


def serve(supervisor: Supervisor, var: Path, address: Address) -> None:
    """Start everything, say where it is, and watch until asked to stop."""
    environment = environment_of(os.environ, var, address)
    start_servers(supervisor, var)
    for step in steps(var, environment):
        do_step(step, supervisor, say)
    for program in programs(var, address, environment):
        supervisor.start(program)
    sign_ins = _sign_ins(environment)
    over = supervisor.wait_until(lambda: address.answers() or supervisor.failures("web") >= TRIES, seconds=60)
    if not over or supervisor.failures("web") >= TRIES:
        log = var / "log/web.log"
        raise Unusable(f"The web server does not answer, see {log}: {last_line(log)}")
    say(f"Reply Tracker is at {address.url}\n{sign_ins.communicate()[0]}".rstrip())
    say(f"Ctrl-C stops everything. Logs: {var / 'log'}")
    supervisor.wait_until(lambda: False, float("inf"))


def _sign_ins(environment: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "manage.py", "show_sign_ins"]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def main() -> int:
    asked = Asked()
    var = embedded.var_folder()
    address = Address.from_environment(os.environ)
    with prepare(var):
        record = var / embedded.RECORD
        if end_orphans(record):
            say("What an earlier start had left running is stopped now.")
        address.check_free()
        supervisor = Supervisor(record, say, asked_to_stop=asked)
        try:
            serve(supervisor, var, address)
        except Stopped:
            say("Stopping …")
        finally:
            supervisor.stop(*STOP_ORDER)
    say("Everything is stopped.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Unusable as reason:
        sys.exit(str(reason))
