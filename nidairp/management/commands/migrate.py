"""Django's `migrate`, one at a time: two hosts that start at once would make the same tables.

The second waits, and then finds nothing left to do.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.commands.migrate import Command as Migrate
from django.db import connections

_LOCK = 0x6D696772


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        with _alone(options["database"]):
            super().handle(*args, **options)


@contextmanager
def _alone(alias: str) -> Iterator[None]:
    if connections[alias].vendor == "sqlite":
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (settings.VAR_DIR / "migrate.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    # A connection of its own: migrations open and close the other one's transactions.
    holder = connections[alias].copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield
    finally:
        holder.close()
