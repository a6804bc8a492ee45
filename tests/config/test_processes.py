import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from config import processes
from config.machine import Unusable
from config.processes import Program, Stopped, Supervisor, end_orphans, spawn

IGNORES_TERM = "trap '' TERM; echo ready; while :; do sleep 0.05; done"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "processes.json", said.append, delays=(0.01, 0.02), patience=0.3)
    yield supervisor
    supervisor.stop()


def shell(folder: Path, script: str, name: str = "program") -> Program:
    return Program(name, ("sh", "-c", script), folder, folder / f"{name}.log", {"GREETING": "hello"})


def is_alive(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def wait_for(condition: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_program_runs_in_its_folder_with_its_environment(supervisor, tmp_path):
    supervisor.start(shell(tmp_path, "echo $GREETING; pwd; exec sleep 60"))

    wait_for(lambda: (tmp_path / "program.log").read_text().count("\n") == 2)

    assert (tmp_path / "program.log").read_text() == f"hello\n{tmp_path}\n"
    assert os.getpgid(supervisor.pid("program")) == supervisor.pid("program")


def test_stop_ends_the_named_first_then_the_newest(tmp_path, supervisor):
    for name in ("a", "b", "c"):
        script = f"trap 'echo {name} >> order; exit' TERM; echo ready; while :; do sleep 0.02; done"
        supervisor.start(shell(tmp_path, script, name))
        wait_for((tmp_path / f"{name}.log").read_text)

    supervisor.stop("b", "unknown")

    assert (tmp_path / "order").read_text().split() == ["b", "c", "a"]
    assert not (tmp_path / "processes.json").exists()


def test_stop_kills_who_does_not_listen_and_their_children(tmp_path, supervisor):
    supervisor.start(shell(tmp_path, f"sleep 60 & echo $!; {IGNORES_TERM}"))
    log = tmp_path / "program.log"
    wait_for(lambda: "ready" in log.read_text())
    leader, child = supervisor.pid("program"), int(log.read_text().split()[0])

    supervisor.stop()

    assert not is_alive(leader)
    wait_for(lambda: not is_alive(child))


def test_program_that_was_killed_is_started_again(tmp_path, supervisor, said):
    supervisor.start(shell(tmp_path, "exec sleep 60"))
    first = supervisor.pid("program")
    os.kill(first, signal.SIGKILL)

    again = supervisor.wait_until(lambda: supervisor.pid("program") != first, seconds=10)

    assert again is True
    assert said == [
        f"program stopped (signal 9): starting it again in 0.01 s. Its log: {tmp_path}/program.log"
    ]
    assert json.loads((tmp_path / "processes.json").read_text()) == [
        {"group": supervisor.pid("program"), "folder": str(tmp_path), "signal": 15}
    ]


def test_program_that_dies_at_once_is_given_more_and_more_time(tmp_path, supervisor, said):
    supervisor.start(shell(tmp_path, "exit 3"))

    supervisor.wait_until(lambda: supervisor.failures("program") == 3, seconds=10)

    assert [line.split(". ")[0] for line in said] == [
        "program stopped (code 3): starting it again in 0.01 s",
        "program stopped (code 3): starting it again in 0.02 s",
        "program stopped (code 3): starting it again in 0.02 s",
    ]


def test_program_that_ran_long_enough_starts_counting_anew(tmp_path, supervisor, monkeypatch):
    monkeypatch.setattr(processes, "LONG_ENOUGH", 0)
    supervisor.start(shell(tmp_path, "echo x; exit 3"))

    supervisor.wait_until(lambda: (tmp_path / "program.log").read_text().count("x") == 4, seconds=10)

    assert supervisor.failures("program") == 1


def test_program_that_waits_for_its_restart_can_be_stopped(tmp_path, said):
    supervisor = Supervisor(tmp_path / "processes.json", said.append, delays=(60,))
    supervisor.start(shell(tmp_path, "exit 3"))
    supervisor.wait_until(lambda: said, seconds=10)
    supervisor.tend()

    supervisor.stop()

    assert len(said) == 1


def test_program_that_does_not_exist(tmp_path, supervisor):
    with pytest.raises(Unusable) as refusal:
        supervisor.start(Program("web", ("/no/such/program",), tmp_path, tmp_path / "log"))

    assert str(refusal.value) == "web cannot be started: No such file or directory (/no/such/program)."


def test_waiting_has_an_end(supervisor):
    assert supervisor.wait_until(lambda: False, seconds=0.1) is False


def test_waiting_ends_when_asked_to_stop(tmp_path, said):
    supervisor = Supervisor(tmp_path / "processes.json", said.append, asked_to_stop=lambda: True)

    with pytest.raises(Stopped):
        supervisor.wait_until(lambda: False, seconds=60)


def write_record(path: Path, group: int, folder: Path) -> Path:
    path.write_text(json.dumps([{"group": group, "folder": str(folder), "signal": 15}]))
    return path


def test_orphan_is_asked_to_end(tmp_path):
    process = spawn(shell(tmp_path, "trap 'echo bye; exit' TERM; echo ready; while :; do sleep 0.02; done"))
    wait_for((tmp_path / "program.log").read_text)
    record = write_record(tmp_path / "record", process.pid, tmp_path)

    ended = end_orphans(record)

    assert (ended, process.wait(), record.exists()) == (1, 0, False)
    assert (tmp_path / "program.log").read_text() == "ready\nbye\n"


def test_orphan_that_does_not_listen_is_killed(tmp_path):
    process = spawn(shell(tmp_path, IGNORES_TERM))
    wait_for((tmp_path / "program.log").read_text)
    record = write_record(tmp_path / "record", process.pid, tmp_path)

    ended = end_orphans(record, patience=0.2)

    assert (ended, process.wait()) == (1, -signal.SIGKILL)


def test_orphans_without_their_leader_are_killed(tmp_path):
    process = spawn(shell(tmp_path, "sleep 60 & echo $!; wait"))
    log = tmp_path / "program.log"
    wait_for(log.read_text)
    process.kill()
    process.wait()
    record = write_record(tmp_path / "record", process.pid, tmp_path)

    ended = end_orphans(record)

    assert ended == 1
    assert not is_alive(int(log.read_text()))


def test_orphan_number_of_a_stranger_is_left_alone(tmp_path):
    process = spawn(shell(tmp_path, "exec sleep 60"))
    record = write_record(tmp_path / "record", process.pid, tmp_path / "elsewhere")

    ended = end_orphans(record)

    assert (ended, process.poll()) == (0, None)
    process.kill()
    process.wait()


def test_orphans_of_no_earlier_start(tmp_path):
    assert end_orphans(tmp_path / "record") == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_programs_end_with_a_supervisor_that_was_killed(tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from config.processes import Program, Supervisor\n"
        "folder = Path(sys.argv[1]); supervisor = Supervisor(folder / 'record', print)\n"
        "supervisor.start(Program('program', ('sleep', '60'), folder, folder / 'log'))\n"
        "print(supervisor.pid('program'), flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:  # noqa: S603
        pid = int(parent.stdout.readline())

        parent.kill()

    wait_for(lambda: not is_alive(pid))
