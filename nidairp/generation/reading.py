"""What the generation is now: asked anew for each request, on one connection that a process keeps for it.

Past Django's cursors, because this is the greatest part of what an answer from the page cache costs.
"""

import os
import threading
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import Any

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from psycopg.pq import ExecStatus

from .watched import TABLE

SQL = f"SELECT CAST(sum(token) AS text) FROM {TABLE}"  # noqa: S608
#: What PostgreSQL calls the question where it is prepared: to read and plan it took it a third of its time.
PREPARED = b"generation"
TUPLES_OK = int(ExecStatus.TUPLES_OK)
#: Seconds. A database that says nothing for so long, neither yes nor no, is as good as gone.
PATIENCE = 5.0


class Unreadable(Exception):
    """The database does not answer."""


class Reader:
    def __init__(self, alias: str = DEFAULT_DB_ALIAS) -> None:
        self._alias = alias
        self._lock = threading.Lock()
        self._connection: Any = None
        self._made_for: object = None
        self._place: Callable[[], object] = os.getpid
        self._ask: Callable[[], str | None]
        self._is_down = False
        #: When the question was begun that is under way.
        self._asked_at: float | None = None
        #: So many questions have begun.
        self._begun = 0
        #: What was read last, by whichever thread.
        self.last: str | None = None

    def __call__(self) -> str | None:
        """The generation; None where there is none: nothing may be kept then.

        While the database is down, one request at a time tries to reach it; the others do not wait for that.
        Nor for one that is silent: who asked first goes on waiting, and knows when it speaks again.
        Of requests that wait for each other one asks for all: what was asked after they came is as good.
        """
        before = self._begun
        if not self._lock.acquire(timeout=0 if self._is_down else PATIENCE):
            self._is_down = True
            raise Unreadable
        try:
            if self._begun > before and not self._is_down:
                return self.last
            self._begun += 1
            self._asked_at = monotonic()
            self.last = self._read()
            self._is_down = False
            return self.last
        except Exception as error:
            self._is_down = True
            raise Unreadable from error
        finally:
            self._asked_at = None
            self._lock.release()

    @property
    def is_silent(self) -> bool:
        """Whether somebody asked some time ago and waits still: who asks the database now would wait, too."""
        asked_at = self._asked_at
        return asked_at is not None and monotonic() - asked_at > PATIENCE

    def _read(self) -> str | None:
        if self._connection is not None and self._made_for == self._place():
            try:
                return self._ask()
            except Exception:  # noqa: BLE001 - whatever it was, a new connection shows whether it lasts
                self.close()
        self.open()
        return self._ask()

    def open(self) -> None:
        self.close()
        made = connections.create_connection(self._alias)
        made.inc_thread_sharing()
        made.connect()
        self._connection = made.connection
        if made.vendor == "postgresql":
            self._place, self._ask = os.getpid, _asking_postgresql(made.connection)
        else:
            self._place = partial(_file, self._alias)
            self._ask = partial(_ask_sqlite, made.connection)
        self._made_for = self._place()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _ask_sqlite(connection: Any) -> str | None:
    return connection.execute(SQL).fetchone()[0]


def _asking_postgresql(connection: Any) -> Callable[[], str | None]:
    """By libpq itself, which takes half the time of psycopg's cursor."""
    libpq, statement = connection.pgconn, SQL.encode()
    if connection.prepare_threshold is None:  # by the settings, for a pooler that knows none
        ask = partial(libpq.exec_, statement)
    else:
        libpq.prepare(PREPARED, statement)
        ask = partial(libpq.exec_prepared, PREPARED, ())

    def answer() -> str | None:
        result = ask()
        if result.status != TUPLES_OK:
            raise OperationalError(result.error_message.decode(errors="replace"))
        value = result.get_value(0, 0)
        return None if value is None else value.decode()

    return answer


def _file(alias: str) -> object:
    """Another process, or another file in the place of the database, needs another connection."""
    name = connections.settings[alias]["NAME"]
    return os.getpid(), name, os.stat(name).st_ino  # noqa: PTH116 - a Path takes twice as long
