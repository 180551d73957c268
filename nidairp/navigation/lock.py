"""One writer at a time, for all menu trees together.

mptt moves a node by shifting the numbers of every node after it, computed from what it
read before: two writers at once leave numbers that belong to neither. So whoever
changes a tree first takes this lock, and reads only then. Readers are never kept waiting.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: Names the lock among the advisory locks of a PostgreSQL database ("menu" in ASCII).
LOCK_KEY = 0x6D656E75


@contextmanager
def tree_lock() -> Iterator[None]:
    """Holds the lock until the outermost transaction ends."""
    with transaction.atomic():
        # On SQLite the transaction is the lock: it begins IMMEDIATE (see checks.py).
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
        yield
