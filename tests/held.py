"""Rows that somebody else holds, on another connection of this process.

On SQLite nobody holds rows: there nothing is held.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Model


@contextmanager
def held(model: type[Model]) -> Iterator[None]:
    """All rows of a model. Who waits without a limit of his own gives up in the end, so that a test ends."""
    if connection.vendor != "postgresql":
        yield
        return
    other = connection.copy()
    other.connect()
    other.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '20s'")
        with other.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {model._meta.db_table} FOR UPDATE")  # noqa: S608
        yield
    finally:
        other.rollback()
        other.close()
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")
