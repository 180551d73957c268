"""Who writes names and who merges them must not meet: one lock, together or alone, for a transaction.

Whoever looks authors up by name and writes what he found (editors, imports) takes it together with all others
of his kind; a merge takes it alone. Without it a name could be written to an author who is being merged away.
SQLite needs nothing here: its transactions begin IMMEDIATE and have the file to themselves.
"""

from django.db import OperationalError, connection

_AUTHORS_LOCK = 0x61757468
#: So long a merge waits for those who are writing, in seconds.
PATIENCE = 10


class Busy(Exception):
    """Somebody else writes names, and goes on for longer than anybody should wait."""


def hold_authors() -> None:
    """For those who write names: nobody is merged until they are done."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_AUTHORS_LOCK])


def have_authors_alone() -> None:
    """For those who merge: nobody writes names meanwhile. Nothing in this transaction waits for ever."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{round(1000 * PATIENCE)}ms"])
        try:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_AUTHORS_LOCK])
        except OperationalError as timeout:
            raise Busy from timeout
