"""Starts, watches, restarts and stops programs, and ends those that a killed start has left behind."""

import contextlib
import ctypes
import functools
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from config.machine import Identity, Unusable

PATIENCE = 10.0
DELAYS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
LONG_ENOUGH = 30.0
TICK = 0.05
_PR_SET_PDEATHSIG = 1
_prctl = getattr(ctypes.CDLL(None), "prctl", None)


@dataclass(frozen=True)
class Program:
    """A program to keep running. Its current folder is how its processes are known again later."""

    name: str
    command: tuple[str, ...]
    folder: Path
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: signal.Signals = signal.SIGTERM
    identity: Identity = field(default_factory=Identity)


@dataclass
class _Child:
    program: Program
    process: subprocess.Popen[bytes]
    started: float
    failures: int = 0
    due: float = 0.0
    running: bool = True


class Stopped(Exception):
    """Somebody asked for the end."""


class Supervisor:
    """Runs programs, each in a process group of its own, and remembers the groups in a file.

    `delays` are the seconds before the first, second, … restart in a row, `patience` those that a program
    gets to stop by itself; `asked_to_stop` ends every waiting with Stopped.
    """

    def __init__(
        self,
        record: Path,
        say: Callable[[str], None],
        delays: tuple[float, ...] = DELAYS,
        patience: float = PATIENCE,
        asked_to_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.record = record
        self.say = say
        self.delays = delays
        self.patience = patience
        self.asked_to_stop = asked_to_stop
        self._children: list[_Child] = []

    def start(self, program: Program) -> None:
        self._children.append(_Child(program, spawn(program), time.monotonic()))
        self._remember()

    def pid(self, name: str) -> int:
        return self._child(name).process.pid

    def failures(self, name: str) -> int:
        """Return how often in a row a program has died soon after its start."""
        return self._child(name).failures

    def tend(self) -> None:
        """Notice who has died and start again those whose time has come."""
        for child in self._children:
            if child.running and child.process.poll() is not None:
                self._note_death(child)
            elif not child.running and time.monotonic() >= child.due:
                child.process, child.started, child.running = spawn(child.program), time.monotonic(), True
                self._remember()

    def wait_until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Tend until `done`, at most that many seconds (inf: without end); return whether it was reached."""
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                return False
            if self.asked_to_stop():
                raise Stopped
            time.sleep(TICK)
            self.tend()
        return True

    def stop(self, *names: str) -> None:
        """Stop programs one after the other, those named first, then the rest, the newest first."""
        first = [child for name in names for child in self._children if child.program.name == name]
        rest = [child for child in reversed(self._children) if child not in first]
        for child in first + rest:
            _end(child, self.patience)
        self._children = []
        self.record.unlink(missing_ok=True)

    def _child(self, name: str) -> _Child:
        return next(child for child in self._children if child.program.name == name)

    def _note_death(self, child: _Child) -> None:
        now = time.monotonic()
        _kill_group(child.process.pid)
        if now - child.started > LONG_ENOUGH:
            child.failures = 0
        delay = self.delays[min(child.failures, len(self.delays) - 1)]
        child.running, child.failures, child.due = False, child.failures + 1, now + delay
        self.say(
            f"{child.program.name} stopped ({_reason(child.process.returncode)}): "
            f"starting it again in {delay:g} s. Its log: {child.program.log}"
        )

    def _remember(self) -> None:
        rows = [
            {
                "group": child.process.pid,
                "folder": str(child.program.folder.resolve()),
                "signal": int(child.program.stop_signal),
            }
            for child in self._children
        ]
        fresh = self.record.with_suffix(".new")
        fresh.write_text(json.dumps(rows))
        fresh.rename(self.record)


def spawn(program: Program) -> subprocess.Popen[bytes]:
    """Start a program; on Linux the kernel passes it its stop signal should we die without a word."""
    dies_with_us = (
        functools.partial(_prctl, _PR_SET_PDEATHSIG, program.stop_signal, 0, 0, 0) if _prctl else None
    )
    try:
        with program.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own commands
                program.command,
                cwd=program.folder,
                env={**os.environ, **program.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=dies_with_us,  # noqa: PLW1509 - a C function, and this process has one thread
                **program.identity,
            )
    except OSError as error:
        raise Unusable(
            f"{program.name} cannot be started: {error.strerror or error} ({program.command[0]})."
        ) from error


def _end(child: _Child, patience: float) -> None:
    """Ask a program to stop, wait, and kill what is left of its group."""
    if child.running:
        child.process.send_signal(child.program.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(patience)
    _kill_group(child.process.pid)
    child.process.wait()


def _kill_group(group: int) -> None:
    # PermissionError is what macOS answers for a group of which only zombies are left.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _reason(returncode: int) -> str:
    return f"signal {-returncode}" if returncode < 0 else f"code {returncode}"


def end_orphans(record: Path, patience: float = PATIENCE) -> int:
    """End the programs that a start killed with -9 has left running; return how many there were.

    The groups come from `record`. A number can belong to a stranger by now: only processes whose current
    folder is the recorded one are touched.
    """
    if not record.exists():
        return 0
    ended = 0
    for row in reversed(json.loads(record.read_text())):
        group, folder = row["group"], row["folder"]
        left = _members(group, folder)
        ended += bool(left)
        if group in left:
            os.kill(group, row["signal"])
            left = _wait_for(group, folder, patience, until_only_children=True)
        if left:
            _kill_group(group)
            _wait_for(group, folder, patience)
    record.unlink()
    return ended


def _wait_for(group: int, folder: str, seconds: float, *, until_only_children: bool = False) -> set[int]:
    """Wait for the members of a group to end, or for its leader, so long; return those that are left."""
    deadline = time.monotonic() + seconds
    while left := _members(group, folder):
        if (until_only_children and group not in left) or time.monotonic() > deadline:
            break
        time.sleep(TICK)
    return left


def _members(group: int, folder: str) -> set[int]:
    """Return the process ids of a group that run in a folder."""
    found = set()
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if os.getpgid(process.pid) == group and process.cwd() == folder:
                found.add(process.pid)
    return found
