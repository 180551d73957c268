"""Statements that PostgreSQL plans once for each connection, and not each time that they are asked.

To plan a question over many tables takes it longer than to answer: what stands around an article 6 ms and 2.
A connection prepares statements only where the settings give it a ``prepare_threshold``.
"""

import re
import select
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from secrets import token_hex
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.adapt import AdaptersMap, PyFormat, Transformer
from psycopg.errors import FeatureNotSupported, InvalidSqlStatementName, error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.types.numeric import Int8Dumper

#: Seconds after which a server may have vanished without a word: its machine, or the way to it.
SILENT = 5.0
#: So many statements a connection keeps prepared; there are some sixty.
MOST = 200
IDLE, INERROR = TransactionStatus.IDLE, TransactionStatus.INERROR
GOOD = frozenset({ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK})
_PLACE = re.compile(r"%(?:\((\w+)\))?s|%%")


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
        return connection._prepare_cursor(_Cursor(_prepared_on(connection)))


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


class _Sized:
    """What psycopg asks of a connection to adapt values: numbers all of one size.

    By itself it takes the smallest type that holds a number, and each makes another statement.
    """

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self.adapters = AdaptersMap(connection.adapters)
        self.adapters.register_dumper(int, Int8Dumper)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A statement as PostgreSQL takes it, its places by numbers; with the names of its values in order."""

    query: bytes
    names: tuple[str, ...]


@lru_cache(maxsize=MOST)
def numbered(sql: str) -> Numbered:
    names: dict[str, int] = {}
    places = count(1)

    def place(found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        number = names.setdefault(found[1], len(names) + 1) if found[1] else next(places)
        return f"${number}"

    return Numbered(_PLACE.sub(place, sql).encode(), tuple(names))


class _Prepared:
    """What one connection has prepared, by the statement and the types of its values."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection
        self._adapting = _Sized(connection)
        self._transformers: dict[str, Any] = {}
        #: Nobody else's, for a pooler may lead another connection to the same server.
        self._own, self._numbers = token_hex(4).encode(), count()
        self.names: dict[tuple[bytes, tuple[int, ...]], bytes] = {}
        #: Makes another text of each, for PgBouncer has a server prepare a text once, whatever it is called.
        self.anew = b""

    def new_name(self) -> bytes:
        return b"nidairp_%s_%d" % (self._own, next(self._numbers))

    def transformer(self, sql: str) -> Any:
        """It remembers how the values of a statement are sent, and how its rows are read."""
        if sql not in self._transformers:
            self._transformers[sql] = Transformer(self._adapting)
        return self._transformers[sql]

    def forget(self) -> None:
        """In a failed transaction PostgreSQL takes nothing, and keeps names; they are not given again."""
        self._transformers.clear()
        self.names.clear()
        self.anew = b" -- " + self.new_name()
        if self.connection.pgconn.transaction_status != INERROR:
            self.connection.execute("DEALLOCATE ALL")


#: Of Django's connections, each of which makes another of psycopg's when one is lost.
_prepared: WeakKeyDictionary[BaseDatabaseWrapper, _Prepared] = WeakKeyDictionary()


def _prepared_on(connection: BaseDatabaseWrapper) -> _Prepared:
    kept = _prepared.get(connection)
    if kept is None or kept.connection is not connection.connection:
        kept = _prepared[connection] = _Prepared(connection.connection)
    return kept


class _Cursor:
    """Asks libpq itself: psycopg's own takes longer than PostgreSQL does to answer a short question."""

    def __init__(self, prepared: _Prepared) -> None:
        self._prepared, self._connection = prepared, prepared.connection
        self._query: Numbered | None = None  # where Django looks for what was asked last
        self._rows: list[Any] = []

    def execute(self, sql: str, params: Any) -> None:
        connection = self._connection
        if not connection.autocommit and connection.pgconn.transaction_status == IDLE:
            connection.execute("")  # with which psycopg begins a transaction
        try:
            self._rows = self._asked(sql, params)
        except (FeatureNotSupported, InvalidSqlStatementName):
            # A migration has given a column another type since the statement was prepared; or who stands
            # between has another server now, which does not know it.
            self._prepared.forget()
            if connection.pgconn.transaction_status != IDLE:
                raise
            self._rows = self._asked(sql, params)

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None

    def fetchall(self) -> list[Any]:
        return self._rows

    def close(self) -> None:
        """There is nothing to close."""

    def _asked(self, sql: str, params: Any) -> list[Any]:
        self._query = asked = numbered(sql)
        values = [params[name] for name in asked.names] if isinstance(params, dict) else params
        transformer = self._prepared.transformer(sql)
        sent = transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))
        result = self._answer(asked.query, transformer, sent)
        transformer.set_pgresult(result)
        rows: list[Any] = transformer.load_rows(0, result.ntuples, tuple)
        transformer.set_pgresult(None)  # which it would keep till the same is asked again
        return rows

    def _answer(self, query: bytes, transformer: Any, sent: Any) -> Any:
        libpq, prepared, types = self._connection.pgconn, self._prepared, transformer.types or ()
        if self._connection.prepare_threshold is None:  # by the settings, for a pooler that knows none
            return self._good(libpq.exec_params(query, sent, types, transformer.formats))
        if (name := prepared.names.get((query, types))) is None:
            if len(prepared.names) >= MOST:
                prepared.forget()
            name = prepared.new_name()
            self._good(libpq.prepare(name, query + prepared.anew, types))
            prepared.names[query, types] = name
        return self._good(libpq.exec_prepared(name, sent, transformer.formats))

    def _good(self, result: Any) -> Any:
        if result.status in GOOD:
            return result
        encoding = self._connection.info.encoding
        if self._connection.closed:
            raise psycopg.OperationalError(result.get_error_message(encoding))
        raise error_from_result(result, encoding)
