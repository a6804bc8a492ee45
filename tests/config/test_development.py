import os
import re
from pathlib import Path

import pytest
import redis

from config import development
from config.address import Address
from config.development import ROOT, Step, do_step
from config.machine import Unusable
from config.processes import Program, Stopped, Supervisor


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    return Supervisor(tmp_path / "processes.json", lambda _text: None)


def make_step(folder: Path, script: str, made_from: str = "this") -> Step:
    program = Program("step", ("sh", "-c", script), folder, folder / "step.log")
    return Step("Doing it", program, folder / "stamps/step", made_from)


def test_environment_of_development(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    environment = development.environment_of({"PATH": "/bin", "SITE_URL": ""}, tmp_path, Address())

    assert environment == {
        "DEBUG": "true",
        "SECRET_KEY": (tmp_path / "secret_key").read_text(),
        "DATABASE_URL": environment["DATABASE_URL"],
        "REDIS_URL": environment["REDIS_URL"],
        "SITE_URL": "http://127.0.0.1:8000/",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        "PATH": "/bin",
    }


def test_environment_of_the_caller_comes_first(tmp_path):
    given = {"SECRET_KEY": "mine", "ALLOWED_HOSTS": "tracker.example,localhost", "DEBUG": "false"}

    environment = development.environment_of(given, tmp_path, Address("10.0.0.1"))

    assert {name: environment[name] for name in given} == {
        "SECRET_KEY": "mine",
        "ALLOWED_HOSTS": "tracker.example,localhost,127.0.0.1,[::1],10.0.0.1",
        "DEBUG": "false",
    }
    assert list(tmp_path.iterdir()) == []


def test_secret_key_is_made_once_and_private(tmp_path):
    keys = [development.secret_key(tmp_path), development.secret_key(tmp_path)]

    assert len(set(keys)) == 1
    assert len(keys[0]) >= 50
    assert [oct(path.stat().st_mode) for path in tmp_path.iterdir()] == ["0o100600"]


def test_programs_are_web_worker_and_beat(tmp_path):
    programs = development.programs(tmp_path, Address(port=8001), {"A": "b"})

    assert [(program.name, program.folder, program.log) for program in programs] == [
        (name, ROOT, tmp_path / f"log/{name}.log") for name in ("web", "worker", "beat")
    ]
    assert [program.environment for program in programs] == [
        {"A": "b", "DATABASE_POOL": "true"},
        {"A": "b"},
        {"A": "b"},
    ]
    assert "127.0.0.1:8001" in programs[0].command


def test_step_is_done_once_for_what_it_is_made_from(tmp_path, supervisor):
    said: list[str] = []

    for made_from in ("this", "this", "that"):
        do_step(make_step(tmp_path, "echo done", made_from), supervisor, said.append)

    assert said == ["Doing it …", "Doing it …"]
    assert (tmp_path / "step.log").read_text() == "done\ndone\n"


def test_step_that_fails_says_so_and_is_not_done(tmp_path, supervisor):
    with pytest.raises(Unusable) as refusal:
        do_step(make_step(tmp_path, "echo so and so; exit 1"), supervisor, lambda _text: None)

    assert str(refusal.value) == f"Doing it failed, see {tmp_path}/step.log: so and so"
    assert not (tmp_path / "stamps").exists()


def test_step_ends_when_asked_to_stop(tmp_path):
    supervisor = Supervisor(tmp_path / "processes.json", lambda _text: None, asked_to_stop=lambda: True)

    with pytest.raises(Stopped):
        do_step(make_step(tmp_path, "sleep 60; echo done"), supervisor, lambda _text: None)

    assert (tmp_path / "step.log").read_text() == ""
    assert not (tmp_path / "stamps").exists()


def test_steps_change_with_what_they_are_made_from(tmp_path):
    url = os.environ["DATABASE_URL"]

    first = development.steps(tmp_path, {"DATABASE_URL": url})
    server, name = re.fullmatch(r"(\w+://[^/]*/)([^?]*).*", url).groups()
    elsewhere = url.replace(f"{server}{name}", server + ("template1" if name == "postgres" else "postgres"))
    other = development.steps(tmp_path, {"DATABASE_URL": elsewhere})

    assert [step.program.command[1:] for step in first] == [
        ("manage.py", "migrate"),
        ("-m", "babel.messages.frontend", *development.COMPILE_MESSAGES),
        ("manage.py", "collectstatic", "--no-input"),
        ("manage.py", "load_demonstration"),
    ]
    same = [a.made_from == b.made_from for a, b in zip(first, other, strict=True)]
    assert same == [False, True, True, False]


def test_digest_changes_with_a_file(tmp_path):
    (tmp_path / "a").write_text("1")
    before = development.digest([tmp_path / "a", tmp_path], "")

    (tmp_path / "a").write_text("12")

    assert development.digest([tmp_path / "a"], "") != before
    assert development.digest([tmp_path / "none"], "") == development.digest([], "")


def test_database_that_does_not_answer_is_named(tmp_path):
    with pytest.raises(
        Unusable, match=r"^The database of DATABASE_URL cannot be used: connection is bad: .*\S$"
    ):
        development.database_identity(f"postgresql:///x?host={tmp_path}")


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "nonsense"])
def test_redis_that_does_not_answer_is_named(url):
    with pytest.raises(Unusable, match=r"^The Redis of REDIS_URL cannot be used: "):
        development.check_redis(url)


def test_servers_that_are_named_are_not_started(tmp_path, supervisor):
    development.start_servers(supervisor, tmp_path)

    assert list(tmp_path.iterdir()) == []
    assert redis.Redis.from_url(os.environ["REDIS_URL"].replace("redis+socket", "unix")).ping() is True


def test_servers_that_are_not_named_are_started(tmp_path, supervisor, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.delenv("REDIS_URL")
    (tmp_path / "log").mkdir()

    development.start_servers(supervisor, tmp_path)

    started = sorted(path.name for path in tmp_path.iterdir())
    supervisor.stop()
    assert started == ["log", "postgres", "processes.json", "valkey"]
