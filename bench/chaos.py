"""Parts of the application are killed with -9 while 20 people save: is every acknowledged save kept?

Starts what `make run` starts, in a folder and on a port of its own, and takes it away again.
Run: python -m bench.chaos [--saves 1000] [--clients 20] [--seed 1] [--minutes 10]
"""

import argparse
import json
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import cycle, islice
from multiprocessing.connection import Connection
from pathlib import Path

import psutil
import psycopg

from bench.ledger import lost
from bench.ports import free_port
from bench.writers import Outcome, Window, write
from config import embedded
from config.address import Address
from config.development import do_step, environment_of, programs, steps
from config.machine import Unusable
from config.processes import Program, Stopped, Supervisor, spawn
from config.run import STOP_ORDER, Asked, prepare
from config.servers import Servers, start_postgres, start_valkey

PASSWORD = "reply-tracker"  # noqa: S105 - of the demonstration's people
# What is killed, and under which name the supervisor knows it, or the parent of what is killed.
VICTIMS = {
    "PostgreSQL": "postgres",
    "Valkey": "valkey",
    "gunicorn": "web",
    "a worker of gunicorn": "web",
    "the Celery worker": "worker",
}
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
# What the web server meets while another part is away.
EXPLAINED = {
    "django.db.utils.OperationalError",
    "django.db.utils.InterfaceError",
    "psycopg_pool.PoolTimeout",
    "redis.exceptions.BusyLoadingError",
    "redis.exceptions.ConnectionError",
    "redis.exceptions.TimeoutError",
}
WINDOWS = """
    SELECT person.email, reply.id FROM replies_reply reply
    JOIN issues_assignment assignment ON assignment.id = reply.assignment_id
    JOIN accounts_user person ON person.ministry_id = assignment.ministry_id
    WHERE person.role = 'focal_point' ORDER BY reply.id
"""


@dataclass(frozen=True)
class Site:
    """The application as it runs for this script."""

    servers: Servers
    supervisor: Supervisor
    address: Address
    programs: dict[str, Program]


