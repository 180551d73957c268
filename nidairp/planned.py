"""Statements that PostgreSQL plans once for each connection, and not each time that they are asked.

To plan a question over many tables takes it longer than to answer: what stands around an article 6 ms and 2.
A connection prepares statements only where the settings give it a ``prepare_threshold``.
"""

import select
from collections.abc import Mapping
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8

#: Seconds after which a server may have vanished without a word: its machine, or the way to it.
SILENT = 5.0


def planning_once(connection: BaseDatabaseWrapper) -> Any:
    """The connection, as those see it whose statements are always the same but for their values."""
    return _Planning(connection) if connection.vendor == "postgresql" else connection


#: When something prepared was last asked on it.
_asked: WeakKeyDictionary[psycopg.Connection, float] = WeakKeyDictionary()


class _Planning:
    """A connection whose cursors prepare what they execute."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> Any:
        connection: Any = self._connection
        there, now = connection.connection, monotonic()
        if there is not None and (now - _asked.get(there, 0) > SILENT or _is_spoken_on(there)):
            connection.close_if_health_check_failed()
        connection.ensure_connection()
        _asked[connection.connection] = now
        return connection._prepare_cursor(_Cursor(connection.connection))


def _is_spoken_on(connection: psycopg.Connection) -> bool:
    """A server that goes says so, or its system does: there is something to read before anything is asked.

    To see that takes nothing; Django's own question for it is a query more. Who vanishes without a word
    leaves nothing to read: so after a while that question is asked once in a request. Sooner, the request
    fails.
    """
    if connection.closed:
        return True
    heard = select.poll()
    heard.register(connection.pgconn.socket, select.POLLIN)
    return bool(heard.poll(0))


def _sized(value: Any) -> Any:
    """By itself psycopg takes the smallest type that holds a number, and each makes another statement."""
    return Int8(value) if type(value) is int else value


class _Cursor(psycopg.Cursor):
    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        if isinstance(params, Mapping):
            values: Any = {name: _sized(value) for name, value in params.items()}
        else:
            values = [_sized(value) for value in params]
        try:
            return super().execute(query, values, prepare=True)
        except FeatureNotSupported:
            # A migration has given a column another type since the statement was prepared.
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            self.connection.execute("DEALLOCATE ALL")  # psycopg forgets its own list by this, too
            return super().execute(query, values, prepare=True)
