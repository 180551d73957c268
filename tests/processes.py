"""Real processes on the test's own database, which say a line at each step and wait for one."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

from django.db import connection


def address() -> str:
    """The test database as a `DATABASE_URL`."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgres://{said['USER']}@/{said['HOST']}/{said['NAME']}"


@contextmanager
def running(module: str, *arguments: object) -> Iterator[Popen[str]]:
    """The module as a process that has said "ready"; gone with the block."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    environment = {**os.environ, "DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    with Popen(command, stdin=PIPE, stdout=PIPE, text=True, env=environment) as process:
        try:
            assert says(process) == "ready"
            yield process
        finally:
            process.kill()


def says(process: Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().split(" ")[0].strip()


def go_on(process: Popen[str], steps: int = 1) -> None:
    assert process.stdin is not None
    process.stdin.write("\n" * steps)
    process.stdin.flush()