@contextmanager
def running(var: Path) -> Iterator[Site]:
    """Start the servers and the application in a folder; stop them at the end."""
    servers, address = Servers(var), Address(port=free_port())
    supervisor = Supervisor(var / embedded.RECORD, lambda _text: None, delays=(0.5,), asked_to_stop=Asked())
    given = {name: value for name, value in os.environ.items() if name not in {"DEBUG", "EMAIL_URL"}} | {
        "VAR_DIR": str(var),
        "DATABASE_URL": servers.database_url,
        "REDIS_URL": servers.redis_url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    with prepare(var):
        try:
            environment = environment_of(given, var, address)
            start_valkey(servers, supervisor, var / "log")
            start_postgres(servers, supervisor, var / "log")
            for step in steps(var, environment):
                if step.program.name != "collectstatic":  # that one belongs to the checkout
                    do_step(step, supervisor, print)
            ours = programs(var, address, environment)
            for program in ours:
                supervisor.start(program)
            yield Site(servers, supervisor, address, {program.name: program for program in ours})
        finally:
            supervisor.stop(*STOP_ORDER)


def check_durable(database_url: str) -> None:
    """Refuse a server that forgets on purpose: what it loses would say nothing about the application."""
    with psycopg.connect(database_url) as connection:
        for name in DURABLE:
            (value,) = connection.execute(f"SHOW {name}").fetchone() or ("",)
            if value != "on":
                raise Unusable(f"PostgreSQL runs with {name} = {value}: with it nothing can be promised.")


def windows(database_url: str, number: int) -> list[Window]:
    """So many windows, two of a person on each reply, where what they save meets."""
    with psycopg.connect(database_url) as connection:
        rows = connection.execute(WINDOWS).fetchall()
    pairs = cycle(rows[: (number + 1) // 2])
    return [Window(email, PASSWORD, f"/replies/{reply}/") for email, reply in islice(pairs, number)]


def receive(site: Site, receiver: Connection) -> Outcome:
    """What the writers send next, while the application is looked after; EOFError when they are gone."""
    site.supervisor.wait_until(receiver.poll, float("inf"))
    outcome: Outcome = receiver.recv()
    return outcome


def disturb(site: Site, receiver: Connection, draw: random.Random) -> Counter[str]:
    """Kill a part every one to three seconds, each as often, until the writers are done."""
    start, kills, left = time.monotonic(), Counter[str](), list[str]()
    while not site.supervisor.wait_until(receiver.poll, draw.uniform(1, 3)):
        left = left or draw.sample(list(VICTIMS), len(VICTIMS))
        kind = left.pop()
        with suppress(psutil.NoSuchProcess, IndexError):
            victim = running_program(site, VICTIMS[kind])
            if kind == "a worker of gunicorn":
                victim = draw.choice(victim.children())
            victim.kill()
            kills[kind] += 1
            print(f"{time.monotonic() - start:6.1f} s kill -9 {kind}", flush=True)
    return kills


def running_program(site: Site, name: str) -> psutil.Process:
    """The process of a program; NoSuchProcess while it waits to be started again."""
    process = psutil.Process(site.supervisor.pid(name))
    if process.ppid() != os.getpid() or process.status() == psutil.STATUS_ZOMBIE:
        raise psutil.NoSuchProcess(process.pid)
    return process


def await_recovery(site: Site) -> None:
    """Wait until all runs again and both the web server and the Celery worker answer."""

    def is_up() -> bool:
        with suppress(psutil.NoSuchProcess):
            return all(running_program(site, name) for name in STOP_ORDER) and site.address.answers()
        return False

    if not site.supervisor.wait_until(is_up, 60):
        raise Unusable("The application has not come up again within a minute.")
    worker = site.programs["worker"]
    asking = (sys.executable, "-m", "celery", "-A", "config", "inspect", "ping", "--timeout", "5")
    ping = replace(worker, name="ping", command=asking, log=worker.log.with_name("ping.log"))
    if not any(succeeds(site, ping) for _ in range(6)):
        raise Unusable("The Celery worker runs but does not answer.")


def succeeds(site: Site, program: Program) -> bool:
    """Run a program to its end, the application being looked after."""
    process = spawn(program)
    site.supervisor.wait_until(lambda: process.poll() is not None, 60)
    return process.returncode == 0


def exceptions(log: Path) -> Counter[str]:
    """The exceptions that a log tells of, by their class: what stands below the last traceback of each."""
    found: Counter[str] = Counter()
    for line in log.read_text(errors="replace").splitlines():
        with suppress(ValueError, AttributeError):
            if text := json.loads(line).get("exception"):
                last = text.split("Traceback (most recent call last):\n")[-1]
                found[next(row.split(":")[0] for row in last.splitlines() if not row.startswith(" "))] += 1
    return found


def report(site: Site, outcome: Outcome, kills: Counter[str], wanted: int) -> int:
    """Print what happened; return the exit code, 0 only where nothing was lost and nothing went wrong."""
    logs = site.programs["web"].log.parent
    recoveries = (logs / "postgres.log").read_text(errors="replace").count("automatic recovery in progress")
    missing = lost(site.servers.database_url, outcome.saved)
    met = exceptions(logs / "web.log")
    print(f"killed: {', '.join(f'{kind} {times}' for kind, times in kills.items())}")
    print(f"crash recoveries of PostgreSQL: {recoveries}")
    print(f"tried again: {dict(outcome.retries)}")
    print(f"exceptions of the web server: {dict(met)}")
    print(f"saves acknowledged: {len(outcome.saved)}, lost: {len(missing)}")
    faults = [f"lost: {saved}"[:200] for saved in missing] + outcome.faults
    faults += [f"not explained by the killing: {name}" for name in met if name not in EXPLAINED]
    if len(outcome.saved) < wanted:
        faults.append(f"Only {len(outcome.saved)} of {wanted} saves were acknowledged in the time given.")
    for fault in faults[:20]:
        print(fault)
    return 1 if faults else 0


def main() -> int:
    options = argparse.ArgumentParser(prog="bench.chaos")
    options.add_argument("--saves", type=int, default=1000)
    options.add_argument("--clients", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=10)
    asked = options.parse_args()
    var = Path(tempfile.mkdtemp(prefix="reply-tracker-chaos-"))
    code = 1
    try:
        with running(var) as site:
            code = try_out(site, asked)
    finally:
        if code:
            print(f"The logs are in {var / 'log'}.")
        else:
            shutil.rmtree(var)
    return code


def try_out(site: Site, asked: argparse.Namespace) -> int:
    """Have people write, kill, wait for the recovery, look what is there; return the exit code."""
    check_durable(site.servers.database_url)
    if not site.supervisor.wait_until(site.address.answers, 60):
        raise Unusable("The web server does not answer.")
    # The writers have threads, the process that starts programs must not.
    processes = multiprocessing.get_context("spawn")
    receiver, sender = processes.Pipe(duplex=False)
    given = windows(site.servers.database_url, asked.clients)
    work = (site.address.port, given, asked.saves, asked.minutes * 60, asked.seed, sender)
    writers = processes.Process(target=write, args=work, daemon=True)
    writers.start()
    sender.close()
    try:
        receive(site, receiver)
        kills = disturb(site, receiver, random.Random(asked.seed))  # noqa: S311 - repeatable
        outcome = receive(site, receiver)
    except EOFError as error:
        raise Unusable("The writers ended without a word.") from error
    await_recovery(site)
    return report(site, outcome, kills, asked.saves)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Unusable, Stopped) as reason:
        sys.exit(str(reason) or "Stopped.")
