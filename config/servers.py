"""PostgreSQL and Valkey, run by us: where they keep their data and answer, and how they start."""

import contextlib
import locale
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg.sql import SQL, Identifier

from config.machine import Owner, Unusable, make_folder, postgres_programs, socket_folder, valkey_program
from config.processes import Program, Supervisor

DATABASE = "reply_tracker"
POSTGRES_SOCKET = ".s.PGSQL.5432"
VALKEY_SOCKET = "valkey.sock"
TRIES = 5
# The folder that a program is started in. By this name PostgreSQL reaches its data even under a folder
# that only root may enter; where there is no /proc the data needs a way that is open.
CURRENT_FOLDER = Path("/proc/self/cwd")
# For tests, some of which have 200 connections at once.
_THROW_AWAY = (
    *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
    *("-c", "max_connections=300"),
)


@dataclass(frozen=True)
class Servers:
    """One PostgreSQL and one Valkey that keep their data in `folder`, or lose it where not `durable`."""

    folder: Path
    durable: bool = True

    @property
    def postgres_data(self) -> Path:
        return self.folder / "postgres"

    @property
    def valkey_data(self) -> Path:
        return self.folder / "valkey"

    @property
    def postgres_sockets(self) -> Path:
        return socket_folder(self.postgres_data, POSTGRES_SOCKET)

    @property
    def valkey_sockets(self) -> Path:
        return socket_folder(self.valkey_data, VALKEY_SOCKET)

    @property
    def database_url(self) -> str:
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """Return the address of one database of this server, in the form that libpq understands too."""
        return f"postgresql:///{database}?host={quote(str(self.postgres_sockets))}&user={DATABASE}"

    @property
    def redis_url(self) -> str:
        return f"redis+socket://{quote(str(self.valkey_sockets / VALKEY_SOCKET))}"

    def remove(self) -> None:
        """Remove all data; the servers must have stopped."""
        for folder in (self.postgres_sockets, self.valkey_sockets, self.folder):
            shutil.rmtree(folder, ignore_errors=True)


def start_postgres(servers: Servers, supervisor: Supervisor, logs: Path) -> bool:
    """Start PostgreSQL and make the application's database; return whether that is new."""
    data = servers.postgres_data
    owner = Owner.of(os.geteuid())
    programs = postgres_programs(data, owner)
    if not data.exists():
        _initdb(servers, programs, owner)
    for folder in {data, servers.postgres_sockets}:
        make_folder(folder, owner)
    _forget_reused_number(data / "postmaster.pid")
    supervisor.start(_postgres(servers, programs, owner, logs / "postgres.log"))
    _await_start(supervisor, "postgres", partial(_postgres_is_ready, data, supervisor), logs)
    return _make_database(servers)


def _initdb(servers: Servers, programs: Path, owner: Owner) -> None:
    """Make an empty cluster, complete or not at all."""
    data = servers.postgres_data
    fresh = data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    make_folder(fresh, owner)
    command = [str(programs / "initdb"), "-D", str(_data_argument(fresh)), "-U", DATABASE, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--locale=C", f"--lc-ctype={letters()}"]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--no-instructions", *([] if servers.durable else ["--no-sync"])],
        cwd=fresh,
        capture_output=True,
        text=True,
        check=False,
        **owner.identity(),
    )
    if done.returncode:
        raise Unusable(f"PostgreSQL cannot make its database in {data}: {_last_words(done.stderr)}.")
    fresh.rename(data)


def letters(candidates: Sequence[str] = ("C.UTF-8", "en_US.UTF-8")) -> str:
    """Return a locale of this machine that knows all letters: without one trigrams skip Cyrillic."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in candidates:
            with contextlib.suppress(locale.Error):
                return locale.setlocale(locale.LC_CTYPE, name)
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _data_argument(data: Path) -> Path:
    return CURRENT_FOLDER if CURRENT_FOLDER.exists() else data


def _postgres(servers: Servers, programs: Path, owner: Owner, log: Path) -> Program:
    data = servers.postgres_data
    sockets = servers.postgres_sockets
    command = [str(programs / "postgres"), "-D", str(_data_argument(data)), "-h", ""]
    command += ["-k", "." if sockets == data else str(sockets), *([] if servers.durable else _THROW_AWAY)]
    # SIGINT is PostgreSQL's fast shutdown: it ends the connections instead of waiting for them.
    return Program("postgres", tuple(command), data, log, {}, signal.SIGINT, owner.identity())


def _forget_reused_number(pid_file: Path) -> None:
    """Remove the file of a killed PostgreSQL whose process number is now, after a reboot, another program's.

    PostgreSQL would take that program for itself and refuse to start.
    """
    with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess):
        if psutil.Process(int(pid_file.read_text().split()[0])).name() != "postgres":
            pid_file.unlink()


def _postgres_is_ready(data: Path, supervisor: Supervisor) -> bool:
    """Read what PostgreSQL says of itself; a file left by another process does not count."""
    with contextlib.suppress(FileNotFoundError):
        lines = (data / "postmaster.pid").read_text().split("\n")
        return lines[0] == str(supervisor.pid("postgres")) and any(
            line.strip() == "ready" for line in lines[7:]
        )
    return False


def _make_database(servers: Servers) -> bool:
    with psycopg.connect(servers.url_of("postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            return False
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(DATABASE)))
    return True


def start_valkey(servers: Servers, supervisor: Supervisor, logs: Path) -> None:
    data = servers.valkey_data
    me = Owner(os.geteuid(), os.getegid())
    for folder in {data, servers.valkey_sockets}:
        make_folder(folder, me)
    path = servers.valkey_sockets / VALKEY_SOCKET
    command = [str(valkey_program()), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700"]
    command += ["--dir", str(data), "--save", "", "--appendonly", "yes" if servers.durable else "no"]
    supervisor.start(Program("valkey", tuple(command), data, logs / "valkey.log"))
    _await_start(supervisor, "valkey", partial(_valkey_is_ready, path), logs)


def _valkey_is_ready(path: Path) -> bool:
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(1)
        connection.connect(str(path))
        connection.sendall(b"PING\r\n")
        return connection.recv(16).startswith(b"+PONG")
    return False


def _await_start(supervisor: Supervisor, name: str, ready: partial[bool], logs: Path) -> None:
    """Wait for a server; one that dies again and again is given up with its own last words."""
    over = supervisor.wait_until(lambda: ready() or supervisor.failures(name) >= TRIES, seconds=120)
    if not over or supervisor.failures(name) >= TRIES:
        log = logs / f"{name}.log"
        raise Unusable(f"{name} does not start, see {log}: {last_line(log)}")


def last_line(log: Path) -> str:
    """Return the last line of a log that is not empty."""
    return _last_words(log.read_text(errors="replace"))


def _last_words(text: str) -> str:
    return (text.strip().splitlines() or ["it says nothing"])[-1]
