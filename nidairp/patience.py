"""Waiting for somebody else's lock for as long as a person at a form would, and then saying so.

On SQLite nobody waits here: its transactions begin IMMEDIATE, and have waited before they look at anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

#: In seconds.
PATIENCE = 10
#: PostgreSQL's words for a lock that did not come free and for two who would wait for each other; SQLite's.
_IN_THE_WAY = {"55P03", "40P01", "SQLITE_BUSY"}
BUSY = (
    "Somebody else, or an import, is writing to the same records just now. Nothing was changed: "
    "try again in a moment."
)


class Busy(ValidationError):
    """Somebody else goes on for longer than anybody should wait; a form says so, and keeps what was typed."""

    def __init__(self, message: str = BUSY) -> None:
        super().__init__(message, code="busy")


def somebody_in_the_way(error: OperationalError) -> bool:
    """It failed for somebody else's lock, so that it may go well the next time."""
    said = error.__cause__
    return getattr(said, "sqlstate", getattr(said, "sqlite_errorname", "")) in _IN_THE_WAY


@contextmanager
def patience() -> Iterator[None]:
    """Takes locks within it, or raises ``Busy``; the transaction around it can go on either way."""
    if connection.vendor != "postgresql":
        yield
        return
    try:
        with transaction.atomic():
            before = _limit(f"{round(1000 * PATIENCE)}ms")
            yield
            _limit(before)
    except OperationalError as error:
        if somebody_in_the_way(error):
            raise Busy from error
        raise


def _limit(time: str) -> str:
    """For the rest of the transaction; answers what held before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [time])
        return str(cursor.fetchone()[0])
