"""Real processes on the test's own database, which say a line at each step and wait for one."""

import atexit
import functools
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from subprocess import Popen
from typing import IO

from django.db import connection

from tests.deploy.waiting import until


def address() -> str:
    """The test database as a `DATABASE_URL`."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgres://{said['USER']}@/{said['HOST']}/{said['NAME']}"


@dataclass
class Process:
    pid: int
    stdin: IO[str]
    stdout: IO[str]

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> str:
        """Until it has ended, by itself or killed; what it said till then."""
        return self.stdout.read()


@functools.cache
def nursery() -> socket.socket:
    """Where processes come from. It ends when this socket closes, with the process that runs the tests."""
    ours, theirs = socket.socketpair()
    environment = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with theirs:
        command = [sys.executable, "-m", "tests.nursery", str(theirs.fileno())]
        process = Popen(command, pass_fds=[theirs.fileno()], env=environment)
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def started(module: str, *arguments: object) -> Process:
    """The module as a process, as `python -m` would run it."""
    to_read, to_write = os.pipe(), os.pipe()
    said = json.dumps([module, *map(str, arguments)]).encode()
    socket.send_fds(nursery(), [said], [to_read[0], to_write[1]])
    os.close(to_read[0])
    os.close(to_write[1])
    pid = int(nursery().recv(64))
    return Process(pid, os.fdopen(to_read[1], "w"), os.fdopen(to_write[0]))


@contextmanager
def running(module: str, *arguments: object) -> Iterator[Process]:
    """The module as a process that has said "ready"; gone with the block."""
    process = started(module, *arguments)
    with process.stdout, process.stdin:
        try:
            assert says(process) == "ready"
            yield process
        finally:
            process.kill()
            process.wait()


def until_waiting(processes: int = 1) -> None:
    """Until so many wait for what this transaction holds.

    On SQLite they wait before they have looked at anything, so that it makes no difference when it ends.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            mine = "pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())"
            sql = f"SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND {mine}"  # noqa: S608
            until(lambda: cursor.execute(sql).fetchone()[0] >= processes)


def ended(process: Process) -> str:
    """What it said, after it has come to its end."""
    with process.stdin, process.stdout:
        return process.wait()


def says(process: Process) -> str:
    return process.stdout.readline().split(" ")[0].strip()


def tell(process: Process, line: str) -> None:
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def go_on(process: Process, steps: int = 1) -> None:
    tell(process, "\n" * (steps - 1))
