"""A second connection that sees one moment, however long it reads, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "snapshot"
#: The first reads, and so fixes the moment; the second says for which statements it holds.
_BEGIN = {
    "sqlite": "SELECT count(*) FROM sqlite_master",
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
}


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias to read with."""
    reader = connections[DEFAULT_DB_ALIAS].copy(ALIAS)
    # One transaction has one server, whatever stands between: rows may come out of a cursor there.
    reader.settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = False
    if reader.vendor == "sqlite":
        # The site's own transactions take the lock for writing at once; this one needs none.
        reader.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[ALIAS] = reader
    try:
        with transaction.atomic(using=ALIAS):
            with reader.cursor() as cursor:
                cursor.execute(_BEGIN[reader.vendor])
            yield ALIAS
    finally:
        reader.close()
        del connections[ALIAS]
