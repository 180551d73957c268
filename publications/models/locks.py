"""Who must not meet waits for the other, or is sent away: locks for the length of a transaction.

Who writes names and who merges them: whoever looks authors up by name and writes what he found (editors,
imports) takes the lock together with all others of his kind; a merge takes it alone. Without it a name could
be written to an author who is being merged away.
An import: whoever applies it or takes it back has it alone; whoever decides on it, drops or deletes it does
that only while it rests. Its row cannot be the lock, for there it is written meanwhile how far it is.
SQLite needs nothing here: its transactions begin IMMEDIATE and have the file to themselves.
"""

from django.db import OperationalError, connection

_AUTHORS_LOCK = 0x61757468
_IMPORT_LOCK = 0x696D7074
_MOST = 2**31
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


def have_import_alone(pk: int) -> None:
    """For those who apply an import or take it back; they come one after the other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_IMPORT_LOCK, pk % _MOST])


def hold_import_at_rest(pk: int) -> bool:
    """Whether nobody applies it or takes it back; then nobody will before this transaction ends."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s, %s)", [_IMPORT_LOCK, pk % _MOST])
        return bool(cursor.fetchone()[0])
