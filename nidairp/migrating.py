"""Migrations come one at a time, and whoever makes tables and triggers beside them keeps away meanwhile.

Two hosts that start at once would make the same tables. And what is made anew while tables change would be
made for those of before: it goes on together with others of its kind, never together with a migration.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections

_LOCK = 0x6D696772


@contextmanager
def apart(alias: str, *, migrates: bool = False, waits: bool = True) -> Iterator[bool]:
    """Who migrates is alone until the end of the block. Says whether that is so, for who does not wait."""
    if connections[alias].vendor == "sqlite":
        settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = Path(connections[alias].settings_dict["NAME"]).name
        # For reading: it may be another user's, who migrated first.
        lock = os.open(settings.VAR_DIR / f"migrate-{database}.lock", os.O_RDONLY | os.O_CREAT, 0o644)
        try:
            yield _flocked(lock, migrates=migrates, waits=waits)
        finally:
            os.close(lock)
        return
    # A connection of its own: migrations open and close the other one's transactions. And a transaction, for
    # a pooler would give the connection to others without one. It keeps nothing but the lock.
    holder = connections[alias].copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute(_locking(migrates=migrates, waits=waits), [_LOCK])
            there = cursor.fetchone()[0]
        yield there is not False
        with holder.cursor() as cursor:
            cursor.execute("ROLLBACK")
    finally:
        holder.close()


def _flocked(lock: int, *, migrates: bool, waits: bool) -> bool:
    try:
        fcntl.flock(lock, (fcntl.LOCK_EX if migrates else fcntl.LOCK_SH) | (0 if waits else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _locking(*, migrates: bool, waits: bool) -> str:
    """One that waits says nothing, one that does not says whether it has it."""
    return f"SELECT pg_{'' if waits else 'try_'}advisory_xact_lock{'' if migrates else '_shared'}(%s)"
