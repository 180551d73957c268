"""Which database a request reads: the primary, or the replica that said what the content's generation is.

What is kept under a generation may be newer than it, never older. So who makes a page reads where its
generation was read, or the primary, which is ahead of all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_current: ContextVar[str] = ContextVar("source", default=DEFAULT_DB_ALIAS)


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    token = _current.set(alias)
    try:
        yield
    finally:
        _current.reset(token)


def reading() -> BaseDatabaseWrapper:
    """For those who ask past the ORM."""
    return connections[alias()]


def alias() -> str:
    """Within a transaction all is read where it is written."""
    return DEFAULT_DB_ALIAS if connections[DEFAULT_DB_ALIAS].in_atomic_block else _current.get()


class Router:
    """Only in the settings where there are replicas."""

    def db_for_read(self, model: type, **hints: Any) -> str:
        return alias()

    def db_for_write(self, model: type, **hints: Any) -> str:
        """Who has written reads what was written, to the end of the request."""
        _current.set(DEFAULT_DB_ALIAS)
        return DEFAULT_DB_ALIAS

    def allow_relation(self, *objects: Any, **hints: Any) -> bool:
        """They are copies of one database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == DEFAULT_DB_ALIAS
