"""What `make run` runs: the environment, the steps before the start, and the application's programs."""

import functools
import hashlib
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
import redis

from config import embedded
from config.address import Address
from config.machine import Unusable
from config.processes import Program, Stopped, Supervisor, spawn
from config.servers import Servers, last_line, start_postgres, start_valkey

ROOT = embedded.ROOT
STAMP = ".made-from"
# Arguments of pybabel, which needs none of gettext's programs.
COMPILE_MESSAGES = ("--quiet", "compile", "--directory", "locale", "--domain", "django")


@dataclass(frozen=True)
class Step:
    """A command to do once for what it is made from; its stamp remembers that, beside what it has made."""

    title: str
    program: Program
    stamp: Path
    made_from: str


def environment_of(given: Mapping[str, str], var: Path, address: Address) -> dict[str, str]:
    """Return the environment of the application's processes; what the caller has set stays."""
    given = {name: value for name, value in given.items() if value}
    hosts = [*given.pop("ALLOWED_HOSTS", "localhost").split(","), "localhost", "127.0.0.1", "[::1]"]
    return {
        "DEBUG": "true",
        "SECRET_KEY": given.get("SECRET_KEY") or secret_key(var),
        "DATABASE_URL": embedded.database_url(),
        "REDIS_URL": embedded.redis_url(),
        "SITE_URL": address.url,
        "ALLOWED_HOSTS": ",".join(dict.fromkeys([*hosts, address.host])),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
    } | given


def secret_key(var: Path) -> str:
    """Return the key of this checkout, made once, readable by its owner only."""
    path = var / "secret_key"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        fresh.rename(path)
    return path.read_text()


def programs(var: Path, address: Address, environment: Mapping[str, str]) -> list[Program]:
    """Return the application's own programs, in the order of their start."""
    gunicorn = ["-m", "gunicorn", "config.wsgi", "--bind", address.netloc, "--worker-class", "gthread"]
    gunicorn += ["--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
    gunicorn += ["--graceful-timeout", "8", "--access-logfile", "-"]
    gunicorn += ["--logger-class", "config.access_log.MaskedLogger"]
    # The most that it takes: a long search is answered by a page.
    gunicorn += ["--limit-request-line", "8190"]
    celery = ("-m", "celery", "-A", "config")
    program = functools.partial(_program, var, environment)
    return [
        # A pool of connections must not cross the fork of a Celery worker: the web alone has one.
        program("web", *gunicorn, DATABASE_POOL="true"),
        program("worker", *celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"),
        program("beat", *celery, "beat", "--schedule", str(var / "beat-schedule"), "--pidfile", ""),
    ]


def steps(var: Path, environment: Mapping[str, str]) -> list[Step]:
    """Return what comes before the start."""
    manage = functools.partial(_program, var, environment)
    database = database_identity(environment["DATABASE_URL"])
    code = [ROOT / "requirements.txt", ROOT / "config/settings.py"]
    migrations = ROOT.glob("*/migrations/*.py")
    static = [*(ROOT / "static").rglob("*"), *ROOT.glob("*/static/**/*"), ROOT / "package-lock.json"]
    made_static = digest([*code, *static], "")
    return [
        Step(
            "Migrating the database",
            manage("migrate", "manage.py", "migrate"),
            var / "stamps/migrate",
            digest([*code, *migrations], database),
        ),
        Step(
            "Compiling the translations",
            manage("messages", "-m", "babel.messages.frontend", *COMPILE_MESSAGES),
            ROOT / "locale" / STAMP,
            digest([*code, *ROOT.glob("locale/*/LC_MESSAGES/django.po")], ""),
        ),
        Step(
            "Building the static files",
            manage("collectstatic", "manage.py", "collectstatic", "--no-input"),
            ROOT / "staticfiles" / STAMP,
            made_static,
        ),
        Step(
            "Loading the demonstration",
            manage("load_demonstration", "manage.py", "load_demonstration"),
            var / "stamps/load_demonstration",
            digest([], database),
        ),
    ]


def _program(var: Path, environment: Mapping[str, str], name: str, *arguments: str, **more: str) -> Program:
    return Program(name, (sys.executable, *arguments), ROOT, var / f"log/{name}.log", {**environment, **more})


def digest(files: Iterable[Path], more: str) -> str:
    """Return what changes when a file (by path, size and time), or `more`, is another."""
    found = hashlib.sha256(more.encode())
    for path in sorted(path for path in files if path.is_file()):
        status = path.stat()
        found.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return found.hexdigest()


def do_step(step: Step, supervisor: Supervisor, say: Callable[[str], None]) -> None:
    """Do a step unless its stamp says that it is done; raise Unusable with its last words if it fails."""
    if step.stamp.exists() and step.stamp.read_text() == step.made_from:
        return
    say(f"{step.title} …")
    process = spawn(step.program)
    try:
        supervisor.wait_until(lambda: process.poll() is not None, float("inf"))
    except Stopped:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        raise Unusable(f"{step.title} failed, see {step.program.log}: {last_line(step.program.log)}")
    step.stamp.parent.mkdir(parents=True, exist_ok=True)
    step.stamp.write_text(step.made_from)


def database_identity(url: str) -> str:
    """Return what tells a database from another one, or from one made anew in its place."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            row = connection.execute(
                "SELECT system_identifier, oid FROM pg_control_system(), pg_database "
                "WHERE datname = current_database()"
            ).fetchone()
    except psycopg.Error as error:
        raise Unusable(
            f"The database of DATABASE_URL cannot be used: {' '.join(str(error).split())}"
        ) from error
    return repr(row)


def check_redis(url: str) -> None:
    try:
        redis.Redis.from_url(url.replace("redis+socket://", "unix://"), socket_timeout=10).ping()
    except (redis.RedisError, ValueError) as error:
        raise Unusable(f"The Redis of REDIS_URL cannot be used: {error}") from error


def start_servers(supervisor: Supervisor, var: Path) -> None:
    """Start the servers that the environment does not name; see that the Redis which it names is there."""
    servers = Servers(var)
    if named := os.environ.get("REDIS_URL"):
        check_redis(named)
    else:
        start_valkey(servers, supervisor, var / "log")
    if not os.environ.get("DATABASE_URL"):
        start_postgres(servers, supervisor, var / "log")
