import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis

from config import servers
from config.machine import Unusable
from config.processes import Supervisor
from config.servers import Servers, start_postgres, start_valkey


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "processes.json", lambda _text: None, delays=(0.2,))
    yield supervisor
    supervisor.stop()


def connect(place: Servers) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(place.database_url, autocommit=True)


def execute(place: Servers, statement: str) -> None:
    with connect(place) as connection:
        connection.execute(statement)


def fetch(place: Servers, query: str) -> object:
    with connect(place) as connection:
        return connection.execute(query).fetchall()


def is_up(fetched: Callable[[], object]) -> bool:
    try:
        fetched()
    except (psycopg.OperationalError, redis.RedisError):
        return False
    return True


def test_postgres_keeps_what_was_committed_before_a_kill(tmp_path, supervisor):
    place = Servers(tmp_path)
    new = start_postgres(place, supervisor, tmp_path)
    execute(place, "CREATE TABLE kept (name text)")
    fetch(place, "INSERT INTO kept VALUES ('Қазақстан') RETURNING name")
    killed = supervisor.pid("postgres")
    os.kill(killed, signal.SIGKILL)

    supervisor.wait_until(lambda: supervisor.pid("postgres") != killed, seconds=20)
    supervisor.wait_until(lambda: is_up(lambda: fetch(place, "SELECT 1")), seconds=20)
    kept = fetch(place, "SELECT name, lower('ҒЫЛЫМ') FROM kept")
    supervisor.stop()
    new_again = start_postgres(place, supervisor, tmp_path)

    assert (new, kept, new_again) == (True, [("Қазақстан", "ғылым")], False)


def test_postgres_knows_cyrillic_trigrams(tmp_path, supervisor):
    place = Servers(tmp_path, durable=False)
    start_postgres(place, supervisor, tmp_path)

    execute(place, "CREATE EXTENSION pg_trgm")
    alike = fetch(place, "SELECT similarity('Қазақстан', 'қазақ') > 0.3")

    assert alike == [(True,)]


def test_postgres_under_a_long_path(tmp_path, supervisor):
    place = Servers(tmp_path / ("long" * 25), durable=False)
    place.folder.mkdir()

    start_postgres(place, supervisor, tmp_path)

    assert fetch(place, "SELECT current_user::text") == [("reply_tracker",)]
    supervisor.stop()
    place.remove()
    assert not place.postgres_sockets.exists()
    assert not place.valkey_sockets.exists()


def test_postgres_whose_number_another_program_has_now(tmp_path, supervisor):
    place = Servers(tmp_path, durable=False)
    start_postgres(place, supervisor, tmp_path)
    supervisor.stop()
    left = place.postgres_data / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n/proc/self/cwd\n1\n5432\n.\n\n0 0\nready\n")

    start_postgres(place, supervisor, tmp_path)

    assert fetch(place, "SELECT 1") == [(1,)]


def test_postgres_that_runs_already_keeps_its_number(tmp_path, supervisor):
    place = Servers(tmp_path, durable=False)
    start_postgres(place, supervisor, tmp_path)
    left = place.postgres_data / "postmaster.pid"

    servers._forget_reused_number(left)

    assert left.read_text().split("\n")[0] == str(supervisor.pid("postgres"))


def test_postgres_that_does_not_start_is_given_up_with_its_last_words(tmp_path, monkeypatch):
    supervisor = Supervisor(tmp_path / "processes.json", lambda _text: None, delays=(0.01,))
    place = Servers(tmp_path, durable=False)
    start_postgres(place, supervisor, tmp_path)
    supervisor.stop()
    (place.postgres_data / "postgresql.conf").write_text("nonsense = 1\n")

    with pytest.raises(Unusable) as refusal:
        start_postgres(place, supervisor, tmp_path)

    supervisor.stop()
    assert str(refusal.value).startswith(f"postgres does not start, see {tmp_path}/postgres.log: ")
    assert str(refusal.value).endswith('postgresql.conf" contains errors')


def test_postgres_that_cannot_make_its_database(tmp_path, supervisor, monkeypatch):
    programs = Path(tempfile.mkdtemp(dir="/tmp"))
    programs.chmod(0o755)
    for name, script in (
        ("postgres", "echo '(PostgreSQL) 18.1'"),
        ("initdb", "echo 'disk full' >&2; exit 1"),
    ):
        (programs / name).write_text(f"#!/bin/sh\n{script}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")

    with pytest.raises(Unusable) as refusal:
        start_postgres(Servers(tmp_path), supervisor, tmp_path)

    shutil.rmtree(programs)
    assert str(refusal.value) == (f"PostgreSQL cannot make its database in {tmp_path}/postgres: disk full.")


def test_valkey_keeps_what_was_stored_before_a_kill(tmp_path, supervisor):
    place = Servers(tmp_path)
    start_valkey(place, supervisor, tmp_path)
    client = redis.Redis.from_url(place.redis_url.replace("redis+socket", "unix"))
    client.set("task", "send")
    time.sleep(1.2)  # its file is written once a second
    killed = supervisor.pid("valkey")
    os.kill(killed, signal.SIGKILL)

    supervisor.wait_until(lambda: supervisor.pid("valkey") != killed, seconds=20)
    supervisor.wait_until(lambda: is_up(client.ping), seconds=20)

    assert client.get("task") == b"send"


def test_valkey_under_a_long_path_keeps_nothing_when_thrown_away(tmp_path, supervisor):
    place = Servers(tmp_path / ("long" * 25), durable=False)
    place.folder.mkdir()

    start_valkey(place, supervisor, tmp_path)

    client = redis.Redis.from_url(place.redis_url.replace("redis+socket", "unix"))
    assert client.set("a", "b") is True
    assert list(place.valkey_data.iterdir()) == []
    supervisor.stop()
    place.remove()
    assert not place.postgres_sockets.exists()
    assert not place.valkey_sockets.exists()


def test_letters_of_a_machine_without_a_locale_for_them():
    found = servers.letters(("xx_XX.no-such",)), servers.letters()

    assert found[0] == "C"
    assert "UTF-8" in found[1]


@pytest.mark.parametrize(("text", "expected"), [("one\ntwo\n\n", "two"), ("", "it says nothing")])
def test_last_line_of_a_log(tmp_path, text, expected):
    (tmp_path / "log").write_text(text)

    assert servers.last_line(tmp_path / "log") == expected
